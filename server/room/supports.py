"""What seats support: a seat leaves the count with everything that it supported.

Refuses to say who supports what. Invariant: of each recommendation the count is that of the seats which support it; a
seat that was taken away is not among them.
"""

from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.people import SECRETARIAT, Person
from server.domain.procedure.programme import desk_room
from server.domain.procedure.recommendations import supported
from server.room.asker import Asker
from server.room.context import Context
from server.room.decided import Decided
from server.store.changes import Changes, Supports


async def let_go(context: Context, meeting: Meeting, seat_id: str, actor: str) -> None:
    """Take a seat that was removed out of the count of whatever it supported."""
    decisions = context.store_of(meeting.id).decisions
    held: dict[str, int] = {}

    async def look() -> None:
        found, _ = await decisions.read_supported(meeting.id, seat_id)
        held.clear()
        held.update(found)

    def make(proceedings: Proceedings) -> Decided:
        known = [one for id_ in held if (one := proceedings.recommendations.get(id_)) is not None]
        fewer = tuple(supported(one, on=False) for one in known)
        return Decided(Changes(recommendations=fewer, supports=(Supports(seat_id, {}, leaves=True),)) if held else None)

    await look()
    if held:
        asker = Asker(Person(meeting.id, SECRETARIAT), desk_room(meeting.id))
        await context.decide(asker, "", make, look=look, told_as=actor)
