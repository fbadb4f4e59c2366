"""How wide the columns of a table are on paper: as wide as was wished, and never narrower than a word of their head.

Refuses to know faces: a letter is as wide as another, one of Chinese or Japanese as two.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import east_asian_width

from server.record.document import Column

_WORD = re.compile(r"[^\s\u00a0-]+-?")
EDGES = 4
"""What a cell has at its sides and a bold letter needs more, in letters."""


def wishes_of(columns: Sequence[Column]) -> list[int]:
    """Say how wide each column should be.

    Units:   letters.
    """
    return [max(column.width, EDGES + max(map(_wide, _WORD.findall(column.head)), default=0)) for column in columns]


def shares_of(columns: Sequence[Column], room: int) -> list[int]:
    """Share out a room among columns, without a rest.

    Units:   those of `room`.
    """
    wishes = wishes_of(columns)
    ends = [round(room * one / sum(wishes)) for one in accumulate(wishes)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _wide(word: str) -> int:
    """Say how wide a word is; what can be broken between any two signs is no wider than two of them."""
    wide = [east_asian_width(sign) in "WF" for sign in word]
    return 4 if any(wide) else len(word)
