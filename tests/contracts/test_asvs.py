"""The table of docs/security.md speaks of all requirements of OWASP ASVS 5.0.0, and of tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.contracts.documents import section
from tests.contracts.tree import ROOT

_NUMBERS = Path(__file__).with_name("asvs_5_0_0.csv")
_TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
_SPAN = re.compile(r"(\d+\.\d+)\.(\d+)(?:–(\d+))?")
HELD, NOT_HERE = "OWASP ASVS 5.0, levels 1 and 2", "Requirements that do not apply"


def test_every_requirement_is_spoken_of_once() -> None:
    """In the table, or among those that do not apply, never in both."""
    rows, others = [row[0] for row in section("security.md", HELD).rows], _not_here()
    assert sorted([*rows, *others], key=_order) == sorted(_required(), key=_order)


def test_every_test_that_is_named_exists() -> None:
    """A row names a test, or says that the requirement is not held, and in which respect."""
    missing = []
    for row in section("security.md", HELD).rows:
        named = _TEST.findall(row[-1])
        if not named and not row[-1].startswith("*not held*: "):
            missing.append(f"{row[0]} names no test")
        missing += [f"{row[0]}: {file}::{test}" for file, test in named if test not in _tests_of(file)]
    assert missing == []


def test_what_does_not_apply_has_its_reason() -> None:
    """A number alone is no reason."""
    rows = section("security.md", NOT_HERE).rows
    assert rows
    assert all(len(row[1]) > 10 for row in rows)


def test_the_check_sees_a_test_that_is_not_there() -> None:
    """And finds those that are."""
    assert "test_the_check_sees_a_test_that_is_not_there" in _tests_of("contracts/test_asvs.py")
    assert _tests_of("contracts/no_such_file.py") == frozenset()


def _required() -> list[str]:
    lines = [line for line in _NUMBERS.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split(",") for line in lines]
    return [f"{part}.{pair.split(':')[0]}" for part, numbers in rows for pair in numbers.split()]


def _not_here() -> list[str]:
    found = []
    for row in section("security.md", NOT_HERE).rows:
        for part, first, last in _SPAN.findall(row[0]):
            found += [f"{part}.{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


@cache
def _tests_of(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    if not path.exists():
        return frozenset()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(one.name for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, functions))
