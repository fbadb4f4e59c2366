"""What waits for agreement on the board: merges and other words, and what whoever looks may say to each.

Refuses to lay the board out (`web.board`) and to decide who may sign (the tables of rights do). Invariant: what is
offered is what would be done: for a region its moderator agrees, and who conducts or runs the meeting records what was
said aloud.
"""

from datetime import UTC, datetime

from msgspec import to_builtins

from server.domain.procedure.boards import Row
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person, may, region_moderated
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.signatures import Agreement, Wording, regions_in
from server.domain.procedure.wordings import pending
from server.room.views import recommendation_view


class Signs:
    """What somebody may say to what waits in a room."""

    def __init__(self, person: Person, room: Room) -> None:
        """Take who looks, and where."""
        self._region = region_moderated(person)
        self._may = may(person, "agree_merge", room)

    def of(self, region_id: str, answer: str) -> str:
        """Say how they may answer for a region: `agree` for their own, `aloud` for another, or not."""
        if answer != "asked" or not self._may:
            return ""
        return "agree" if self._region == region_id else "" if self._region else "aloud"

    @property
    def undoes(self) -> bool:
        """Say whether they may take a merge back."""
        return self._may

    @property
    def rewords(self) -> bool:
        """Say whether they may propose other words first: a region only answers."""
        return self._may and not self._region

    def of_words(self, wording: Wording) -> dict[str, bool]:
        """Say what they may answer to words that are proposed."""
        asked = {one.region_id: one.answer for one in wording.agreements}
        open_ = self._may and not wording.refused and (not self._region or self._region in asked)
        waits = asked.get(self._region) == "asked" if self._region else not wording.chair_agrees
        mine = wording.by == self._region
        return {"accepts": open_ and waits, "answers": open_ and not mine, "takes_back": open_ and mine}


def merge_shown(row: Row, proceedings: Proceedings, signs: Signs) -> dict[str, object]:
    """Say what is proposed, and what each region says to it."""
    found = row.merge
    if found is None or found.merge is None:
        return {}
    return {
        "recommendation": to_builtins(recommendation_view(found, "conducting")),
        "parents": [proceedings.recommendations[one].called for one in found.merge.parent_ids],
        "agreements": [_agreement(one, signs.of(one.region_id, one.answer)) for one in found.merge.agreements],
        "asking": found.merge.asking,
        "undoes": signs.undoes,
    }


def wordings_shown(proceedings: Proceedings, room: Room, signs: Signs) -> list[dict[str, object]]:
    """Say which other words are proposed in a room, the oldest first, and what each region says to them."""
    waiting = [(pending(proceedings, one), one) for one in proceedings.recommendations.values()]
    here = [(words, one) for words, one in waiting if words is not None and words.room_id == room.id]
    return [_wording(one, words, signs) for words, one in sorted(here, key=lambda each: (each[0].at_ms, each[1].id))]


def rewordable(found: Recommendation, proceedings: Proceedings, signs: Signs) -> bool:
    """Say whether other words may be proposed for a text: of a region, where none are, and no ballot is bound to it."""
    words = pending(proceedings, found)
    if not signs.rewords or not found.region_ids or found.status != "accepted" or (words and not words.refused):
        return False
    opened = (one for one in proceedings.rounds.values() if one.epoch and one.state != "void")
    return not any(found.id in one.slate for one in opened)


def moment(at_ms: int) -> dict[str, str] | None:
    """Write an instant for a page: as its script tells it in the reader's time, and without a script in that of UTC."""
    if not at_ms:
        return None
    at = datetime.fromtimestamp(at_ms / 1_000, UTC)
    return {"iso": at.isoformat(timespec="seconds"), "clock": f"{at:%H:%M} UTC"}


def _agreement(one: Agreement, act: str) -> dict[str, object]:
    return {"region_id": one.region_id, "answer": one.answer, "at": moment(one.at_ms), "act": act}


def _wording(found: Recommendation, words: Wording, signs: Signs) -> dict[str, object]:
    return {
        "recommendation": to_builtins(recommendation_view(found, "floor")),
        "words": {"title": words.title, "text": words.text, "language": found.language},
        "by": words.by,
        "regions": list(regions_in(words.agreements)),
        "agreements": [_agreement(one, "") for one in words.agreements],
        "refused": words.refused,
        "note": words.note,
        **signs.of_words(words),
    }
