"""Two readings of one item, both published: beside each other they tell no more than each does by itself."""

import json
from random import Random

import msgspec
import pytest

from server.domain.counting.ranking import RankedList
from server.domain.counting.wordings import movements
from server.domain.procedure.rules import make_rules
from server.record.ranked_list import write_ranked_list
from tests.domain.counting.counts import count_of, list_of

K = 4
RULES = make_rules({"secrecy": "confidential", "k": K})
MARKS = ("for", "against", "abstain")


def a_reading(dice: Random, sizes: list[int]) -> tuple[RankedList, dict]:
    """Count a reading of one item and another wording in regions of some sizes, and write its list."""
    cast = [[{"a": dice.choice(MARKS), "b": dice.choice(MARKS)} for _ in range(size)] for size in sizes]
    ranked = list_of(count_of(("for", "with_changes", "against", "abstain"), ("a", "b"), cast), RULES)
    return ranked, json.loads(msgspec.json.encode(write_ranked_list(ranked)))


@pytest.mark.parametrize("seed", range(40))
def test_a_movement_tells_nothing_that_the_two_lists_do_not(seed: int) -> None:
    """Whoever has both files works every movement out; of a region that one of them withholds it says nothing."""
    dice = Random(seed)
    sizes = [dice.choice([0, 1, 3, 4, 5, 9]) for _ in range(4)]
    (first, was), (second, now) = (a_reading(dice, [dice.randint(0, size) for size in sizes]) for _ in range(2))
    for item in ("a", "b"):
        before, after = (
            next(one for one in ranked.items if one.recommendation.id == item) for ranked in (first, second)
        )
        printed = [next(one for one in each["items"] if one["recommendation_id"] == item) for each in (was, now)]
        for one in movements(first, before, second, after):
            states = [each["regions"][one.region_id]["state"] for each in printed]
            assert [one.before, one.after] == states  # what each file prints, and nothing else
            assert (one.moved == "not_comparable") == ("withheld" in states)
    for each in (was, now):
        for region in each["regions"]:
            assert region["withheld"] or region["ballots"] >= K or region["ballots"] == 0
