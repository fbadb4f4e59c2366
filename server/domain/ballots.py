"""A ballot: everything one seat says in one round.

Refuses to know who is asking and whether the round is open; the casting step of the store decides that at one instant.
Invariant: a `Ballot` that exists speaks of the slate alone and can be counted by its method.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from server.domain.errors import InvalidBallot, Malformed

LONGEST_ID = 64
NO_MARK = "."
_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]  # a receipt is written ten bits at a time


class Ballot(NamedTuple):
    """The whole ballot of one seat, in the order in which the store is told; a tuple, since thousands come in a second.

    Shape:   `marks` is one character per recommendation of the slate: the index of its column in base 36, or "."
             where there is no mark (which is not an abstention).
    Units:   `epoch` and `base_revision` as the phone last knew them; `region` is an index into the round's regions.
    """

    round_id: str
    seat_id: str
    region: int
    epoch: int
    base_revision: int
    request_id: str
    ballot_id: str
    marks: str


def checked_id(name: str, given: str) -> str:
    """Check an id that a phone made up: 1 to 64 letters, digits, dashes and underscores.

    Raises:  Malformed naming the field.
    """
    if not _ID.fullmatch(given):
        raise Malformed("id", field=name)
    return given


def write_marks(marks: Mapping[str, str], slate: Sequence[str], columns: Sequence[str]) -> str:
    """Write marks as one character a recommendation.

    Raises:  InvalidBallot if a mark speaks of a recommendation outside the slate or of a column the method has not.
    """
    code, mark_of = _code_of(tuple(columns)), marks.get
    try:
        written = "".join([code[mark_of(item)] for item in slate])
    except KeyError as unknown:
        raise InvalidBallot("unknown_mark", mark=str(unknown.args[0])[:24]) from unknown
    if len(marks) + written.count(NO_MARK) > len(slate):
        raise InvalidBallot("not_in_slate", recommendation_id=min(marks.keys() - set(slate))[:24])
    return written


@cache
def _code_of(columns: tuple[str, ...]) -> Mapping[str | None, str]:
    return {None: NO_MARK, **{column: _DIGITS[index] for index, column in enumerate(columns)}}


def read_marks(written: str, slate: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Read marks as `write_marks` wrote them."""
    return {item: columns[_DIGITS.index(mark)] for item, mark in zip(slate, written, strict=True) if mark != NO_MARK}


def receipt(round_id: str, epoch: int, revision: int, ballot_id: str, marks: str) -> str:
    """Say the short code that a delegate can compare with the published evidence.

    Units:   10 letters and digits: the first 50 bits, in base 32, of a SHA-256 over what was recorded; one revision has
             one receipt.
    Source:  RFC 4648, section 6, for the letters.
    """
    recorded = f"{round_id}\n{epoch}\n{revision}\n{ballot_id}\n{marks}"
    bits = int.from_bytes(hashlib.sha256(recorded.encode()).digest()[:7], "big") >> 6
    first, second, third = _PAIRS[bits >> 40], _PAIRS[bits >> 30 & 1023], _PAIRS[bits >> 20 & 1023]
    return f"{first}{second}{third}{_PAIRS[bits >> 10 & 1023]}{_PAIRS[bits & 1023]}"
