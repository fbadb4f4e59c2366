"""Documents that lead somewhere: links resolve, commands and settings exist, and what the code refers to is there."""

import os
import re
from pathlib import Path

import pytest

from server.cli.commands import _parser
from tests.contracts.documents import read_sections
from tests.contracts.tree import ROOT, files, name_of

DOCUMENTS = files("*.md", "docs/**/*.md")
_LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)")
_MAKE = re.compile(r"(?:^|`)make ([a-z]+)\b", re.MULTILINE)
_PLENUM = re.compile(r"(?:^|`)(?:\.venv/bin/)?plenum ([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
_SETTING = re.compile(r"\b(PLENUM_[A-Z_]+|REDIS_URL)\b")
_REFERENCE = re.compile(r"docs/(\w+\.md), \"([^\"]+)\"")


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    """A link inside the project leads to a file that is there, and behind `#` to a heading that is in it."""
    for target, anchor in _LINK.findall(path.read_text("utf-8")):
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), f"{target} is not there"
        if anchor:
            assert anchor in anchors(found), f"{target}#{anchor} is not there"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(path: Path) -> None:
    """`make run` is a target of the Makefile, `plenum new` a command of the command line."""
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text("utf-8"), re.DOTALL))
    assert set(_MAKE.findall(code)) <= targets()
    assert set(_PLENUM.findall(code)) <= commands()


def test_hooks_and_the_forge_call_what_a_developer_calls() -> None:
    """They have no commands of their own: targets of the Makefile, and `.ci/run`."""
    hooks = re.findall(r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"), re.MULTILINE)
    assert hooks
    assert {hook.removeprefix("make ") for hook in hooks} <= targets()
    forge = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert "- run: .ci/run\n" in forge
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_command_and_setting_is_in_the_operators_guide() -> None:
    """Whoever runs the service finds everything that can be chosen in one place."""
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert {name for name in commands() - {"worker"} if f"plenum {name}" not in guide} == set()
    read = set(_SETTING.findall((ROOT / "server" / "settings.py").read_text("utf-8"))) - {"PLENUM_"}
    assert set(_SETTING.findall(guide)) == read


def test_every_heading_that_the_code_refers_to_exists() -> None:
    """A docstring that sends its reader to a section of a document sends them to one that is there."""
    missing = []
    for path in files("server/**/*.py", "tests/**/*.py"):
        for document, title in _REFERENCE.findall(path.read_text("utf-8")):
            there = (ROOT / "docs" / document).exists()
            if not there or title not in {each.title for each in read_sections(document)}:
                missing.append(f"{name_of(path)}: docs/{document}, {title}")
    assert missing == []


def targets() -> set[str]:
    """List the targets of the Makefile that have a name."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def commands() -> set[str]:
    """List the commands of the command line."""
    parser = _parser()
    return {name for action in parser._actions for name in (action.choices or ()) if isinstance(name, str)}


def anchors(path: Path) -> set[str]:
    """List the headings of a document as links write them: lower case, hyphens for blanks, no other signs."""
    titles = re.findall(r"^#+ +(.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
