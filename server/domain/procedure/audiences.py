"""Who belongs to which audience of a room, and how a thing stands for it: what leads to a row of the table of shapes.

Refuses to know how anything is shown or sent. Invariants: an audience that is not in a row sees nothing of it; a field
that an audience may not see is empty in what it is shown, so that every audience reads one shape.
"""

from server.domain.procedure.people import AT_THE_DESK, CONDUCTING, Person, conducts
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import COUNTABLE, Round
from server.domain.procedure.shapes import SHAPES, Audience

STANDINGS = tuple(SHAPES["recommendation"])
_NOTHING: frozenset[str] = frozenset()


def audience_of(person: Person, room: Room) -> Audience:
    """Say which audience of a room a person belongs to; of their own proposals they are the owner besides."""
    return "conducting" if conducts(person, room) else "floor"


def audiences_by_role(role: str) -> frozenset[Audience]:
    """Say to which audiences somebody belongs in whichever room they are."""
    if role in CONDUCTING | AT_THE_DESK:
        return frozenset({"podium"})
    return frozenset({"screen"}) if role == "screen" else frozenset()


def standing_of(recommendation: Recommendation) -> str:
    """Say how a recommendation stands, as far as that decides who sees it."""
    if recommendation.back:
        return "back"
    if recommendation.status == "proposed":
        return "waits" if recommendation.merge is None else "signed"
    if recommendation.status in ("rejected", "withdrawn"):
        return "stood" if recommendation.stood else "fell"
    return "stands"


def fields_for(audience: Audience, recommendation: Recommendation) -> frozenset[str]:
    """Name the fields of a recommendation that an audience sees; none where it must not know of it."""
    return SHAPES["recommendation"][standing_of(recommendation)].get(audience, _NOTHING)


def is_hidden(recommendation: Recommendation) -> bool:
    """Say whether its owner sees of a recommendation what the floor does not."""
    return "title" not in fields_for("floor", recommendation) or bool(recommendation.reason)


def standing_of_tally(round_: Round) -> str:
    """Say how much of a count is shown: nothing, who has cast, or directions too.

    Directions are shown while it runs where the chair chose it and marks of this round are nobody's secret.
    """
    if round_.rules.visibility == "hidden" and round_.state != "published":
        return "hidden"
    return "live" if round_.rules.visibility == "live" and round_.rules.secrecy == "recorded" else "turnout"


def standing_of_lot(round_: Round) -> str:
    """Say whether a lot may be known: not before nothing can be cast any more."""
    return "counted" if round_.state in COUNTABLE else "votable"
