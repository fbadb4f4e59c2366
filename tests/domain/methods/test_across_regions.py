"""Across the regions, worked by hand: order, shared ranks, and the reasons given for them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.domain.counting.ranking import Figure, RankedList, Reason
from server.domain.counting.weighing import weigh
from server.domain.errors import InvalidBallot
from server.domain.methods.across_regions import check
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import RECORDED, Votes, a_count, list_of, order_of

# Three regions of 12, 8 and 3 seats; (for, against, abstain) in each.
ACROSS = [(9, 1), (5, 2), (2, 1)]
IN_SOME = [(10, 1), (2, 2), (1, 1)]
CONTESTED = [(12, 0), (8, 0), (0, 3)]
REFUSED = [(3, 8), (2, 5), (1, 1)]
SEATS = (12, 8, 3)


def reasons_of(ranked: RankedList, item: str) -> dict[str, Reason]:
    reasons = next(each.placing.reasons for each in ranked.items if each.recommendation.id == item)
    return {reason.code: reason for reason in reasons}


def test_an_example_worked_by_hand() -> None:
    """What all regions back comes first; the plenary's favourite, which one region refuses, comes third.

    Second and third both have one region more behind them than against them; the least support of the second is
    (10 + 10) / (40 + 20) = 1/2, of the third (0 + 10) / (30 + 20) = 1/5.
    """
    ranked = list_of(a_count(REFUSED, CONTESTED, ACROSS, IN_SOME, checked_in=SEATS))

    assert order_of(ranked) == [(1, "i3"), (2, "i4"), (3, "i2"), (4, "i1")]
    said = [(item.placing.verdict, item.placing.backing, item.placing.opposing) for item in ranked.items]
    assert said == [
        ("works_across", 3, 0),
        ("works_in_some", 1, 0),
        ("contested", 2, 1),
        ("not_supported", 0, 2),
    ]
    first = ranked.items[0].placing
    assert [outcome.support for outcome in first.regions] == [Fraction(51, 62), Fraction(2, 3), Fraction(3, 5)]
    assert [outcome.state for outcome in first.regions] == ["backs", "backs", "backs"]
    assert ranked.regions_counted == 3


def test_the_standing_holds_every_test_from_first_to_last() -> None:
    """group, S - O, supports from the lowest, margin, For; the plenary figures equal the counted ones here."""
    standing = weigh(a_count(ACROSS, checked_in=SEATS), 0, RECORDED).standing
    supports = (Fraction(3, 5), Fraction(2, 3), Fraction(51, 62))
    assert standing.weakest_region == supports
    assert (standing.group, standing.net_backing, standing.margin, standing.backing) == (4, 3, 12, 16)
    assert (standing.plenary_margin, standing.plenary_backing) == (12, 16)


def test_equals_share_a_rank_and_the_next_rank_is_skipped() -> None:
    """Items that are level in every test are tied, listed by number, and the one after them has rank 4."""
    ranked = list_of(a_count(IN_SOME, ACROSS, REFUSED, IN_SOME, IN_SOME, checked_in=SEATS))
    assert order_of(ranked) == [(1, "i2"), (2, "i1"), (2, "i4"), (2, "i5"), (5, "i3")]
    assert [item.placing.tied for item in ranked.items] == [False, True, True, True, False]
    assert reasons_of(ranked, "i4")["tied"].figures == {"items": 3}


def test_with_changes_counts_as_for_and_is_printed_apart() -> None:
    """Both make up a in the state, in the support and in the outcome."""
    plain = a_count([(4, 3)])
    hedged = replace(plain, tally=replace(plain.tally, cells=(((1, 3, 3, 0),),)))
    first, other = (list_of(count).items[0].placing for count in (plain, hedged))
    assert first.regions[0].support == other.regions[0].support
    assert first.regions[0].state == other.regions[0].state == "backs"
    assert other.regions[0].marks == {"for": 1, "with_changes": 3, "against": 3, "abstain": 0}
    assert other.line.outcome == "carried"


def test_late_joiners_raise_the_size_of_their_region_for_every_item() -> None:
    """Four were there at the opening and eight more have cast: n is twelve, whatever they left blank."""
    count = a_count([(3, 9)], [(3, 0)], checked_in=(4,))
    assert [weigh(count, item, RECORDED).positions[0].seats for item in (0, 1)] == [12, 12]


def test_a_region_counts_with_a_seat_or_with_a_ballot_and_not_otherwise() -> None:
    """An empty region is no region; one that was empty at opening counts from its first ballot, a blank one too."""
    votes = [(2, 0), (2, 0), (0, 0), (0, 0)]
    count = a_count(votes, checked_in=(2, 2, 0, 0), ballots=(2, 2, 0, 1))
    assert count.counted == (0, 1, 3)
    assert weigh(count, 0, RECORDED).verdict == "works_across"
    silent = a_count(votes, checked_in=(2, 2, 1, 1), ballots=(2, 2, 0, 0))
    assert weigh(silent, 0, RECORDED).verdict == "works_in_some"


def test_a_quorum_labels_and_only_a_deciding_one_lets_one_more_for_lower_a_verdict() -> None:
    """The example of the page: the third region opposes by 0 to 2, and by 1 to 2 it has its quorum too. Holds R130."""
    labels = make_rules({"secrecy": "recorded", "quorum": "1/2"})
    decides = replace(labels, deciding_quorum=True)
    seats = (4, 4, 6)
    before, after = (a_count([(4, 0), (4, 0), third], checked_in=seats) for third in ((0, 2), (1, 2)))
    ranked = list_of(before, labels)
    assert [outcome.state for outcome in ranked.items[0].placing.regions] == ["backs", "backs", "opposes"]
    assert (ranked.regions_counted, ranked.regions_determined) == (3, 2)
    verdicts = [
        list_of(count, rules).items[0].placing.verdict for rules in (labels, decides) for count in (before, after)
    ]
    assert verdicts == ["contested", "contested", "works_across", "contested"]


def test_a_region_without_a_deciding_quorum_is_not_determined_and_stays_counted() -> None:
    """A boycott must not raise a verdict: the region gives no position and still stands among those to be won."""
    rules = make_rules({"secrecy": "recorded", "quorum": "1/2", "deciding_quorum": True})
    votes = [(9, 0), (7, 0), (0, 2)]
    ranked = list_of(a_count(votes, checked_in=(9, 7, 6), entitled=(12, 8, 6)), rules)
    placing = ranked.items[0].placing
    assert [outcome.state for outcome in placing.regions] == ["backs", "backs", "not_determined"]
    assert placing.regions[2].support == Fraction(1, 4)
    assert (ranked.regions_counted, ranked.regions_determined) == (3, 2)
    assert placing.verdict == "works_across"
    assert placing.line.outcome == "carried"
    assert reasons_of(ranked, "i1")["not_determined_in"].figures == {"regions": ("r3",)}


def test_the_reasons_name_the_regions_and_what_is_missing() -> None:
    """Who backs, who opposes, who is level, how many are needed, and the fewest For that would lift it."""
    reasons = reasons_of(list_of(a_count(IN_SOME, checked_in=SEATS)), "i1")
    assert reasons["backed_by"].figures == {"regions": ("r1",)}
    assert reasons["level_in"].figures == {"regions": ("r2", "r3")}
    assert reasons["regions_needed"].figures == {"backing": 1, "needed": 2, "counted": 3}
    assert reasons["rests_on"].figures == {"verdict": "contested", "regions": ("r2",), "votes": (1,)}
    assert reasons["more_for_needed"].figures == {"verdict": "works_across", "regions": ("r2",), "votes": (1,)}
    opposed = reasons_of(list_of(a_count(CONTESTED, checked_in=SEATS)), "i1")
    assert opposed["opposed_by"].figures == {"regions": ("r3",)}


@pytest.mark.parametrize(
    ("upper", "lower", "code", "figures"),
    [
        ([(4, 0), (4, 0), (2, 2)], [(4, 0), (4, 0), (0, 4)], "below_works", {}),
        ([(4, 0), (4, 0), (4, 0)], [(4, 0), (4, 0), (2, 2)], "below_net_backing", {"here": 2, "there": 3}),
        (
            [(4, 0), (3, 0), (3, 1)],
            [(4, 0), (3, 1), (3, 1)],
            "below_weakest_region",
            {
                "place": 2,
                "region": "r3",
                "here": Fraction(2, 3),
                "above_region": "r2",
                "there": Fraction(4, 5),
            },
        ),
        ([(2, 1), (2, 1), (2, 1)], [(2, 1), (2, 1), (2, 1)], "tied", None),
    ],
)
def test_the_list_says_which_test_put_an_item_below_its_neighbour(
    upper: Votes, lower: Votes, code: str, figures: dict[str, Figure] | None
) -> None:
    """The reason names the first test in which two neighbours differ, with the figures of both."""
    reasons = reasons_of(list_of(a_count(upper, lower)), "i2")
    assert code in reasons
    if figures is not None:
        assert reasons[code].figures == {"above": "i1", "above_number": 1, **figures}
        assert not [other for other in reasons if other.startswith("below_") and other != code]


def test_level_regions_leave_the_decision_to_the_plenary_count() -> None:
    """Supports that are equal region by region are told apart by For minus Against, then by For.

    24 seats with 20 to 4 have (200 + 24) / (240 + 48) = 7/9, as have 12 seats with 10 to 2: 112/144.
    """
    by_margin = a_count([(4, 4), (10, 2)], [(20, 4), (4, 4)], checked_in=(20, 10))
    reasons = reasons_of(list_of(by_margin), "i1")
    assert reasons["below_margin"].figures == {"above": "i2", "above_number": 2, "here": 8, "there": 16}
    by_for = a_count([(3, 3), (3, 3)], [(2, 2), (2, 2)], checked_in=(6, 6))
    reasons = reasons_of(list_of(by_for), "i2")
    assert reasons["below_backing"].figures == {"above": "i1", "above_number": 1, "here": 4, "there": 6}


@pytest.mark.parametrize("mark", ["approve", "yes", "", "with_changes"])
def test_a_mark_that_is_not_offered_is_refused(mark: str) -> None:
    """with_changes is a mark only where the rules sheet says so; anything else never is."""
    with pytest.raises(InvalidBallot) as refused:
        check({"i1": "for", "i2": mark}, Rules())
    assert refused.value.reason == "unknown_mark"


def test_every_mark_that_is_offered_is_taken() -> None:
    """A ballot may speak of some items and not of others, and may be blank."""
    check({}, Rules())
    check({"i1": "for", "i2": "against", "i3": "abstain"}, Rules())
    check({"i1": "with_changes"}, make_rules({"with_changes": True}))
