"""What is taken along into a meeting that is copied from another: its papers, with the bytes of their files."""

from collections.abc import AsyncIterator

import pytest
import redis

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.papers import KeptFile, Paper
from server.domain.procedure.people import Person
from server.domain.procedure.programme import desk_room
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.copying import copy_meeting
from server.secretariat.erasing import erase_meeting
from server.secretariat.keeping_files import Uploads, keep_file
from server.store import keys
from server.store.paper_files import PIECE
from tests.builders import a_request
from tests.chambers import a_chamber
from tests.files import a_pdf
from tests.services import Json

GIVEN = a_pdf(2 * PIECE + 1)


async def papers_of(context: Context, meeting: Meeting) -> tuple[Paper, ...]:
    """Read the papers of a meeting."""
    return (await context.read_proceedings(meeting.id)).programme.papers


async def edit(context: Context, meeting: Meeting, papers: list[Json | str]) -> None:
    """Say which papers there are to be."""
    version = (await context.read_proceedings(meeting.id)).programme.version
    said = {"request_id": a_request(), "version": version, "changes": {"papers": papers}}
    await perform(context, Asker(Person(meeting.id, "desk"), desk_room(meeting.id)), commands.EditProgramme(**said))


async def with_papers(context: Context) -> tuple[Meeting, KeptFile]:
    """Found a meeting with a paper of every kind."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting

    async def given() -> AsyncIterator[bytes]:
        yield GIVEN

    file = await keep_file(context, SECRETARY, meeting.id, uploads=Uploads(), given=given(), name="plan.pdf")
    session_id = (await context.programme(meeting.id)).agenda.sessions[0].id
    rows = [{"label": "Yes", "value": "62.5"}]
    await edit(context, meeting, [
        {"kind": "link", "session_id": session_id, "title": "A link", "address": "https://example.org/"},
        {"kind": "text", "title": "A text", "text": "Words"},
        {"kind": "file", "session_id": session_id, "title": "A file", "file": file.digest, "name": "plan.pdf"},
        {"kind": "file", "title": "The same file", "file": file.digest, "name": "same.pdf"},
        {"kind": "figures", "title": "Findings", "rows": rows, "unit": "%", "source": "A survey"},
    ])  # fmt: skip
    return meeting, file


async def test_papers_are_taken_along_with_their_files(context: Context) -> None:
    """With ids of the new meeting, which no later paper has, and there also when the first is erased. Holds R205."""
    meeting, file = await with_papers(context)
    before = await papers_of(context, meeting)
    copied = await copy_meeting(context, SECRETARY, meeting.id, meeting.expires_at_s, seats=False)
    papers = await papers_of(context, copied)
    version = (await context.read_proceedings(copied.id)).programme.version
    assert version == 2, "papers are listed by a decision of their own, when their files are there"
    assert [(one.kind, one.session_id, one.title, one.file, one.rows) for one in papers] == [
        (one.kind, one.session_id, one.title, one.file, one.rows) for one in before
    ]
    assert all(one.id.startswith(copied.id) for one in papers)
    await erase_meeting(context, SECRETARY, meeting.id)
    pieces = context.store_of(copied.id).paper_files.read(copied.id, file.digest)
    assert b"".join([piece async for piece in pieces]) == GIVEN
    await edit(context, copied, [*(one.id for one in papers), {"kind": "text", "title": "One more", "text": "Words"}])
    ids = [one.id for one in await papers_of(context, copied)]
    ids += [room.id for room in (await context.read_proceedings(copied.id)).programme.rooms]
    assert len(set(ids)) == len(ids)


async def test_a_copy_that_cannot_have_its_files_is_not_there(context: Context, store_url: str) -> None:
    """Rather none than one with papers that open nothing."""
    meeting, file = await with_papers(context)
    before = await context.shards.directory.all_ids()
    with redis.Redis.from_url(store_url) as client:
        client.delete(keys.of(meeting.id, f"file:{file.digest}"))
    with pytest.raises(NotFound):
        await copy_meeting(context, SECRETARY, meeting.id, meeting.expires_at_s, seats=False)
    assert await context.shards.directory.all_ids() == before
