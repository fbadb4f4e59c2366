"""How the presenting of a room looks from outside: order, who has the floor, how much time is left.

Invariant: what an order by lot is drawn from is told with the first turn, and until then its hash alone.
"""

from server.domain.counting.lots import commitment
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.programme import Room
from server.protocol import shapes
from server.room.clock_views import clock_view


def presentation_view(kept: Presentation, now_ms: int) -> shapes.Presentation:
    """Show it; its clock says what is left as of now."""
    return shapes.Presentation(
        number=kept.number,
        ordered_by=kept.ordered_by,
        order=kept.order,
        place=kept.place,
        seconds=kept.seconds,
        clock=clock_view(kept.clock, now_ms),
        commitment=commitment(kept.nonce) if kept.nonce else "",
        seed=kept.nonce if kept.place >= 0 else "",
        over=kept.over,
    )


def presented_in(proceedings: Proceedings, room: Room, now_ms: int) -> shapes.Presentation | None:
    """Show that of a room, if there is one."""
    kept = proceedings.presentations.get(room.id)
    return presentation_view(kept, now_ms) if kept else None
