"""A list of speakers: a story, then laws on random histories, then its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda
from server.domain.errors import LimitReached, Malformed, NotFound, Refusal, WrongState
from server.domain.procedure import speaking
from server.domain.procedure.programme import Delegation, Programme
from server.domain.procedure.speakers import Speakers
from tests.builders import SIX

PROGRAMME = Programme("T", Agenda("T"), SIX, (), delegations=(Delegation("Kenya", "AF"),))
EMPTY = Speakers("room")


def test_a_debate_of_three() -> None:
    """Phones ask, one is added by name, each speaks in turn, and the time of their regions is kept."""
    kept = speaking.set_up(EMPTY, asking=True, seconds=60)
    kept = speaking.ask(kept, "Chile", "AM", 7, on=True)
    kept = speaking.add(kept, PROGRAMME, "", "Kenya")
    kept = speaking.ask(kept, "Peru", "AM", 9, on=True)
    assert [(one.number, one.name, one.region_id) for one in kept.waiting] == [
        (1, "Chile", "AM"), (2, "Kenya", "AF"), (3, "Peru", "AM"),
    ]  # fmt: skip
    kept = speaking.call(kept, 1, 1_000)
    assert kept.turn is not None
    assert (kept.turn.speaker.name, kept.turn.clock.left_ms(31_000)) == ("Chile", 30_000)
    kept = speaking.pause(kept, 31_000, paused=True)
    kept = speaking.pause(kept, 91_000, paused=False)
    kept = speaking.call(kept, 2, 96_000)
    assert dict(kept.spoken) == {"AM": 35_000}
    kept = speaking.call(speaking.call(kept, 3, 100_000), speaking.NOBODY, 110_000)
    assert (dict(kept.spoken), kept.turn, kept.waiting) == ({"AM": 45_000, "AF": 4_000}, None, ())
    assert speaking.end(kept) == Speakers("room", seconds=60, last=3)


ACTS = st.one_of(
    st.tuples(st.just("ask"), st.integers(1, 4), st.booleans()),
    st.tuples(st.just("add"), st.sampled_from(["AF", "AM", ""]), st.just("Somebody")),
    st.tuples(st.just("call"), st.integers(0, 9), st.none()),
    st.tuples(st.just("remove"), st.integers(1, 9), st.none()),
    st.tuples(st.just("pause"), st.booleans(), st.none()),
)


def step(kept: Speakers, act: tuple[str, object, object], now_ms: int) -> Speakers:
    """Try one act; refused, nothing has changed."""
    name, first, second = act
    try:
        if name == "ask":
            return speaking.ask(kept, "", "AM", int(str(first)), on=bool(second))
        if name == "add":
            return speaking.add(kept, PROGRAMME, str(first), str(second))
        if name == "call":
            return speaking.call(kept, int(str(first)), now_ms)
        if name == "remove":
            return speaking.remove(kept, int(str(first)))
        return speaking.pause(kept, now_ms, paused=bool(first))
    except Refusal:
        return kept


@given(st.lists(st.tuples(ACTS, st.integers(0, 60_000)), max_size=40))
def test_order_is_that_of_asking_a_seat_is_there_once_and_no_time_is_lost(
    history: list[tuple[tuple[str, object, object], int]],
) -> None:
    """And what all regions have spoken is all the time in which somebody spoke. Holds R279, R280."""
    kept, now_ms, spoken_ms = speaking.set_up(EMPTY, asking=True, seconds=0), 0, 0
    for act, wait_ms in history:
        now_ms += wait_ms
        if kept.turn is not None and kept.turn.since_ms is not None:
            spoken_ms += wait_ms
        kept = step(kept, act, now_ms)
        assert sum(kept.total(now_ms).values()) == spoken_ms
        numbers = [one.number for one in kept.waiting]
        assert numbers == sorted(set(numbers))
        there = [*kept.waiting, *([kept.turn.speaker] if kept.turn else [])]
        seats = [one.seat for one in there if one.seat]
        assert sorted(seats) == sorted(set(seats)) == sorted(kept.seats)
        assert step(kept, act, now_ms) == kept or act[0] in ("add", "call")


def test_what_is_refused() -> None:
    """Asking before it may be, nobody, a region that there is not, no time at all, and one too many."""
    with pytest.raises(WrongState, match="no_asking"):
        speaking.ask(EMPTY, "Chile", "AM", 7, on=True)
    assert speaking.ask(EMPTY, "Chile", "AM", 7, on=False) == EMPTY
    for region, name in (("", ""), ("", "\u200b")):
        with pytest.raises(Malformed):
            speaking.add(EMPTY, PROGRAMME, region, name)
    with pytest.raises(NotFound):
        speaking.add(EMPTY, PROGRAMME, "XX", "")
    with pytest.raises(NotFound):
        speaking.call(EMPTY, 5, 0)
    with pytest.raises(WrongState):
        speaking.pause(EMPTY, 0, paused=True)
    for seconds in (1, 9_999):
        with pytest.raises(Malformed):
            speaking.set_up(EMPTY, asking=True, seconds=seconds)
    full = EMPTY
    for _ in range(speaking.MOST_WAITING):
        full = speaking.add(full, PROGRAMME, "AF", "")
    with pytest.raises(LimitReached):
        speaking.add(full, PROGRAMME, "AF", "")
