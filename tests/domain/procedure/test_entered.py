"""Two persons count the votes of a region: what is agreed, and what changes nothing."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import InvalidBallot, Malformed
from server.domain.procedure.entered import (
    Entered,
    EnteredCount,
    Figures,
    Form,
    count_in,
    enter,
    read_channel,
    read_figures,
    with_count,
)

FORM = Form(("i1", "i2"), ("for", "with_changes", "against", "abstain"), ("for", "against", "abstain"))
PEOPLE = ("chair", "moderator:AF", "moderator:AS")


def figures(votes: int) -> Figures:
    return Figures(votes, ((votes, 0, 0, 0),))


def after(turns: Sequence[tuple[str, int]], count: EnteredCount | None = None) -> EnteredCount:
    """Let people enter so many votes, one after the other."""
    count = count or EnteredCount("AF", "hands")
    for at, (who, votes) in enumerate(turns):
        count = enter(count, Entered(who, at, figures(votes)))
    return count


def test_two_who_counted_the_same_agree() -> None:
    """One alone is not enough, nor are two who differ; then both count again. Holds R266, R267."""
    one = after([("chair", 12)])
    assert ([each.by for each in one.entered], one.agreed, one.differs) == (["chair"], None, False)
    two = after([("moderator:AF", 11)], one)
    assert ([each.by for each in two.entered], two.agreed, two.differs) == (["chair", "moderator:AF"], None, True)
    again = after([("chair", 11)], two)
    assert (again.agreed, again.differs) == (None, False), "the other counts again too"
    agreed = after([("moderator:AF", 11)], again)
    assert (agreed.agreed, agreed.agreed_by, agreed.entered) == (figures(11), ("chair", "moderator:AF"), ())
    assert (agreed.version, agreed.votes) == (1, 11)


def test_nobody_is_two() -> None:
    """Who enters twice replaces what they said, and the same again is nothing new. Holds R266."""
    assert after([("chair", 5), ("chair", 5)]) == after([("chair", 5)])
    changed = after([("chair", 5), ("chair", 6), ("chair", 6)])
    assert (changed.agreed, changed.entered[0].figures.votes) == (None, 6)


def test_what_is_agreed_stands_until_two_agree_on_something_else() -> None:
    """Also while they count again, and where they agree on the same. Holds R267."""
    agreed = after([("chair", 5), ("moderator:AF", 5)])
    for turns in ([("chair", 7)], [("chair", 7), ("moderator:AF", 8)], [("chair", 5), ("moderator:AS", 5)]):
        assert (after(turns, agreed).agreed, after(turns, agreed).version) == (figures(5), 1)
    replaced = after([("moderator:AS", 7), ("moderator:AF", 7)], agreed)
    assert (replaced.agreed, replaced.agreed_by, replaced.version) == (figures(7), PEOPLE[:0:-1], 2)
    nothing = after([("chair", 0), ("moderator:AF", 0)], agreed)
    assert (nothing.votes, nothing.version) == (0, 2)


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 2)), max_size=12))
def test_whatever_is_entered_only_two_different_persons_agree(turns: list[tuple[str, int]]) -> None:
    """What is agreed was entered by both of the two, the second one last, with the other's before it. Holds R266."""
    count = EnteredCount("AF", "hands")
    for at, (who, votes) in enumerate(turns):
        was, count = count, after([(who, votes)], count)
        assert len({one.by for one in count.entered}) == len(count.entered) <= 2
        if count.agreed == was.agreed:
            assert count.version == was.version
            continue
        first, second = count.agreed_by
        assert first != second == who
        assert (first, votes) in turns[:at]
        assert (count.agreed, count.version) == (figures(votes), was.version + 1)


def test_a_count_is_read_item_by_item() -> None:
    """Who marked nothing is counted too: every item has the same sum."""
    read = read_figures(FORM, {"i1": {"for": 3, "none": 1}, "i2": {"against": 4}})
    assert read == Figures(4, ((3, 0, 0, 0), (0, 0, 4, 0)))
    assert read_figures(FORM, {}) == Figures(0, ((0, 0, 0, 0),) * 2)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ({"i1": {"for": 3}, "i2": {"for": 2}}, "count_uneven"),
        ({"i1": {"for": 3}}, "count_uneven"),
        ({"i1": {"for": 4, "none": -1}, "i2": {"for": 3}}, "count_negative"),
        ({"i3": {"for": 1}}, "not_in_slate"),
        ({"i1": {"with_changes": 1}, "i2": {"for": 1}}, "unknown_mark"),
    ],
)
def test_figures_that_are_no_count_are_refused(marks: dict[str, dict[str, int]], reason: str) -> None:
    """With changes is a mark only where the rules sheet offers it."""
    with pytest.raises((Malformed, InvalidBallot)) as no:
        read_figures(FORM, marks)
    assert no.value.reason == reason


def test_so_many_votes_hold_only_so_many_ticks() -> None:
    """Two votes of at most one tick each cannot tick three times."""
    form = Form(("i1", "i2"), ("approve",), ("approve",), most_marks=1)
    assert read_figures(form, {"i1": {"approve": 2}, "i2": {"none": 2}}).votes == 2
    with pytest.raises(Malformed, match="count_choices"):
        read_figures(form, {"i1": {"approve": 2}, "i2": {"approve": 1, "none": 1}})


def test_each_region_and_channel_has_a_count_of_its_own() -> None:
    """One is put in the place of what it was, and the others stay."""
    hands, paper = EnteredCount("AF", "hands"), EnteredCount("AF", "paper", version=1)
    both = with_count(with_count((), hands), paper)
    assert both == (hands, paper)
    assert count_in(both, "AF", "paper") == paper
    assert count_in(both, "AS", "paper") == EnteredCount("AS", "paper")
    assert with_count(both, EnteredCount("AF", "hands", version=2))[0].version == 2
    with pytest.raises(Malformed):
        read_channel("post")
