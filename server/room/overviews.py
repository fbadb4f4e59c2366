"""All rooms of a meeting at a glance, for its desk: who is there, what waits, how the round goes, what is handed over.

Refuses to know who is told. Invariants: of a round it says how many have cast and never for what, and nothing of a
round whose turnout is hidden; a room of the programme has one overview, whether anybody is there or not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import VOTING, Round
from server.domain.procedure.sets import hearing_session
from server.protocol import shapes
from server.room.clock_views import clock_view
from server.room.context import Context
from server.room.set_views import confirmed_view
from server.room.views import columns_of, shows_turnout, turnout_view
from server.store.halls import Seen

_OVER = ("closed", "published")


async def read_overviews(context: Context, meeting_id: str) -> list[shapes.Overview]:
    """Read all rooms as they are now, in the order of the programme."""
    proceedings, now_ms = await context.read_proceedings(meeting_id), context.now_ms()
    store, programme = context.store_of(meeting_id), proceedings.programme
    connected, conducting = await store.seats.read_all_connected(meeting_id, now_ms)
    seen = await store.halls.read_all(meeting_id, [room.id for room in programme.rooms], now_ms)
    latest = _latest_by_room(proceedings.rounds.values())
    counted = [round_ for round_ in latest.values() if round_.epoch and shows_turnout(round_)]
    tallies = await store.rounds.read_tallies([(round_, columns_of(round_)) for round_ in counted])
    turnouts = {
        round_.id: _of_all_regions(turnout_view(round_, tally))
        for round_, (_, tally) in zip(counted, tallies, strict=True)
    }
    waiting = Counter(
        one.room_id
        for one in proceedings.recommendations.values()
        if one.status == "proposed" and one.merge is None  # a merge waits for regions, and is in no queue
    )
    regions, overviews = {region.id for region in programme.regions}, []
    for room in programme.rooms:
        here, round_ = connected.get(room.id, {}), latest.get(room.id)
        sets = proceedings.sets_of(room.id)
        heard = proceedings.sets_for(room.agenda_session_id) if room.kind == "plenary" else []
        handed_by = tuple(dict.fromkeys(one.region_id for one in heard))
        overviews.append(
            shapes.Overview(
                room_id=room.id,
                conductors=conducting.get(room.id, {}).get("chair" if room.kind == "plenary" else "moderator", 0),
                connected=sum(count for group, count in here.items() if group in regions),
                waiting=waiting[room.id],
                latest=_latest_view(round_, turnouts.get(round_.id), now_ms) if round_ else None,
                shown=_shown_view(proceedings, seen[room.id]),
                handed=sum(len(one.recommendation_ids) for one in sets),
                handed_at_ms=max((one.handed_at_ms for one in sets), default=0),
                awaits=_awaited(proceedings, room, handed_by),
                handed_by=handed_by,
                decided=proceedings.room_seqs.get(room.id, 0),
                confirmed=next(filter(None, (confirmed_view(proceedings, one) for one in sets)), None),
            )
        )
    return overviews


def _latest_by_room(rounds: Iterable[Round]) -> Mapping[str, Round]:
    """Find the round that each room is at: one that is being voted on, else the last that was, else the last draft."""
    latest: dict[str, Round] = {}
    for round_ in rounds:
        known = latest.get(round_.room_id)
        if round_.state != "void" and (known is None or _weight(round_) > _weight(known)):
            latest[round_.room_id] = round_
    return latest


def _weight(round_: Round) -> tuple[bool, bool, int]:
    return round_.state in VOTING, round_.state in _OVER, round_.number


def _latest_view(round_: Round, turnout: shapes.Turnout | None, now_ms: int) -> shapes.Latest:
    return shapes.Latest(
        round_id=round_.id,
        number=round_.called,
        state=round_.state,
        clock=clock_view(round_.clock, now_ms),
        turnout=turnout,
    )


def _of_all_regions(turnout: Mapping[str, shapes.Turnout]) -> shapes.Turnout:
    cast, there, entitled = (sum(figures) for figures in zip(*turnout.values(), strict=True))
    return cast, there, entitled


def _shown_view(proceedings: Proceedings, seen: Seen) -> shapes.Shown:
    round_ = proceedings.rounds.get(seen.hall.round_id)
    return shapes.Shown(
        room_id=seen.hall.room_id,
        number=round_.called if round_ else 0,
        view=seen.hall.view,
        screens=seen.screens.total(),
        showing=seen.showing,
    )


def _awaited(proceedings: Proceedings, room: Room, handed_by: Sequence[str]) -> tuple[str, ...]:
    """List the regions that a plenary room waits for, in their order.

    Shape:   those that have handed over to it, and those whose rooms would and have handed over to no session yet.
    """
    programme, session_id = proceedings.programme, room.agenda_session_id
    free = [one for one in programme.rooms if one.kind == "region" and not proceedings.sets_of(one.id)]
    ours = [one for one in free if hearing_session(programme, one.agenda_session_id) == session_id]
    wanted = {*handed_by, *(one.region_id for one in ours)} if room.kind == "plenary" else set()
    return tuple(region.id for region in programme.regions if region.id in wanted)
