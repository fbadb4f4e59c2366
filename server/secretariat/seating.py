"""Who sits where: the secretariat makes seats, changes and hands them over, and says who is here.

Refuses to know how it is asked for. Invariants: what an open round counts does not move, since it was opened with its
seats and their regions, and of one that came late and has cast this is settled before it changes; of two who change the
same seat at once, neither change is lost.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from server.domain.agenda.region_list import NAME_LIMIT, SEATS_LIMIT
from server.domain.errors import Malformed, NoFreeSeat, NotFound, Overtaken, TryLater
from server.domain.languages import LANGUAGES
from server.domain.procedure.mandates import mandate_of
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.domain.visible import has_visible_character
from server.room.context import MOST_TRIES, Context
from server.room.late_seats import settle_late
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials
from server.secretariat.links import Link, seat_link

NOTHING: Mapping[str, Any] = {}
FIELDS = ("name", "delegation", "region_id", "language", "votes")
"""What of a seat can be said anew."""


async def add_seats(context: Context, actor: Actor, meeting_id: str, seats: Sequence[Seat]) -> list[Seat]:
    """Make seats in a meeting that there is, all of them or none; their ids are given out here.

    Raises:  Malformed, NotFound for a seat of a region that there is not, NoFreeSeat where the limit is in the way.
    """
    actor.require("add_seats", meeting_id)
    meeting = await context.meeting(meeting_id)
    await _check(context, meeting, seats)
    store = context.store_of(meeting_id)
    ids = await asyncio.gather(*(store.admission.new_seat_id(meeting_id) for _ in seats))  # in few round trips
    made = [replace(seat, id=seat_id) for seat, seat_id in zip(seats, ids, strict=True)]
    if made and not await store.seating.add(meeting, made, actor.act("add_seats", context.now_ms())):
        raise NoFreeSeat("seats_full")
    return made


async def edit_seat(
    context: Context,
    actor: Actor,
    meeting_id: str,
    seat_id: str,
    changes: Mapping[str, Any],
    *,
    known: Mapping[str, Any] = NOTHING,
) -> Seat:
    """Say anew the name, the delegation, the region, the language or the right to vote of a seat.

    Shape:   `changes` has some of `FIELDS`; what it leaves out stays as it is at that moment. `known` is what whoever
             changes it saw there before, by field.
    Raises:  Malformed, NotFound for a region or a seat that there is not, Overtaken with the seat as it is now where
             something else stands there than was known, TryLater if others keep changing it first.
    """
    actor.require("edit_seat", meeting_id)
    return await _change(context, actor, meeting_id, "edit_seat", seat_id, changes=changes, known=known)


async def hand_over_seat(
    context: Context,
    actor: Actor,
    credentials: Credentials,
    meeting_id: str,
    seat_id: str,
    *,
    changes: Mapping[str, Any],
    known: Mapping[str, Any] = NOTHING,
) -> tuple[Seat, Link]:
    """Give a seat to somebody else: the link and the credentials of whoever had it are good no longer.

    What they cast stays cast, and whoever has the seat now is never told what it says.
    Raises:  as `edit_seat`.
    """
    actor.require("hand_over_seat", meeting_id)
    seat = await _change(context, actor, meeting_id, "hand_over_seat", seat_id, changes=changes, known=known)
    return seat, await seat_link(context, credentials, meeting_id, seat_id)


async def check_in(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Say that the holder of a seat is here, with or without a device; false where that is so already.

    Raises:  NotFound.
    """
    actor.require("check_in", meeting_id)
    return await _check_seat(context, actor, meeting_id, "check_in", seat_id)


async def check_out(context: Context, actor: Actor, meeting_id: str, seat_id: str) -> bool:
    """Say that the holder of a seat has left; false where that is so already. Whoever comes back is here again.

    Raises:  NotFound.
    """
    actor.require("check_out", meeting_id)
    return await _check_seat(context, actor, meeting_id, "check_out", seat_id)


def check_seats(seats: Sequence[Seat], region_ids: Sequence[str], *, nameless: bool = False) -> None:
    """Check what is said of seats that are made or changed.

    Shape:   `nameless` seats need no name: they were taken by code by somebody who gave none. Nor do those of a
             delegation that names its people later.
    Raises:  Malformed, NotFound for a region that there is not, each with the number of the seat in the list.
    """
    if len(seats) > SEATS_LIMIT:
        raise Malformed("too_many_seats", most=SEATS_LIMIT)
    for line, seat in enumerate(seats, start=1):
        if seat.region_id not in region_ids:
            raise NotFound("region", line=line, region=seat.region_id[:24])
        later = nameless or has_visible_character(seat.delegation)
        named = has_visible_character(seat.name) or (later and not seat.name)
        if not named or len(seat.name) > NAME_LIMIT:
            raise Malformed("seat_name", line=line)
        if seat.delegation.strip() and not has_visible_character(seat.delegation):
            raise Malformed("seat_delegation", line=line)


async def _check(context: Context, meeting: Meeting, seats: Sequence[Seat], *, nameless: bool = False) -> None:
    region_ids = [region.id for region in (await context.programme(meeting.id)).regions]
    check_seats(seats, region_ids, nameless=nameless)
    if any(seat.language and seat.language not in LANGUAGES for seat in seats):
        raise Malformed("language")


async def _change(
    context: Context,
    actor: Actor,
    meeting_id: str,
    act: str,
    seat_id: str,
    *,
    changes: Mapping[str, Any],
    known: Mapping[str, Any],
) -> Seat:
    if unknown := sorted({*changes, *known} - set(FIELDS)):
        raise Malformed("field", field=unknown[0])
    meeting, store = await context.meeting(meeting_id), context.store_of(meeting_id)
    for _ in range(MOST_TRIES):
        before = (await store.seats.read_many(meeting_id, [seat_id])).get(seat_id)
        if before is None:
            raise NotFound("seat_gone")
        if any(getattr(before, field) != value for field, value in known.items()):
            raise Overtaken("seat", current={field: getattr(before, field) for field in FIELDS})
        after = replace(before, **changes)
        await _check(context, meeting, [after], nameless=not before.name)
        if after == before and act == "edit_seat":
            return before
        if mandate_of(after) != mandate_of(before):
            await settle_late(context, meeting, [before], idle=False)
        logged = actor.act(act, context.now_ms(), seat_id, _said(before, after))
        if await store.seating.edit(meeting, before, after, logged, voids=act == "hand_over_seat"):
            return after
    raise TryLater("overtaken")


def _said(before: Seat, after: Seat) -> str:
    """Say what is changed, for the log: which fields, and from which region to which."""
    fields = [field for field in FIELDS if getattr(before, field) != getattr(after, field)]
    moved = [f"from {before.region_id} to {after.region_id}"] if "region_id" in fields else []
    return " ".join([*fields, *moved])


async def _check_seat(context: Context, actor: Actor, meeting_id: str, act: str, seat_id: str) -> bool:
    meeting, store = await context.meeting(meeting_id), context.store_of(meeting_id)
    seat = await store.seats.read(meeting_id, seat_id)
    done = await store.seating.check(meeting, seat, actor.act(act, context.now_ms(), seat_id)) if seat else -1
    if done < 0:
        raise NotFound("seat_gone")
    return done > 0
