"""docs/rules.md and the tests hold each other: no rule without a test, no test that names a rule there is not."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.contracts.tree import ROOT, files, name_of

TEXT = (ROOT / "docs" / "rules.md").read_text("utf-8")
RULES = [int(number) for number in re.findall(r"^- \*\*R(\d+)\*\* [A-Z`]", TEXT, re.MULTILINE)]
_HOLDS = re.compile(r"\bHolds (R\d+(?:, R\d+)*)\.")


@cache
def citations() -> tuple[tuple[int, str], ...]:
    """Find every rule that a test says it holds, with the name of the test."""
    return tuple(_citations())


def _citations() -> Iterator[tuple[int, str]]:
    for path in files("tests/**/test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for held in _HOLDS.findall(ast.get_docstring(node) or ""):
                    yield from ((int(number), f"{name_of(path)}::{node.name}") for number in re.findall(r"\d+", held))


def test_rules_are_numbered_from_one_without_a_gap() -> None:
    """In the order of the page, each number once."""
    assert list(range(1, len(RULES) + 1)) == RULES
    assert len(RULES) > 50
    assert len(re.findall(r"^- ", TEXT, re.MULTILINE)) == len(RULES), "every point of the page is a rule"


def test_every_rule_is_held_by_a_test() -> None:
    """And the test stands where it can be found by its number."""
    assert set(RULES) - {number for number, _ in citations()} == set()


def test_every_rule_that_a_test_names_is_there() -> None:
    """A test names each of its rules once."""
    found = citations()
    assert {test for number, test in found if number not in RULES} == set()
    assert len(found) == len(set(found))


def test_a_rule_is_named_in_the_one_form_that_is_looked_for() -> None:
    """`Holds R1, R2.`: a number in any other form would look as if the rule were held, and nobody would know."""
    docstring = re.compile(r'"""[^"]*?"""', re.DOTALL)
    for path in files("tests/**/test_*.py"):
        for said in docstring.findall(path.read_text("utf-8")):
            assert not re.search(r"(?<!`Holds )\bR\d+\b(?!.*`)", _HOLDS.sub("", said)), f"{name_of(path)}: {said}"
