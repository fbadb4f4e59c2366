"""The ranked list as JSON has exactly the contract's shape."""

import json

from server.domain.counting.rankings import POSITIONS
from server.domain.methods.score import COLUMNS as SCORES
from server.domain.procedure.rules import Rules, make_rules, rules_sheet
from server.record.ranked_list import write_ranked_list
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of

LINE = {
    *("for", "with_changes", "against", "abstain", "cast", "checked_in", "entitled"),
    *("quorum", "quorum_needed", "required_majority", "for_needed", "outcome"),
}


def test_a_recorded_list_is_written_in_full() -> None:
    """Every field of the contract, figures as numbers and shares as exact fractions."""
    rules = make_rules({"secrecy": "recorded", "quorum": "1/2", "required_majority": "two_thirds"})
    count = a_count([(37, 5, 2), (7, 1)], checked_in=(54, 8), entitled=(60, 10))
    sheet = write_ranked_list(list_of(count, rules))

    assert json.loads(json.dumps(sheet)) == sheet
    assert list(sheet) == [
        *("round_id", "method", "rules", "regions", "totals_withheld", "regions_counted"),
        *("regions_determined", "by_verdict", "items"),
        *("tie_break", "reading", "audit", "delegates_equal", "differ_most", "delegations"),
    ]
    assert (sheet["round_id"], sheet["method"], sheet["rules"]) == ("round", "across_regions", rules_sheet(rules))
    assert sheet["regions"][0] == {
        "id": "r1",
        "name": "R1",
        "members": ["r1"],
        "entitled": 60,
        "checked_in": 54,
        "ballots": 44,
        "withheld": False,
        "not_anew": False,
        "named": False,
        "hands": 0,
        "paper": 0,
        "aside": 0,
    }
    (item,) = sheet["items"]
    assert item["regions"]["r1"] == {
        "state": "backs",
        "support": "53/66",
        "for": 37,
        "with_changes": 0,
        "against": 5,
        "abstain": 2,
    }
    assert item["line"] == {
        "for": 44,
        "with_changes": 0,
        "against": 6,
        "abstain": 2,
        "cast": 52,
        "checked_in": 62,
        "entitled": 70,
        "quorum": "1/2",
        "quorum_needed": 35,
        "required_majority": "two_thirds",
        "for_needed": 34,
        "outcome": "carried",
    }
    assert {key: item[key] for key in item if key not in ("line", "regions", "reasons")} == {
        "rank": 1,
        "tied": False,
        "recommendation_id": "i1",
        "slate_number": 1,
        "label": "1",
        "number": 1,
        "title": "Recommendation 1",
        "origin": ["r1"],
        "verdict": "works_across",
        "backing": 2,
        "opposing": 0,
        "plenary": "carried",
        "robustness": {"verdict": "works_in_some", "votes": {"r2": 3}},
    }
    assert item["reasons"] == [
        {"code": "regions_needed", "backing": 2, "needed": 2, "counted": 2},
        {"code": "backed_by", "regions": ["r1", "r2"]},
        {"code": "rests_on", "verdict": "works_in_some", "regions": ["r2"], "votes": [3]},
    ]


def test_the_ways_from_a_verdict_to_another_are_values_of_their_own() -> None:
    """As the reasons say them: on what it rests and where, and what would lift it; nothing where there is no way."""
    sheet = write_ranked_list(
        list_of(a_count([(4, 0), (1, 1), (0, 0)], [(0, 4), (0, 2), (0, 3)], checked_in=(4, 12, 3)))
    )
    some, refused = sheet["items"]
    assert some["robustness"] == {"verdict": "contested", "votes": {"r3": 1}}
    assert some["way_up"] == {"verdict": "works_across", "votes": {"r3": 1}}
    assert "robustness" not in refused
    assert refused["way_up"] == {"verdict": "contested", "votes": {"r2": 3}}


def test_a_withheld_region_has_its_state_and_nothing_else() -> None:
    """Its turnout stays public; the total less the others' figures is the pool."""
    sheet = write_ranked_list(list_of(a_count([(9, 1), (5, 0), (3, 0)]), Rules(k=4)))
    (item,) = sheet["items"]
    assert item["regions"]["r2"] == item["regions"]["r3"] == {"state": "withheld"}
    assert [(region["ballots"], region["withheld"]) for region in sheet["regions"]] == [
        (10, False),
        (5, True),
        (3, True),
    ]
    assert sheet["regions_counted"] == 3
    assert item["line"]["for"] == 17


