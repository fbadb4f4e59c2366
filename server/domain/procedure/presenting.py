"""Presenting by region: in a plenary room one region after the other presents what it handed over, with a clock.

    prepared ──first turn──▸ under way ──ended──▸ over

An order by lot is committed to when it is prepared: its hash is told; with the first turn the seed itself, from which
anybody can draw the order again. Refuses to roll dice, to draw and to know what time it is. Invariant: the order names
each region that has handed something over to the session once, and no other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal, get_args

from server.domain.errors import Malformed, WrongState
from server.domain.procedure.countdown import NO_CLOCK, Clock, from_now
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.programme import Room

OrderedBy = Literal["lot", "alphabet", "hand"]
ORDERS: tuple[OrderedBy, ...] = get_args(OrderedBy)
SHORTEST_S, LONGEST_S = 30, 3_600
Draw = Callable[[str, Sequence[str]], tuple[str, ...]]
"""Draws an order of regions from a seed."""


def presenters(proceedings: Proceedings, room: Room) -> tuple[str, ...]:
    """List the regions that have handed something over to the session of a room, in the meeting's order."""
    handed = proceedings.sets_for(room.agenda_session_id) if room.kind == "plenary" else []
    return tuple(dict.fromkeys(one.region_id for one in handed if one.recommendation_ids))


def prepare(
    proceedings: Proceedings, room: Room, ordered_by: str, *, regions: Sequence[str], seconds: int, nonce: str
) -> Presentation:
    """Prepare that the regions present; what was prepared or presented there before is replaced.

    Shape:   `regions` is the order by hand, `nonce` what an order by lot is drawn from.
    Raises:  Malformed for an order that there is not, an order by hand that is none of the regions that have handed
             something over, and a time out of its bounds; WrongState where nobody has, and while regions present.
    """
    by = next((one for one in ORDERS if one == ordered_by), None)
    if by is None:
        raise Malformed("field", field="ordered_by")
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise Malformed("countdown", least=SHORTEST_S, most=LONGEST_S)
    before = proceedings.presentations.get(room.id)
    if before is not None and before.under_way:
        raise WrongState("presenting")
    there = presenters(proceedings, room)
    if not there:
        raise WrongState("nobody_presents")
    if by == "hand" and sorted(regions) != sorted(there):
        raise Malformed("field", field="regions")
    order = {"hand": tuple(regions), "alphabet": _by_name(proceedings, there), "lot": ()}[by]
    number = before.number + 1 if before else 1
    return Presentation(room.id, by, order, seconds, nonce if by == "lot" else "", number=number)


def turn(proceedings: Proceedings, room: Room, place: int, now_ms: int, draw: Draw) -> Presentation:
    """Give the floor to the region at a place of the order, with its whole time; the first turn fixes the order.

    Raises:  WrongState where nothing is prepared, or nobody is there any more; Malformed for a place that there is not.
    """
    kept = _kept(proceedings, room, "turn_presentation")
    order = kept.order if kept.under_way else _as_of_now(proceedings, room, kept, draw)
    if not order:
        raise WrongState("nobody_presents")
    if not 0 <= place < len(order):
        raise Malformed("field", field="place")
    if kept.under_way and kept.place == place:
        return kept
    return replace(kept, order=order, place=place, clock=from_now(now_ms, kept.seconds))


def pause(proceedings: Proceedings, room: Room, now_ms: int, *, paused: bool) -> Presentation:
    """Stop the clock of the region that presents, or let it run again.

    Raises:  WrongState unless one presents.
    """
    kept = _kept(proceedings, room, "pause_presentation")
    if not kept.under_way:
        raise WrongState("pause_presentation")
    if kept.clock.running != paused:
        return kept
    left_ms = kept.clock.left_ms(now_ms) or 0
    clock = Clock(remaining_ms=left_ms) if paused else Clock(ends_at_ms=now_ms + left_ms)
    return replace(kept, clock=clock)


def end(proceedings: Proceedings, room: Room) -> Presentation:
    """Say that it is over, or is not to be after all.

    Raises:  WrongState where there is nothing to end.
    """
    kept = proceedings.presentations.get(room.id)
    if kept is None:
        raise WrongState("end_presentation")
    return replace(kept, over=True, clock=NO_CLOCK)


def _kept(proceedings: Proceedings, room: Room, act: str) -> Presentation:
    kept = proceedings.presentations.get(room.id)
    if kept is None or kept.over:
        raise WrongState(act)
    return kept


def _as_of_now(proceedings: Proceedings, room: Room, kept: Presentation, draw: Draw) -> tuple[str, ...]:
    """Fix the order with those that have handed something over by now; by hand, who came since presents last."""
    there = presenters(proceedings, room)
    if kept.ordered_by == "lot":
        return draw(kept.nonce, there)
    if kept.ordered_by == "alphabet":
        return _by_name(proceedings, there)
    return (*(one for one in kept.order if one in there), *(one for one in there if one not in kept.order))


def _by_name(proceedings: Proceedings, region_ids: Iterable[str]) -> tuple[str, ...]:
    names = {region.id: region.name.casefold() for region in proceedings.programme.regions}
    return tuple(sorted(region_ids, key=lambda region: (names.get(region, region), region)))
