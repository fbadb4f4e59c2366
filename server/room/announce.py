"""What a decision announces: the events that follow from its changes, in which rooms, and to which audience.

Invariants: an event about a thing carries all of it that its audience may see, so that the last event is enough to know
the thing; for each decision in a room every audience hears exactly one event, so that nobody's numbers have gaps.
"""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from server.domain.procedure.audiences import is_hidden, standing_of
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.pools import members_in
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.shapes import Audience, hears
from server.protocol import encode, events, shapes
from server.protocol.events import DecisionEvent
from server.room import views
from server.room.bulletins import bulletin_view
from server.room.bulletins import hears as hears_bulletin
from server.room.confirming_views import asked_in
from server.room.entered_views import count_view
from server.room.floor import told_of_the_floor
from server.room.positions import named_view
from server.room.programme_views import programme_view
from server.room.set_views import set_view, sets_in
from server.room.signing_views import signed_in, signing_regions, signing_view
from server.store.changes import Changes, Telling


def ranked_list_url(round_id: str) -> str:
    """Say where the ranked list of a round can be fetched."""
    return f"/api/rounds/{round_id}/ranked-list.json"


def with_events(before: Proceedings, changes: Changes, now_ms: int, ranked_list: bytes | None = None) -> Changes:
    """Add to a decision's changes the events that announce them."""
    gone = {value.id for value in changes.discarded}
    rounds = {**before.rounds, **{value.id: value for value in changes.rounds}}
    after = replace(
        before,
        recommendations={**before.recommendations, **{value.id: value for value in changes.recommendations}},
        rounds={id_: value for id_, value in rounds.items() if id_ not in gone},
        live=changes.live or before.live,
        programme=changes.programme or before.programme,
        handed_over={**before.handed_over, **{value.room_id: value for value in changes.handed_over}},
        presentations={**before.presentations, **({held.room_id: held} if (held := changes.presentation) else {})},
        bulletins={**before.bulletins, **({one.room_id: one} if (one := changes.bulletin) else {})},
        speakers={**before.speakers, **({speak.room_id: speak} if (speak := changes.speakers) else {})},
        confirmations={**before.confirmations, **({asked.room_id: asked} if (asked := changes.confirmation) else {})},
    )
    told = [
        *_of_recommendations(before, after, changes),
        *(
            Telling(room.id, _text(event), _for_the_floor(event))
            for room, event in _of_the_rest(before, after, changes, now_ms, ranked_list)
        ),
        *_of_signing(before, after),
        *_of_named(before, after, changes),
        *_of_counts(before, after, changes),
    ]
    return replace(changes, events=tuple(told))


def _for_the_floor(event: DecisionEvent) -> str:
    """Write what the floor hears where that is less; else nothing."""
    counted = isinstance(event, events.SetChanged) and event.confirmed is not None
    return _text(msgspec.structs.replace(event, confirmed=None)) if counted else ""


def _text(event: DecisionEvent) -> str:
    return encode(event).decode()


def _of_recommendations(before: Proceedings, after: Proceedings, changes: Changes) -> Iterator[Telling]:
    """Tell each audience what it may see; whoever may see nothing of it hears that there was a decision."""
    for one in changes.recommendations:
        if standing_of(one) == "signed":  # told by what there is to sign
            continue
        was = before.recommendations.get(one.id)
        for room in _rooms_speaking_of(after, one):
            waiting = len(views.waiting_in(after, room))
            waits = one.status == "proposed" or (was is not None and was.status == "proposed")
            event, floor = [_text(_told(one, audience, waiting, waits=waits)) for audience in ("conducting", "floor")]
            own = _text(_told(one, "owner", waiting, waits=waits)) if one.seat_id and is_hidden(one) else ""
            yield Telling(room.id, event, floor, one.seat_id if own else "", own)


