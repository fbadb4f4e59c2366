"""Labelled pairs of recommendations: whether a moderator would want to read the two side by side.

Two hundred were written before the comparison, in the languages of the meeting and across them, and thirty after it
was finished (`later`). These showed that a word in the place of another was passed over; sixty more (`unseen`) were
written once that was mended, and nothing was tuned on them. In the files beside this one `+` begins a pair that is
alike, `-` one that is not; a line that begins with `=` translates the line above.
"""

from dataclasses import dataclass
from pathlib import Path

from server.domain.procedure.recommendations import Recommendation, Translation

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
FILES = (*LANGUAGES, "across", "later", "unseen")


@dataclass(frozen=True)
class Labelled:
    """One pair with its label; `place` counts those of one file and label."""

    file: str
    kind: str
    alike: bool
    place: int
    one: Recommendation
    other: Recommendation

    @property
    def is_held_out(self) -> bool:
        """Say whether nothing was tuned on it: every second one, and those that were written later."""
        return self.file in ("later", "unseen") or self.place % 2 == 1


def read_pairs() -> list[Labelled]:
    """Read all pairs, file by file."""
    return [pair for name in FILES for pair in _read(name)]


def _read(name: str) -> list[Labelled]:
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    found: list[Labelled] = []
    for block in text.strip().split("\n\n"):
        head, *lines = block.splitlines()
        sign, kind = head.split(" ", 1)
        route = f"{name}>{name}" if name in LANGUAGES else kind.split()[0]
        first, last = route.split(">")
        title, words = _words(lines[0])
        given = tuple(Translation(last, *_words(line.removeprefix("= "))) for line in lines[1:-1])
        one = Recommendation("aaaaa001", 1, "r", "q", title, words, first, ("AF",), translations=given)
        title, words = _words(lines[-1])
        other = Recommendation("aaaaa002", 2, "r", "q", title, words, last, ("AS",))
        place = sum(pair.alike == (sign == "+") for pair in found)
        found.append(Labelled(name, kind, sign == "+", place, one, other))
    return found


def _words(line: str) -> tuple[str, str]:
    title, _, text = line.partition(" | ")
    return title, text
