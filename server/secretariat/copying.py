"""Copying a meeting into a new one: what was prepared is taken along, what was done is not.

Refuses to take a recommendation, a round, a ballot, a link or a code along. Invariants: the meeting that is copied
stays as it is; a copy lists no paper before all of their files are there, also where it is killed in the middle.
"""

import asyncio
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.papers import KeptFile, Paper, with_ids
from server.domain.procedure.people import SECRETARIAT, Person
from server.domain.procedure.programme import desk_room
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.secretariat.actor import Actor
from server.secretariat.erasing import erase_meeting
from server.secretariat.founding import Founding, found_meeting
from server.store.changes import Changes
from server.tasks import share


async def copy_meeting(context: Context, actor: Actor, meeting_id: str, expires_at_s: int, *, seats: bool) -> Meeting:
    """Found a meeting with what another has prepared: programme, regions, delegations, papers, defaults.

    Shape:   seats if wished: those that have a name or a delegation, with region, language and vote.
    Raises:  NotFound, also where a file is gone meanwhile.
    """
    actor.require("copy_meeting", meeting_id)
    meeting = await context.meeting(meeting_id)
    programme = (await context.read_proceedings(meeting_id)).programme  # as of now: an edit of a moment ago counts
    joining = await context.joining(meeting)
    kept = await context.store_of(meeting_id).seats.read_all(meeting_id) if seats else []
    founding = Founding(
        agenda=programme.agenda,
        regions=programme.regions,
        seats=tuple(seat for seat in kept if seat.name or seat.delegation),
        title=programme.title,
        open_join=joining.open if not seats else None,
        moderation=programme.moderation,
        secrecy=programme.secrecy,
        seat_limit=joining.limit,
        one_seat_per_device=joining.one_seat,
        nod=meeting.nod,
        hand_over_limit=meeting.hand_over_limit,
        defaults=programme.defaults,
        delegations=programme.delegations,
        zone=programme.zone,
    )
    copied, _ = await found_meeting(context, actor, founding, expires_at_s)
    try:
        await _copy_files(context, meeting, copied, (paper.file for paper in programme.papers if paper.file))
        await _list_papers(context, copied, programme.papers)
    except BaseException:
        await asyncio.shield(share(erase_meeting(context, actor, copied.id)))
        raise
    return copied


async def _copy_files(context: Context, meeting: Meeting, copied: Meeting, files: Iterable[KeptFile]) -> None:
    """Copy the bytes of files, piece by piece and each file once."""
    there, here = context.store_of(meeting.id).paper_files, context.store_of(copied.id).paper_files
    for file in {file.digest: file for file in files}.values():
        upload_id = secrets.token_hex(8)
        async for piece in there.read(meeting.id, file.digest):
            await here.add_piece(copied, upload_id, piece, context.now_ms())
        await here.keep(copied, upload_id, file, context.now_ms())


async def _list_papers(context: Context, copied: Meeting, papers: Sequence[Paper]) -> None:
    """List the papers of another meeting in a copy, with ids of its own."""
    if not papers:
        return
    last = await context.store_of(copied.id).decisions.new_id(copied.id, len(papers))
    fresh = (id_of(copied.id, number) for number in range(last - len(papers) + 1, last + 1))
    listed = with_ids([replace(paper, id="", round_id="") for paper in papers], fresh)

    def make(proceedings: Proceedings) -> Decided:
        now = proceedings.programme
        return Decided(Changes(programme=replace(now, papers=listed, version=now.version + 1)))

    await context.decide(Asker(Person(copied.id, SECRETARIAT), desk_room(copied.id)), "", make)
