"""The course of a rehearsed day: where the regions meet, what is asked there, and which plenary hears it.

Refuses to know people and time.
"""

from dataclasses import dataclass

from server.domain.agenda.agenda import AgendaSession
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.sets import hearing_session


@dataclass(frozen=True, slots=True)
class Course:
    """The rooms of the day and the questions asked in them.

    Shape:   `region_rooms` by region id, empty where the agenda has no session by region: then the delegates propose
             in plenary, and `proposing` are the plenary's own questions.
    """

    region_rooms: dict[str, Room]
    plenary: Room
    proposing: tuple[str, ...]
    plenary_question: str


def chart_course(programme: Programme) -> Course:
    """Find the first agenda session by region and the plenary that hears what is handed over there.

    Raises:  ValueError for an agenda that leaves nothing to rehearse.
    """
    sessions = programme.agenda.sessions
    plenaries = [session for session in sessions if not session.by_region]
    apart = next((session for session in sessions if session.by_region and session.questions), None)
    if apart is None:
        plenaries = [session for session in plenaries if session.questions]
    else:
        hears = hearing_session(programme, apart.id)
        plenaries = [session for session in plenaries if session.id == hears]
    if not plenaries:
        raise ValueError("This agenda has no plenary session to rehearse.")
    plenary = plenaries[0]
    asked = _questions(plenary)
    return Course(
        region_rooms={room.region_id: room for room in _rooms(programme, apart)} if apart else {},
        plenary=_rooms(programme, plenary)[0],
        proposing=_questions(apart or plenary),
        plenary_question=asked[0] if asked else "",
    )


def _questions(session: AgendaSession) -> tuple[str, ...]:
    return tuple(question.id for question in session.questions)


def _rooms(programme: Programme, session: AgendaSession) -> list[Room]:
    return [room for room in programme.rooms if room.agenda_session_id == session.id]
