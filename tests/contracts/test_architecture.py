"""docs/architecture.md draws the house as it stands: every module has its place there, and every name exists."""

import re

import pytest

from tests.contracts.tree import ROOT, files, name_of

TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
TREE = TEXT.partition("## The tree\n\n```\n")[2].partition("\n```")[0]
DEEPEST = 6
"""From so many blanks on a line says more of the folder above it."""
SHOWN = ("server/**/*.py", "server/**/*.lua", "static/js/**/*.js", "tests/**/*.py", "templates/**/*.html")


def drawn() -> dict[str, str]:
    """Read the tree: what is said of each folder of `server/`, by its path; of the top, under its own name."""
    said: dict[str, str] = {}
    folder, depths = "server", {0: "server"}
    for line in TREE.splitlines():
        found = re.match(r"^( *)([a-z]+)/( .*|$)", line)
        if found and len(found[1]) < DEEPEST:
            depth = len(found[1]) // 2
            folder = f"{depths[depth - 1]}/{found[2]}" if depth else found[2]
            depths[depth] = folder
        elif "at the top:" in line:
            folder = "server"
        said[folder] = said.get(folder, "") + (found[3] if found else line) + "\n"
    return said


def modules() -> dict[str, set[str]]:
    """Find the modules of each folder of `server/`."""
    found: dict[str, set[str]] = {}
    for path in files("server/**/*.py", "server/**/*.lua"):
        name = path.name if path.suffix == ".lua" else path.stem
        if not name.startswith("__"):
            found.setdefault(name_of(path.parent), set()).add(name)
    return found


@pytest.mark.parametrize("folder", sorted(modules()))
def test_every_module_stands_in_the_tree(folder: str) -> None:
    """In the line of its folder, by its name."""
    words = set(re.findall(r"[a-z_]+(?:\.lua)?", drawn().get(folder, "")))
    assert modules()[folder] - words == set()


def test_every_folder_says_what_it_is_for() -> None:
    """In one sentence at the head of its package."""
    for path in files("server/**/__init__.py"):
        assert path.read_text("utf-8").startswith('"""'), name_of(path)


def test_every_name_in_backticks_exists() -> None:
    """The last word of each: a module, a function, a class, a setting, a folder or a target."""
    known = set()
    for path in (*files(*SHOWN), ROOT / "pyproject.toml", ROOT / "Makefile"):
        known |= set(re.findall(r"\w+", path.read_text("utf-8"))) | set(name_of(path).replace(".", "/").split("/"))
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.S)
    for name in re.findall(r"`([^`]+)`", prose):
        words = re.findall(r"\w+", name)
        assert words, name
        assert set(words) <= known, name
