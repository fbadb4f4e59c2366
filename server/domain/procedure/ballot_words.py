"""Words of a ballot: what a seat adds in words to a mark, by recommendation, each of a kind.

Refuses to know who wrote them and who may read them. Invariants: a `Remark` that was checked belongs to a mark of its
ballot and says something; all ballots of a round that has words are written equally long, whatever they say.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import NamedTuple

from server.domain.errors import InvalidBallot, TextTooLong
from server.domain.procedure.rules import Rules
from server.domain.procedure.words import in_one_line
from server.domain.visible import has_visible_character

LONGEST_REMARK = 200
"""How many characters a remark may have, what it quotes included."""
ROOM_BYTES = 2_048
"""How many bytes all words of one ballot may take, as JSON: ten remarks of 150 letters, or three and a half of 200
Chinese characters. With the longest slate and every sign escaped a ballot still fits one frame of 16 KiB."""


class Remark(NamedTuple):
    """What a ballot says of one recommendation in words.

    Shape:   `quote` are words of the text that it is about, empty where it is about none.
    """

    kind: str
    words: str = ""
    quote: str = ""


Remarks = Mapping[str, Remark]
"""The words of one ballot, by the id of the recommendation."""

WISHES: Mapping[str, str] = {"delete": "with_changes", "add": "with_changes", "replace": "with_changes"}
"""A wish says what its writer would change: words to delete, to add, or to put in the place of others."""
RESERVATIONS: Mapping[str, str] = {"reservation": "", "signed_reservation": ""}
"""A reservation is recorded with a text and does not stop it: whoever enters one does not object, and makes no mark."""
_NEEDS = {
    "delete": ("quote",),
    "add": ("words",),
    "replace": ("quote", "words"),
    **dict.fromkeys(RESERVATIONS, ("words",)),
}


def kinds_in(rules: Rules) -> Mapping[str, str]:
    """Say which kinds of words the ballots of a round may carry, each with the mark that it belongs to, or none."""
    return RESERVATIONS if rules.reservations else WISHES if rules.wishes else {}


def check_remarks(given: Remarks, marks: Mapping[str, str], kinds: Mapping[str, str]) -> Remarks:
    """Check the words of a ballot against its marks; what is left is in one line each, as Unicode writes it together.

    Units:   at most 200 characters a recommendation, and `ROOM_BYTES` in all.
    Raises:  InvalidBallot, TextTooLong.
    """
    if given and not kinds:
        raise InvalidBallot("no_words")
    checked = {item: _checked(item, remark, marks, kinds) for item, remark in sorted(given.items())}
    if room_left(checked) < 0:
        raise TextTooLong("ballot")
    return checked


def _checked(item: str, remark: Remark, marks: Mapping[str, str], kinds: Mapping[str, str]) -> Remark:
    if remark.kind not in kinds:
        raise InvalidBallot("unknown_words", kind=remark.kind[:24])
    if marks.get(item, "") != kinds[remark.kind]:
        raise InvalidBallot("words_without_mark", recommendation_id=item[:24])
    lined = Remark(remark.kind, in_one_line(remark.words), in_one_line(remark.quote))
    if len(lined.words) + len(lined.quote) > LONGEST_REMARK:
        raise TextTooLong("remark", most=LONGEST_REMARK)
    if not all(has_visible_character(getattr(lined, name)) for name in _NEEDS[lined.kind]):
        raise InvalidBallot("empty_words")
    return lined


def write_remarks(remarks: Remarks) -> str:
    """Write the words of a ballot as they are kept: in letters without blanks, as many whatever they say."""
    return urlsafe_b64encode(_as_json(remarks).ljust(ROOM_BYTES)).decode()


def read_remarks(written: str) -> dict[str, Remark]:
    """Read words as `write_remarks` wrote them; none where nothing was written."""
    said = json.loads(urlsafe_b64decode(written)) if written else {}
    return {item: Remark(**remark) for item, remark in said.items()}


def room_left(remarks: Remarks) -> int:
    """Say how many bytes of a ballot's words are left; less than nothing where they are too many.

    Where words are sent, so many dots fill what they leave: their length on an encrypted line tells nothing.
    """
    return ROOM_BYTES - len(_as_json(remarks))


def _as_json(remarks: Remarks) -> bytes:
    said = {item: {name: text for name, text in one._asdict().items() if text} for item, one in remarks.items()}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
