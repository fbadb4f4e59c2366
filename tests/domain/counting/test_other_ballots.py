"""Approvals, scores and rankings asked what the regions make of them: the page's examples, and what always holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.positions import COLUMNS, LEVELS
from server.domain.counting.ranking import RankedList
from server.domain.counting.rankings import POSITIONS
from server.domain.counting.sides import of_rankings, of_scores
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import Judged, judge
from server.domain.methods import METHODS, scottish_stv, shortlist
from server.domain.methods import score as score_method
from server.domain.procedure.rules import Rules
from tests.domain.methods.test_methods_document import section

from .counts import RECORDED, count_of, list_of, rules_sheets

Marks = Mapping[str, str]
BESIDE = ("proportional_five", "ranked_pairs", "score", "scottish_stv", "shortlist")
SLATE = "abc"


def ranking(order: str) -> dict[str, str]:
    """Read an order such as "a>b=c" as positions."""
    return {item: str(place) for place, level in enumerate(order.split(">"), 1) for item in level.split("=")}


def verdicts(ranked: RankedList) -> dict[str, str | None]:
    return {item.recommendation.id: item.placing.verdict for item in ranked.items}


def supports(ranked: RankedList, item: str) -> list[tuple[str, Fraction | None]]:
    placing = next(row.placing for row in ranked.items if row.recommendation.id == item)
    return [(outcome.state, outcome.support) for outcome in placing.regions]


def test_the_example_of_scores() -> None:
    """14/5 to 6/5 in a region of four backs, 4/5 to 11/5 in one of three opposes: contested."""
    north, south = [{"a": each} for each in "5441"], [{"a": each} for each in "013"]
    ranked = list_of(count_of(score_method.COLUMNS, "a", [north, south]), RECORDED, "score")
    assert supports(ranked, "a") == [("backs", Fraction(19, 30)), ("opposes", Fraction(9, 25))]
    assert verdicts(ranked) == {"a": "contested"}
    figures = ranked.items[0].placing.figures
    assert figures["mean"] == Fraction(18, 7), "the method's own figure stands beside the verdict"
    for figure in ("14/5", "6/5", "19/30", "4/5", "11/5", "9/25"):
        assert figure in section("Other ballots")


def test_the_example_of_approvals() -> None:
    """One tick on three ballots is 2/5, and no position: nobody has said no."""
    tick: Marks = {"a": "approve"}
    ranked = list_of(count_of(shortlist.COLUMNS, "a", [[tick] * 3 + [{}], [tick, {}, {}]]), RECORDED, "shortlist")
    assert supports(ranked, "a") == [("backs", Fraction(2, 3)), ("no_position", Fraction(2, 5))]
    assert (ranked.items[0].placing.verdict, ranked.items[0].placing.selected) == ("works_in_some", True)
    assert "2/5" in section("Other ballots")


@pytest.mark.parametrize("method", ["ranked_pairs", "scottish_stv"])
def test_the_example_of_rankings(method: str) -> None:
    """What a ballot leaves out shares the last places, so that b alone gives a and c a quarter each."""
    north, south = [ranking("a>b>c")] * 2 + [{"b": "4"}], [ranking("c>a")] * 2
    count = count_of(POSITIONS, SLATE, [north, south])
    sides = dict(zip(SLATE, of_rankings(count), strict=True))
    assert [(each.in_favour, each.against) for each in sides["a"]] == [(Fraction(9, 4), Fraction(3, 4)), (1, 1)]
    assert [(each.in_favour, each.against) for each in sides["b"]] == [(2, 1), (0, 2)]
    assert [(each.in_favour, each.against) for each in sides["c"]] == [(Fraction(1, 4), Fraction(11, 4)), (2, 0)]
    assert verdicts(list_of(count, RECORDED, method)) == {"a": "works_in_some", "b": "contested", "c": "contested"}
    assert "a 9/4 to 3/4, b 2 to 1, c 1/4 to 11/4" in section("Other ballots")


def test_level_recommendations_share_their_places() -> None:
    """a=b above c: 3/4 each and 0; the positions 2, 2, 7 say the same as 1, 1, 2."""
    for ballot in (ranking("a=b>c"), {"a": "2", "b": "2", "c": "7"}):
        count = count_of(POSITIONS, SLATE, [[ballot]])
        assert [region.in_favour for (region,) in of_rankings(count)] == [Fraction(3, 4), Fraction(3, 4), 0]


def test_a_blank_ranking_and_a_slate_of_one_say_nothing() -> None:
    """Neither raises nor lowers anything; the seats are there all the same."""
    blank = of_rankings(count_of(POSITIONS, SLATE, [[{}, {}]]))[0]
    alone = of_rankings(count_of(POSITIONS, "a", [[{"a": "1"}]]))[0]
    assert [(each.in_favour, each.against) for each in (*blank, *alone)] == [(0, 0), (0, 0)]


@pytest.mark.parametrize("method", BESIDE)
def test_a_round_of_one_region_has_no_verdict(method: str) -> None:
    """A region that narrows for itself compares no regions, and its list looks as it did."""
    ranked = list_of(count_of(METHODS[method].columns(Rules()), SLATE, [[{}, {}]]), RECORDED, method)
    assert verdicts(ranked) == dict.fromkeys(SLATE)
    assert {outcome.state for row in ranked.items for outcome in row.placing.regions} == {""}


@st.composite
def ballots_of(draw: st.DrawFn, columns: Sequence[str]) -> Count:
    """Draw a count of two to four regions, with seats that stayed silent."""
    ballot = st.dictionaries(st.sampled_from(SLATE), st.sampled_from(columns))
    regions = draw(st.lists(st.lists(ballot, max_size=5), min_size=2, max_size=4))
    silent = draw(st.lists(st.integers(0, 3), min_size=len(regions), max_size=len(regions)))
    seats = [len(cast) + more for cast, more in zip(regions, silent, strict=True)]
    return count_of(columns, SLATE, regions, seats)


@given(ballots_of(shortlist.COLUMNS), rules_sheets())
def test_approvals_never_contest(count: Count, rules: Rules) -> None:
    """Nobody can say no with a tick, so nothing is contested and nothing is not supported."""
    for method in ("shortlist", "proportional_five"):
        assert not {"contested", "not_supported"} & set(verdicts(list_of(count, rules, method)).values())


@pytest.mark.parametrize("method", BESIDE)
@given(data=st.data())
def test_every_ballot_that_says_something_weighs_one(method: str, data: st.DataObject) -> None:
    """The sides add up to whole ballots, never more than were cast; the order is the method's own."""
    count = data.draw(ballots_of(METHODS[method].columns(Rules())))
    for sides in METHODS[method].sides(count):
        for each, cast in zip(sides, count.tally.ballots, strict=True):
            whole = Fraction(each.in_favour + each.against)
            assert whole.denominator == 1
            assert min(each.in_favour, each.against) >= 0
            assert whole <= cast
    bare = METHODS[method].rank(count, RECORDED)
    listed = list_of(count, RECORDED, method)
    assert [row.placing.rank for row in listed.items] == [placing.rank for placing in bare.placings]
    assert [count.tally.slate[each.item] for each in bare.placings] == [row.recommendation.id for row in listed.items]


