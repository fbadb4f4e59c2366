"""What a decision announces of who has the floor: of regions that present, and of a list of speakers.

Refuses to know how either looks (`presentation_views`, `speaking_views`). Invariant: an event is of one room.
"""

from collections.abc import Iterator

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.protocol import events
from server.protocol.events import DecisionEvent
from server.room.presentation_views import presentation_view
from server.room.speaking_views import speakers_view
from server.store.changes import Changes


def told_of_the_floor(after: Proceedings, changes: Changes, now_ms: int) -> Iterator[tuple[Room, DecisionEvent]]:
    """Make the events of a decision that are about it, each with the room that hears it."""
    if (held := changes.presentation) is not None and (room := after.programme.room(held.room_id)) is not None:
        yield room, events.PresentationChanged(presentation=presentation_view(held, now_ms))
    if (kept := changes.speakers) is not None and (room := after.programme.room(kept.room_id)) is not None:
        yield room, events.SpeakersChanged(speakers=speakers_view(kept, now_ms))
