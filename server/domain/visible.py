"""What can be seen of words: names and titles are told apart by it, in a list, in the hall and on paper.

Refuses to know what the words are for. Invariant: whatever leaves no mark by itself (spaces, controls of direction,
joiners, fillers, accents without a letter) makes no words visible, however much of it there is.
"""

import unicodedata

_MARKING = ("L", "N", "P", "S")
"""Letters, numbers, punctuation, symbols: the classes of Unicode whose characters leave a mark by themselves."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
"""Of these classes, those that are drawn as nothing: Hangul fillers, the empty Braille cell, an object that is lost."""


def has_visible_character(words: str) -> bool:
    """Say whether anything of some words can be seen.

    Source:  the general categories of Unicode; fillers are those of its property Default_Ignorable_Code_Point.
    """
    return any(unicodedata.category(sign)[0] in _MARKING and sign not in _BLANK for sign in words)
