"""Files come in from several desks at once, and none keeps the others from handing theirs in."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from server.domain.errors import Malformed, TryLater
from server.domain.procedure.meeting import Meeting
from server.room.context import Context
from server.secretariat import keeping_files
from server.secretariat.actor import SECRETARY
from server.secretariat.keeping_files import AT_ONCE, MOST_OF_MEETING, Uploads, keep_file
from tests.chambers import a_chamber
from tests.files import a_pdf


async def whole(given: bytes) -> AsyncIterator[bytes]:
    """Hand a file in at once."""
    yield given


async def stalled(began: asyncio.Event) -> AsyncIterator[bytes]:
    """Begin to hand a file in, and never go on."""
    yield b"%PDF-1.4"
    began.set()
    await asyncio.Event().wait()


async def trickling() -> AsyncIterator[bytes]:
    """Hand next to nothing in, again and again."""
    yield b"%PDF-1.4"
    while True:
        await asyncio.sleep(0)
        yield b""


async def test_two_desks_that_stall_leave_room_for_a_third(context: Context) -> None:
    """A meeting has half of the places of a process, and no more. Holds R191."""
    first, other = [(await a_chamber(context, {}, ["AF", "AM"])).meeting for _ in range(2)]
    uploads = Uploads()

    async def keep(meeting: Meeting, given: AsyncIterator[bytes]) -> None:
        await keep_file(context, SECRETARY, meeting.id, uploads=uploads, given=given, name="x.pdf")

    held = []
    for _ in range(MOST_OF_MEETING):
        began = asyncio.Event()
        held.append(asyncio.create_task(keep(first, stalled(began))))
        await began.wait()
    with pytest.raises(TryLater, match="uploads_busy"):
        await keep(first, whole(a_pdf()))
    await keep(other, whole(a_pdf()))
    assert MOST_OF_MEETING < AT_ONCE
    for task in held:
        task.cancel()
    await asyncio.gather(*held, return_exceptions=True)
    await keep(first, whole(a_pdf()))


async def test_a_file_that_trickles_is_let_go(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece has its time: what hardly comes does not hold a place for minutes. Holds R191."""
    monkeypatch.setattr(keeping_files, "PIECE_S", 0.05)
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    uploads = Uploads(at_once=1)
    with pytest.raises(Malformed, match="file_late"):
        async with asyncio.timeout(10.0):
            await keep_file(context, SECRETARY, meeting.id, uploads=uploads, given=trickling(), name="x.pdf")
    await keep_file(context, SECRETARY, meeting.id, uploads=uploads, given=whole(a_pdf()), name="x.pdf")
