"""What a decision announces: the events that follow from its changes, in which rooms, and to which audience.

Invariants: an event carries the whole of what its audience sees of the change, so that the last event about a thing is
the thing; every audience hears one event a decision and room, so that numbers are dense for everybody.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from server.domain.procedure.audiences import is_hidden, standing_of
from server.domain.procedure.meeting import Proceedings, Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.shapes import hears
from server.protocol.message import LARGEST_LIST, Json
from server.room import views
from server.store.decisions import Changes, Telling


def ranked_list_url(round_id: str) -> str:
    """Say where the ranked list of a round can be fetched."""
    return f"/api/rounds/{round_id}/ranked-list.json"


def with_events(before: Proceedings, changes: Changes, now_ms: int, ranked_list: bytes | None = None) -> Changes:
    """Add to a decision's changes the events that announce them."""
    after = replace(
        before,
        recommendations={**before.recommendations, **{value.id: value for value in changes.recommendations}},
        rounds={**before.rounds, **{value.id: value for value in changes.rounds}},
        live=changes.live or before.live,
    )
    events = [
        *_of_recommendations(before, after, changes),
        *(Telling(room.id, _text(event)) for room, event in _of_the_rest(before, after, changes, now_ms, ranked_list)),
    ]
    return replace(changes, events=tuple(events))


def _text(event: Json) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _of_recommendations(before: Proceedings, after: Proceedings, changes: Changes) -> Iterator[Telling]:
    """Tell each audience what it may see; whoever may see nothing of it hears that there was a decision."""
    for one in changes.recommendations:
        was = before.recommendations.get(one.id)
        for room in _rooms_speaking_of(after, one):
            waiting = len(views.waiting_in(after, room))
            left = was is not None and was.status == "proposed"
            event, floor = [_text(_told(one, audience, waiting, left=left)) for audience in ("conducting", "floor")]
            own = _text(_told(one, "owner", waiting, left=left)) if one.seat_id and is_hidden(one) else ""
            yield Telling(room.id, event, floor, one.seat_id if own else "", own)


def _told(recommendation: Recommendation, audience: str, waiting: int, *, left: bool) -> Json:
    """Write the event that an audience hears of a recommendation; `left`: it waited before, and does not any more."""
    standing, view = standing_of(recommendation), views.recommendation_view(recommendation, audience)
    if hears(audience, "waiting_changed", "recommendation", standing):
        return {"type": "waiting_changed", "recommendation": view, "waiting": waiting}
    if hears(audience, "recommendation_changed", "recommendation", standing):
        number = waiting if left and hears(audience, "recommendation_changed", "waiting", standing) else None
        return {"type": "recommendation_changed", "recommendation": view, "waiting": number}
    return {"type": "decided"}


def _of_the_rest(
    before: Proceedings, after: Proceedings, changes: Changes, now_ms: int, ranked_list: bytes | None
) -> Iterator[tuple[Room, Json]]:
    for round_ in changes.rounds:
        yield from _of_round(before, after, round_, now_ms, ranked_list)
    if changes.live is not None:
        live = {"type": "agenda_changed", "live": views.live_view(changes.live)}
        yield from ((room, live) for room in after.meeting.rooms)


def _of_round(
    before: Proceedings, after: Proceedings, round_: Round, now_ms: int, ranked_list: bytes | None
) -> Iterator[tuple[Room, Json]]:
    was = before.rounds.get(round_.id)
    room = after.meeting.room(round_.room_id)
    if room is None:
        return
    yield room, {"type": "round_changed", "round": views.round_view(round_, now_ms)}
    if round_.state == "published" and (was is None or was.state != "published"):
        short_enough = ranked_list is not None and len(ranked_list) <= LARGEST_LIST
        yield (
            room,
            {
                "type": "round_published",
                "round_id": round_.id,
                "ranked_list": json.loads(ranked_list) if ranked_list and short_enough else None,
                "url": ranked_list_url(round_.id),
            },
        )
    if round_.shortlist and (was is None or not was.shortlist):
        handed = {
            "type": "shortlist_submitted",
            "region_id": round_.regions[0],
            "round_id": round_.id,
            "recommendations": [
                views.recommendation_view(after.recommendations[item], "floor") for item in round_.shortlist
            ],
        }
        yield from ((plenary, handed) for plenary in after.meeting.rooms if plenary.kind == "plenary")


def _rooms_speaking_of(proceedings: Proceedings, recommendation: Recommendation) -> Iterator[Room]:
    handed = proceedings.is_handed_over(recommendation.id)
    for room in proceedings.meeting.rooms:
        if room.id == recommendation.room_id or (handed and room.kind == "plenary"):
            yield room
