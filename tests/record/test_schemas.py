"""The published schemas say what is in the files for programs: all of it, and nothing else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from server.domain.counting.consent import Consent, Reservation, Speaker
from server.domain.counting.lots import Lot
from server.domain.counting.ranking import RankedItem
from server.domain.counting.region_outcomes import Named, RegionOutcome
from server.domain.counting.tallies import Count
from server.domain.procedure.readings import ReadAgain
from server.domain.procedure.rules import Rules, rules_sheet
from server.record.ranked_list import SCHEMA, write_json
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import RECORDED, a_count, counts, every_rules_sheet, list_of
from tests.record.matters import LISTS, an_occasion
from tests.record.schemas import FOLDER, faults, schema_of

ENGLISH = Wording(Strings.read(), "en")
LIST = schema_of(SCHEMA)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_every_method_is_as_its_schema_says(name: str) -> None:
    """With sentences and without."""
    for wording in (None, ENGLISH):
        written = json.loads(write_json(LISTS[name], an_occasion(LISTS[name]), wording))
        assert faults(LIST, written) == []


@given(counts(), every_rules_sheet())
def test_whatever_was_counted_is_as_the_schema_says(count: Count, rules: Rules) -> None:
    """Of any size and secrecy."""
    ranked = list_of(count, rules)
    assert faults(LIST, json.loads(write_json(ranked, an_occasion(ranked)))) == []


def test_what_is_seldom_there_is_as_the_schema_says() -> None:
    """A lot, a later reading, reservations and who objected, a region that takes part by name."""
    lot = Lot("nonce", ("n1", "n2"), "")
    drawn = list_of(a_count([(2, 2)], [(2, 2)]), replace(RECORDED, tie_rule="lot"), lot=lot)
    again = replace(drawn, again=ReadAgain("r0", 1, "i1", "7", 2))
    first, *rest = again.items
    spoken = Consent(
        "objected", None, (Speaker("r1", "", 4),), (Reservation("w"), Reservation("w", Speaker("r1", "D")))
    )
    named = RegionOutcome("backs", named=Named("In words", 2, 3))
    placing = replace(first.placing, consent=spoken, regions=(named, *first.placing.regions[1:]))
    whole = replace(again, items=(RankedItem(first.recommendation, placing), *rest))
    assert faults(LIST, json.loads(write_json(whole, an_occasion(whole), ENGLISH))) == []


def test_a_schema_finds_what_it_does_not_say() -> None:
    """Another kind, a field too few, one too many, a share that is none."""
    listed = json.loads(write_json(LISTS["across_regions"], an_occasion(LISTS["across_regions"])))
    broken = {**listed, "method": 1, "more": [], "rules": {**listed["rules"], "theta": "0.5"}}
    del broken["items"]
    assert sorted(faults(LIST, broken)) == [
        *("$.method: int", "$.rules.theta: 0.5", "$: more is not described", "$: no items")
    ]


def test_every_rule_is_described() -> None:
    """A new one, too."""
    assert rules_sheet(RECORDED).keys() == LIST["$defs"]["rules"]["properties"].keys()


def test_every_schema_is_named_in_the_page_on_them() -> None:
    """With its version."""
    page = (FOLDER / "README.md").read_text("utf-8")
    assert [file.name for file in sorted(FOLDER.glob("*.json")) if file.name not in page] == []
