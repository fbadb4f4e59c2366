"""How a list of speakers looks from outside: who speaks and for how long, who waits, what each region has spoken.

Refuses to know who looks: it is the same for everybody in the room. Invariant: what a turn has taken is said as of now,
and what was spoken before it does not change while it lasts.
"""

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.speakers import Speaker, Speakers, Turn
from server.protocol import shapes
from server.room.clock_views import clock_view


def speakers_view(kept: Speakers, now_ms: int) -> shapes.Speakers:
    """Show it."""
    return shapes.Speakers(
        asking=kept.asking,
        seconds=kept.seconds,
        next=tuple(map(_speaker, kept.waiting)),
        turn=None if kept.turn is None else _turn(kept.turn, now_ms),
        spoken=dict(kept.spoken),
    )


def speakers_in(proceedings: Proceedings, room: Room, now_ms: int) -> shapes.Speakers | None:
    """Show that of a room, if there is one."""
    kept = proceedings.speakers.get(room.id)
    return speakers_view(kept, now_ms) if kept else None


def _turn(turn: Turn, now_ms: int) -> shapes.Turn:
    return shapes.Turn(
        speaker=_speaker(turn.speaker),
        clock=clock_view(turn.clock, now_ms),
        spoken_ms=turn.spoken_ms(now_ms),
        paused=turn.since_ms is None,
    )


def _speaker(one: Speaker) -> shapes.Speaker:
    return shapes.Speaker(number=one.number, name=one.name, region_id=one.region_id, seat=one.seat)
