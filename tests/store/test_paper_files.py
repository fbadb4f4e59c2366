"""Files of papers are kept once, in pieces, as long as their meeting; what nobody speaks of makes room."""

import hashlib
from itertools import count

import pytest
import redis

from server.clock import now_ms
from server.domain.errors import LimitReached, NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.papers import KeptFile
from server.room.context import Context
from server.store import Store, keys, paper_files
from server.store.paper_files import SPARED_MS
from tests.chambers import a_chamber

_uploads = count()


async def hand_in(store: Store, meeting: Meeting, pieces: list[bytes], at_ms: int) -> KeptFile:
    """Hand a file in, piece by piece."""
    upload, whole = f"u{next(_uploads)}", b"".join(pieces)
    for piece in pieces:
        await store.paper_files.add_piece(meeting, upload, piece, at_ms)
    file = KeptFile(hashlib.sha256(whole).hexdigest(), "application/pdf", len(whole))
    await store.paper_files.keep(meeting, upload, file, at_ms)
    return file


async def read(store: Store, meeting: Meeting, file: KeptFile) -> bytes:
    """Read a file whole."""
    return b"".join([piece async for piece in store.paper_files.read(meeting.id, file.digest)])


async def test_what_was_handed_in_is_read_back(context: Context, store: Store, store_url: str) -> None:
    """Bytes that are no text too; handed in twice it is there once, and every key of it goes with the meeting."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    pieces = [bytes(range(256)) * 40, b"\x00\r\n$5\r\nthe end"]
    file = await hand_in(store, meeting, pieces, now_ms())
    assert await hand_in(store, meeting, pieces[:1] + pieces[1:], now_ms()) == file
    assert await read(store, meeting, file) == b"".join(pieces)
    assert await store.paper_files.touch(meeting, [file.digest, "0" * 64], now_ms()) == {file.digest: file}
    with redis.Redis.from_url(store_url) as client:
        assert not list(client.scan_iter(match=keys.of(meeting.id, "upload:*")))
        for name in ("files", f"file:{file.digest}"):
            assert client.expiretime(keys.of(meeting.id, name)) == meeting.expires_at_s
    with pytest.raises(NotFound):
        await read(store, meeting, KeptFile("0" * 64, "", 0))


async def test_nothing_is_kept_of_a_meeting_that_was_erased(context: Context, store: Store, store_url: str) -> None:
    """Nor of what is on its way when that happens. Holds R191."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    file = await hand_in(store, meeting, [b"one"], now_ms())
    await store.paper_files.add_piece(meeting, "late", b"piece", now_ms())
    await store.meetings.erase(meeting.id)
    with pytest.raises(NotFound):
        await store.paper_files.add_piece(meeting, "late", b"piece", now_ms())
    with pytest.raises(NotFound):
        await store.paper_files.keep(meeting, "late", file, now_ms())
    with redis.Redis.from_url(store_url) as client:
        assert not list(client.scan_iter(match=keys.of(meeting.id, "*")))


async def test_what_no_paper_speaks_of_makes_room_and_nothing_else(
    context: Context, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stays as long as a paper names it, and for an hour after somebody has spoken of it."""
    monkeypatch.setattr(paper_files, "MOST_BYTES", 30)
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    began = now_ms()
    first, second = [await hand_in(store, meeting, [letter * 15], began) for letter in (b"a", b"b")]
    with pytest.raises(LimitReached):
        await hand_in(store, meeting, [b"c" * 15], began + SPARED_MS - 1)
    assert first.digest in await store.paper_files.touch(meeting, [first.digest], began + SPARED_MS)
    third = await hand_in(store, meeting, [b"c" * 15], began + SPARED_MS + 1)
    kept = await store.paper_files.touch(meeting, [one.digest for one in (first, second, third)], began)
    assert set(kept) == {first.digest, third.digest}, "the second was spoken of last, an hour ago"
