"""Real votes: roll calls of the United Nations General Assembly, read as meetings of five uneven regions."""

import csv
from collections import Counter

import pytest

from server.domain.counting.tallies import Count
from tests.domain.counting.counts import RECORDED, a_count, list_of
from tests.handed import handed

EXPECTED = {71: (74, 15, 22, 8), 72: (76, 18, 27, 3)}
VERDICTS = ("works_across", "works_in_some", "contested", "not_supported")


def roll_calls(session: int) -> Count:
    """Read a session: one item a roll call, one region a regional group, every state checked in."""
    with handed("data/unga/un_regional_groups.csv").open(encoding="utf-8") as text:
        group_of = {row["iso2"]: row["un_regional_group"] for row in csv.DictReader(text)}
    groups = sorted(set(group_of.values()))
    with handed(f"data/unga/unga_s{session}_wide.csv").open(encoding="utf-8") as text:
        votes = [
            [
                tuple(sum(row[state] == mark for state in group_of if group_of[state] == group) for mark in "YNA")
                for group in groups
            ]
            for row in csv.DictReader(text)
        ]
    sizes = Counter(group_of.values())
    return a_count(*votes, checked_in=[sizes[group] for group in groups])


@pytest.mark.parametrize("session", sorted(EXPECTED))
def test_sessions_of_the_general_assembly_give_the_verdicts_of_the_study(session: int) -> None:
    """193 delegations in five regions: works across / works in some / contested / not supported."""
    count = roll_calls(session)
    assert sum(count.checked_in) == 193
    said = Counter(item.placing.verdict for item in list_of(count, RECORDED).items)
    assert tuple(said[verdict] for verdict in VERDICTS) == EXPECTED[session]
    assert set(said) <= set(VERDICTS)
