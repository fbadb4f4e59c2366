"""Reports: everything that a meeting has kept, read as of one instant, and written in a process of its own.

Refuses to know who may have one. Invariants: of rounds whose lists are not published no list is read; no ballot waits
for a report; of the same meeting the same report is remembered.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.errors import NotFound
from server.domain.procedure.delegations import seated
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Seat
from server.record.formats import takes_template
from server.record.occasion import SaidAct
from server.record.page_numbers import PageNumbers, read_page_numbers
from server.record.report_files import read_report_format, write_report
from server.record.reporting.kept import Asked, Kept, SeatsOf
from server.room.context import Context
from server.room.occasions import read_occasion
from server.room.round_acts import acted, read_room_acts
from server.store.kept_lists import read_list

_ON_THE_MEETING = frozenset({"found_meeting", "edit_programme", "add_seats"})


async def make_report(context: Context, meeting_id: str, asked: Asked, template: bytes = b"") -> bytes:
    """Make the file of a report, or find the one that was made of the same.

    Shape:   a Word file has the looks of `template`, else of the one that the meeting keeps.

    Raises:  NotFound for a kind, a session or a meeting that is not there; TryLater if it takes too long, or too many
             wait.
    """
    read_report_format(asked.kind)
    kept, lists = await read_kept(context, meeting_id)
    if any(kept.proceedings.programme.agenda.session(one) is None for one in asked.sessions):
        raise NotFound("session")
    if asked.rounds and not kept.proceedings.rounds.keys() >= set(asked.rounds):
        raise NotFound("round")
    if takes_template(asked.kind) and not template:
        template = await context.store_of(meeting_id).templates.read(meeting_id)
    said = await asyncio.to_thread(_digest, kept, lists, asked, template)  # of a long meeting, tens of milliseconds
    key = (meeting_id, f"report-{asked.kind}", asked.language, said)
    return await context.files.compose(key, write, kept, lists, asked, template)


async def read_pages(context: Context, meeting_id: str, asked: Asked) -> PageNumbers:
    """Say on which pages the parts of a report begin, as `make_report` makes it for printing.

    Raises:  as `make_report`.
    """
    file = await make_report(context, meeting_id, replace(asked, kind="pdf"))
    return await context.files.apart(read_page_numbers, file)


async def read_kept(context: Context, meeting_id: str) -> tuple[Kept, Mapping[str, bytes]]:
    """Read all that a report is composed of: without its lists, and those as they are kept."""
    store, proceedings = context.store_of(meeting_id), await context.read_proceedings(meeting_id)
    published = [one for one in proceedings.rounds.values() if one.state == "published"]
    lists = await store.rounds.read_lists(published) if published else {}
    acts: dict[str, tuple[SaidAct, ...]] = {}
    for room_id in dict.fromkeys(one.room_id for one in proceedings.rounds.values()):
        of_room = [one.id for one in proceedings.rounds.values() if one.room_id == room_id]
        acts |= await read_room_acts(context, meeting_id, room_id, of_room)
    log = await store.acts.read(meeting_id)
    seats, ids = await store.seats.read_all(meeting_id), list(proceedings.recommendations)
    kept = Kept(
        proceedings,
        occasions={one.id: await read_occasion(context, one) for one in published if one.id in lists},
        acts=acts,
        histories=dict(zip(ids, await store.decisions.read_histories(ids), strict=True)),
        meeting_acts=tuple(acted(one.act, one.actor, one.at_ms) for one in log if one.act in _ON_THE_MEETING),
        seats=tuple(_seats_of(proceedings, seats)),
        delegations=seated(proceedings.programme.delegations, seats),
    )
    return kept, lists


def _seats_of(proceedings: Proceedings, seats: Sequence[Seat]) -> list[SeatsOf]:
    """Count the seats of each region."""
    counted = Counter((seat.region_id, seat.votes) for seat in seats)
    regions = proceedings.programme.regions
    return [SeatsOf(one.id, counted[one.id, True], counted[one.id, False]) for one in regions]


def _digest(*said: object) -> bytes:
    return hashlib.sha256(repr(said).encode()).digest()


def write(kept: Kept, lists: Mapping[str, bytes], asked: Asked, template: bytes) -> bytes:
    """Write a report of what was kept, in whichever process."""
    whole = replace(kept, lists={name: read_list(one) for name, one in lists.items()})
    return write_report(whole, asked, template)