def stands_no_lower(before: Judged, after: Judged) -> bool:
    if after.verdict in LEVELS and LEVELS[after.verdict] < LEVELS[before.verdict]:
        return False
    return all(after.positions[region].support >= each.support for region, each in before.positions.items())


def with_mark(count: Count, number: int, item: str, mark: str) -> Count:
    """Change one mark of one ballot."""
    regions: list[list[Marks]] = [[] for _ in count.tally.regions]
    for place, ballot in enumerate(count.ballots):
        changed = {**ballot.marks, item: mark} if place == number else ballot.marks
        regions[ballot.region].append(changed)
    return count_of(count.tally.columns, count.tally.slate, regions, count.checked_in)


@given(ballots_of(score_method.COLUMNS), rules_sheets(), st.data())
def test_a_higher_score_never_lowers_a_verdict(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Monotone: raising a score lowers neither verdict nor support, here as everywhere; nor does a first score of 5."""
    if not count.ballots:
        return
    number = data.draw(st.integers(0, len(count.ballots) - 1))
    own = int(count.ballots[number].marks.get("a", "5"))
    higher = with_mark(count, number, "a", str(data.draw(st.integers(own, 5))))
    before, after = (judge(each, of_scores(each)[0], rules, 0) for each in (count, higher))
    assert stands_no_lower(before, after)


@given(ballots_of(POSITIONS), rules_sheets(), st.data())
def test_a_higher_place_never_lowers_a_verdict(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Monotone: raising an item on a ballot that ranks anything lowers neither its verdict nor its support."""
    ranked = [number for number, ballot in enumerate(count.ballots) if ballot.marks]
    if not ranked:
        return
    number = data.draw(st.sampled_from(ranked))
    own = int(count.ballots[number].marks.get("a", "8"))
    higher = with_mark(count, number, "a", str(data.draw(st.integers(1, own))))
    before, after = (judge(each, of_rankings(each)[0], rules, 0) for each in (count, higher))
    assert stands_no_lower(before, after)


@given(ballots_of(("for", "against")), rules_sheets())
def test_a_ballot_that_says_yes_or_no_gives_one_verdict_however_it_is_marked(count: Count, rules: Rules) -> None:
    """Scores of 5 and 0 are For and Against; so is one of two recommendations ranked above the other.

    Of the plenary key alone such ballots know nothing.
    """
    rules = replace(rules, both_keys=False)

    def marked(columns: Sequence[str], slate: str, write: Mapping[str, Marks]) -> Count:
        regions: list[list[Marks]] = [[] for _ in count.tally.regions]
        for ballot in count.ballots:
            regions[ballot.region].append(write[ballot.marks["a"]] if "a" in ballot.marks else {})
        return count_of(columns, slate, regions, count.checked_in)

    votes = marked(COLUMNS, "a", {"for": {"a": "for"}, "against": {"a": "against"}})
    said = verdicts(list_of(votes, rules))["a"]
    scores = marked(score_method.COLUMNS, "a", {"for": {"a": "5"}, "against": {"a": "0"}})
    assert verdicts(list_of(scores, rules, "score"))["a"] == said
    pairs = marked(POSITIONS, "ab", {"for": {"a": "1"}, "against": {"b": "1", "a": "2"}})
    for method in ("ranked_pairs", "scottish_stv"):
        assert verdicts(list_of(pairs, rules, method))["a"] == said


def test_a_withheld_region_says_nothing_here_either() -> None:
    """Two scores in a confidential round: the region has its state alone, and the verdict rests on the others."""
    count = count_of(score_method.COLUMNS, "a", [[{"a": "5"}] * 9, [{"a": "5"}] * 8, [{"a": "0"}] * 2])
    ranked = list_of(count, replace(RECORDED, secrecy="confidential"), "score")
    (row,) = ranked.items
    assert "withheld" in [outcome.state for outcome in row.placing.regions]
    assert all(not outcome.marks for outcome in row.placing.regions if outcome.state == "withheld")
    assert row.placing.opposing == 0


def test_an_stv_list_keeps_its_choice() -> None:
    """The verdict stands beside what was selected; it selects nothing."""
    count = count_of(POSITIONS, SLATE, [[ranking("a>b")] * 4, [ranking("b>a")]])
    ranked = list_of(count, replace(RECORDED, places=1), "scottish_stv")
    first = ranked.items[0]
    assert (first.recommendation.id, first.placing.selected, first.placing.verdict) == ("a", True, "works_in_some")
    assert scottish_stv.sides is of_rankings
