"""How the values of the domain look from outside: the JSON shapes of docs/protocol.md.

One function a noun, used by snapshots, replies and events alike; that is why a snapshot and the events after it come
to the same as a fresh snapshot.
"""

from server.domain.agenda.tree import agenda_tree
from server.domain.counting.live_verdicts import live_verdicts
from server.domain.counting.tallies import Count, Tally
from server.domain.counting.ties import commitment
from server.domain.methods import read_method
from server.domain.procedure.audiences import fields_for, is_hidden, standing_of_lot, standing_of_tally
from server.domain.procedure.meeting import Live, Meeting, Proceedings, Region, Room
from server.domain.procedure.recommendations import Recommendation, Translation
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import rules_sheet
from server.domain.procedure.shapes import hears
from server.protocol.message import Json
from server.record.live_verdicts import write_live_verdicts


def columns_of(round_: Round) -> tuple[str, ...]:
    """Name the columns of a round's tally."""
    return read_method(round_.method).columns(round_.rules)


def marks_of(round_: Round) -> list[str]:
    """Name the marks that a ballot may hold: the columns that the rules sheet offers."""
    return [column for column in columns_of(round_) if column != "with_changes" or round_.rules.with_changes]


def region_view(region: Region) -> Json:
    """Show a region."""
    return {"id": region.id, "name": region.name, "short": region.short}


def room_view(room: Room) -> Json:
    """Show a room."""
    return {
        "id": room.id,
        "kind": room.kind,
        "region_id": room.region_id,
        "agenda_session_id": room.agenda_session_id,
        "title": room.title,
    }


def live_view(live: Live) -> Json:
    """Show what the meeting is at."""
    return {
        "agenda_session_id": live.agenda_session_id,
        "question_id": live.question_id,
        "room_id": live.room_id,
        "round_id": live.round_id,
    }


def recommendation_view(recommendation: Recommendation, audience: str) -> Json:
    """Show a recommendation to an audience; who proposed it is known by region alone.

    Shape:   a field that the audience may not see is there and empty.
    """
    fields = fields_for(audience, recommendation)
    view = _whole_view(recommendation)
    return {name: value if name in fields else type(value)() for name, value in view.items()}


def _whole_view(recommendation: Recommendation) -> Json:
    return {
        "id": recommendation.id,
        "number": recommendation.number,
        "title": recommendation.title,
        "text": recommendation.text,
        "language": recommendation.language,
        "question_id": recommendation.question_id,
        "room_id": recommendation.room_id,
        "region_ids": recommendation.region_ids,
        "status": recommendation.status,
        "version": recommendation.version,
        "reason": recommendation.reason,
        "translations": translations_view(recommendation.translations),
    }


def translations_view(translations: tuple[Translation, ...]) -> Json:
    """Show translations by their language."""
    return {one.language: {"title": one.title, "text": one.text} for one in translations}


def round_view(round_: Round, now_ms: int) -> Json:
    """Show a round; its clock says what is left as of now."""
    return {
        "id": round_.id,
        "number": round_.number,
        "room_id": round_.room_id,
        "question_id": round_.question_id,
        "method": round_.method,
        "slate": round_.slate,
        "regions": round_.regions,
        "columns": columns_of(round_),
        "marks": marks_of(round_),
        "rules": rules_sheet(round_.rules),
        "state": round_.state,
        "epoch": round_.epoch,
        "frozen": round_.frozen,
        "clock": {"running": round_.clock.running, "remaining_ms": round_.clock.left_ms(now_ms)},
        "entitled": sum(round_.entitled),
        "checked_in": sum(round_.checked_in),
        "submitted": bool(round_.shortlist),
        "reason": round_.reason,
        "lot": lot_view(round_),
    }


def lot_view(round_: Round) -> Json | None:
    """Show by what the lot is drawn: its commitment from the first draft on, its seed once nothing can be cast."""
    if not round_.seed:
        return None
    known = hears("floor", "lot", "seed", standing_of_lot(round_))
    return {"commitment": commitment(round_.seed), "seed": round_.seed if known else ""}


def shortlist_view(round_: Round) -> Json:
    """Show what a region handed to the plenary."""
    return {"region_id": round_.regions[0], "round_id": round_.id, "recommendation_ids": round_.shortlist}


