"""docs/methods.md and the code speak of the same methods, sections and figures."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from server.domain.algorithms.equal_shares import MOST_WAYS
from server.domain.algorithms.pairwise import MOST_STEPS
from server.domain.methods import METHODS, largest_slate
from server.domain.methods.shortlist import COLUMNS
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of

PROJECT = Path(__file__).parents[3]
PAGE = (PROJECT / "docs" / "methods.md").read_text(encoding="utf-8")
SECTIONS = set(re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE))
TITLES = {
    name: re.findall(r'^Source: docs/methods\.md, "(.+)"\.$', str(method.__doc__), re.MULTILINE)[0]
    for name, method in METHODS.items()
}


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_section_that_the_code_points_to_is_there() -> None:
    """A docstring that names its source names a heading of the page."""
    named = {
        found
        for path in (PROJECT / "server").rglob("*.py")
        for found in re.findall(r'docs/methods\.md,\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert named <= SECTIONS


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_has_a_formula_an_example_a_reference_and_its_limits(method: str) -> None:
    """Adding a method is a file, a table row, a section and a worked example."""
    text = section(TITLES[method])
    assert "*Example.*" in text
    assert re.search(r"[Rr]eference", text)
    assert re.search(r"[Ll]imits", text)
    assert f"[{TITLES[method]}](#" in PAGE
    if largest_slate(method) < 250:
        assert f"t most {largest_slate(method)} recommendations" in text or f"at most {largest_slate(method)}" in PAGE


def test_the_bounds_on_the_page_are_those_of_the_code() -> None:
    """How far ties are followed is told as it is."""
    assert f"{MOST_STEPS:,}" in section("Ranked pairs")
    assert str(MOST_WAYS) in section("Proportional five")


def test_the_table_of_the_default_order_is_what_it_gives() -> None:
    """The four rows of the example: states, S - O and the supports from the lowest."""
    votes = [
        [tuple(int(each) for each in pair.split("–")) for pair in row.split(", ")]
        for row in re.findall(r"^\| \d \| ([\d–, ]+) \|", section("Across the regions"), re.MULTILINE)
    ]
    assert len(votes) == 4
    ranked = list_of(a_count(*votes, checked_in=(12, 8, 3)))
    assert [item.recommendation.number for item in ranked.items] == [1, 2, 3, 4]
    net = [(item.placing.backing or 0) - (item.placing.opposing or 0) for item in ranked.items]
    assert net == [3, 1, 1, -2]
    lowest = [sorted(each.support or 0 for each in item.placing.regions) for item in ranked.items]
    assert lowest[0] == [Fraction(3, 5), Fraction(2, 3), Fraction(51, 62)]
    assert lowest[1] == [Fraction(1, 2), Fraction(1, 2), Fraction(56, 67)]
    assert lowest[2][0] == Fraction(1, 5)


def test_the_example_of_proportional_five_is_what_it_gives() -> None:
    """Prices and the load of the third place."""
    ballots = ["ab"] * 6 + ["b"] + ["cd"] * 4 + ["c"]
    count = count_of(COLUMNS, "abcd", [[dict.fromkeys(ballot, "approve") for ballot in ballots]])
    from dataclasses import replace

    rows = list_of(count, replace(RECORDED, places=3), "proportional_five").tables[0].rows
    assert [row[1] for row in rows] == ["b", "c", "a"]
    for row in rows:
        assert str(row[3]) in section("Proportional five")
