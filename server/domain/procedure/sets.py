"""A set: what a region hands over to the plenary session that hears it, in the region's own order.

Refuses to know who hands over, and what is bound by a round (`handing_over`). Invariants: a recommendation stands in
one set at most; a set is heard in the plenary rooms of its agenda session, and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.domain.errors import Malformed
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.rounds import Round

HAND_OVER_LIMIT = 5
HIGHEST_HAND_OVER_LIMIT = 50


@dataclass(frozen=True, slots=True)
class HandedSet:
    """One set of a region: the recommendations of one of its rooms that one agenda session hears.

    Shape:   `session_id` is that of the plenary session; `round_id` the round whose shortlist it was submitted as,
             empty where it was chosen by hand.
    Units:   `handed_at_ms` is the instant at which it was last handed over, nought where that is not known.
    """

    room_id: str
    region_id: str
    session_id: str
    recommendation_ids: tuple[str, ...]
    handed_at_ms: int = 0
    round_id: str = ""

    @property
    def name(self) -> str:
        """Name the set among those of a plenary room: by the round of its shortlist, or by the region's room."""
        return self.round_id or self.room_id


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All that a region has handed over from one room: a set for each session that hears of it."""

    room_id: str
    sets: tuple[HandedSet, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a region is asked to confirm in one of its rooms, by the number of the asking; without texts, nothing.

    Shape:   `texts` are recommendations, each with the version of its words; `confirmed` is how many seats have said
             yes, of `entitled`, and no seat is named here.
    """

    room_id: str
    asked: int
    texts: tuple[tuple[str, int], ...]
    entitled: int
    confirmed: int = 0
    asked_at_ms: int = 0

    @property
    def recommendation_ids(self) -> tuple[str, ...]:
        """List the recommendations that it is about."""
        return tuple(one for one, _ in self.texts)


def check_limit(limit: int) -> int:
    """Check how many recommendations a region may hand to a session.

    Raises:  Malformed out of its bounds.
    """
    if not 1 <= limit <= HIGHEST_HAND_OVER_LIMIT:
        raise Malformed("hand_over_limit", most=HIGHEST_HAND_OVER_LIMIT)
    return limit


def plenary_sessions(programme: Programme) -> tuple[str, ...]:
    """List the agenda sessions that have a plenary room, in the order of the programme."""
    plenary = {room.agenda_session_id for room in programme.rooms if room.kind == "plenary"}
    return tuple(session.id for session in programme.agenda.sessions if session.id in plenary)


def hearing_session(programme: Programme, session_id: str) -> str:
    """Say which plenary session hears what an agenda session by region hands over, where nobody chose another.

    Shape:   the next one that shares an objective with it, else the next one; after the last of them, the last one;
             empty where the programme has none.
    """
    order = [session.id for session in programme.agenda.sessions]
    own = programme.agenda.session(session_id)
    if own is None:
        return ""
    hears = plenary_sessions(programme)
    following = [one for one in hears if order.index(one) > order.index(session_id)]
    aims = {objective.id for objective in own.objectives}
    for one in following:
        session = programme.agenda.session(one)
        if session is not None and any(objective.id in aims for objective in session.objectives):
            return one
    return next(iter(following), hears[-1] if hears else "")


def with_older(kept: Iterable[HandedOver], rounds: Iterable[Round], programme: Programme) -> Mapping[str, HandedOver]:
    """Find what is handed over by room, also by a Plenum that kept submitted shortlists with their rounds alone.

    Invariant: what such a Plenum kept counts until something is handed over or taken back in that room.
    """
    known = {one.room_id: one for one in kept}
    older: dict[str, list[Round]] = {}
    for round_ in rounds:
        if round_.shortlist and round_.room_id not in known:
            older.setdefault(round_.room_id, []).append(round_)
    for room_id, submitted in older.items():
        if (room := programme.room(room_id)) is not None:
            known[room_id] = HandedOver(room_id, (_of_shortlists(submitted, room, programme),))
    return known


def _of_shortlists(submitted: list[Round], room: Room, programme: Programme) -> HandedSet:
    in_order = sorted(submitted, key=lambda round_: round_.number)
    return HandedSet(
        room.id,
        room.region_id,
        hearing_session(programme, room.agenda_session_id),
        tuple(dict.fromkeys(item for round_ in in_order for item in round_.shortlist)),
        round_id=in_order[-1].id,
    )
