"""One version: the package says it, wheel and command repeat it, and the list of changes tells what it brought."""

import re
import tomllib
from datetime import date

import pytest

from server import __version__
from server.cli import main
from tests.contracts.tree import ROOT

COLUMNS = 120
FIRST = "Not released yet"
_HEADING = re.compile(r"## (.+)")
_RELEASE = re.compile(r"(\d+)\.(\d+)\.(\d+), [^()]+ \((\d{4}-\d{2}-\d{2})\)")
_ADDRESSED = re.compile(r"\*\*[A-Z][a-z ]+\.\*\*")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()


def test_what_is_not_released_comes_first_and_then_the_releases_the_newest_first() -> None:
    """A release has a number, a name and a day; numbers and days fall from the top."""
    first, *releases = [heading[1] for line in CHANGES if (heading := _HEADING.fullmatch(line))]
    assert first == FIRST
    read = [_RELEASE.fullmatch(release) for release in releases]
    assert [release for release, found in zip(releases, read, strict=True) if not found] == []
    found = [(tuple(map(int, one.groups()[:3])), date.fromisoformat(one[4])) for one in read if one]
    numbers, days = [number for number, _ in found], [day for _, day in found]
    assert numbers == sorted(set(numbers), reverse=True)
    assert days == sorted(days, reverse=True)
    assert ".".join(map(str, numbers[0])) == __version__


def test_every_change_is_one_short_line_that_is_addressed_to_somebody() -> None:
    """Whoever reads what is new for them reads a few lines, and none of anybody else."""
    assert [line for line in CHANGES if len(line) > COLUMNS] == []
    addressed, nobodys = False, []
    for line in CHANGES[CHANGES.index(f"## {FIRST}") :]:
        if _HEADING.fullmatch(line):
            addressed = False
        elif _ADDRESSED.fullmatch(line):
            addressed = True
        elif line and not (addressed and line.startswith("- ")):
            nobodys.append(line)
    assert nobodys == []


def test_the_wheel_is_named_by_the_version_of_the_package() -> None:
    """`pyproject.toml` has no version of its own that could be forgotten."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"] == {"version": {"attr": "server.__version__"}}


def test_the_command_says_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"plenum {__version__}\n"
