"""How a refusal is said: as the pages call things, in any language."""

from server.domain.errors import Refusal
from server.words.strings import Strings

_CALLED = {"state": "round_state", "rule": "rule"}
"""Figures of a refusal that have a name among programs, and where their words stand."""


def words_of(strings: Strings, language: str, refusal: Refusal) -> str:
    """Say a refusal as the pages call things: its finer reason where the locale has words for it, else its code."""
    finer = f"refusal.{refusal.code}.{refusal.reason}"
    key = finer if refusal.reason and strings.has(finer) else f"refusal.{refusal.code}"
    figures = dict(refusal.figures)
    for figure, called in _CALLED.items():
        if strings.has(words := f"{called}.{figures.get(figure)}"):
            figures[figure] = strings.translate(language, words)
    return strings.translate(language, key, **figures)
