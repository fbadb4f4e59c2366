"""Recommendations, and what is known of their words."""

from typing import Literal

import msgspec

from server.domain.procedure.history import PastAct
from server.domain.procedure.signatures import Answer
from server.protocol.shapes.shape import Shape

ShownStatus = Literal["", "proposed", "accepted", "rejected", "withdrawn", "merged"]
"""A status, or nothing where an audience may not know it."""
ShownKind = Literal["", "recommendation", "achievement", "lesson", "practice", "structure"]
"""A kind of answer, or nothing in the same way."""


class Translation(Shape, frozen=True):
    """The words of a recommendation in another language."""

    title: str
    text: str
    version: int


class Reading(Shape, frozen=True):
    """What one reading of an item came to: the wording chosen, empty where several shared the first rank."""

    round_id: str
    number: int
    recommendation_id: str
    verdict: str


class Recommendation(Shape, frozen=True):
    """A recommendation as an audience sees it: a field that is not for it is there and empty."""

    id: str
    number: int
    label: str
    title: str
    text: str
    language: str
    question_id: str
    room_id: str
    region_ids: tuple[str, ...]
    status: ShownStatus
    version: int
    reason: str
    translations: dict[str, Translation]
    parents: tuple[str, ...]
    merged_into: str
    merged_as: str
    supporters: int
    note: str
    kind: ShownKind
    facets: dict[str, str | tuple[str, ...]]
    variant_of: str
    readings: tuple[Reading, ...]
    taken_back: bool


class Entry(Shape, frozen=True):
    """What one decision did with a recommendation, with the words before and after it where it changed some."""

    act: PastAct
    at_ms: int
    mine: bool
    role: str
    region_id: str
    version: int
    language: str
    title: str
    text: str
    was_title: str
    was_text: str
    note: str


class Wording(Shape, frozen=True):
    """Other words that are proposed: by a region's moderator, or by the chair where `by` is empty."""

    by: str
    version: int
    title: str
    text: str
    agreements: dict[str, Answer]
    chair_agrees: bool
    at_ms: int
    refused: bool
    note: str


class Signing(Shape, frozen=True):
    """What regions are asked to sign: a merge with its parents, or words that are proposed for what stands."""

    recommendation: Recommendation
    parents: tuple[Recommendation, ...]
    asking: int
    agreements: dict[str, Answer]
    answered_at_ms: dict[str, int]
    wording: Wording | None


class Close(Shape, frozen=True):
    """A recommendation whose title comes close to what was typed."""

    id: str
    score: int


class Alike(Shape, frozen=True):
    """What a recommendation is alike to; without id, label and room where the one who hears it may not read that."""

    recommendation_id: str
    label: str
    room_id: str
    region_ids: tuple[str, ...]
    score: int


class Confirmed(Shape, frozen=True):
    """How many of a region have confirmed what it handed over, of how many seats."""

    confirmed: int
    entitled: int


class Set(Shape, frozen=True):
    """What a region handed to a plenary session, in its own order; what of it stays is told in its own room."""

    region_id: str
    room_id: str
    session_id: str
    round_id: str
    recommendation_ids: tuple[str, ...]
    handed_at_ms: int
    bound: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    confirmed: Confirmed | None = None


class Confirmation(Shape, frozen=True):
    """What a region is asked to confirm in a room; told elsewhere, without what it is about and without figures."""

    room_id: str
    asked: int
    asked_at_ms: int
    recommendation_ids: tuple[str, ...]
    confirmed: int
    entitled: int


class Shortlist(Shape, frozen=True):
    """The same, as the release before knew it."""

    region_id: str
    round_id: str
    recommendation_ids: tuple[str, ...]
