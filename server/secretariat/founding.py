"""Founding: what a secretariat hands in becomes a meeting with rooms, named seats and a join code.

Refuses to know how it was handed in. Invariant: everything is checked before anything is stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from server.domain.agenda.agenda import Agenda
from server.domain.errors import Malformed
from server.domain.procedure.admission import JOIN_CODE_LENGTH
from server.domain.procedure.closing_dates import USUAL_ZONE, read_zone
from server.domain.procedure.defaults import NOTHING_SAID, RoundDefaults
from server.domain.procedure.meeting import (
    HIGHEST_SEAT_LIMIT,
    SEAT_LIMIT,
    Meeting,
    id_of,
    seat_id_of,
)
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Delegation, Moderation, Programme, Region, check_regions, make_rooms
from server.domain.procedure.rules import Secrecy
from server.domain.procedure.sets import HAND_OVER_LIMIT, check_limit
from server.domain.visible import has_visible_character
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.seating import check_seats
from server.store.meetings import new_code, new_meeting_id


@dataclass(frozen=True, slots=True)
class Founding:
    """What a secretariat hands in to have a meeting.

    Shape:   `seats` are name, delegation, region, language and right to vote; their ids are given out here. Joining by
             code is open where no seats are named, unless `open_join` says otherwise. `meeting_id` is one that
             was taken before (`free_id`), so that somebody could note it; without it one is taken here.
    """

    agenda: Agenda
    regions: tuple[Region, ...]
    seats: tuple[Seat, ...] = ()
    title: str = ""
    open_join: bool | None = None
    moderation: Moderation = "post"
    secrecy: Secrecy = "confidential"
    rehearsal_of: str = ""
    seat_limit: int = SEAT_LIMIT
    one_seat_per_device: bool = True
    nod: bool = True
    trial: bool = False
    hand_over_limit: int = HAND_OVER_LIMIT
    defaults: RoundDefaults = NOTHING_SAID
    delegations: tuple[Delegation, ...] = ()
    meeting_id: str = ""
    zone: str = USUAL_ZONE


async def found_meeting(
    context: Context, actor: Actor, founding: Founding, expires_at_s: int
) -> tuple[Meeting, list[Seat]]:
    """Create a meeting with its programme and its named seats.

    Units:   `expires_at_s` is an instant in seconds.
    Raises:  Malformed, NotFound for a seat of a region that there is not.
    """
    actor.require("found_meeting")
    _check(founding)
    meeting_id = founding.meeting_id or await free_id(context)
    programme = Programme(
        title=(founding.title or founding.agenda.title).strip(),
        agenda=founding.agenda,
        regions=founding.regions,
        rooms=make_rooms(founding.agenda, founding.regions, (id_of(meeting_id, number) for number in count())),
        moderation=founding.moderation,
        secrecy=founding.secrecy,
        defaults=founding.defaults,
        delegations=founding.delegations,
        zone=read_zone(founding.zone),
    )
    seats = [
        Seat(
            id=seat_id_of(meeting_id, number),
            name=seat.name,
            delegation=seat.delegation,
            region_id=seat.region_id,
            language=seat.language,
            votes=seat.votes,
        )
        for number, seat in enumerate(founding.seats, start=1)
    ]
    meeting = Meeting(
        id=meeting_id,
        join_code=new_code(JOIN_CODE_LENGTH),
        open_join=not seats if founding.open_join is None else founding.open_join,
        seats_named=bool(seats),
        rehearsal_of=founding.rehearsal_of,
        expires_at_s=expires_at_s,
        seat_limit=max(founding.seat_limit, len(seats)),
        one_seat_per_device=founding.one_seat_per_device,
        nod=founding.nod,
        trial=founding.trial,
        hand_over_limit=founding.hand_over_limit,
    )
    act = actor.act("found_meeting", context.now_ms(), detail=f"seats {len(seats)}")
    while not await context.shards.create(meeting, programme, seats, act):
        meeting = replace(meeting, join_code=new_code(JOIN_CODE_LENGTH))
    return meeting, seats


async def free_id(context: Context, drawn: Iterator[str] | None = None) -> str:
    """Take the first id that is no meeting's: whoever is founded over another would show its rounds and ballots."""
    ids = drawn or iter(new_meeting_id, "")
    while await context.store_of(found := next(ids)).meetings.is_kept(found):
        continue
    return found


def kept_until(context: Context, days: int) -> int:
    """Say when a meeting that is founded now expires, in seconds."""
    return context.now_ms() // 1_000 + days * 86_400


def _check(founding: Founding) -> None:
    ids = [region.id for region in founding.regions]
    if not ids or len(set(ids)) != len(ids):
        raise Malformed("regions")
    check_regions(ids)
    if founding.title.strip() and not has_visible_character(founding.title):
        raise Malformed("field", field="title")
    if not 1 <= founding.seat_limit <= HIGHEST_SEAT_LIMIT:
        raise Malformed("seat_limit", most=HIGHEST_SEAT_LIMIT)
    check_limit(founding.hand_over_limit)
    check_seats(founding.seats, ids)
