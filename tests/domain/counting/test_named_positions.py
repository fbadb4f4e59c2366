"""A region too small for secret ballots takes part by its named position: what it counts for, and what it moves."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.attendance import count_of
from server.domain.counting.live_verdicts import live_verdicts
from server.domain.counting.positions import LEVELS
from server.domain.counting.ranking import Placing, RankedList
from server.domain.counting.region_outcomes import Named
from server.domain.counting.tallies import Count
from server.domain.methods import METHODS
from server.domain.procedure.positions import NAMED_STATES, NamedPosition, NamedRegion, NamedState
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.record.formats import FORMATS
from server.store.kept_lists import read_list, write_list

from .counts import a_count, counts, list_of, rules_sheets
from .counts import count_of as of_ballots

K4 = Rules(k=4)
MARKED = ("across_regions", "balanced_product", "regional_mean")


def saying(*states: NamedState, seats: int = 2, words: str = "", here: int = 2) -> NamedRegion:
    """Name what a region of two seats says of the items of a slate, in their order."""
    said = tuple(NamedPosition(f"i{at}", state, words) for at, state in enumerate(states, 1))
    return NamedRegion("AS", seats, here, len(said), said, ("s1",) if said else ())


def with_named(count: Count, *named: NamedRegion) -> Count:
    return replace(count, named=named)


def verdicts(ranked: RankedList) -> list[tuple[str | None, int | None, int | None]]:
    """Say verdict, backing and opposing of every item, by its place in the slate."""
    placings = sorted((item.placing for item in ranked.items), key=lambda one: one.item)
    return [(one.verdict, one.backing, one.opposing) for one in placings]


def test_one_voice_of_two_seats_is_a_region() -> None:
    """The example of the document: four regions of six have to back it; three do, and the fourth is the small one."""
    votes = [(10, 0), (10, 0), (10, 0), (5, 5), (5, 5)]
    said = [list_of(with_named(a_count(votes), saying(state)), K4) for state in NAMED_STATES]
    assert [verdicts(one)[0] for one in said] == [
        ("works_across", 4, 0),
        ("contested", 3, 1),
        ("works_in_some", 3, 0),
    ]
    assert [one.regions_counted for one in said] == [6, 6, 6]


def test_the_list_tells_who_says_it_in_which_words_and_how_many_confirmed() -> None:
    """And has no mark and no support of it; in totals and turnout it has no part. Holds R254."""
    ranked = list_of(with_named(a_count([(10, 0), (4, 6)]), saying("opposes", words="Not before 2030")), K4)
    placing, region = ranked.items[0].placing, ranked.regions[-1]
    own = placing.regions[-1]
    assert (own.state, own.support, own.marks, own.named) == ("opposes", None, {}, Named("Not before 2030", 1, 2))
    assert (region.named, region.entitled, region.checked_in, region.ballots) == (True, 0, 0, 0)
    assert (placing.line.cast, placing.line.entitled) == (20, 20)
    assert [one.figures for one in placing.reasons if one.code == "opposed_by"] == [{"regions": ("r2", "AS")}]


def test_what_was_not_entered_is_no_position_and_who_is_not_there_does_not_count() -> None:
    """As of a region that casts: one without anybody is not among those counted. Holds R254."""
    votes = [(10, 0), (10, 0)]
    assert verdicts(list_of(with_named(a_count(votes), saying()), K4))[0] == ("works_across", 2, 0)
    assert list_of(with_named(a_count(votes), saying()), K4).regions_counted == 3
    assert list_of(with_named(a_count(votes), saying(here=0)), K4).regions_counted == 2
    assert list_of(with_named(a_count(votes), saying("backs", here=0)), K4).regions_counted == 3


def test_nothing_that_a_region_says_by_name_counts_before_the_close() -> None:
    """A live count shows it as if it had said nothing. Holds R255."""
    opened = Round("m1r1", "m1p1", 1, "across_regions", ("i1",), ("r1", "r2"), K4, state="open", epoch=1)
    opened = replace(opened, named=(saying("opposes", words="No"),))
    tally = a_count([(4, 0), (5, 0)]).tally
    assert count_of(opened, tally).named == (saying("opposes").unsaid,)
    closed = replace(opened, state="closed")
    assert count_of(closed, tally).named == opened.named


def test_a_live_verdict_is_never_settled_while_a_region_may_say_anything_by_name() -> None:
    """Though every ballot is in, the small region may still tip it."""
    live = replace(K4, visibility="live")
    count = a_count([(10, 0), (10, 0)])
    settled = live_verdicts(count, live)
    open_ = live_verdicts(with_named(count, saying()), replace(live, regions_needed=Fraction(1)))
    assert [one.settled for one in settled or ()] == [True]
    assert [one.settled for one in open_ or ()] == [False]


@st.composite
def named_counts(draw: st.DrawFn) -> Count:
    count = draw(counts())
    states = draw(st.lists(st.sampled_from(NAMED_STATES), min_size=0, max_size=len(count.tally.slate)))
    return with_named(count, saying(*states))


def without(placing: Placing) -> Placing:
    """Leave out how many seats the named region has, and how many have confirmed."""
    return replace(placing, regions=placing.regions[:-1])


@given(named_counts(), rules_sheets("confidential"), st.sampled_from(MARKED), st.integers(0, 3))
def test_how_many_seats_it_has_moves_nothing(count: Count, rules: Rules, method: str, seats: int) -> None:
    """No figure of a list but the number of its seats itself, and no figure of another region at all. Holds R254."""
    (said,) = count.named
    other = with_named(count, replace(said, seats=seats, confirmed=()))
    one, two = list_of(count, rules, method), list_of(other, rules, method)
    assert [without(item.placing) for item in one.items] == [without(item.placing) for item in two.items]
    assert (one.regions, one.delegates_equal, one.audit) == (two.regions, two.delegates_equal, two.audit)


@given(named_counts(), rules_sheets("confidential"), st.sampled_from(MARKED))
def test_it_changes_no_figure_of_ballots(count: Count, rules: Rules, method: str) -> None:
    """Marks, turnout, totals, and who is withheld are those of a list without it. Holds R254."""
    one, two = list_of(count, rules, method), list_of(replace(count, named=()), rules, method)
    placed = [{item.placing.item: item.placing for item in each.items} for each in (one, two)]
    for item, placing in placed[0].items():
        assert placing.line == placed[1][item].line
        assert placing.regions[:-1] == placed[1][item].regions
    assert one.regions[:-1] == two.regions
    assert one.totals_withheld == two.totals_withheld


@given(named_counts(), rules_sheets("confidential"), st.data())
def test_a_better_position_never_lowers_a_verdict_or_a_rank(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Monotone: from opposes to no position to backs. Holds R256."""
    item = data.draw(st.integers(0, len(count.tally.slate) - 1))
    (said,) = count.named
    order = ("opposes", "no_position", "backs")
    low, high = sorted(data.draw(st.lists(st.sampled_from(order), min_size=2, max_size=2)), key=order.index)
    id_ = count.tally.slate[item]
    others = tuple(one for one in said.positions if one.recommendation_id != id_)
    levels, ranks = [], []
    for state in (low, high):
        ranked = list_of(
            with_named(count, replace(said, positions=(*others, NamedPosition(id_, state)))),
            rules,  # type: ignore[arg-type]
        )
        placing = next(one.placing for one in ranked.items if one.placing.item == item)
        levels.append(LEVELS.get(placing.verdict or "plenary_only", -1))
        ranks.append(placing.rank)
    assert levels[0] <= levels[1]
    assert ranks[0] >= ranks[1]


@given(named_counts(), rules_sheets("confidential"))
def test_no_way_and_no_fall_goes_through_a_named_region(count: Count, rules: Rules) -> None:
    """Ballots cannot move what a region says by name. Holds R256."""
    for item in list_of(count, rules).items:
        for reason in item.placing.reasons:
            if reason.code in ("rests_on", "more_for_needed", "more_for_and_anywhere"):
                assert "AS" not in reason.figures["regions"]  # type: ignore[operator]


@pytest.mark.parametrize("state", NAMED_STATES)
@pytest.mark.parametrize("method", sorted(name for name, one in METHODS.items() if not one.CARD.silent))
def test_a_list_of_any_method_is_kept_and_written_with_it(method: str, state: NamedState) -> None:
    """As a value that is read back equal, and as every kind of file."""
    columns = METHODS[method].columns(K4)
    count = with_named(of_ballots(columns, ("i1",), [[{"i1": columns[0]}] * 5] * 2), saying(state, words="=1+1"))
    ranked = list_of(count, K4, method)
    assert read_list(write_list(ranked)) == ranked
    for kind in FORMATS.values():
        assert kind.write(ranked, None, None)
