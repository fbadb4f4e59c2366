"""Arrivals: people find the meeting that a code opens, and take their seats.

Refuses to know credentials and cookies; it says who a person is, and the web proves it. Invariant: with a code nobody
becomes the holder of a named seat before somebody has confirmed it, unless the meeting was founded without `nod`.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from server.domain.agenda.region_list import NAME_LIMIT
from server.domain.errors import Malformed, NoFreeSeat, NotFound, NotPermitted, TooFast
from server.domain.languages import LANGUAGES
from server.domain.procedure.admission import FEWEST_LETTERS, Claim, Joining, read_join_code, read_name, says_enough
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Role, Seat, may_enter
from server.domain.procedure.programme import Programme, Room
from server.room.context import Context
from server.store.meetings import new_code

CLAIM_LETTERS = 12
SEARCHES_A_JOIN = 10
"""How many times as many names an address may look for as it may take seats: people type and mistype."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for a named seat: `claim_id` is theirs alone; `admitted` where nobody needs to confirm it."""

    meeting: Meeting
    seat: Seat
    claim_id: str
    admitted: bool


async def find_by_code(context: Context, join_code: str, address: str) -> Meeting:
    """Find the meeting that a code opens; a right code is never made to wait, whatever its address has tried before.

    Raises:  NotFound for an unknown code, after a while; TooFast where too many wrong ones are waiting.
    """
    meeting, _ = await _find(context, join_code, address)
    return meeting


async def join_by_code(
    context: Context, join_code: str, region_id: str, wishes: Mapping[str, str], address: str = ""
) -> tuple[Meeting, Seat]:
    """Take a new seat in a region of a meeting without named seats; it counts once it has opened a room.

    Shape:   `wishes` may hold name, delegation and language.
    Raises:  NotFound for an unknown code or region, Malformed for a name of which nothing can be seen, TooFast,
             NotPermitted where joining is closed, NoFreeSeat.
    """
    meeting, joining = await _find(context, join_code, address)
    _require_open(joining)
    if meeting.seats_named:
        raise Malformed("field", field="seat_id")
    if (await context.programme(meeting.id)).region(region_id) is None:
        raise NotFound("region")
    name = read_name(wishes.get("name", ""), "name", NAME_LIMIT)
    delegation = read_name(wishes.get("delegation", ""), "delegation", NAME_LIMIT)
    await _step(context, "joins", address)
    language = wishes.get("language", "")
    seat = Seat(
        id=await context.store_of(meeting.id).admission.new_seat_id(meeting.id),
        name=name,
        delegation=delegation,
        region_id=region_id,
        language=language if language in LANGUAGES else "",
        joined_at_ms=context.now_ms(),
        source=context.shards.directory.sources.label(meeting.id, address),
    )
    _require_let_in(await context.store_of(meeting.id).admission.arrive(meeting, seat, read_join_code(join_code)))
    return meeting, seat


async def find_names(context: Context, join_code: str, typed: str, address: str = "") -> list[Seat]:
    """Find named seats that nobody has, for people who look for their own: five at most.

    Raises:  NotFound, TooFast, NotPermitted where joining is closed, Malformed for less than three letters.
    """
    meeting, joining = await _find(context, join_code, address)
    _require_open(joining)
    if not says_enough(typed):
        raise Malformed("too_few_letters", most=FEWEST_LETTERS)
    await _step(context, "names", address, SEARCHES_A_JOIN)
    return await context.names.find(meeting, typed[:NAME_LIMIT], context.now_ms())


async def ask_for_seat(
    context: Context, join_code: str, seat_id: str, address: str = "", earlier: Sequence[str] = ()
) -> Asked:
    """Ask for a named seat: its holder waits until somebody confirms that, where the meeting wants it so.

    Shape:   `earlier` are the claims of whoever asks that this one takes the place of; they stand if it is refused.
    Raises:  NotFound, TooFast, NotPermitted where joining is closed, NoFreeSeat where somebody has it or waits for it.
    """
    meeting = await find_by_code(context, join_code, address)
    seat = await context.store_of(meeting.id).seats.read(meeting.id, seat_id)
    if seat is None or not meeting.seats_named:
        raise NotFound("seat")
    await _step(context, "joins", address)
    source = context.shards.directory.sources.label(meeting.id, address)
    claim = Claim(new_code(CLAIM_LETTERS), seat.id, context.now_ms(), source)
    outcome = await context.store_of(meeting.id).admission.claim(meeting, claim, read_join_code(join_code), earlier)
    if outcome not in ("waiting", "admitted"):
        _require_let_in(outcome)
    return Asked(meeting, seat, claim.id, admitted=outcome == "admitted")


