"""A recommendation: what a delegate asks the mechanisms to do, in words that ballots are bound to.

Refuses to know who may change it, and to translate. Invariants: its version grows with every change of words, and its
regions of origin never change; its translations are of the words that stand, and their coming and going does not touch
the version, for the original is what ballots are bound to. Words take the place of others only where whoever wrote them
had read these: a change names the version that it was made on.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.errors import Malformed, Overtaken, TextTooLong, WrongState
from server.domain.languages import LANGUAGES
from server.domain.procedure.words import MOST_LINES, in_lines, in_one_line, printable
from server.domain.visible import has_visible_character

LONGEST_TITLE = 120
LONGEST_TEXT = 500
MOST_BY_SEAT = 50
"""How many recommendations one seat may propose, those withdrawn included: ten times what a region hands over."""
MOST_IN_ROOM = 500
"""How many recommendations of one room may stand or wait at a time."""
MOST_EVER_IN_ROOM = 1_000
"""How many a room ever takes, those withdrawn and rejected included: every decision reads them all."""
KEPT_FOR_CONDUCTING = 50
"""How many more those who conduct a room may propose where delegates have filled it."""

Status = Literal["proposed", "accepted", "rejected", "withdrawn", "merged"]
RecommendationStep = Literal["accept", "reject", "withdraw", "edit", "translate"]
"""What is done with a recommendation: the first three change its status, the others its words."""

_NEXT: Mapping[tuple[Status, RecommendationStep], Status] = {
    ("proposed", "accept"): "accepted",
    ("proposed", "reject"): "rejected",
    ("accepted", "reject"): "rejected",
    ("rejected", "accept"): "accepted",
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
    """One recommendation; `reason` says why it was rejected.

    Shape:   `language` is empty where nobody said; `translations` has at most one a language, in their order; `number`
             is nought until it stands for the first time, and so is the `label` by which people call it: `AF-3` where
             it comes from the room of a region, `3` in a plenary room; `stood`: it stood before it was rejected or
             withdrawn; `turn` is the decision by which it was proposed, and so its place among those that wait;
             `past_translations` is the highest version that a translation had which is gone: the next one has a higher
             one, so that no two have the same.
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

    @property
    def called(self) -> str:
        """Say by what people call it: its number alone where an earlier release gave it no label."""
        return self.label or (str(self.number) if self.number else "")


def checked_words(title: str, text: str) -> tuple[str, str]:
    """Write the words of a recommendation in their one form and check them: a title in one line, a text in its lines.

    Units:   characters: at most 120 in the title, 500 in the text; at most 30 lines.
    Raises:  Malformed without a title and where nothing can be seen of one of them, TextTooLong with the field and its
             bound.
    """
    title, text = in_one_line(title), in_lines(text)
    if not title:
        raise Malformed("title_missing")
    if not has_visible_character(title):
        raise Malformed("title_unseen")
    if text and not has_visible_character(text):
        raise Malformed("text_unseen")
    if len(title) > LONGEST_TITLE:
        raise TextTooLong("title", most=LONGEST_TITLE)
    if len(text) > LONGEST_TEXT:
        raise TextTooLong("text", most=LONGEST_TEXT)
    if text.count("\n") >= MOST_LINES:
        raise TextTooLong("lines", most=MOST_LINES)
    return title, text


def move(recommendation: Recommendation, act: RecommendationStep, reason: str = "") -> Recommendation:
    """Accept, reject or withdraw; a reason stays for as long as it is rejected, and the first one is it.

    Shape:   one that is so already stays as it is.
    Units:   at most 500 characters of the reason are kept.
    Raises:  WrongState if its status does not allow the act.
    """
    if recommendation.status == _DONE_ALREADY.get(act):
        return recommendation
    following = _NEXT.get((recommendation.status, act))
    if following is None:
        raise WrongState(act, state=recommendation.status)
    kept = printable(reason).strip()[:LONGEST_TEXT] if following == "rejected" else ""
    stood = recommendation.stood or recommendation.status == "accepted"
    return replace(recommendation, status=following, reason=kept, stood=stood)


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
    place = 1 + sum(one.room_id in room_ids for one in known)
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


def edit(recommendation: Recommendation, title: str, text: str, made_on: int = 0) -> Recommendation:
    """Change the words; the version says so, and translations of other words go.

    Shape:   `made_on` is the version that whoever wrote had read, nought where they did not say: then the first one.
    Raises:  Overtaken where other words stand by now; words that stand already change nothing, whatever was read.
    """
    _require_changeable(recommendation, "edit")
    title, text = checked_words(title, text)
    if (title, text) == (recommendation.title, recommendation.text):
        return recommendation
    if (made_on or 1) != recommendation.version:
        raise Overtaken("words")
    return replace(
        recommendation,
        title=title,
        text=text,
        version=recommendation.version + 1,
        translations=(),
        past_translations=max(
            [recommendation.past_translations, *(one.version for one in recommendation.translations)]
        ),
    )


def translate(
    recommendation: Recommendation, language: str, title: str, text: str, replaces: int | None = None
) -> Recommendation:
    """Put a translation in the place of the one that was there; an empty title takes it away.

    Shape:   `replaces` is the version of the translation that was read, nought where there was none; None where nobody
             said: then there is none, or the first one.
    Units:   characters: at most 120 in the title, 500 in the text, as in the original.
    Raises:  Malformed for a language that is none of the six or the original's own, and for a text where the original
             has none or the other way round; TextTooLong; WrongState if its status does not allow it; Overtaken where
             another translation stands by now.
    """
    _require_changeable(recommendation, "translate")
    if language not in LANGUAGES:
        raise Malformed("language")
    if language == recommendation.language:
        raise Malformed("translation_of_itself")
    if title.strip():
        title, text = checked_words(title, text)
        if bool(text) != bool(recommendation.text):
            raise Malformed("translation_of_half")
    else:
        title = text = ""
    before = next((one for one in recommendation.translations if one.language == language), None)
    if (title, text) == ((before.title, before.text) if before else ("", "")):
        return recommendation
    standing = before.version if before else 0
    if standing != (min(standing, 1) if replaces is None else replaces):
        raise Overtaken("translation")
    others = [one for one in recommendation.translations if one is not before]
    if not title:
        past = max(recommendation.past_translations, standing)
        return replace(recommendation, translations=tuple(others), past_translations=past)
    others.append(Translation(language, title, text, (standing or recommendation.past_translations) + 1))
    return replace(recommendation, translations=tuple(sorted(others, key=lambda one: one.language)))


def _require_changeable(recommendation: Recommendation, act: RecommendationStep) -> None:
    if recommendation.status not in ("proposed", "accepted"):
        raise WrongState(act, state=recommendation.status)
