"""Small files: what has to be read to change one thing fits on a few screens. There is no list of exceptions."""

import unicodedata

import pytest

from tests.contracts.tree import files, name_of

CEILINGS = {
    250: ("server/**/*.py", "tests/**/*.py", "verify/**/*.py", "bench/**/*.py"),
    200: ("server/**/*.lua", "static/**/*.js", "tests/**/*.mjs", "tests/**/*.js"),
}
COLUMNS = 120


@pytest.mark.parametrize("ceiling", CEILINGS)
def test_no_file_is_longer_than_its_ceiling(ceiling: int) -> None:
    """At most 250 lines a Python file, at most 200 a JavaScript or Lua file."""
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in files(*CEILINGS[ceiling])}
    assert lengths, "there is something to measure"
    assert {name: lines for name, lines in lengths.items() if lines > ceiling} == {}


def columns_of(line: str) -> int:
    """Count the columns of a screen that a line takes: wide signs two, what stands on or between others none."""
    return sum(
        0
        if unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in line
    )


def test_columns_are_counted_as_a_screen_does() -> None:
    """Chinese signs and wide letters take two, accents that stand on a letter and marks of direction none."""
    words = {"": 0, "plain": 5, "议题": 4, "Ａ、": 4, "e\u0301": 1, "مُ": 1, "\u200fa\u200d": 1}
    assert {word: columns_of(word) for word in words} == words


WRITTEN = ("py", "lua", "js", "mjs", "css", "html")


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_line_is_wider_than_a_screen(kind: str) -> None:
    """At most 120 columns in code of every language, what silences a check among them; Chinese signs take two."""
    wide = [
        f"{name_of(path)}:{at}"
        for path in files(*(f"{top}/**/*.{kind}" for top in ("server", "static", "templates", "tests", "bench")))
        for at, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if columns_of(line) > COLUMNS
    ]
    assert wide == []


def test_no_file_confesses_that_a_name_was_not_found() -> None:
    """A file is named by its noun: no `utils`, `helpers`, `common`, `managers`, `models` in what is shipped."""
    nameless = {"utils", "util", "helpers", "helper", "common", "services", "managers", "models", "misc"}
    shipped = files("server/**/*.py", "server/**/*.lua", "static/**/*", "templates/**/*", "verify/**/*.py")
    assert [name_of(path) for path in shipped if nameless & {part.split(".")[0] for part in path.parts[-4:]}] == []
