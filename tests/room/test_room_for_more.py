"""How much may be proposed: in a room, by a seat, and from one address in a while."""

import dataclasses

import pytest

from server.domain.errors import Malformed, TooFast
from server.domain.procedure.recommendations import (
    KEPT_FOR_CONDUCTING,
    MOST_BY_SEAT,
    MOST_EVER_IN_ROOM,
    MOST_IN_ROOM,
    Recommendation,
    require_room_for_more,
)  # fmt: skip
from server.room.paces import MOST_SIDES, Paces

ONE = Recommendation("a", 1, "m1", "q1", "Title", "", "en", ("AF",), "s0")


def many(count: int, status: str = "accepted", room_id: str = "m1") -> list[Recommendation]:
    """So many proposals of so many seats."""
    return [dataclasses.replace(ONE, status=status, room_id=room_id, seat_id=f"s{n}") for n in range(1, count + 1)]


@pytest.mark.parametrize("status", ["proposed", "accepted"])
def test_a_room_holds_so_many_and_the_chair_has_room_left(status: str) -> None:
    """Two thousand proposals of forty seats do not get in, and do not keep the chair from proposing."""
    full = many(MOST_IN_ROOM, status)
    with pytest.raises(Malformed):
        require_room_for_more(full, "m1", "s9999")
    require_room_for_more(full, "m2", "s9999")
    require_room_for_more(full, "m1", "")
    with pytest.raises(Malformed):
        require_room_for_more(many(MOST_IN_ROOM + KEPT_FOR_CONDUCTING, status), "m1", "")
    require_room_for_more(full[1:], "m1", "s9999")


def test_what_was_withdrawn_counts_in_the_end() -> None:
    """Proposing and withdrawing in turns has an end too."""
    require_room_for_more(many(MOST_EVER_IN_ROOM - 1, "withdrawn"), "m1", "s9999")
    with pytest.raises(Malformed):
        require_room_for_more(many(MOST_EVER_IN_ROOM, "withdrawn"), "m1", "s9999")


def test_one_seat_proposes_so_many_in_all_rooms() -> None:
    mine = [ONE] * (MOST_BY_SEAT - 1)
    require_room_for_more(mine, "m1", "s0")
    with pytest.raises(Malformed):
        require_room_for_more([*mine, dataclasses.replace(ONE, room_id="m2")], "m1", "s0")


def test_a_pace_has_a_burst_and_fills_up_again() -> None:
    """And one side does not use up another's; at most so many sides are remembered."""
    paces = Paces(2, 10, "proposals")
    for _ in range(10):
        paces.step("a", 1_000)
    with pytest.raises(TooFast) as refused:
        paces.step("a", 1_000)
    assert refused.value.figures["n"] == 1
    paces.step("b", 1_000)
    paces.step("a", 1_500)
    with pytest.raises(TooFast):
        paces.step("a", 1_500)
    for side in range(MOST_SIDES):
        paces.step(f"c{side}", 2_000)
    assert len(paces._sides) == MOST_SIDES