def _told(recommendation: Recommendation, audience: Audience, waiting: int, *, waits: bool) -> DecisionEvent:
    """Make the event that an audience hears of a recommendation; `waits`: it waits, or did before."""
    standing, view = standing_of(recommendation), views.recommendation_view(recommendation, audience)
    if hears(audience, "waiting_changed", "recommendation", standing):
        return events.WaitingChanged(recommendation=view, waiting=waiting)
    if hears(audience, "recommendation_changed", "recommendation", standing):
        number = waiting if waits and hears(audience, "recommendation_changed", "waiting", standing) else None
        return events.RecommendationChanged(recommendation=view, waiting=number)
    return events.Decided()


def _of_the_rest(
    before: Proceedings, after: Proceedings, changes: Changes, now_ms: int, ranked_list: bytes | None
) -> Iterator[tuple[Room, DecisionEvent]]:
    for round_ in changes.rounds:
        yield from _of_round(before, after, round_, now_ms, ranked_list)
    for round_ in changes.discarded:
        if room := after.programme.room(round_.room_id):
            yield room, events.RoundDiscarded(round_id=round_.id)
    if changes.programme is not None:
        changed = _programme_changed(changes.programme)
        lost = [room for room in before.programme.rooms if changes.programme.room(room.id) is None]
        yield from ((room, changed) for room in (*changes.programme.rooms, *lost))
        whole = programme_view(after.meeting, changes.programme)
        yield after.rooms[-1], msgspec.structs.replace(changed, programme=whole)
    merges = any(one.merge is not None for one in changes.recommendations)  # what was merged has to stay
    asked = changes.confirmation is not None or bool(before.confirmations and changes.recommendations)
    if changes.handed_over or changes.rounds or merges or asked:
        yield from _of_sets(before, after)
    if asked:
        yield from _of_confirmations(before, after)
    if changes.live is not None:
        live = events.LiveChanged(live=views.live_view(changes.live))
        yield from ((room, live) for room in after.rooms)
    yield from told_of_the_floor(after, changes, now_ms)
    if (bulletin := changes.bulletin) is not None:
        said = events.SaidToAll(bulletin=bulletin_view(bulletin))
        yield from ((room, said) for room in after.rooms if hears_bulletin(room, bulletin))


def _of_signing(before: Proceedings, after: Proceedings) -> Iterator[Telling]:
    """Tell those who sign, and those who conduct, what there is to sign now."""
    nothing = _text(events.Decided())
    for room in after.programme.rooms:
        was, now = ({one.id: signing_view(known, one) for one in signed_in(known, room)} for known in (before, after))
        for id_ in dict.fromkeys((*was, *now)):
            if was.get(id_) == now.get(id_):
                continue
            regions = [
                signing_regions(known, known.recommendations[id_])
                for known in (before, after)
                if id_ in known.recommendations
            ]
            event = events.SigningChanged(recommendation_id=id_, signing=now.get(id_))
            yield Telling(room.id, _text(event), nothing, signs=tuple(dict.fromkeys(sum(regions, ()))))


def _of_named(before: Proceedings, after: Proceedings, changes: Changes) -> Iterator[Telling]:
    """Tell a region what it says by name now; of everybody else nobody hears more than that there was a decision."""
    nothing = _text(events.Decided())
    for round_ in changes.rounds:
        room, was = after.programme.room(round_.room_id), before.rounds.get(round_.id)
        for region in round_.named if room else ():
            told = {one.region_id: named_view(was, one) for one in was.named} if was is not None else {}
            if (view := named_view(round_, region)) != told.get(region.region_id):
                event = events.NamedChanged(named=view)
                yield Telling(round_.room_id, nothing, region=region.region_id, theirs=_text(event))


def _of_counts(before: Proceedings, after: Proceedings, changes: Changes) -> Iterator[Telling]:
    """Tell those who may enter a count that somebody has; everybody else sees what is agreed in the turnout."""
    nothing = _text(events.Decided())
    for round_ in changes.rounds:
        was = before.rounds.get(round_.id)
        for count in round_.counts if after.programme.room(round_.room_id) else ():
            if was is None or count not in was.counts:
                event = events.CountChanged(count=count_view(round_, count))
                yield Telling(round_.room_id, _text(event), nothing, signs=members_in(count.region_id))


