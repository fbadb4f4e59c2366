"""Keeping the files of papers: what the desk hands in, and what whoever belongs to the meeting is given.

Refuses to know where the bytes come from and go to. Invariants: no more of a file is in memory than a piece, its
beginning and its end; a file that is refused leaves nothing; what no paper speaks of is given to the desk alone.
"""

import asyncio
import hashlib
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from server.domain.errors import Malformed, NotFound, TooLarge, TryLater
from server.domain.procedure.file_kinds import ENDINGS, LARGEST_FILE, Ends, recognise
from server.domain.procedure.paper_reading import LONGEST_NAME, clean_name
from server.domain.procedure.papers import KeptFile
from server.room.context import Context
from server.secretariat.actor import Actor
from server.store.paper_files import PIECE
from server.tasks import share

AT_ONCE, MOST_OF_MEETING = 4, 2
LONGEST_S = 300.0
PIECE_S = 20.0
"""How long a piece may take: whoever is slower than some six kilobytes a second keeps others from handing theirs in."""
_MEGABYTE = 1024 * 1024


class Uploads:
    """How many files come in at this moment, into one process."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        """Begin with none."""
        self._left = at_once
        self._of_meetings = Counter[str]()

    @asynccontextmanager
    async def one(self, meeting_id: str) -> AsyncIterator[None]:
        """Take part, for a while.

        Raises:  TryLater where there are too many, or too many of the meeting; Malformed where a piece or the whole did
                 not come in time.
        """
        if not self._left or self._of_meetings[meeting_id] >= MOST_OF_MEETING:
            raise TryLater("uploads_busy")
        self._left -= 1
        self._of_meetings[meeting_id] += 1
        try:
            async with asyncio.timeout(LONGEST_S):
                yield
        except TimeoutError as late:
            raise Malformed("file_late") from late
        finally:
            self._left += 1
            self._of_meetings -= Counter([meeting_id])


async def keep_file(
    context: Context, actor: Actor, meeting_id: str, *, uploads: Uploads, given: AsyncIterator[bytes], name: str
) -> KeptFile:
    """Keep a file that comes in pieces of any size, for a paper that will speak of it.

    Raises:  NotPermitted; NotFound without such a meeting; TooLarge; Malformed for what is no PDF, PNG or JPEG;
             LimitReached where the meeting has too many; TryLater.
    """
    actor.require("keep_file", meeting_id)
    meeting = await context.meeting(meeting_id)
    kept, upload_id = context.store_of(meeting_id).paper_files, secrets.token_hex(8)
    async with uploads.one(meeting.id):
        try:
            ends, digest = Ends(), hashlib.sha256()
            async for piece in _in_time(_even(given)):
                ends.add(piece)
                if ends.size > LARGEST_FILE:
                    raise TooLarge("file", most=LARGEST_FILE // _MEGABYTE)
                if ends.size == len(piece):
                    _check_beginning(ends)
                digest.update(piece)
                await kept.add_piece(meeting, upload_id, piece, context.now_ms())
            media = recognise(ends)
            file = KeptFile(digest.hexdigest(), media, ends.size)
            await kept.keep(meeting, upload_id, file, context.now_ms())
        except BaseException:
            await asyncio.shield(share(kept.drop_pieces(meeting_id, upload_id)))
            raise
    return replace(file, name=clean_name(name[: 4 * LONGEST_NAME], ENDINGS[media]))


async def find_file(context: Context, meeting_id: str, digest: str, *, at_desk: bool) -> KeptFile:
    """Find a file that a paper of the programme speaks of; the desk finds also what no paper does yet.

    Raises:  NotFound.
    """
    proceedings = await context.read_proceedings(meeting_id)
    for paper in proceedings.programme.papers:
        if paper.file and paper.file.digest == digest:
            return paper.file
    if at_desk:
        kept = await context.store_of(meeting_id).paper_files.touch(proceedings.meeting, [digest], context.now_ms())
        if digest in kept:
            return replace(kept[digest], name=clean_name("", ENDINGS[kept[digest].media]))
    raise NotFound("file")


def _check_beginning(ends: Ends) -> None:
    """Refuse at its first piece what is none of the kinds that are kept; whether it is whole is seen at its end.

    Raises:  Malformed.
    """
    try:
        recognise(ends)
    except Malformed as refusal:
        if refusal.reason == "file_kind":
            raise


async def _in_time(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Hand pieces on as long as each comes in time.

    Raises:  TimeoutError.
    """
    while True:
        async with asyncio.timeout(PIECE_S):
            piece = await anext(pieces, None)
        if piece is None:
            return
        yield piece


async def _even(given: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Make pieces of one size out of pieces of any."""
    held = bytearray()
    async for chunk in given:
        held += chunk
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
