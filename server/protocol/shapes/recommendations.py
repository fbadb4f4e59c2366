"""Recommendations, and what is known of their words."""

import msgspec

from server.domain.procedure.recommendations import Status
from server.protocol.shapes.shape import Shape


class Translation(Shape, frozen=True):
    """The words of a recommendation in another language."""

    title: str
    text: str
    version: int


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
    status: Status
    version: int
    reason: str
    translations: dict[str, Translation]


class Close(Shape, frozen=True):
    """A recommendation whose title comes close to what was typed."""

    id: str
    score: int


class Set(Shape, frozen=True):
    """What a region handed to a plenary session, in its own order; what of it stays is told in its own room."""

    region_id: str
    room_id: str
    session_id: str
    round_id: str
    recommendation_ids: tuple[str, ...]
    handed_at_ms: int
    bound: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class Shortlist(Shape, frozen=True):
    """The same, as the release before knew it."""

    region_id: str
    round_id: str
    recommendation_ids: tuple[str, ...]
