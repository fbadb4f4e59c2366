"""Paper slips: for a seat without a device its ballot of one open round, printed, filled in, and entered at the desk.

A slip is one ballot of one seat, and goes through the ordinary casting step as that seat. Refuses to say whose a slip
is. Invariants: the log of acts has how many were printed and that one was entered, without code, seat and marks; a
ballot that was cast on a phone is never replaced by a slip.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.errors import NotFound, RoundNotOpen, StaleRevision
from server.domain.methods import read_method
from server.domain.procedure.admission import read_join_code
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import Round
from server.protocol import commands
from server.room.actions.ballots import cast_ballot
from server.room.arrivals import person_of
from server.room.context import Asker, Context, find_round
from server.room.slips import SLIP_LETTERS, slip_ballot_id, slip_code
from server.secretariat.actor import Actor

FORMS = ("marks", "ticks", "scores")
"""The forms of ballots that fit on a slip: those that judge each recommendation by itself."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: the code that stands on it, and the region and the language of its seat."""

    code: str
    region_id: str
    language: str


def takes_slips(round_: Round) -> bool:
    """Say whether ballots of a round can be entered from slips now."""
    return round_.state == "open" and read_method(round_.method).CARD.form in FORMS


def with_slips(proceedings: Proceedings) -> list[Round]:
    """List the rounds of a meeting whose ballots can be entered from slips, the oldest first."""
    return sorted((one for one in proceedings.rounds.values() if takes_slips(one)), key=lambda one: one.number)


async def print_slips(
    context: Context, actor: Actor, meeting_id: str, round_id: str, region_id: str = "", *, everybody: bool = False
) -> tuple[Round, list[Slip]]:
    """Make the slips of a round: of the seats that nobody has come in on, or of all; of one region or of each.

    Raises:  NotFound; RoundNotOpen for a round that takes none.
    """
    actor.require("print_slips", meeting_id)
    round_ = find_round(await context.read_proceedings(meeting_id), round_id)
    if not takes_slips(round_):
        raise RoundNotOpen(state=round_.state)
    store = context.store_of(meeting_id)
    regions = [region_id] if region_id in round_.taking_part else [] if region_id else round_.taking_part
    electors = await store.seats.read_electors(meeting_id, regions)
    languages = {seat.id: seat.language for seat in await store.seats.read_all(meeting_id)}
    slips = [
        Slip(slip_code(context.proofs, round_.id, one.seat_id), one.region_id, languages.get(one.seat_id, ""))
        for one in electors
        if everybody or not one.here
    ]
    told = actor.act("print_slips", context.now_ms(), detail=f"seats {len(slips)}")
    await store.acts.write(await context.meeting(meeting_id), told)
    return round_, sorted(slips, key=lambda one: (regions.index(one.region_id), one.code))


async def find_slip(context: Context, actor: Actor, meeting_id: str, typed: str) -> Round:
    """Find the round of a slip by what was typed or scanned: its code, or an address that ends in it.

    Raises:  NotFound where no open round of the meeting has such a slip.
    """
    actor.require("find_slip", meeting_id)
    round_, _ = await _slip_of(context, meeting_id, typed)
    return round_


async def enter_slip(
    context: Context, actor: Actor, meeting_id: str, typed: str, *, marks: Mapping[str, str], request_id: str
) -> Round:
    """Cast what stands on a slip as the ballot of its seat; entered again, it replaces what was entered before.

    Raises:  NotFound; StaleRevision where the seat has cast on a phone; as `cast_ballot`.
    """
    actor.require("enter_slip", meeting_id)
    round_, seat = await _slip_of(context, meeting_id, typed)
    store = context.store_of(meeting_id)
    cast = await store.rounds.read_ballot(round_.id, seat.id)
    if cast is not None and cast.request_id == request_id:  # the same form, sent again
        return round_
    revision = cast.revision if cast is not None else 0
    if cast is not None and cast.ballot_id != slip_ballot_id(context.proofs, round_.id, seat.id, revision):
        raise StaleRevision("by_phone")
    room = (await context.programme(meeting_id)).room(round_.room_id)
    if room is None:
        raise NotFound("room")
    # As of an earlier holder: whoever comes in on the seat is told that there is a ballot, and not what it says.
    generation = max(0, await store.seats.read_generation(meeting_id, f"seat:{seat.id}") - 1)
    ballot = commands.CastBallot(
        round_id=round_.id,
        epoch=round_.epoch,
        base_revision=revision,
        request_id=request_id,
        ballot_id=slip_ballot_id(context.proofs, round_.id, seat.id, revision + 1),
        marks=dict(marks),
    )
    await cast_ballot(context, Asker(person_of(seat, meeting_id, generation), room), ballot)
    told = actor.act("enter_slip", context.now_ms(), detail=str(round_.called))
    await store.acts.write(await context.meeting(meeting_id), told)
    return round_


async def _slip_of(context: Context, meeting_id: str, typed: str) -> tuple[Round, Seat]:
    code = read_join_code(typed.strip().rpartition("/")[2])[:SLIP_LETTERS]
    open_ = with_slips(await context.read_proceedings(meeting_id))
    seats = await context.store_of(meeting_id).seats.read_all(meeting_id)
    # Of a large meeting that is milliseconds of work: in a thread, for the loop takes ballots.
    found = await asyncio.to_thread(_found, context, open_, seats, code)
    if found is None:
        raise NotFound("slip")
    return found


def _found(context: Context, open_: Sequence[Round], seats: Sequence[Seat], code: str) -> tuple[Round, Seat] | None:
    for round_ in open_:
        for seat in seats:
            if seat.votes and slip_code(context.proofs, round_.id, seat.id) == code:
                return round_, seat
    return None