def turnout_view(round_: Round, ballots: tuple[int, ...]) -> Json:
    """Show cast, checked in and entitled for each region; whoever comes late raises the other two."""
    return {
        region_id: (cast, max(cast, here), max(cast, here, entitled))
        for region_id, cast, here, entitled in zip(
            round_.regions, ballots, round_.checked_in or ballots, round_.entitled or ballots, strict=True
        )
    }


def shows_turnout(round_: Round) -> bool:
    """Say whether anybody may see how many have cast while the round is running."""
    return hears("floor", "tally", "turnout", standing_of_tally(round_))


def shows_directions(round_: Round) -> bool:
    """Say whether anybody may see for what they have cast while the round is running."""
    return hears("floor", "tally", "cells", standing_of_tally(round_))


def tally_view(round_: Round, version: int, tally: Tally, outlook: list[Json] | None = None) -> Json:
    """Show a count as far as the rules sheet allows; a hidden round has no version either, for it counts casts."""
    if not shows_turnout(round_):
        return {"tally_version": 0, "turnout": {}, "cells": None, "outlook": None}
    directions = shows_directions(round_)
    return {
        "tally_version": version,
        "turnout": turnout_view(round_, tally.ballots),
        "cells": tally.cells if directions else None,
        "outlook": outlook if directions else None,
    }


def outlook_view(round_: Round, tally: Tally) -> list[Json] | None:
    """Show where every recommendation of an open round stands, and the shortest way up for each; it may take long."""
    verdicts = live_verdicts(Count(tally, (), round_.checked_in, round_.entitled), round_.rules)
    return write_live_verdicts(verdicts, round_.slate, round_.regions)


def submitted_rounds(proceedings: Proceedings) -> list[Round]:
    """List the rounds whose shortlists were handed to the plenary, in the order of the meeting's regions."""
    order = [region.id for region in proceedings.meeting.regions]
    handed = [round_ for round_ in proceedings.rounds.values() if round_.shortlist]
    return sorted(handed, key=lambda round_: (order.index(round_.regions[0]), round_.number))


def recommendations_in(proceedings: Proceedings, room: Room) -> list[Recommendation]:
    """List what a room speaks of: its own recommendations and, in plenary, those the regions handed over."""
    wanted = {value.id for value in proceedings.recommendations.values() if value.room_id == room.id}
    if room.kind == "plenary":
        wanted.update(item for round_ in submitted_rounds(proceedings) for item in round_.shortlist)
    return sorted(
        (value for value in proceedings.recommendations.values() if value.id in wanted), key=lambda value: value.number
    )


def shown_in(proceedings: Proceedings, room: Room, audience: str) -> list[Json]:
    """Show what an audience sees of the recommendations of a room; the queue of those that wait is apart."""
    return [
        recommendation_view(one, audience)
        for one in recommendations_in(proceedings, room)
        if one.status != "proposed" and fields_for(audience, one)
    ]


def own_in(proceedings: Proceedings, room: Room) -> dict[str, list[Json]]:
    """Show, by seat, what each owner sees of their proposals in a room and the floor does not."""
    own: dict[str, list[Json]] = {}
    for one in recommendations_in(proceedings, room):
        if one.seat_id and is_hidden(one):
            own.setdefault(one.seat_id, []).append(recommendation_view(one, "owner"))
    return own


def waiting_in(proceedings: Proceedings, room: Room) -> list[Recommendation]:
    """List the proposals of a room that wait, oldest first."""
    waiting = [
        one for one in proceedings.recommendations.values() if one.room_id == room.id and one.status == "proposed"
    ]
    return sorted(waiting, key=lambda one: (one.turn, one.number))


def rounds_in(proceedings: Proceedings, room: Room) -> list[Round]:
    """List the rounds of a room, oldest first."""
    return sorted(
        (value for value in proceedings.rounds.values() if value.room_id == room.id), key=lambda value: value.number
    )


def meeting_view(meeting: Meeting) -> Json:
    """Show a meeting: its agenda with the rooms of each agenda session, its regions and its rooms."""
    tree: Json = agenda_tree(meeting.agenda)
    for session in tree["sessions"]:
        session["room_ids"] = [room.id for room in meeting.rooms if room.agenda_session_id == session["id"]]
    return {
        "id": meeting.id,
        **tree,
        "title": meeting.title,
        "regions": [region_view(region) for region in meeting.regions],
        "rooms": [room_view(room) for room in meeting.rooms],
    }
