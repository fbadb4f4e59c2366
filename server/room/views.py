"""How the values of the domain look from outside: the JSON shapes of docs/protocol.md.

One function a noun, used by snapshots, replies and events alike; that is why a snapshot and the events after it come
to the same as a fresh snapshot.
"""

from msgspec import convert
from msgspec.structs import replace

from server.domain.counting.attendance import count_of, turnout_of
from server.domain.counting.live_verdicts import LiveVerdict, live_verdicts
from server.domain.counting.tallies import Tally
from server.domain.methods import is_silent, read_method
from server.domain.procedure.audiences import fields_for, is_hidden, standing_of, standing_of_tally
from server.domain.procedure.meeting import Live, Proceedings
from server.domain.procedure.programme import Region, Room
from server.domain.procedure.recommendations import Recommendation, Translation
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import rules_sheet
from server.domain.procedure.shapes import Audience, hears
from server.protocol import shapes
from server.protocol.message import LARGEST_LIST
from server.room.bounds import excess_of
from server.room.clock_views import clock_view
from server.room.lots import lot_view
from server.room.reading_views import from_round_view, reading_of_view, readings_view
from server.room.set_views import sets_in

_RECOMMENDATION = frozenset(shapes.Recommendation.__struct_fields__)


def columns_of(round_: Round) -> tuple[str, ...]:
    """Name the columns of a round's tally."""
    return read_method(round_.method).columns(round_.rules)


def marks_of(round_: Round) -> tuple[str, ...]:
    """Name the marks that a ballot may hold: the columns that the rules sheet offers."""
    return tuple(column for column in columns_of(round_) if column != "with_changes" or round_.rules.with_changes)


def region_view(region: Region) -> shapes.Region:
    """Show a region."""
    return shapes.Region(region.id, region.name, region.short, region.seats)


def room_view(room: Room) -> shapes.Room:
    """Show a room."""
    return shapes.Room(room.id, room.kind, room.region_id, room.agenda_session_id, room.title)


def live_view(live: Live) -> shapes.Live:
    """Show what the meeting is at."""
    return shapes.Live(live.agenda_session_id, live.question_id, live.room_id, live.round_id, live.agenda_session_id)


def call_view(round_: Round) -> shapes.Call:
    """Show where a round calls people to."""
    return shapes.Call(round_.room_id, round_.id, round_.state)


def recommendation_view(recommendation: Recommendation, audience: Audience) -> shapes.Recommendation:
    """Show a recommendation to an audience; who proposed it is known by region alone.

    Shape:   a field that the audience may not see is there and empty.
    """
    view = shapes.Recommendation(
        id=recommendation.id,
        number=recommendation.number,
        label=recommendation.called,
        title=recommendation.title,
        text=recommendation.text,
        language=recommendation.language,
        question_id=recommendation.question_id,
        room_id=recommendation.room_id,
        region_ids=recommendation.region_ids,
        status=recommendation.status,
        version=recommendation.version,
        reason=recommendation.reason,
        translations=translations_view(recommendation.translations),
        parents=recommendation.merge.parent_ids if recommendation.merge else (),
        merged_into=recommendation.merged_into,
        merged_as=recommendation.merged_as,
        supporters=recommendation.supporters,
        note=recommendation.note,
        kind=recommendation.kind,
        facets={one.facet_id: one.said for one in recommendation.facets},
        variant_of=recommendation.variant_of,
        readings=readings_view(recommendation.readings),
        taken_back=recommendation.is_taken_back,
    )
    hidden = _RECOMMENDATION - fields_for(audience, recommendation)
    return replace(view, **{name: type(getattr(view, name))() for name in hidden}) if hidden else view


def translations_view(translations: tuple[Translation, ...]) -> dict[str, shapes.Translation]:
    """Show translations by their language."""
    return {one.language: shapes.Translation(one.title, one.text, one.version) for one in translations}


def round_view(round_: Round, now_ms: int) -> shapes.Round:
    """Show a round; its clock says what is left as of now."""
    return shapes.Round(
        id=round_.id,
        number=round_.number,
        number_in_room=round_.called,
        room_id=round_.room_id,
        question_id=round_.question_id,
        method=round_.method,
        slate=round_.slate,
        regions=round_.regions,
        pool=() if is_silent(round_.method) else round_.pool,
        columns=columns_of(round_),
        marks=marks_of(round_),
        rules=convert(rules_sheet(round_.rules), shapes.Rules),
        version=round_.version,
        state=round_.state,
        epoch=round_.epoch,
        frozen=round_.frozen,
        clock=clock_view(round_.clock, now_ms),
        entitled=sum(round_.entitled),
        checked_in=sum(round_.checked_in),
        submitted=bool(round_.shortlist),
        reason=round_.reason,
        lot=lot_view(round_),
        excess=excess_of(round_),
        from_round=from_round_view(round_.from_round),
        reading_of=reading_of_view(round_.reading_of),
    )


