"""Arrivals: a meeting is created, people take their seats.

Refuses to know credentials and cookies; it says who a person is, and the web proves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.agenda import Agenda
from server.domain.errors import Malformed, NoFreeSeat, NotFound, NotPermitted, TooFast
from server.domain.languages import LANGUAGES
from server.domain.meeting import Meeting, Region, Room, id_of, make_rooms
from server.domain.people import Person, Seat, may_enter
from server.domain.rules import SECRECIES
from server.domain.seat_list import NAME_LIMIT, SEATS_LIMIT
from server.room.place import Place
from server.store.meetings import new_code

JOIN_CODE_LENGTH = 8
MOST_CHIP_LETTERS = 3
WRONG_CODES_HERE = 600
"""A minute, from one address: a whole hall may be behind it, and mistypes."""
WRONG_CODES = 10_000
"""A minute, over all addresses: at that pace nobody guesses a code of eight letters in a lifetime."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a secretariat hands in to have a meeting.

    Shape:   `seats` are name, delegation, region, language and right to vote; their ids are given out here.
    """

    agenda: Agenda
    regions: tuple[Region, ...]
    seats: tuple[Seat, ...] = ()
    title: str = ""
    open_join: bool = True
    moderation: str = "post"
    secrecy: str = "confidential"
    rehearsal_of: str = ""


async def found_meeting(place: Place, founding: Founding, expires_at_s: int) -> tuple[Meeting, list[Seat]]:
    """Create a meeting with its rooms and its named seats.

    Units:   `expires_at_s` is an instant in seconds.
    """
    _check(founding)
    meeting_id = new_code(5)
    rooms = make_rooms(meeting_id, founding.agenda, founding.regions)
    seats = [
        Seat(
            id=id_of(meeting_id, number),
            name=seat.name,
            delegation=seat.delegation,
            region_id=seat.region_id,
            language=seat.language,
            votes=seat.votes,
        )
        for number, seat in enumerate(founding.seats, start=len(rooms))
    ]
    meeting = Meeting(
        id=meeting_id,
        title=(founding.title or founding.agenda.title).strip(),
        agenda=founding.agenda,
        regions=founding.regions,
        rooms=rooms,
        join_code=new_code(JOIN_CODE_LENGTH),
        open_join=founding.open_join,
        seats_named=bool(seats),
        moderation=founding.moderation,
        secrecy=founding.secrecy,
        rehearsal_of=founding.rehearsal_of,
        expires_at_s=expires_at_s,
    )
    await place.store.meetings.create(meeting, seats)
    return meeting, seats


async def find_by_code(place: Place, join_code: str, address: str) -> Meeting:
    """Find the meeting that a code opens; only wrong codes are counted, so that a hall behind one address gets in.

    Raises:  NotFound for an unknown code, TooFast with the seconds to wait after too many of them.
    """
    now_s, wrong = place.now_ms() // 1_000, place.store.wrong_codes
    here, anywhere = await wrong.read(address, now_s)
    if here >= WRONG_CODES_HERE or anywhere >= WRONG_CODES:
        raise TooFast("wrong_codes", n=wrong.left_s(now_s))
    meeting = await place.store.meetings.find_by_code(normal_code(join_code))
    if meeting is None:
        await wrong.count(address, now_s)
        raise NotFound("join_code")
    return meeting


async def join_by_code(
    place: Place, join_code: str, region_id: str, wishes: Mapping[str, str], address: str = ""
) -> tuple[Meeting, Seat]:
    """Take a seat in a region: a free named one, or a new one where none are named.

    Shape:   `wishes` may hold name, delegation and language; a named seat keeps its own name and delegation.
    Raises:  NotFound for an unknown code or region, TooFast, NotPermitted where joining is closed, NoFreeSeat.
    """
    meeting = await find_by_code(place, join_code, address)
    if not meeting.open_join:
        raise NotPermitted("join_closed")
    if meeting.region(region_id) is None:
        raise NotFound("region")
    language = wishes.get("language", "")
    if meeting.seats_named:
        seat_id = await place.store.seats.claim(meeting, region_id)
        claimed = await place.store.seats.read(meeting.id, seat_id) if seat_id else None
        if claimed is None:
            raise NoFreeSeat
        return meeting, claimed
    seat = Seat(
        id=await place.new_id(meeting.id),
        name=wishes.get("name", "").strip()[:NAME_LIMIT],
        delegation=wishes.get("delegation", "").strip()[:NAME_LIMIT],
        region_id=region_id,
        language=language if language in LANGUAGES else "",
    )
    await place.store.seats.add(meeting, seat)
    return meeting, seat


async def take_seat(place: Place, meeting_id: str, seat_id: str) -> tuple[Meeting, Seat]:
    """Take the seat that a seat link names."""
    meeting = await place.meeting(meeting_id)
    seat = await place.store.seats.read(meeting_id, seat_id)
    if seat is None:
        raise NotFound("seat")
    await place.store.seats.check_in(meeting, seat)
    return meeting, seat


def person_of(seat: Seat, meeting_id: str) -> Person:
    """Say who sits on a seat: a delegate, or an observer where it has no vote."""
    return Person(meeting_id, "delegate" if seat.votes else "observer", seat.region_id, seat.id, seat.name)


def rooms_for(meeting: Meeting, person: Person) -> list[Room]:
    """List the rooms a person may enter."""
    return [room for room in meeting.rooms if may_enter(person, room)]


def normal_code(typed: str) -> str:
    """Read a join code as people type it: spaces, dashes and capitals do not matter."""
    return "".join(typed.split()).replace("-", "").lower()[: 2 * JOIN_CODE_LENGTH]


def chip_letters(said: str, region_id: str, name: str) -> str:
    """Choose the letters of a region's chip: those given if they fit, else the id or the initials of the name."""
    if 1 <= len(said) <= MOST_CHIP_LETTERS:
        return said
    if len(region_id) <= MOST_CHIP_LETTERS:
        return region_id.upper()
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return (initials if len(initials) > 1 else name[:2]).upper()[:MOST_CHIP_LETTERS]


def _check(founding: Founding) -> None:
    ids = [region.id for region in founding.regions]
    if not ids or len(set(ids)) != len(ids):
        raise Malformed("regions")
    if len(founding.seats) > SEATS_LIMIT:
        raise Malformed("too_many_seats", most=SEATS_LIMIT)
    if founding.moderation not in ("post", "pre"):
        raise Malformed("moderation")
    if founding.secrecy not in SECRECIES:
        raise Malformed("field", field="secrecy")
    _check_seats(founding.seats, ids)


def _check_seats(seats: Sequence[Seat], region_ids: Sequence[str]) -> None:
    for line, seat in enumerate(seats, start=1):
        if seat.region_id not in region_ids:
            raise NotFound("region", line=line, region=seat.region_id[:24])
        if not seat.name.strip() or len(seat.name) > NAME_LIMIT:
            raise Malformed("seat_name", line=line)
