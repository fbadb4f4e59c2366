"""How bulletins look from outside: those that a room hears.

Refuses to know who says them. Invariant: the desk's room hears all, any other room its own and those for everybody.
"""

from server.domain.procedure.bulletins import Bulletin
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.protocol import shapes


def hears(room: Room, bulletin: Bulletin) -> bool:
    """Say whether a room hears a bulletin."""
    return room.kind == "desk" or bulletin.room_id in ("", room.id)


def bulletin_view(bulletin: Bulletin) -> shapes.Bulletin:
    """Show a bulletin."""
    return shapes.Bulletin(
        room_id=bulletin.room_id,
        number=bulletin.number,
        text=bulletin.text,
        language=bulletin.language,
        translations=dict(bulletin.translations),
    )


def bulletins_in(proceedings: Proceedings, room: Room) -> tuple[shapes.Bulletin, ...]:
    """List what is said in a room: to everybody first."""
    said = [one for one in proceedings.bulletins.values() if one.text and hears(room, one)]
    return tuple(bulletin_view(one) for one in sorted(said, key=lambda one: one.room_id))
