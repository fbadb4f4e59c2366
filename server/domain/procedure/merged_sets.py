"""What a merge in a region's room does to the sets that the region handed over: it takes the place of its parents.

Refuses to know who merges. Invariants: no set grows by a merge, and none over its limit where one is undone; what has
to stay where it is stays. A merge in a plenary room leaves the sets alone: its parents are what regions handed over.
"""

from dataclasses import replace

from server.domain.errors import LimitReached
from server.domain.procedure.handing_over import ordered, require_free
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.sets import HandedOver, HandedSet

Before = tuple[tuple[str, tuple[str, ...]], ...]


def result_instead(proceedings: Proceedings, room: Room, stands: Recommendation) -> tuple[Before, HandedOver | None]:
    """Put a merge where the first of its parents stands, and take the others out; say what the sets were.

    Raises:  Bound where one of the parents has to stay.
    """
    parents = stands.merge.parent_ids if stands.merge else ()
    before = proceedings.sets_of(room.id) if room.kind == "region" else ()
    if not any(item in parents for one in before for item in one.recommendation_ids):
        return (), None
    for one in before:
        require_free(proceedings, one, set(one.recommendation_ids) & set(parents))
    kept = tuple((one.session_id, one.recommendation_ids) for one in before)
    return kept, ordered(proceedings, room, _with_result(before, parents, stands.id))


def parents_again(proceedings: Proceedings, room: Room, undone: Recommendation) -> HandedOver | None:
    """Put the parents of a merge back where they stood; where the sets were changed since, where the merge stands.

    Raises:  Bound where the merge has to stay; LimitReached where its set would be too large.
    """
    merge, now = undone.merge, proceedings.sets_of(room.id)
    if merge is None or not any(undone.id in one.recommendation_ids for one in now):
        return None
    for one in now:
        require_free(proceedings, one, set(one.recommendation_ids) & {undone.id})
    were = dict(merge.sets)
    past = [_like(session_id, items, now, room) for session_id, items in merge.sets]
    left = {one.session_id: one.recommendation_ids for one in _with_result(past, merge.parent_ids, undone.id)}
    unchanged = {one.session_id: one.recommendation_ids for one in now} == {
        session: items for session, items in left.items() if items
    }
    if unchanged:
        again = past
    else:
        stood = [item for items in were.values() for item in items if item in merge.parent_ids]
        again = [_replaced(one, undone.id, stood) for one in now]
    for one in again:
        _require_limit(proceedings, one)
    return ordered(proceedings, room, again)


def _with_result(
    before: tuple[HandedSet, ...] | list[HandedSet], parents: tuple[str, ...], id_: str
) -> list[HandedSet]:
    placed, sets = False, []
    for one in before:
        items: list[str] = []
        for item in one.recommendation_ids:
            if item not in parents:
                items.append(item)
            elif not placed:
                placed = True
                items.append(id_)
        sets.append(replace(one, recommendation_ids=tuple(items)))
    return sets


def _like(session_id: str, items: tuple[str, ...], now: tuple[HandedSet, ...], room: Room) -> HandedSet:
    """Write a set as it was, with what else is known of it now."""
    same = next(
        (one for one in now if one.session_id == session_id), HandedSet(room.id, room.region_id, session_id, ())
    )
    return replace(same, recommendation_ids=items)


def _replaced(handed: HandedSet, id_: str, parents: list[str]) -> HandedSet:
    items = handed.recommendation_ids
    if id_ not in items:
        return handed
    at = items.index(id_)
    return replace(handed, recommendation_ids=(*items[:at], *parents, *items[at + 1 :]))


def _require_limit(proceedings: Proceedings, handed: HandedSet) -> None:
    """Refuse a set that is larger than it may be.

    Raises:  LimitReached.
    """
    elsewhere = sum(
        len(one.recommendation_ids)
        for one in proceedings.sets_for(handed.session_id)
        if one.region_id == handed.region_id and one.room_id != handed.room_id
    )
    limit, count = proceedings.hand_over_limit, len(handed.recommendation_ids) + elsewhere
    before = {one.session_id: len(one.recommendation_ids) for one in proceedings.sets_of(handed.room_id)}
    if count > limit and len(handed.recommendation_ids) > before.get(handed.session_id, 0):
        raise LimitReached(current={"limit": limit, "count": count}, most=limit, n=count)
