"""One name for one thing, everywhere: docs/glossary.md, the code and the screen.

The glossary ends with the words that are not used here, and what is said instead. They are looked for in the names
that the service and the templates give, and in the sentences of the English locale.
"""

import ast
import fnmatch
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.documents import section
from tests.contracts.tree import ROOT, files, name_of

ALLOWED = (
    (
        "session",
        "*",
        "an agenda session, inside code and sentences that speak of the agenda alone; the contract's word",
    ),
    ("item", "server/*", "one entry of a slate, a tally or a ranked list: `items` is the contract's word for the rows"),
    ("item", "templates/*", "one row of a ranked list, under the name that the contract gives it"),
    ("data", "server/*", "the data folder (`--data`, `PLENUM_DATA`), or what is handed in before it is read"),
    ("votes", "server/*", "the verb: this seat votes (the contract's word), so many vote For"),
    ("votes", "templates/*", "the verb: this person votes"),
    ("vote", "locales/en.json", "the column of the seat list, and the unit that a single transferable vote counts in"),
    ("vote", "server/rehearsal/*", "the verb: what simulated delegates do"),
    ("vote", "templates/*", "the verb: the part of a page in which a person votes"),
    ("vote", "server/domain/counting/result_line.py", "the verb: the line of what was voted For and Against"),
    (
        "vote",
        "server/domain/algorithms/transferable_votes.py",
        "the unit that these rules count in",
    ),
    ("result", "server/domain/*", "the result line, as the secretariats of the United Nations call it"),
    ("result", "templates/*", "the row of a result line"),
    ("option", "server/domain/agenda/facet*", "one of the answers that a facet may have: the contract's word"),
    ("option", "server/domain/procedure/answers.py", "the same"),
    ("option", "templates/*", "the element of that name in HTML"),
    ("data", "templates/*", "what a page hands to its script"),
    ("poll", "server/engine/embedded.py", "to ask a starting server again and again; nothing that people are asked"),
)
"""A word, where it may stand, and why."""

_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_FIGURE = re.compile(r"\{\w+\}")
_NAMED_IN_TEMPLATE = re.compile(r"\{%-?\s*(?:set|macro|for)\s+(\w+)(?:\(([^)]*)\))?")


def banned() -> set[str]:
    """Read the words that are not used here, in both numbers."""
    words = section("glossary.md", "Words we do not use").column
    return {form for word in words for form in (word, word.removesuffix("s"), f"{word.removesuffix('s')}s")}


def is_allowed(word: str, where: str) -> bool:
    """Say whether a word may stand in a file; a singular speaks for its plural."""
    return any(word in (known, f"{known}s") and fnmatch.fnmatch(where, context) for known, context, _ in ALLOWED)


def names_in(path: Path) -> Iterator[str]:
    """Find the names that a Python file gives: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def names_in_template(path: Path) -> Iterator[str]:
    """Find the names that a template gives: variables, macros and what they take."""
    for name, taken in _NAMED_IN_TEMPLATE.findall(path.read_text("utf-8")):
        yield from (name, *re.findall(r"(\w+)\s*(?:=|,|$)", taken))


@pytest.mark.parametrize("path", files("server/**/*.py"), ids=name_of)
def test_no_name_in_the_service_is_a_word_we_do_not_use(path: Path) -> None:
    """`session_cookie`, `PollManager`, `user_id` would each name a thing that has another name here."""
    assert misfits(names_in(path), name_of(path)) == []


@pytest.mark.parametrize("path", files("templates/**/*.html"), ids=name_of)
def test_no_name_in_a_template_is_a_word_we_do_not_use(path: Path) -> None:
    """The pages call things by the names that the service has for them."""
    assert misfits(names_in_template(path), name_of(path)) == []


def misfits(names: Iterator[str], where: str) -> list[str]:
    """Find the names that hold a word we do not use."""
    words = banned()
    held = {(name, word.lower()) for name in names for word in _CAMEL.findall(name)}
    return sorted(name for name, word in held if word in words and not is_allowed(word, where))


def test_no_sentence_on_screen_uses_a_word_we_do_not_use() -> None:
    """A delegate reads the same words on the phone, on the screen and on the rules sheet."""
    sentences = json.loads((ROOT / "locales" / "en.json").read_text("utf-8"))
    words = banned()
    found = [
        f"{key}: {sentence}"
        for key, said in sentences.items()
        for sentence in ([said] if isinstance(said, str) else said.values())
        for word in _CAMEL.findall(_FIGURE.sub("", sentence))
        if word.lower() in words and not is_allowed(word.lower(), "locales/en.json") and not is_verb(word, sentence)
    ]
    assert found == []


def is_verb(word: str, sentence: str) -> bool:
    """Tell "to vote", "may vote", "who vote for" from "a vote": after an article it is the noun."""
    return word.lower() == "vote" and not re.search(
        r"\b(?:a|an|the|no|real|one|your|each|every)\s+vote\b", sentence, re.I
    )


def test_every_exception_is_still_needed() -> None:
    """An exception that nothing needs any more is a door left open."""
    held = {(name_of(path), word.lower()) for path in files("server/**/*.py") for name in names_in(path)
            for word in _CAMEL.findall(name)}  # fmt: skip
    held |= {(name_of(path), word.lower()) for path in files("templates/**/*.html") for name in names_in_template(path)
             for word in _CAMEL.findall(name)}  # fmt: skip
    said = (ROOT / "locales" / "en.json").read_text("utf-8")
    held |= {("locales/en.json", word.lower()) for word in _CAMEL.findall(said)}
    unused = [
        (word, context) for word, context, _ in ALLOWED
        if not any(fnmatch.fnmatch(where, context) and found in (word, f"{word}s") for where, found in held)
    ]  # fmt: skip
    assert unused == []


def test_every_word_of_the_glossary_has_one_sentence() -> None:
    """A glossary is read in passing: one sentence a word, and no word twice."""
    rows = [row for title in GROUPS for row in section("glossary.md", title).rows]
    words = [row[0] for row in rows]
    assert len(words) == len(set(words))
    assert [row[0] for row in rows if not row[1].endswith(".") or len(re.findall(r"[.?!](?:\s|$)", row[1])) > 1] == []
    assert {word for word in VOCABULARY if f"**{word}**" not in words} == set()


GROUPS = (
    "The meeting",
    "People",
    "Recommendations and rounds",
    "Counting",
    "Talking to the service",
    "Pages and records",
)
VOCABULARY = (
    "Meeting", "Agenda", "Agenda session", "Guiding question", "Objective", "Region", "Delegation", "Seat", "Delegate",
    "Observer", "Moderator", "Chair", "Secretariat", "Credential", "Room", "Recommendation", "Slate", "Round", "Ballot",
    "Mark", "cast", "revision", "request id", "epoch", "Tally", "Method", "Score", "backs", "opposes", "no position",
    "Verdict", "Ranked list", "turnout", "entitled", "Snapshot", "seq", "Command", "Reply", "Event", "Refusal",
    "Screen", "Podium", "Desk", "receipt", "seal", "evidence", "confidential",
)  # fmt: skip
"""The words that every part of the project has to have in common."""
