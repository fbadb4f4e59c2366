"""Which workers have far more phones than the others, and when some of those are asked to come again."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from server.host.balance import CALM_S, FEW, LEFT_TIMES, LONGEST_PAUSE_S, MOST_TIMES, PAUSE_S, Balance, surplus

SOCKETS = st.lists(st.integers(0, 5_000), min_size=1, max_size=16)


def test_a_worker_that_has_far_more_sends_as_many_as_it_takes() -> None:
    """Half of those who leave one of two workers are led back to it, a quarter of those who leave one of four.

    Whoever has less than far more sends some as well, where else it would have too many of those who come again.
    """
    assert surplus([200, 0]) == [150, 0]
    assert surplus([170, 30]) == [90, 0]
    assert surplus([150, 50]) == [0, 0]
    assert surplus([90, 30, 40, 40]) == [37, 0, 0, 0]
    assert surplus([76, 71, 31, 22]) == [24, 20, 0, 0]
    assert surplus([12, 0, 0]) == [0, 0, 0]


@given(SOCKETS)
def test_all_are_expected_to_end_with_little_more_than_the_mean(sockets: list[int]) -> None:
    """Law: nobody sends more than it has; those above what is left to them do, and no more than it takes."""
    many, mean, sent = len(sockets), sum(sockets) / len(sockets), surplus(sockets)
    assert all(0 <= gone <= has for has, gone in zip(sockets, sent, strict=True))
    assert any(sent) == any(has > MOST_TIMES * mean and has - mean >= FEW for has in sockets)
    if any(sent):
        back = sum(sent) / many
        after = [has - gone + back for has, gone in zip(sockets, sent, strict=True)]
        assert max(after) <= LEFT_TIMES * mean + 2
        assert all(one >= LEFT_TIMES * mean - 2 for one, gone in zip(after, sent, strict=True) if gone > 1)


def test_phones_are_moved_only_after_some_seconds_of_calm() -> None:
    """While workers come and go, everybody is on the way anyhow."""
    balance = Balance()
    assert not any(balance.look(0.0, [200, 0], calm=False))
    assert not any(balance.look(1.0, [200, 0], calm=True))
    assert not any(balance.look(1.0 + CALM_S - 0.1, [200, 0], calm=True))
    assert balance.look(1.0 + CALM_S, [200, 0], calm=True) == [150, 0]


@given(st.floats(0.05, 2.0))
def test_where_moving_does_not_help_it_is_tried_more_and_more_seldom(step_s: float) -> None:
    """Behind something that leads everybody to one worker, phones are not sent round in circles."""
    balance, looks_s = Balance(), [look * step_s for look in range(int(400 / step_s))]
    moved = [at_s for at_s in looks_s if any(balance.look(at_s, [200, 0], calm=True))]
    pauses = [after - before for before, after in itertools.pairwise(moved)]
    assert pauses
    assert pauses[0] >= PAUSE_S
    assert all(2 * before - step_s <= after + step_s for before, after in itertools.pairwise(pauses))
    assert max(pauses) <= LONGEST_PAUSE_S + step_s


@given(SOCKETS)
def test_what_is_even_is_left_alone(sockets: list[int]) -> None:
    balance, even = Balance(), [max(sockets)] * len(sockets)
    assert not any(any(balance.look(float(look), even, calm=True)) for look in range(60))
