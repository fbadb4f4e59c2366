"""What is wrong with a text that somebody handed in, line by line.

Refuses to know what kind of text it was and in which language the problem is told: the sentences live in `locales/`
under `agenda.problem.<code>` and `seats.problem.<code>`. Invariant: a reader raises at least one problem or returns a
whole value, never half of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PROBLEMS_LIMIT = 50
EXCERPT_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    Shape:   `text` is the beginning of what stands there, or the path inside a tree (`sessions[2].title`).
    Units:   `line` counts from one; 0 when it concerns no single line.
    """

    line: int
    code: str
    text: str = ""


class Problems(Exception):  # noqa: N818 - what is raised is the list of problems itself
    """Carry every problem found, in the order of the lines, at most fifty of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda each: each.line))[:PROBLEMS_LIMIT]
        super().__init__(", ".join(f"{each.line}: {each.code}" for each in self.problems))


class AgendaProblems(Problems):
    """Say why an agenda cannot be read."""


class SeatListProblems(Problems):
    """Say why a list of regions or seats cannot be read."""


def excerpt(text: str) -> str:
    """Shorten a line so that it can be shown beside its number."""
    return text if len(text) <= EXCERPT_LIMIT else text[: EXCERPT_LIMIT - 1].rstrip() + "…"


def lines_of(text: str) -> list[str]:
    """Split a text at its line ends of any kind, without the mark of byte order it may begin with."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def unreadable(text: str) -> list[Problem]:
    """Find the lines that are no text: control characters, lone surrogates, characters lost in a conversion."""
    found: list[Problem] = []
    if not any(map(is_no_text, set(text))):
        return found
    for number, line in enumerate(lines_of(text), 1):
        if any(map(is_no_text, set(line))):
            found.append(Problem(number, "not_text"))
            if len(found) == PROBLEMS_LIMIT:
                break
    return found


def is_no_text(character: str) -> bool:
    """Tell a character that no text contains: control characters but white space, lone surrogates, U+FFFD."""
    if character in "\t\n\r\v\f\x85":
        return False
    return character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character <= "\udfff" or character == "\ufffd"
