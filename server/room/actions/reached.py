"""Find the thing that an act is about, and check in the table of `whose` that its asker may do the act on that thing.

Refuses to know what is done then. Invariant: nobody learns that a thing exists who may not know of it.
"""

from server.domain.errors import NotFound
from server.domain.procedure.audiences import audience_of, fields_for
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Programme
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.whose import (
    require_reach,
    whose_merge,
    whose_parent,
    whose_question,
    whose_recommendation,
    whose_round,
    whose_session,
    whose_wording,
)
from server.room.context import Asker, find_round


def reached_recommendation(proceedings: Proceedings, asker: Asker, act: str, recommendation_id: str) -> Recommendation:
    """Find a recommendation that its asker may do an act on.

    Raises:  NotFound, NotPermitted.
    """
    found = _known(proceedings, recommendation_id)
    whose = whose_recommendation(asker.person, asker.room, found, proceedings)
    known = bool(fields_for(audience_of(asker.person, asker.room), found))
    if not known and whose == "others":
        raise NotFound("recommendation")
    require_reach(asker.person, act, "recommendation", whose, known=known)
    return found


def reached_parent(proceedings: Proceedings, asker: Asker, act: str, recommendation_id: str) -> Recommendation:
    """Find a recommendation that its asker may merge with others.

    Raises:  NotFound, NotPermitted.
    """
    found = _known(proceedings, recommendation_id)
    whose = whose_parent(asker.person, asker.room, found, proceedings)
    known = bool(fields_for(audience_of(asker.person, asker.room), found))
    require_reach(asker.person, act, "parent", whose, known=known)
    return found


def reached_merge(proceedings: Proceedings, asker: Asker, act: str, recommendation_id: str) -> Recommendation:
    """Find a merge that its asker may answer.

    Raises:  NotFound, NotPermitted.
    """
    found = _known(proceedings, recommendation_id)
    known = bool(fields_for(audience_of(asker.person, asker.room), found))
    require_reach(asker.person, act, "merge", whose_merge(asker.person, asker.room, found), known=known)
    return found


def reached_wording(proceedings: Proceedings, asker: Asker, act: str, recommendation_id: str) -> Recommendation:
    """Find a recommendation for which its asker may propose words, or answer to those that are.

    Raises:  NotFound, NotPermitted.
    """
    found = _known(proceedings, recommendation_id)
    whose = whose_wording(asker.person, asker.room, found, proceedings)
    known = bool(fields_for(audience_of(asker.person, asker.room), found))
    require_reach(asker.person, act, "wording", whose, known=known)
    return found


def _known(proceedings: Proceedings, recommendation_id: str) -> Recommendation:
    if (found := proceedings.recommendations.get(recommendation_id)) is None:
        raise NotFound("recommendation")
    return found


def reached_round(proceedings: Proceedings, asker: Asker, act: str, round_id: str) -> Round:
    """Find a round that its asker may do an act on.

    Raises:  NotFound, NotPermitted.
    """
    found = find_round(proceedings, round_id)
    require_reach(asker.person, act, "round", whose_round(asker.person, asker.room, found))
    return found


def require_session(programme: Programme, asker: Asker, act: str, session_id: str) -> None:
    """Check that an act of its asker may speak of an agenda session of the meeting.

    Raises:  NotFound.
    """
    require_reach(asker.person, act, "session", whose_session(programme, session_id))


def require_question(programme: Programme, asker: Asker, act: str, question_id: str, session_id: str = "") -> None:
    """Check that an act of its asker may speak of a guiding question: of the agenda session named, else of the room's.

    Raises:  NotFound.
    """
    whose = whose_question(session_id or asker.room.agenda_session_id, programme.agenda.session_of(question_id))
    require_reach(asker.person, act, "question", whose)
