"""What sheets and templates name is used: a class that nothing dresses or looks for goes, and so does a token."""

import re

from tests.contracts.tree import files

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+)\s*:")
_CHOICE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_COMPLETED = re.compile(r"""["'`\s]([a-z][\w-]*[-_])(?:\$\{|\{)""")


def text_of(*patterns: str) -> str:
    """Read some files as one text."""
    return "\n".join(path.read_text("utf-8") for path in files(*patterns))


def named_in(text: str) -> set[str]:
    """Find every word that could be the name of a class."""
    return set(re.findall(r"[\w-]+", text))


SHEETS = _COMMENT.sub("", text_of("static/css/*.css"))
TEMPLATES = text_of("templates/**/*.html")
CODE = text_of("static/js/**/*.js", "server/**/*.py")


def test_every_class_of_a_sheet_is_given_somewhere() -> None:
    """Whole, or by a beginning that a template or a script completes."""
    selectors = re.sub(r'\{[^{}]*\}|"[^"]*"', "", SHEETS)
    given, completed = named_in(TEMPLATES + CODE), tuple(_COMPLETED.findall(TEMPLATES + CODE))
    dressed = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    assert len(dressed) > 300
    assert {name for name in dressed - given if not name.startswith(completed)} == set()


def test_every_class_of_a_template_is_dressed_or_looked_for() -> None:
    """By a sheet or by a script; a test finds its elements by what they are, not by a name of its own."""
    said = {
        name
        for classes in re.findall(r'class="([^"]*)"', _VALUE.sub("{}", _CHOICE.sub(" ", TEMPLATES)))
        for name in classes.split()
        if "{}" not in name
    }
    assert len(said) > 300
    assert said - named_in(SHEETS + CODE) == set()


def test_every_token_is_used() -> None:
    """A paint or a size that plays no part is taken out of the box."""
    named = set(_TOKEN.findall(SHEETS))
    used = set(re.findall(r"--[\w-]+", _TOKEN.sub("", SHEETS) + TEMPLATES + CODE))
    completed = tuple(_COMPLETED.findall(TEMPLATES + CODE))
    assert {name for name in named - used if not name.startswith(completed)} == set()