def turnout_view(round_: Round, tally: Tally) -> dict[str, shapes.Turnout]:
    """Show cast, checked in and entitled for each region; whoever comes late raises the other two by casting."""
    return dict(zip(round_.regions, turnout_of(round_, tally), strict=True))


def shows_turnout(round_: Round) -> bool:
    """Say whether anybody may see how many have cast while the round is running."""
    return hears("floor", "tally", "turnout", standing_of_tally(round_))


def shows_directions(round_: Round) -> bool:
    """Say whether anybody may see for what they have cast while the round is running."""
    return hears("floor", "tally", "cells", standing_of_tally(round_))


def tally_view(
    round_: Round, version: int, tally: Tally, outlook: tuple[shapes.Outlook, ...] | None = None
) -> shapes.Tally:
    """Show a count as far as the rules sheet allows; a hidden round has no version either, for it counts casts."""
    if not shows_turnout(round_):
        return shapes.Tally(0, {}, None, None)
    turnout = turnout_view(round_, tally)
    if not shows_directions(round_):
        return shapes.Tally(version, turnout, None, None)
    return shapes.Tally(version, turnout, tally.cells, outlook)


def outlook_view(round_: Round, tally: Tally) -> tuple[shapes.Outlook, ...] | None:
    """Show where every recommendation of an open round stands, and the shortest way up for each; it may take long.

    Shape:   recommendations and regions are named by id; None where directions are hidden.
    """
    verdicts = live_verdicts(count_of(round_, tally), round_.rules)
    return None if verdicts is None else tuple(_outlook(one, round_) for one in verdicts)


def _outlook(said: LiveVerdict, round_: Round) -> shapes.Outlook:
    way_up = said.way_up
    return shapes.Outlook(
        recommendation_id=round_.slate[said.item],
        verdict=said.verdict,
        backing=said.backing,
        opposing=said.opposing,
        provisional=said.provisional,
        settled=said.settled,
        way_up=None
        if way_up is None
        else shapes.WayUp(
            way_up.verdict, way_up.anywhere, {round_.regions[region]: more for region, more in way_up.votes}
        ),
    )


def sent_list(ranked_list: bytes | None) -> shapes.RankedListText:
    """Send a ranked list as it was written; a very long one is left to its address."""
    if ranked_list is None or len(ranked_list) > LARGEST_LIST:
        return shapes.RankedListText(b"null")
    return shapes.RankedListText(ranked_list)


def recommendations_in(proceedings: Proceedings, room: Room) -> list[Recommendation]:
    """List what a room speaks of: its own recommendations and, in plenary, what regions handed it or is on a slate."""
    wanted = {value.id for value in proceedings.recommendations.values() if value.room_id == room.id}
    if room.kind == "plenary":
        wanted.update(item for one in sets_in(proceedings, room) for item in one.recommendation_ids)
        wanted.update(item for round_ in rounds_in(proceedings, room) for item in round_.slate)
    return sorted(
        (value for value in proceedings.recommendations.values() if value.id in wanted), key=lambda value: value.number
    )


def shown_in(proceedings: Proceedings, room: Room, audience: Audience) -> tuple[shapes.Recommendation, ...]:
    """Show what an audience sees of the recommendations of a room; the queue of those that wait is apart."""
    return tuple(
        recommendation_view(one, audience)
        for one in recommendations_in(proceedings, room)
        if standing_of(one) not in ("waits", "signed") and fields_for(audience, one)
    )


def own_in(proceedings: Proceedings, room: Room) -> dict[str, list[shapes.Recommendation]]:
    """Show, by seat, what each owner sees of their proposals in a room and the floor does not."""
    own: dict[str, list[shapes.Recommendation]] = {}
    for one in recommendations_in(proceedings, room):
        if one.seat_id and is_hidden(one):
            own.setdefault(one.seat_id, []).append(recommendation_view(one, "owner"))
    return own


def waiting_in(proceedings: Proceedings, room: Room) -> list[Recommendation]:
    """List the proposals of a room that wait, oldest first, and behind them what was sent back to its author.

    Shape:   what waits for signatures is apart.
    """
    known = proceedings.recommendations.values()
    waiting = [one for one in known if one.room_id == room.id and one.status == "proposed" and one.merge is None]
    return sorted(waiting, key=lambda one: (one.place, one.number))


def rounds_in(proceedings: Proceedings, room: Room) -> list[Round]:
    """List the rounds of a room, oldest first."""
    return sorted(
        (value for value in proceedings.rounds.values() if value.room_id == room.id), key=lambda value: value.number
    )
