"""A ballot: everything one seat says in one round.

Refuses to know who is asking and whether the round is open; the casting step of the store decides that at one instant.
Invariant: a `Ballot` that exists speaks of the slate alone and can be counted by its method.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.errors import InvalidBallot, Malformed

RECEIPT_LENGTH = 10
LONGEST_ID = 64
NO_MARK = "."
_ID = re.compile(r"[A-Za-z0-9_-]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Ballot:
    """The whole ballot of one seat, as it is handed to the store.

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
    if not 1 <= len(given) <= LONGEST_ID or not _ID.fullmatch(given):
        raise Malformed("id", field=name)
    return given


def write_marks(marks: Mapping[str, str], slate: Sequence[str], columns: Sequence[str]) -> str:
    """Write marks as one character a recommendation.

    Raises:  InvalidBallot if a mark speaks of a recommendation outside the slate or of a column the method has not.
    """
    if outside := sorted(marks.keys() - set(slate)):
        raise InvalidBallot("not_in_slate", recommendation_id=outside[0][:24])
    code = {column: _DIGITS[index] for index, column in enumerate(columns)}
    if unknown := sorted(set(marks.values()) - code.keys()):
        raise InvalidBallot("unknown_mark", mark=unknown[0][:24])
    return "".join(code[marks[item]] if item in marks else NO_MARK for item in slate)


def read_marks(written: str, slate: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Read marks as `write_marks` wrote them."""
    return {item: columns[_DIGITS.index(mark)] for item, mark in zip(slate, written, strict=True) if mark != NO_MARK}


def receipt(round_id: str, epoch: int, revision: int, ballot_id: str, marks: str) -> str:
    """Say the short code that a delegate can compare with the published evidence.

    Units:   10 letters and digits (50 bits) of a SHA-256 over what was recorded; one revision has one receipt.
    """
    recorded = "\n".join((round_id, str(epoch), str(revision), ballot_id, marks))
    return base64.b32encode(hashlib.sha256(recorded.encode()).digest()).decode()[:RECEIPT_LENGTH]
