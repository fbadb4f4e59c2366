"""Handing over: what a region gives to a plenary session, takes back and puts in its place.

Refuses to know who asks and what time it is. Invariants: a region's sets never hold more for one session than the
meeting's limit; what stands on the slate of an opened round of the session that hears it stays where it is, until that
round is void, and what was merged there until that is undone; every function says what all sets of the room are then,
and changes nothing where nothing changes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from server.domain.errors import Bound, LimitReached, Malformed, NotFound, Overtaken, WrongState
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.sets import HandedOver, HandedSet, hearing_session, plenary_sessions

Read = Mapping[str, Sequence[str]]
"""The sets of a room as somebody has read them: recommendations by session."""


def bound_in(proceedings: Proceedings, handed: HandedSet) -> tuple[str, ...]:
    """List what of a set stands on a slate that was opened where it is heard, or was merged there: there it stays."""
    plenary = {
        room.id
        for room in proceedings.programme.rooms
        if room.kind == "plenary" and room.agenda_session_id == handed.session_id
    }
    opened = [one for one in proceedings.rounds.values() if one.room_id in plenary and one.epoch]
    stays = {item for round_ in opened if round_.state != "void" for item in round_.slate}
    stays |= {one.id for one in proceedings.recommendations.values() if one.merged_into}
    return tuple(item for item in handed.recommendation_ids if item in stays)


def hand_over(
    proceedings: Proceedings,
    room: Room,
    recommendation_ids: Sequence[str],
    session_id: str,
    *,
    now_ms: int,
    round_id: str = "",
    replaces: Read | None = None,
) -> HandedOver:
    """Hand recommendations of a region's room to a plenary session, in the place of what it was handed before.

    Shape:   without a `session_id` the one that hears the room by itself; `round_id` is the round of the shortlist,
             empty where they were chosen by hand. What another session was handed before moves to this one; `replaces`
             are the sets of the room as they were read, None where nobody says.
    Raises:  WrongState in a plenary room; Malformed without recommendations, with one of them twice, or with a variant,
             which is no proposal of a region; NotFound for
             what does not stand in the room, and for a session that is no plenary; LimitReached with the count;
             Overtaken where other sets stand than were read; Bound where something that stays would be left out or
             moved.
    """
    session_id = _checked_session(proceedings, room, session_id)
    wanted = tuple(recommendation_ids)
    _check_wanted(proceedings, room, wanted)
    elsewhere = sum(
        len(one.recommendation_ids)
        for one in proceedings.sets_for(session_id)
        if one.region_id == room.region_id and one.room_id != room.id
    )
    limit = proceedings.hand_over_limit
    if len(wanted) + elsewhere > limit:
        count = len(wanted) + elsewhere
        raise LimitReached(current={"limit": limit, "count": count}, most=limit, n=count)
    before = proceedings.sets_of(room.id)
    same = next((one for one in before if one.session_id == session_id), None)
    if same is not None and same.recommendation_ids == wanted:
        return HandedOver(room.id, before)
    _require_read(before, replaces)
    for one in before:
        kept = set(wanted) if one.session_id == session_id else set(one.recommendation_ids) - set(wanted)
        require_free(proceedings, one, set(one.recommendation_ids) - kept)
    handed = HandedSet(room.id, room.region_id, session_id, wanted, now_ms, round_id)
    others = [_without(one, wanted) for one in before if one.session_id != session_id]
    return ordered(proceedings, room, [*others, handed])


def take_back(
    proceedings: Proceedings, room: Room, recommendation_ids: Sequence[str], *, replaces: Read | None = None
) -> HandedOver:
    """Take recommendations out of the sets of a region's room; what stands in none is taken back already.

    Raises:  WrongState in a plenary room; Malformed without recommendations; Overtaken where other sets stand than were
             read (`replaces`, as for handing over); Bound where one of them stays.
    """
    if room.kind != "region":
        raise WrongState("hand_over")
    if not recommendation_ids:
        raise Malformed("set_empty")
    before = proceedings.sets_of(room.id)
    if not any(item in recommendation_ids for one in before for item in one.recommendation_ids):
        return HandedOver(room.id, before)
    _require_read(before, replaces)
    for one in before:
        require_free(proceedings, one, set(one.recommendation_ids) & set(recommendation_ids))
    return ordered(proceedings, room, [_without(one, recommendation_ids) for one in before])


def after_change(proceedings: Proceedings, changed: Recommendation) -> tuple[HandedOver, ...]:
    """Say what the sets are after a recommendation was changed: what does not stand any more leaves its set."""
    room = proceedings.programme.room(changed.room_id)
    before = proceedings.sets_of(changed.room_id)
    in_a_set = any(changed.id in one.recommendation_ids for one in before)
    if room is None or changed.status in ("accepted", "merged") or not in_a_set:
        return ()
    return (ordered(proceedings, room, [_without(one, (changed.id,)) for one in before]),)


def _checked_session(proceedings: Proceedings, room: Room, session_id: str) -> str:
    if room.kind != "region":
        raise WrongState("hand_over")
    chosen = session_id or hearing_session(proceedings.programme, room.agenda_session_id)
    if chosen not in plenary_sessions(proceedings.programme):
        raise NotFound("session")
    return chosen


def _check_wanted(proceedings: Proceedings, room: Room, wanted: Sequence[str]) -> None:
    """Check what is to be handed over: it stands here, or stands in a set already and was merged since.

    Raises:  Malformed, NotFound.
    """
    if not wanted:
        raise Malformed("set_empty")
    if len(set(wanted)) != len(wanted):
        raise Malformed("set_repeats")
    handed = {item for one in proceedings.sets_of(room.id) for item in one.recommendation_ids}
    for item in wanted:
        found = proceedings.recommendations.get(item)
        stands = found is not None and (found.status == "accepted" or (found.status == "merged" and item in handed))
        if found is None or found.room_id != room.id or not stands:
            raise NotFound("recommendation")
        if found.variant_of:
            raise Malformed("variant_handed_over")


def _require_read(before: Sequence[HandedSet], replaces: Read | None) -> None:
    """Refuse where other sets stand than those that were read.

    Raises:  Overtaken.
    """
    stands = {one.session_id: one.recommendation_ids for one in before}
    if replaces is not None and stands != {session: tuple(items) for session, items in replaces.items()}:
        raise Overtaken("set")


def require_free(proceedings: Proceedings, handed: HandedSet, leaving: Collection[str]) -> None:
    """Refuse where something of a set would leave it that has to stay.

    Raises:  Bound, with what of the set has to stay.
    """
    stays = bound_in(proceedings, handed)
    held = [item for item in stays if item in leaving]
    if held:
        merged = any(proceedings.recommendations[item].merged_into for item in held)
        raise Bound("merged" if merged else "", current={"recommendation_ids": stays}, n=len(held))


def _without(handed: HandedSet, gone: Collection[str]) -> HandedSet:
    kept = tuple(item for item in handed.recommendation_ids if item not in gone)
    return replace(handed, recommendation_ids=kept)


def ordered(proceedings: Proceedings, room: Room, sets: Sequence[HandedSet]) -> HandedOver:
    """Put the sets of a room in the order of the sessions that hear them; an empty one is none."""
    order = {one: place for place, one in enumerate(plenary_sessions(proceedings.programme))}
    filled = [one for one in sets if one.recommendation_ids]
    return HandedOver(room.id, tuple(sorted(filled, key=lambda one: order.get(one.session_id, 0))))
