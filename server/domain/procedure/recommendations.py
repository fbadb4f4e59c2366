"""A recommendation: what a delegate asks the mechanisms to do, in words that ballots are bound to.

Refuses to know who may change it; how its words change is in `rewording`. Invariant: its regions of origin never
change.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.agenda.facets import AnswerKind
from server.domain.errors import Malformed, Overtaken, TextTooLong, WrongState
from server.domain.procedure.answers import FacetAnswer
from server.domain.procedure.readings import Reading
from server.domain.procedure.signatures import Merge, Wording
from server.domain.procedure.words import in_lines, printable
from server.domain.visible import has_visible_character

LONGEST_REASON = 500
LONGEST_NOTE = 500
MOST_BY_SEAT = 50
"""How many recommendations one seat may propose, those withdrawn included: ten times what a region hands over."""
MOST_IN_ROOM = 500
"""How many recommendations of one room may stand or wait at a time."""
MOST_EVER_IN_ROOM = 1_000
"""How many a room ever takes, those withdrawn and rejected included: every decision reads them all."""
KEPT_FOR_CONDUCTING = 50
"""How many more those who conduct a room may propose where delegates have filled it."""

_BEHIND = 1 << 40  # more than there are ever decisions, and exact as a number of a script

Status = Literal["proposed", "accepted", "rejected", "withdrawn", "merged"]
RecommendationStep = Literal["accept", "reject", "withdraw", "return", "edit", "translate"]
"""What is done with a recommendation: the first four change its status, the others its words."""

_NEXT: Mapping[tuple[Status, RecommendationStep], Status] = {
    ("proposed", "accept"): "accepted",
    ("proposed", "reject"): "rejected",
    ("accepted", "reject"): "rejected",
    ("rejected", "accept"): "accepted",
    ("withdrawn", "accept"): "accepted",
    ("proposed", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
}
_DONE_ALREADY: Mapping[RecommendationStep, Status] = {
    "accept": "accepted",
    "reject": "rejected",
    "withdraw": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a recommendation in another language; the version is that of these words in this language."""

    language: str
    title: str
    text: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation; `reason` says why it was rejected, `note` which changes its author is asked for.

    Shape:   `language` is empty where nobody said; `translations` has at most one a language, in their order; `number`
             is nought until it stands for the first time, and so is the `label` by which people call it: `AF-3` where
             it comes from the room of a region, `3` in a plenary room; `stood`: it stood before it was rejected or
             withdrawn; `turn` is the decision by which it was proposed, and so its place among those that wait;
             `past_translations` is the highest version that a translation had which is gone: the next one has a higher
             one, so that no two have the same; `merge` says what it is made of, where it is; `merged_into` and
             `merged_as` are id and label of what it was merged into; `wording` are other words that are proposed;
             `back`: it stood and was sent back, and has not stood again since; `taken_down`: it was withdrawn by
             somebody who conducts its room; `supporters` is how many seats support it, and no seat is named here;
             `kind` is what kind of answer it is, and `facets` say of it what its question asks, in that order;
             `variant_of` is the item that it is another wording of, empty where it was proposed; `readings` are those
             of an original whose lists were published.
    """

    id: str
    number: int
    room_id: str
    question_id: str
    title: str
    text: str
    language: str
    region_ids: tuple[str, ...]
    seat_id: str = ""
    status: Status = "proposed"
    version: int = 1
    reason: str = ""
    translations: tuple[Translation, ...] = ()
    stood: bool = False
    turn: int = 0
    past_translations: int = 0
    label: str = ""
    merge: Merge | None = None
    merged_into: str = ""
    merged_as: str = ""
    wording: Wording | None = None
    note: str = ""
    back: bool = False
    taken_down: bool = False
    supporters: int = 0
    kind: AnswerKind = "recommendation"
    facets: tuple[FacetAnswer, ...] = ()
    variant_of: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def is_taken_back(self) -> bool:
        """Say whether its own author withdrew it: then nobody else brings it back."""
        return self.status == "withdrawn" and bool(self.seat_id) and not self.taken_down

    @property
    def called(self) -> str:
        """Say by what people call it: its number alone where an earlier release gave it no label."""
        return self.label or (str(self.number) if self.number else "")

    @property
    def place(self) -> int:
        """Say where it is in the queue of its room: what was sent back comes behind all that waits for a moderator."""
        return self.turn + (_BEHIND if self.note else 0)


def move(
    recommendation: Recommendation, act: RecommendationStep, reason: str = "", *, by_author: bool = False
) -> Recommendation:
    """Accept, reject or withdraw; a reason stays for as long as it is rejected, and the first one is it.

    What its author has withdrawn stays so: nobody else brings back words for which somebody does not stand any more.
    Where those who conduct the room withdrew it, they may restore it, as they may what was rejected.
    Shape:   one that is so already stays as it is; `by_author` says who withdraws.
    Units:   at most 500 characters of the reason are kept.
    Raises:  WrongState if its status does not allow the act, and for a merge, which stands by agreement.
    """
    if recommendation.merge is not None:
        raise WrongState("merge", act=act)
    if recommendation.status == _DONE_ALREADY.get(act):
        return recommendation
    following = _NEXT.get((recommendation.status, act))
    if following is None:
        raise WrongState(act, state=recommendation.status)
    if recommendation.is_taken_back:
        raise WrongState("withdrawn_by_author")
    kept = shortened_reason(reason) if following == "rejected" else ""
    stood = recommendation.stood or recommendation.status == "accepted"
    return replace(
        recommendation,
        status=following,
        reason=kept,
        stood=stood,
        wording=None,
        note="",
        back=recommendation.back and following != "accepted",
        taken_down=following == "withdrawn" and not by_author,
    )


def shortened_reason(reason: str) -> str:
    """Write a reason as it is kept.

    Units:   at most 500 characters of it.
    """
    return printable(reason).strip()[:LONGEST_REASON]


def send_back(recommendation: Recommendation, note: str, made_on: int = 0) -> Recommendation:
    """Ask its author for changes: it waits for them, also where it stood.

    Shape:   `made_on` is the version that was read, nought where nobody says.
    Units:   characters: at most 500 in the note.
    Raises:  Malformed without a note that can be seen, TextTooLong, WrongState if its status does not allow it or no
             seat has proposed it, Overtaken where other words stand by now.
    """
    if recommendation.status not in ("proposed", "accepted"):
        raise WrongState("return", state=recommendation.status)
    if not recommendation.seat_id:
        raise WrongState("no_author")
    note = in_lines(note)
    if not has_visible_character(note):
        raise Malformed("note_missing")
    if len(note) > LONGEST_NOTE:
        raise TextTooLong("text", most=LONGEST_NOTE)
    if made_on and made_on != recommendation.version:
        raise Overtaken("words")
    stood = recommendation.status == "accepted"
    return replace(
        recommendation,
        status="proposed",
        note=note,
        stood=recommendation.stood or stood,
        back=recommendation.back or stood,
        wording=None,
    )


def supported(recommendation: Recommendation, *, on: bool) -> Recommendation:
    """Count one seat more that supports it, or one less.

    Raises:  WrongState where it does not stand, so that nobody can support it.
    """
    if on and recommendation.status != "accepted":
        raise WrongState("support", state=recommendation.status)
    return replace(recommendation, supporters=max(0, recommendation.supporters + (1 if on else -1)))


def numbered(
    recommendation: Recommendation, others: Iterable[Recommendation], room_ids: Collection[str], short: str = ""
) -> Recommendation:
    """Give a recommendation number and label once it stands: given out earlier, they would tell how many wait.

    Shape:   `room_ids` are the rooms that it is counted in: those of its region, so that `AF-3` is one text of the
             meeting wherever Africa meets, or its plenary room alone; `short` is what stands on the region's chip.
    """
    if recommendation.number or recommendation.status != "accepted":
        return recommendation
    known = [one for one in others if one.number]
    place = 1 + sum(one.room_id in room_ids for one in known if not one.variant_of)
    label = f"{short}-{place}" if short else str(place)
    return replace(recommendation, number=1 + max((one.number for one in known), default=0), label=label)


def require_room_for_more(proposed: Iterable[Recommendation], room_id: str, seat_id: str) -> None:
    """Refuse one more proposal of a seat, or of those who conduct where there is no seat, in a room that is full.

    Raises:  Malformed with the bound that is reached.
    """
    here = [one for one in proposed if one.room_id == room_id or (seat_id and one.seat_id == seat_id)]
    if seat_id and sum(one.seat_id == seat_id for one in here) >= MOST_BY_SEAT:
        raise Malformed("too_many_recommendations", most=MOST_BY_SEAT)
    kept = 0 if seat_id else KEPT_FOR_CONDUCTING
    statuses = [one.status for one in here if one.room_id == room_id]
    if sum(status in ("proposed", "accepted") for status in statuses) >= MOST_IN_ROOM + kept:
        raise Malformed("too_many_in_room", most=MOST_IN_ROOM)
    if len(statuses) >= MOST_EVER_IN_ROOM + kept:
        raise Malformed("too_many_in_room", most=MOST_EVER_IN_ROOM)
