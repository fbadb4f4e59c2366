"""docs/architecture.md draws the house as it stands: every module has its place there, and every name exists."""

import re
from pathlib import Path

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
        found = re.match(r"^( *)([a-z_]+)/( .*|$)", line)
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
    words = set(re.findall(r"[a-z][a-z_0-9]*(?:\.lua)?", drawn().get(folder, "")))
    assert modules()[folder] - words == set()


def test_every_folder_says_what_it_is_for() -> None:
    """In one sentence at the head of its package."""
    for path in files("server/**/__init__.py"):
        assert path.read_text("utf-8").startswith('"""'), name_of(path)


def names() -> set[str]:
    """Find every word that is a name somewhere: of a module, a function, a class, a setting, a folder or a target."""
    known = set()
    for path in (*files(*SHOWN), ROOT / "pyproject.toml", ROOT / "Makefile"):
        known |= set(re.findall(r"\w+", path.read_text("utf-8"))) | set(name_of(path).replace(".", "/").split("/"))
    return known


NAMES = names()
TOUR = files("docs/tour/*.md")


@pytest.mark.parametrize("path", [ROOT / "docs" / "architecture.md", *TOUR], ids=name_of)
def test_every_name_in_backticks_exists(path: Path) -> None:
    """Each word between backticks stands in the code."""
    prose = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.S)
    for name in re.findall(r"`([^`]+)`", prose):
        words = re.findall(r"\w+", name)
        assert words, name
        assert set(words) <= NAMES, name


@pytest.mark.parametrize("path", TOUR, ids=name_of)
def test_a_page_of_the_tour_has_one_picture_and_its_names_exist(path: Path) -> None:
    """In a picture a name is what has an underscore, a capital within, or the ending of a file."""
    pictures = re.findall(r"```mermaid\n(.*?)```", path.read_text("utf-8"), re.S)
    assert len(pictures) == 1
    words = re.findall(r"\b\w+_\w+\b|\b[A-Z][a-z]+[A-Z]\w+\b|\b\w+(?=\.(?:js|py|lua)\b)", pictures[0])
    assert set(words) <= NAMES
    assert not re.search(r"[;#]", pictures[0]), "signs that end a line of a picture"


def test_every_page_of_the_tour_is_found() -> None:
    """The architecture leads to every page, and the README to the first."""
    linked = set(re.findall(r"\]\(tour/([a-z-]+)\.md\)", TEXT))
    assert linked == {path.stem for path in TOUR}
    assert "docs/tour/a-ballot.md" in (ROOT / "README.md").read_text("utf-8")
