"""The bullets and numbers that a word processor puts before a paragraph by itself.

Refuses to know the format that they were written in. Invariant: counters go on, and begin again below a higher one.
"""

from collections.abc import Mapping

_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = "一二三四五六七八九十"
_DEEPEST = 9
_FAR = 40
BULLETS = ("•", "◦", "▪")


class Counters:
    """The counters of one list."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._values = [0] * _DEEPEST

    def next(self, depth: int, starts: int = 1) -> list[int]:
        """Count an item at a depth, and give the numbers of all depths down to it."""
        depth = min(max(depth, 0), _DEEPEST - 1)
        self._values[depth] = self._values[depth] + 1 if self._values[depth] else starts
        self._values[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return [value or 1 for value in self._values[: depth + 1]]


def written(pattern: str, numbers: list[int], styles: Mapping[int, str]) -> str:
    """Write a label such as `%1.%2)` or `Session %1:` with its numbers."""
    label = pattern
    for depth, number in enumerate(numbers):
        label = label.replace(f"%{depth + 1}", number_in(number, styles.get(depth, "decimal")))
    return label.strip()


def number_in(number: int, style: str) -> str:
    """Write one number in a style of word processors."""
    if style in {"lowerRoman", "i", "upperRoman", "I"} and 0 < number < _FAR:
        roman, left = "", number
        for value, sign in _ROMANS:
            roman, left = roman + sign * (left // value), left % value
        return roman.upper() if style in {"upperRoman", "I"} else roman
    if style in {"lowerLetter", "a", "upperLetter", "A"} and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if style in {"upperLetter", "A"} else letter
    if style.startswith(("chinese", "ideograph", "japaneseCounting")) and 0 < number <= len(_CHINESE):
        return _CHINESE[number - 1]
    return str(number)
