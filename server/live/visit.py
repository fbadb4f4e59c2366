"""A visit: what somebody is told who asks without a line, as where sockets are refused on the way.

They hear what a line would say first, and nothing after it until they ask again. Refuses to let anybody in: a visitor
is not counted as connected, and dismisses nobody. Invariant: what a visit says is what a line would say at that moment.
"""

from collections.abc import Sequence

from server.domain.procedure.audiences import audience_of, audiences_by_role
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.shapes import fields_heard
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.outbox import NO_FD, Outbox
from server.live.snapshot import you_in
from server.live.tally import way_of
from server.live.timekeeping import keep_time
from server.protocol import commands, encode, events
from server.room.context import Asker, Context
from server.room.halls import hall_text, read_hall


class Paper:
    """A connection that keeps what is said, in order."""

    ready = True
    fd = NO_FD

    def __init__(self) -> None:
        """Begin empty."""
        self.said: list[bytes] = []

    def write(self, messages: Sequence[bytes]) -> None:
        """Take messages."""
        self.said += messages


async def greet_visitor(context: Context, hub: Hub, asker: Asker, hello: commands.Hello) -> list[bytes]:
    """Say the whole picture, and to those at the podium what else stands.

    A round whose time is over is closed first: perhaps nobody in the hall has a line, whose pump would see to it.
    """
    person, room, paper = asker.person, asker.room, Paper()
    if hello.have:  # as on a line: of a store that has lost everything there is no picture
        await hub.alarms.compare(person, hello.have)
    shown = await hub.picture(room)
    await keep_time(context, room, shown.picture.running)
    listener = Listener(person, Outbox(paper), audience=audience_of(person, room))
    listener.way = way_of(steps=False, outlook="outlook" in hello.accepts)
    listener.paged = "more" in hello.accepts
    seen, hall = await read_hall(context, room) if "hall" in hello.accepts else (None, None)
    if hall is not None:
        listener.hall = hall_text(hall)
    listener.outbox.reply(encode(await you_in(context, person, shown)))
    listener.show(shown, hello.ref)
    audiences, meeting_id = audiences_by_role(person.role), meeting_of(room.id)
    if fields_heard(audiences, "alarm_raised"):
        for name, frame in await hub.alarms.standing(meeting_id):
            listener.outbox.newest(name, frame)
    if fields_heard(audiences, "presence_changed"):
        seats = context.store_of(meeting_id).seats
        connected = await seats.read_connected(meeting_id, room.id, context.now_ms())
        event = events.PresenceChanged(connected=connected, total=sum(connected.values()))
        listener.outbox.newest("presence", encode(event))
    if seen is not None and fields_heard(audiences, "screens_changed"):
        counted = events.ScreensChanged(seq=seen.number, screens=seen.screens.total(), showing=seen.showing)
        listener.outbox.newest("screens", encode(counted))
    await hub.greet(room, listener)
    return paper.said
