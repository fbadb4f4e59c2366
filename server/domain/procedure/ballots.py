"""A ballot: everything one seat says in one round.

Refuses to know who is asking and whether the round is open: the casting step (`cast_ballots` in `store/votes.lua`)
decides that at one instant. Invariant: a `Ballot` that exists marks only recommendations of the slate, and its method
can count it.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from server.domain.errors import InvalidBallot, Malformed

LONGEST_ID = 64
NO_MARK = "."
_ID = rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}"
_is_id = re.compile(_ID).fullmatch
_are_ids = re.compile(f"{_ID} {_ID}").fullmatch
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 8  # for each of 256 bytes, the letter of its last five bits
_RECEIPT_LETTERS = 10
_AROUND = 6  # characters of JSON around the id and the mark of one recommendation: four quotes, colon, comma


class Ballot(NamedTuple):
    """The whole ballot of one seat; its fields stand in the order in which the store is told them.

    A tuple rather than a dataclass, since thousands are made in a second.

    Shape:   `marks` has one character for each recommendation of the slate: the index of the mark among the columns of
             the method (for, against, …) in base 36, or "." where there is no mark (which is not an abstention);
             `epoch` and `base_revision` are those that the phone last knew; `region` is an index into the round's
             regions; `generation` is that of the credential it was cast with; `nonce` is what the phone adds to the
             lot of the round, empty where there is none; `words` are those of the ballot as `ballot_words` writes them,
             empty in a round whose ballots have none.
    """

    round_id: str
    seat_id: str
    region: int
    epoch: int
    base_revision: int
    request_id: str
    ballot_id: str
    marks: str
    generation: int = 1
    nonce: str = ""
    words: str = ""


def check_id(name: str, given: str) -> None:
    """Check an id that a phone made up: 1 to 64 letters, digits, dashes and underscores.

    Raises:  Malformed naming the field.
    """
    if not _is_id(given):
        raise Malformed("id", field=name)


def check_ids(request_id: str, ballot_id: str) -> None:
    """Check both ids of a ballot, in one look if they are good.

    Raises:  Malformed naming the first field that is not.
    """
    if not _are_ids(f"{request_id} {ballot_id}"):
        check_id("request_id", request_id)
        check_id("ballot_id", ballot_id)


class MarkWriter:
    """Writes the marks of ballots on one slate: one character a recommendation."""

    __slots__ = ("_code", "_slate", "_whole")

    def __init__(self, slate: Sequence[str], columns: Sequence[str]) -> None:
        """Take the slate, and the columns of its method."""
        self._slate = slate
        self._code = dict(zip(columns, _DIGITS, strict=False)).__getitem__
        self._whole = itemgetter(*slate) if len(slate) > 1 else None

    def write(self, marks: Mapping[str, str]) -> str:
        """Write the marks of one ballot.

        Raises:  InvalidBallot if a recommendation is not in the slate, or a mark is none of the method's columns.
        """
        try:
            if self._whole is not None and len(marks) == len(self._slate):
                return "".join(map(self._code, self._whole(marks)))  # as most ballots are: all marked
        except KeyError:
            pass  # below it is found out which one is unknown, and said
        if strange := marks.keys() - set(self._slate):
            raise InvalidBallot("not_in_slate", recommendation_id=min(strange)[:24])
        try:
            return "".join(self._code(marks[item]) if item in marks else NO_MARK for item in self._slate)
        except KeyError as unknown:
            raise InvalidBallot("unknown_mark", mark=str(unknown.args[0])[:24]) from unknown


def read_marks(written: str, slate: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Read marks as `MarkWriter` wrote them."""
    return {item: columns[_DIGITS.index(mark)] for item, mark in zip(slate, written, strict=True) if mark != NO_MARK}


def filling(marks: Mapping[str, str], slate: Sequence[str], columns: Sequence[str]) -> str:
    """Give the text that is sent beside marks, so that every ballot of a round is equally long on the line.

    Otherwise whoever sees the length of encrypted messages could tell what was marked.

    Units:   the marks as JSON and this text together have as many characters as a ballot that marks every
             recommendation of the slate with the longest mark.
    """
    longest = max(map(len, columns), default=0)
    whole = sum(len(item) + longest + _AROUND for item in slate)
    said = sum(len(item) + len(mark) + _AROUND for item, mark in marks.items()) - bool(marks)
    return "." * (whole - said)


def receipt(round_id: str, epoch: int, revision: int, ballot_id: str, marks: str, *, words: str = "") -> str:
    """Work out the receipt of a revision: the short code that a delegate can compare with the published evidence.

    Units:   10 letters and digits in base 32: the last five bits of each of the first ten bytes of a SHA-256 over what
             was recorded; one revision has one receipt.
    Source:  RFC 4648, section 6, for the letters.
    """
    recorded = f"{round_id}\n{epoch}\n{revision}\n{ballot_id}\n{marks}"
    if words:
        recorded += f"\n{words}"
    return hashlib.sha256(recorded.encode()).digest()[:_RECEIPT_LETTERS].translate(_LETTERS).decode()
