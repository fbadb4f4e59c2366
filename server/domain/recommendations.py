"""A recommendation: what a delegate asks the mechanisms to do, in words that ballots are bound to.

Refuses to know who may change it. Invariant: its version grows with every change of words, and its regions of origin
never change.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.domain.errors import Malformed, TextTooLong, WrongState

LONGEST_TITLE = 120
LONGEST_TEXT = 500

_NEXT: Mapping[tuple[str, str], str] = {
    ("proposed", "accept"): "accepted",
    ("proposed", "reject"): "rejected",
    ("accepted", "reject"): "rejected",
    ("rejected", "accept"): "accepted",
    ("proposed", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation; `status` is proposed, accepted, rejected, withdrawn or merged; `reason` says why rejected."""

    id: str
    number: int
    room_id: str
    question_id: str
    title: str
    text: str
    language: str
    region_ids: tuple[str, ...]
    seat_id: str = ""
    status: str = "proposed"
    version: int = 1
    reason: str = ""


def checked_words(title: str, text: str) -> tuple[str, str]:
    """Trim the words of a recommendation and check their length.

    Units:   characters: at most 120 in the title, 500 in the text.
    Raises:  Malformed without a title, TextTooLong with the field and its bound.
    """
    title, text = " ".join(_printable(title).split()), _printable(text).strip()
    if not title:
        raise Malformed("title_missing")
    if len(title) > LONGEST_TITLE:
        raise TextTooLong("title", most=LONGEST_TITLE)
    if len(text) > LONGEST_TEXT:
        raise TextTooLong("text", most=LONGEST_TEXT)
    return title, text


def _printable(words: str) -> str:
    """Drop control characters, which say nothing and which no document can hold; lines stay lines."""
    return "".join(letter for letter in words if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))


def move(recommendation: Recommendation, act: str, reason: str = "") -> Recommendation:
    """Accept, reject or withdraw; a reason stays for as long as it is rejected.

    Units:   at most 500 characters of the reason are kept.
    Raises:  WrongState if its status does not allow the act.
    """
    following = _NEXT.get((recommendation.status, act))
    if following is None:
        raise WrongState(act, state=recommendation.status)
    kept = _printable(reason).strip()[:LONGEST_TEXT] if following == "rejected" else ""
    return replace(recommendation, status=following, reason=kept)


def edit(recommendation: Recommendation, title: str, text: str) -> Recommendation:
    """Change the words; the version says so."""
    if recommendation.status not in ("proposed", "accepted"):
        raise WrongState("edit", state=recommendation.status)
    title, text = checked_words(title, text)
    return replace(recommendation, title=title, text=text, version=recommendation.version + 1)
