"""What is shipped is listed whole, and nothing is admitted that is known to be unsound."""

import json

import pytest
from packaging.version import Version

from tests.supply.audit import NOT_ASKED, SOUND, UNSOUND, judge
from tests.supply.locked import floors, locked, missing_and_more, valkey_component, valkey_version

SOUND_FROM = {
    "starlette": "0.49.1",  # CVE-2025-62727, ranges of a file
    "h11": "0.16.0",  # CVE-2025-43859, chunks
    "jinja2": "3.1.6",  # CVE-2025-27516, the sandbox
    "setuptools": "78.1.1",  # CVE-2025-47273, paths
    "idna": "3.7",  # CVE-2024-3651, time
}
"""The first version without a hole that is known, by package. Source: the advisories of PyPI and GitHub."""
SOUND_VALKEY = "9.0.3"  # CVE-2026-27623, an empty request ends the server


def test_the_lock_holds_nothing_that_is_known_to_be_unsound() -> None:
    held = locked()
    assert {name for name, first in SOUND_FROM.items() if Version(held[name]) < Version(first)} == set()
    assert Version(valkey_version()) >= Version(SOUND_VALKEY)


def test_no_floor_admits_what_was_never_tested() -> None:
    """Whoever installs without the lock gets nothing older than what is locked, and so nothing known to be unsound."""
    held = locked()
    assert {name: str(floor) for name, floor in floors().items() if floor < Version(held[name])} == {}


def test_a_bill_that_lacks_or_adds_something_is_told_from_a_whole_one() -> None:
    rows = [{"name": name, "version": version} for name, version in locked().items()]
    assert missing_and_more({"components": [*rows, valkey_component()]}) == set()
    assert {name for name, _ in missing_and_more({"components": rows})} == {"valkey-server"}
    assert missing_and_more({"components": [*rows, valkey_component(), {"name": "x", "version": "1"}]}) == {("x", "1")}


def test_the_bundled_valkey_is_described_by_what_it_says_of_itself() -> None:
    described = valkey_component()
    assert described["version"] == valkey_version()
    assert described["purl"].endswith(f"@{valkey_version()}")
    assert json.loads(json.dumps(described))["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]


@pytest.mark.parametrize(
    ("dependencies", "code"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], SOUND),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}], UNSOUND),
        ([{"name": "a", "skip_reason": "not found"}], NOT_ASKED),
        ([{"name": "a", "skip_reason": "no"}, {"name": "b", "version": "1", "vulns": [{"id": "X-1"}]}], UNSOUND),
        (None, NOT_ASKED),
    ],
)
def test_an_audit_that_could_not_ask_is_no_sound_one(
    dependencies: list[dict[str, object]] | None, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(None if dependencies is None else {"dependencies": dependencies}) == code
    assert capsys.readouterr().out
