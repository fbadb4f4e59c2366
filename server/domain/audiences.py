"""Who may see what: the one table of audiences and shapes.

*Conducting* are the chair and the moderator of the room's region; the *owner* of a proposal is the seat it came from;
the *floor* is everybody else: delegates, observers, screens, and in plenary the moderators too. Refuses to know how
anything is shown or sent. Invariants: an audience that is not in a row sees nothing of it; a field that an audience may
not see is empty in what it is shown, so that every audience reads one shape.
"""

from collections.abc import Mapping

from server.domain.meeting import Room
from server.domain.people import Person, conducts
from server.domain.recommendations import Recommendation

AUDIENCES = ("conducting", "owner", "floor")
STANDINGS = ("stands", "stood", "waits", "fell")

_FIELDS = frozenset({
    "id", "number", "title", "text", "language", "question_id", "room_id", "region_ids", "status", "version", "reason",
    "translations",
})  # fmt: skip
_IN_THE_OPEN = _FIELDS - {"reason"}
_NOTHING: frozenset[str] = frozenset()

SEES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "stands": {"conducting": _FIELDS, "owner": _FIELDS, "floor": _IN_THE_OPEN},
    "stood": {"conducting": _FIELDS, "owner": _FIELDS, "floor": _IN_THE_OPEN},
    "waits": {"conducting": _FIELDS, "owner": _FIELDS, "floor": _NOTHING},
    "fell": {"conducting": _FIELDS, "owner": _FIELDS, "floor": _NOTHING},
}
"""The fields of a recommendation that an audience sees, by how it stands.

Shape:   *stands*: accepted or merged; *stood*: rejected or withdrawn after it stood; *waits*: nobody has accepted it
         yet; *fell*: rejected or withdrawn without ever having stood.
"""

HEARS_OF_THE_QUEUE = frozenset({"conducting"})
"""The audiences that are told how many proposals wait, and which."""


def audience_of(person: Person, room: Room) -> str:
    """Say which audience of a room a person belongs to; of their own proposals they are the owner besides."""
    return "conducting" if conducts(person, room) else "floor"


def standing_of(recommendation: Recommendation) -> str:
    """Say how a recommendation stands, as far as that decides who sees it."""
    if recommendation.status == "proposed":
        return "waits"
    if recommendation.status in ("rejected", "withdrawn"):
        return "stood" if recommendation.stood else "fell"
    return "stands"


def fields_for(audience: str, recommendation: Recommendation) -> frozenset[str]:
    """Name the fields of a recommendation that an audience sees; none where it must not know of it."""
    return SEES[standing_of(recommendation)].get(audience, _NOTHING)


def is_hidden(recommendation: Recommendation) -> bool:
    """Say whether its owner sees of a recommendation what the floor does not."""
    return not fields_for("floor", recommendation) or bool(recommendation.reason)