def _programme_changed(programme: Programme) -> events.ProgrammeChanged:
    return events.ProgrammeChanged(
        version=programme.version,
        title=programme.title,
        regions=tuple(views.region_view(region) for region in programme.regions),
        rooms=tuple(views.room_view(room) for room in programme.rooms),
    )


def _of_round(
    before: Proceedings, after: Proceedings, round_: Round, now_ms: int, ranked_list: bytes | None
) -> Iterator[tuple[Room, DecisionEvent]]:
    was = before.rounds.get(round_.id)
    room = after.programme.room(round_.room_id)
    if room is None or (was is not None and was != round_ and _beside_ballots(was, round_) == round_):
        return  # nothing but what a region says by name, or what was counted there, is another
    yield room, events.RoundChanged(round=views.round_view(round_, now_ms))
    if round_.state == "published" and (was is None or was.state != "published"):
        url = ranked_list_url(round_.id)
        yield room, events.RoundPublished(round_id=round_.id, ranked_list=views.sent_list(ranked_list), url=url)


def _beside_ballots(was: Round, now: Round) -> Round:
    return replace(was, named=now.named, counts=now.counts)


def _of_sets(before: Proceedings, after: Proceedings) -> Iterator[tuple[Room, DecisionEvent]]:
    """Say in each room which of its sets are not as they were: in a region's room also what of them has to stay now."""
    for room in after.programme.rooms:
        was, now = (
            {(one.room_id, one.session_id): set_view(known, one, room) for one in sets_in(known, room)}
            for known in (before, after)
        )
        for key in dict.fromkeys((*was, *now)):
            old, new = was.get(key), now.get(key)
            if old is not None and (new is None or new.round_id != old.round_id):  # by that name it is known no more
                emptied = msgspec.structs.replace(
                    old, recommendation_ids=(), bound=() if room.kind == "region" else msgspec.UNSET
                )
                yield room, _set_changed(after, emptied)
            if new is not None and new != old:
                yield room, _set_changed(after, new)


def _of_confirmations(before: Proceedings, after: Proceedings) -> Iterator[tuple[Room, DecisionEvent]]:
    """Say in each room what regions are asked to confirm, where that is not as it was."""
    for room in after.programme.rooms:
        was, now = ({one.room_id: one for one in asked_in(known, room)} for known in (before, after))
        for room_id in dict.fromkeys((*was, *now)):
            if was.get(room_id) != now.get(room_id):
                yield room, events.ConfirmationChanged(room_id=room_id, confirmation=now.get(room_id))


def _set_changed(after: Proceedings, view: shapes.Set) -> DecisionEvent:
    whole = (views.recommendation_view(after.recommendations[item], "floor") for item in view.recommendation_ids)
    return events.SetChanged(
        region_id=view.region_id,
        room_id=view.room_id,
        session_id=view.session_id,
        round_id=view.round_id,
        recommendations=tuple(whole),
        handed_at_ms=view.handed_at_ms,
        bound=view.bound,
        confirmed=view.confirmed,
    )


def _rooms_speaking_of(proceedings: Proceedings, recommendation: Recommendation) -> Iterator[Room]:
    """List the rooms that have a recommendation in their picture, as `views.recommendations_in` does."""
    one = recommendation.id
    hears = {
        handed.session_id for handed in proceedings.sets_of(recommendation.room_id) if one in handed.recommendation_ids
    }
    votes = {round_.room_id for round_ in proceedings.rounds.values() if one in round_.slate}
    for room in proceedings.programme.rooms:
        handed = room.kind == "plenary" and (room.agenda_session_id in hears or room.id in votes)
        if room.id == recommendation.room_id or handed:
            yield room
