"""What a reading has chosen, and what became of each region between two: a function of two printed lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import RankedList
from server.domain.counting.wordings import MOVED, Movement, chosen_in, movements, verdict_in, word_of
from server.domain.procedure.rules import SECRECIES, make_rules

from .counts import a_count, list_of, votes_of

STATES = ("backs", "opposes", "no_position", "not_determined", "withheld", "")


@st.composite
def two_lists(draw: st.DrawFn) -> tuple[RankedList, RankedList]:
    """Draw two lists of one room, secret or not, of which small regions may be withheld."""
    regions = draw(st.integers(2, 5))
    rules = make_rules({"secrecy": draw(st.sampled_from(SECRECIES)), "k": 3})
    return tuple(  # type: ignore[return-value] # two of them
        list_of(a_count(*([draw(votes_of(draw(st.integers(0, 12)))) for _ in range(regions)] for _ in range(2))), rules)
        for _ in range(2)
    )


def moved(before: RankedList, after: RankedList) -> tuple[Movement, ...]:
    """Say what moved between the first items of two lists."""
    return movements(before, before.items[0], after, after.items[0])


@pytest.mark.parametrize(
    ("before", "after", "word", "steps"),
    [
        ("no_position", "backs", "now_on_board", 1),
        ("opposes", "backs", "now_on_board", 2),
        ("backs", "no_position", "no_longer_on_board", -1),
        ("backs", "not_determined", "no_longer_on_board", -1),
        ("opposes", "no_position", "not_opposed_now", 1),
        ("no_position", "opposes", "now_opposes", -1),
        ("backs", "opposes", "now_opposes", -2),
        ("backs", "backs", "as_before", 0),
        ("opposes", "opposes", "as_before", 0),
        ("no_position", "not_determined", "as_before", 0),
        ("withheld", "backs", "not_comparable", None),
        ("backs", "withheld", "not_comparable", None),
        ("withheld", "withheld", "not_comparable", None),
        ("", "backs", "not_comparable", None),
    ],
)
def test_a_region_moves_in_a_word(before: str, after: str, word: str, steps: int | None) -> None:
    """Every word that there is, and why."""
    assert word_of(before, after) == (word, steps)


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_there_and_back_is_nowhere(before: str, after: str) -> None:
    """The steps of the way back are those of the way there, the other way round."""
    (there, up), (back, down) = word_of(before, after), word_of(after, before)
    assert {there, back} <= set(MOVED)
    assert (up is None and down is None) if up is None or down is None else up == -down
    assert (there == "as_before") == (back == "as_before")


@given(two_lists())
def test_from_a_list_to_itself_nothing_moves(lists: tuple[RankedList, RankedList]) -> None:
    """As before everywhere, but where a region is withheld: of that nothing is said."""
    for ranked in lists:
        words = {one.region_id: one.moved for one in moved(ranked, ranked)}
        shown = {region.id for region in ranked.regions if not region.withheld}
        assert words == {
            region.id: "as_before" if region.id in shown else "not_comparable" for region in ranked.regions
        }


@given(two_lists())
def test_a_movement_is_what_both_lists_print_and_no_more(lists: tuple[RankedList, RankedList]) -> None:
    """Antisymmetric; of a region that one of the two withholds nothing is said.

    Holds R239.
    """
    before, after = lists
    there, back = ({one.region_id: one for one in moved(*way)} for way in ((before, after), (after, before)))
    assert there.keys() == back.keys()
    withheld = {region.id for ranked in lists for region in ranked.regions if region.withheld}
    for unit, one in there.items():
        other = back[unit]
        assert (one.before, one.after) == (other.after, other.before)
        assert (one.steps is None) == (other.steps is None) == (one.moved == "not_comparable")
        if one.steps is not None:
            assert other.steps == -one.steps
        if unit in withheld:
            assert one.moved == "not_comparable"


def test_regions_that_count_together_are_compared_with_themselves_alone() -> None:
    """A unit that the other list has not is not comparable, in either."""
    two, three = list_of(a_count([(4, 0), (4, 0)])), list_of(a_count([(4, 0), (4, 0), (0, 4)]))
    assert [(one.region_id, one.moved) for one in moved(two, three)] == [
        ("r1", "as_before"), ("r2", "as_before"), ("r3", "not_comparable"),
    ]  # fmt: skip
    assert [one.moved for one in moved(three, two)] == ["as_before", "as_before", "not_comparable"]


def test_a_wording_is_chosen_where_it_stands_first_by_itself() -> None:
    """Of two that are level nothing is chosen, whatever their verdict; its verdict is the list's. Holds R237."""
    alone = list_of(a_count([(3, 1), (4, 0)], [(4, 0), (4, 0)]))
    chosen = chosen_in(alone)
    assert chosen is not None
    assert (chosen.recommendation.id, verdict_in(alone, "i2")) == ("i2", "works_across")
    assert chosen_in(list_of(a_count([(4, 0), (4, 0)], [(4, 0), (4, 0)]))) is None
    assert verdict_in(alone, "another") == ""