async def look_at_claim(
    context: Context, meeting_id: str, seat_id: str, claim_id: str
) -> tuple[Meeting, Seat, int] | None:
    """Look whether somebody who asked for a seat was admitted to it; None as long as nobody has answered.

    Shape:   the meeting, the seat, and the generation of the seat's credentials that they were admitted in.

    Raises:  NotPermitted where they were refused.
    """
    meeting = await context.meeting(meeting_id)
    waiting, admitted, generation = await context.store_of(meeting_id).admission.read_claim(meeting_id, seat_id)
    if waiting == claim_id:
        return None
    seat = await context.store_of(meeting_id).seats.read(meeting_id, seat_id)
    if admitted != claim_id or seat is None:
        raise NotPermitted("join_refused")
    return meeting, seat, generation


async def withdraw_claim(context: Context, meeting: Meeting, seat_id: str, claim_id: str) -> None:
    """Let nobody wait for a seat any more who has thought better of it; who was admitted meanwhile, is not either."""
    await context.store_of(meeting.id).admission.withdraw(meeting, seat_id, claim_id)


async def take_seat(context: Context, meeting_id: str, seat_id: str) -> tuple[Meeting, Seat]:
    """Take the seat that a seat link names."""
    meeting = await context.meeting(meeting_id)
    seat = await context.store_of(meeting_id).seats.read(meeting_id, seat_id)
    if seat is None:
        raise NotFound("seat")
    return meeting, seat


async def enter(context: Context, person: Person) -> None:
    """Let the holder of a seat be here, who opens a page; a connection does it by itself.

    Raises:  NotPermitted where there is no such seat any more, or no room for it.
    """
    meeting = await context.meeting(person.meeting_id)
    if person.seat_id and not await context.store_of(meeting.id).seats.check_in(meeting, person, context.now_ms()):
        raise NotPermitted("credential")


async def _find(context: Context, join_code: str, address: str) -> tuple[Meeting, Joining]:
    code = read_join_code(join_code)
    if meeting_id := await context.shards.directory.find_by_code(code):
        with suppress(NotFound):  # its founding, or its erasure, was killed on the way
            meeting = await context.meeting(meeting_id)
            joining = await context.joining(meeting)
            if joining.code == code:  # else it is on its way in or out
                return meeting, joining
    await context.wrong_codes.refuse(address, context.now_ms())
    raise NotFound("join_code")


def _require_open(joining: Joining) -> None:
    if not joining.open:
        raise NotPermitted("join_closed")


async def _step(context: Context, what: str, address: str, times: int = 1) -> None:
    pace = context.pace
    wait_ms = await context.shards.directory.sources.step(
        what, address, context.now_ms(), at_once=times * pace.at_once, per_second=times * pace.per_second
    )
    if wait_ms:
        raise TooFast("joins", n=-(-wait_ms // 1_000))


def _require_let_in(outcome: str) -> None:
    refusals = {"join_closed": NotPermitted, "join_code": NotFound, "seats_full": NoFreeSeat, "seat_taken": NoFreeSeat}
    if outcome != "done":
        raise refusals[outcome](outcome)


def person_of(seat: Seat, meeting_id: str, generation: int = 0) -> Person:
    """Say who sits on a seat: a delegate, or an observer where it has no vote."""
    role: Role = "delegate" if seat.votes else "observer"
    return Person(meeting_id, role, seat.region_id, seat.id, seat.name, generation)


def rooms_for(programme: Programme, person: Person) -> list[Room]:
    """List the rooms a person may enter."""
    return [room for room in programme.rooms if may_enter(person, room)]
