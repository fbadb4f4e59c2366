"""Regions present: in which order, with which clock, and what is known of a lot before it is drawn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.lots import commitment, order_of
from server.domain.errors import Malformed, WrongState
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.presenting import end, pause, prepare, presenters, turn
from server.room.presentation_views import presentation_view
from tests.domain.procedure.test_boards import PLENARY, handed

NOW = 1_000_000
BEFORE = handed([("AM", "q1"), ("AF", "q1"), ("AF", "q2")])


def kept(now: Proceedings, made: Presentation) -> Proceedings:
    """Keep a presentation."""
    return replace(now, presentations={PLENARY.id: made})


def prepared(now: Proceedings, by: str = "lot", regions: tuple[str, ...] = (), nonce: str = "a text") -> Proceedings:
    """Prepare one of five minutes each."""
    return kept(now, prepare(now, PLENARY, by, regions=regions, seconds=300, nonce=nonce))


def turned(now: Proceedings, place: int, at: int = NOW) -> Proceedings:
    """Give the floor."""
    return kept(now, turn(now, PLENARY, place, at, order_of))


def test_a_lot_is_committed_to_drawn_and_drawn_again() -> None:
    """Whoever has the seed finds the order; before the first turn nobody has. Holds R250."""
    plan = prepared(BEFORE)
    before = presentation_view(plan.presentations[PLENARY.id], NOW)
    assert (before.order, before.seed, before.place) == ((), "", -1)
    after = presentation_view(turned(plan, 0).presentations[PLENARY.id], NOW)
    assert (commitment(after.seed), after.commitment) == (before.commitment, before.commitment)
    assert after.order == order_of(after.seed, ["AM", "AF"]) == order_of(after.seed, ["AF", "AM"])
    assert (after.clock.running, after.clock.remaining_ms) == (True, 300_000)


def test_the_clock_stops_goes_on_and_begins_anew_with_the_next_region() -> None:
    now = turned(prepared(BEFORE, "alphabet"), 0)
    assert now.presentations[PLENARY.id].order == ("AF", "AM")
    stopped = kept(now, pause(now, PLENARY, NOW + 100_000, paused=True))
    assert stopped.presentations[PLENARY.id].clock.left_ms(NOW + 900_000) == 200_000
    assert pause(stopped, PLENARY, NOW, paused=True) == stopped.presentations[PLENARY.id]
    again = kept(stopped, pause(stopped, PLENARY, NOW + 900_000, paused=False))
    assert again.presentations[PLENARY.id].clock.left_ms(NOW + 950_000) == 150_000
    assert turn(again, PLENARY, 0, NOW, order_of) == again.presentations[PLENARY.id]
    following = turned(again, 1, NOW + 950_000).presentations[PLENARY.id]
    assert (following.place, following.clock.left_ms(NOW + 950_000)) == (1, 300_000)


def test_what_cannot_be_is_refused() -> None:
    """Nobody there, another region by hand, a place that there is not, two at a time, nothing to end."""
    nobody = handed([("", "q1")])
    with pytest.raises(WrongState):
        prepared(nobody)
    for by, regions, seconds in (
        ("chance", (), 300),
        ("hand", ("AF", "AP"), 300),
        ("hand", ("AF",), 300),
        ("lot", (), 9),
    ):
        with pytest.raises(Malformed):
            prepare(BEFORE, PLENARY, by, regions=regions, seconds=seconds, nonce="")
    for place in (-1, 2):
        with pytest.raises(Malformed):
            turned(prepared(BEFORE), place)
    under_way = turned(prepared(BEFORE), 0)
    for refused in (lambda: prepared(under_way), lambda: turned(BEFORE, 0), lambda: end(BEFORE, PLENARY)):
        with pytest.raises(WrongState):
            refused()
    over = kept(under_way, end(under_way, PLENARY))
    assert prepared(over).presentations[PLENARY.id].number == 2
    with pytest.raises(WrongState):
        pause(over, PLENARY, NOW, paused=True)


REGIONS = st.lists(st.sampled_from(["AF", "AM", "AP"]), min_size=1, max_size=6)


@given(REGIONS, REGIONS, st.sampled_from(["lot", "alphabet", "hand"]), st.text(min_size=1, max_size=8))
def test_the_order_is_one_of_those_that_have_handed_over(
    first: list[str], then: list[str], by: str, nonce: str
) -> None:
    """Also where others come and go between preparing and beginning. Holds R249."""
    before, after = [handed([(region, "q1") for region in regions]) for regions in (first, then)]
    regions = presenters(before, PLENARY)
    plan = prepared(before, by, regions[::-1] if by == "hand" else (), nonce)
    made = turned(replace(plan, handed_over=after.handed_over, recommendations=after.recommendations), 0)
    order = made.presentations[PLENARY.id].order
    assert sorted(order) == sorted(set(then))
    assert len(order) == len(set(order))
    if by == "lot":
        assert order == order_of(nonce, sorted(order))
