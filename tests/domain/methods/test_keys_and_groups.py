"""Which way a region leans, the second key, and lists that are grouped by verdict."""

from dataclasses import replace

from server.domain.counting.region_outcomes import WITHHELD
from server.domain.counting.weighing import weigh
from server.domain.procedure.rules import make_rules
from tests.domain.counting.counts import RECORDED, a_count, list_of, order_of
from tests.domain.methods.test_across_regions import reasons_of


def test_all_of_one_verdict_stand_together_and_within_it_the_key_decides() -> None:
    """The example of the page: contested by 5 to 1 stands below what works in some by 2, and says so. Holds R143."""
    five, one = [(4, 0)] * 5, [(0, 4)]
    contested, some = five + one, [(4, 0)] * 2 + [(2, 2)] * 4
    ranked = list_of(a_count(contested, [(2, 2)] * 6, some, one * 6))
    assert order_of(ranked) == [(1, "i3"), (2, "i1"), (3, "i2"), (4, "i4")]
    assert ranked.by_verdict
    verdicts = ["works_in_some", "contested", "no_clear_position", "not_supported"]
    assert [item.placing.verdict for item in ranked.items] == verdicts
    assert reasons_of(ranked, "i1")["below_group"].figures == {
        "above": "i3",
        "above_number": 3,
        "verdict": "works_in_some",
    }
    assert not list_of(a_count([(4, 0)])).by_verdict
    assert not list_of(a_count(contested, some), method="balanced_product").by_verdict


def test_a_region_without_a_position_leans_and_only_a_strict_sheet_asks_which_way() -> None:
    """The example of the page: 2 to 3 of 29 seats leans against it, and with one more For no longer. Holds R141."""
    strict = replace(RECORDED, no_region_leans=True)
    before, after = (a_count([(9, 0), (9, 0), third], checked_in=(9, 9, 29)) for third in ((2, 3, 24), (3, 3, 23)))
    leaning, level = (list_of(count).items[0].placing for count in (before, after))
    assert [region.lean for region in leaning.regions] == ["", "", "leans_against"]
    assert (leaning.regions[2].state, level.regions[2].lean) == ("no_position", "abstained")
    said = [list_of(count, rules).items[0].placing.verdict for rules in (RECORDED, strict) for count in (before, after)]
    assert said == ["works_across", "works_across", "works_in_some", "works_across"]
    assert reasons_of(list_of(before, strict), "i1")["leaning_counts"].figures == {"against": 1}


def test_of_a_region_that_is_withheld_nobody_learns_which_way_it_leans() -> None:
    """Neither from its outcome nor from what a strict sheet makes of the others. Holds R141."""
    rules = make_rules({"no_region_leans": True})
    seen = []
    for third in ((0, 3), (1, 2), (3, 0), (2, 1)):
        ranked = list_of(a_count([(9, 0), (9, 0), (9, 1), third], checked_in=(9, 9, 10, 29)), rules)
        placing = ranked.items[0].placing
        assert placing.regions[3] == WITHHELD
        seen.append((placing.verdict, [reason for reason in placing.reasons if not reason.code.startswith("plenary")]))
    assert seen == [seen[0]] * 4


def test_what_works_across_the_regions_may_be_lost_in_plenary_and_both_keys_ask_for_both() -> None:
    """The example of the page: 33 of 60, and 40 are needed. Holds R142."""
    one = make_rules({"secrecy": "recorded", "required_majority": "two_thirds"})
    both = replace(one, both_keys=True)
    count = a_count([(2, 6), (8, 7), (10, 7), (7, 4), (6, 3)], checked_in=(30, 15, 18, 12, 10))
    first, second = (list_of(count, rules) for rules in (one, both))
    assert [ranked.items[0].placing.verdict for ranked in (first, second)] == ["works_across", "works_in_some"]
    assert {ranked.items[0].placing.plenary for ranked in (first, second)} == {"lost"}
    assert reasons_of(first, "i1")["plenary_lost"].figures == {"votes": 33, "among": 60, "needed": 40}
    assert reasons_of(second, "i1")["more_for_in_plenary"].figures == {"verdict": "works_across", "anywhere": 21}
    tied = list_of(a_count([(4, 0), (4, 0), (2, 10)], checked_in=(4, 4, 60)), replace(RECORDED, both_keys=True))
    assert (tied.items[0].placing.verdict, tied.items[0].placing.plenary) == ("works_in_some", "tied")


def test_with_both_keys_nothing_works_across_where_totals_are_withheld() -> None:
    """Nobody can say that the second key is turned; a sheet with one key says what the regions say. Holds R142."""
    count = replace(a_count([(5, 0), (5, 0)]), totals_shown=False)
    assert weigh(count, 0, RECORDED).verdict == "works_across"
    assert weigh(count, 0, replace(RECORDED, both_keys=True)).verdict == "works_in_some"


def test_what_any_region_may_give_for_the_plenary_is_not_asked_of_one_without_its_quorum() -> None:
    """The example of the page: six For of those who have theirs carry it; one of the fourth lets that oppose it."""
    rules = make_rules({
        "secrecy": "recorded", "both_keys": True, "required_majority": "two_thirds",
        "quorum": "1/2", "deciding_quorum": True,
    })  # fmt: skip
    seats = (12, 10, 12, 8)
    count = a_count([(6, 4), (7, 2), (5, 4), (0, 2, 1)], checked_in=seats)
    assert reasons_of(list_of(count, rules), "i1")["more_for_in_plenary"].figures == {
        "verdict": "works_across",
        "anywhere": 6,
    }
    asked = a_count([(8, 4), (8, 2), (8, 4), (0, 2, 1)], checked_in=seats)
    other = a_count([(8, 4), (8, 2), (7, 4), (1, 2, 1)], checked_in=seats)
    verdicts = [list_of(each, rules).items[0].placing.verdict for each in (asked, other)]
    assert verdicts == ["works_across", "contested"]