def test_a_line_without_totals_keeps_its_keys() -> None:
    """Null says withheld; the keys of a line are always the same."""
    for votes in ([(2, 0)], [(9, 0)]):
        sheet = write_ranked_list(list_of(a_count(votes), Rules(k=4)))
        assert set(sheet["items"][0]["line"]) == LINE


def test_a_shortlist_has_approvals_and_selected_in_place_of_verdict_and_support() -> None:
    """One region, two items, three ballots."""
    ballots = [{"a": "approve"}, {"a": "approve", "b": "approve"}, {}]
    sheet = write_ranked_list(list_of(count_of(["approve"], "ab", [ballots]), RECORDED, "shortlist"))
    first, second = sheet["items"]
    assert (first["approvals"], first["selected"], first["regions"]) == (2, True, {"r1": {"approve": 2}})
    assert (second["approvals"], second["rank"]) == (1, 2)
    assert not {"verdict", "backing", "opposing"} & set(first)
    assert (first["line"]["approve"], first["line"]["cast"], first["line"]["outcome"]) == (2, 3, "carried")
    assert second["reasons"] == [{"code": "below_approvals", "above": "a", "above_number": 1, "here": 1, "there": 2}]


def test_reasons_carry_exact_fractions_as_text() -> None:
    """A support in a reason is written as the one in the strip."""
    sheet = write_ranked_list(list_of(a_count([(4, 0), (4, 0)], [(4, 0), (3, 1)])))
    below = next(reason for reason in sheet["items"][1]["reasons"] if reason["code"] == "below_weakest_region")
    assert (below["here"], below["there"], below["region"]) == ("2/3", "5/6", "r2")


def test_the_second_view_and_the_ties_stand_below_the_items() -> None:
    """Ids in place of indices; what differs with its reasons; a tie under its rule."""
    rules = make_rules({"secrecy": "recorded", "tie_rule": "lot"})
    count = a_count([(20, 0), (0, 4)], [(6, 2), (3, 1)], [(6, 2), (3, 1)])
    sheet = write_ranked_list(list_of(count, rules, seed="ab"))
    assert [row["rank"] for row in sheet["items"]] == [1, 2, 3]
    assert sheet["tie_break"]["rule"] == "lot"
    assert sheet["tie_break"]["undecided"] == []
    assert (sheet["tie_break"]["seed"], len(sheet["tie_break"]["commitment"])) == ("ab", 64)
    assert sheet["delegates_equal"] == [
        {"recommendation_id": "i1", "rank": 1, "tied": False},
        {"recommendation_id": "i2", "rank": 2, "tied": True},
        {"recommendation_id": "i3", "rank": 2, "tied": True},
    ]
    first = sheet["differ_most"][0]
    assert (first["recommendation_id"], first["by_regions"], first["by_delegates"]) == ("i1", 3, 1)
    assert first["reasons"][0] == {"code": "delegates_lift", "region": "r1", "here": 20, "plenary": 16}


def test_what_is_withheld_has_no_second_view_and_no_table() -> None:
    """Null for the view; the tables of a ranking are not there at all."""
    sheet = write_ranked_list(list_of(a_count([(2, 0)]), Rules(k=4)))
    assert (sheet["delegates_equal"], sheet["differ_most"]) == (None, None)
    few = count_of(POSITIONS, "ab", [[{"a": "1", "b": "2"}]])
    assert "tables" not in write_ranked_list(list_of(few, Rules(k=4), "ranked_pairs"))


def test_tables_and_figures_are_written_with_exact_fractions() -> None:
    """A ranking has its pairs, a score its mean; neither has a verdict or a choice."""
    ranked = list_of(
        count_of(POSITIONS, "ab", [[{"a": "1", "b": "2"}, {"b": "1"}, {"a": "3"}]]), RECORDED, "ranked_pairs"
    )
    sheet = write_ranked_list(ranked)
    assert sheet["tables"] == {
        "pairwise": {
            "columns": ["recommendation_id", "over", "prefer", "prefer_other", "majority"],
            "rows": [["a", "b", 2, 1, "locked"]],
        }
    }
    assert sheet["items"][0]["figures"] == {"wins": 1, "losses": 0, "level": 0}
    scored = write_ranked_list(list_of(count_of(SCORES, "a", [[{"a": "4"}, {"a": "3"}]]), RECORDED, "score"))
    assert scored["items"][0]["figures"] == {"mean": "7/2", "total": 7, "scored_by": 2, "approving": 2}
    assert not {"verdict", "selected", "approvals"} & set(scored["items"][0])
    assert json.loads(json.dumps(sheet)) == sheet
