"""A listener: one connection in a room, and how far it has been told.

Refuses to know sockets. Invariants: decisions are told once and in order; a step of a tally is told only to whoever has
the tally it builds on, everybody else is told the whole.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from server.domain.procedure.people import Person, region_moderated
from server.domain.procedure.shapes import Audience
from server.live.heard import Heard
from server.live.outbox import NO_FD, Broadcast, Outbox, Overrun
from server.live.snapshot import NO_HALL, Shown
from server.live.tally import WHOLE, TallyNews, Way, way_of
from server.protocol.message import CLOSE_TRY_LATER


@dataclass(eq=False, slots=True)
class Listener:
    """One connection in a room.

    Shape:   `seen` is the last decision it has been told, `seating` numbers those of a seat; `way` says how it takes
             tallies, `last` which of them it was told last, and `told` which version of each round before that; `slot`
             is the browser tab it is in, `audience` the one it belongs to in its room, which never changes, and
             `names` are the new names of events that it knows; `hall` and `screens` are what it was told last of the
             hall, `knows_alike` says whether it was told since the last picture what is alike, and `paged` whether it
             reads what a picture of a long room leaves out.
    """

    person: Person
    outbox: Outbox
    seen: int = -1
    seating: int = 0
    way: Way = WHOLE
    last: TallyNews | None = None
    told: dict[str, int] = field(default_factory=dict)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    is_let_go: bool = False
    close_code: int = 0
    slot: str = ""
    audience: Audience = "floor"
    names: frozenset[str] = frozenset()
    hall: bytes = NO_HALL
    screens: bytes = b""
    knows_alike: bool = False
    paged: bool = False

    def show(self, shown: Shown, ref: str) -> int:
        """Say the whole picture, and how many bytes it has; what was waiting and is in it is not said again."""
        seq = shown.seq
        self.outbox.forget_until(seq)
        snapshot = shown.snapshot(
            ref,
            outlook=self.way.outlook,
            audience=self.audience,
            person=self.person,
            hall=self.hall,
            paged=self.paged,
        )
        self.outbox.reply(snapshot)
        self.seen = max(self.seen, seq)
        self.last = None
        self.told.clear()
        return len(snapshot)

    def catch_up(self, shown: Shown) -> None:
        """Say the whole picture to one who knows an older one."""
        if 0 <= self.seen < shown.seq:
            self.show(shown, "")

    def tell(self, events: Sequence[Heard]) -> None:
        """Say the decisions that this one has not been told; one who cannot keep up is let go."""
        try:
            for event in events:
                if 0 <= self.seen < event.seq:
                    who, names = self.person, self.names
                    frame = event.frame(self.audience, who.seat_id, names, region_moderated(who), who.region_id)
                    self.outbox.event(event.seq, frame)
                    self.seen = event.seq
        except Overrun:
            self.dismiss(CLOSE_TRY_LATER)

    def count(self, news: TallyNews) -> None:
        """Say the newest count of a round, as a step where that is enough."""
        since = news.since
        if self.last is not news.before:  # another round was told in between, or a whole picture
            if self.last is not None:
                self.told[self.last.round_id] = self.last.version
            since = self.told.get(news.round_id, -1)
        self.last = news
        outbox = self.outbox
        knows = since == news.since and (outbox.idle or not outbox.holds(news.round_id))
        way = self.way if knows else way_of(steps=False, outlook=self.way.outlook)
        outbox.newest(news.round_id, news.say(way))

    def dismiss(self, close_code: int) -> None:
        """Let the connection go, with a code that says why; the first reason stands."""
        if not self.is_let_go:
            self.is_let_go = True
            self.close_code = close_code
            self.let_go.set()


def tell_together(listeners: Iterable[Listener], name: str, frame: bytes, broadcast: Broadcast) -> None:
    """Say the newest of something to many: in one go to those who are free, behind what waits to the rest."""
    fds: list[int] = []
    for listener in listeners:
        if (fd := listener.outbox.fd) == NO_FD:
            listener.outbox.newest(name, frame)
        else:
            fds.append(fd)
    if fds:
        broadcast(fds, frame)


def count_together(listeners: Iterable[Listener], news: TallyNews, broadcast: Broadcast) -> None:
    """Say the newest count to many: in one go to those who are free and know the count before, one by one to the rest.

    A thousand times a tick, so that a listener is asked for no more than its descriptor and what it knows.
    """
    before, way = news.before, WHOLE
    alike: list[int] = []
    fds = {way: alike}
    for listener in listeners:
        fd = listener.outbox.fd
        if fd == NO_FD or listener.last is not before:
            listener.count(news)
            continue
        listener.last = news
        if listener.way is not way:
            way = listener.way
            alike = fds.setdefault(way, [])
        alike.append(fd)
    for way, alike in fds.items():
        if alike:
            broadcast(alike, news.say(way))
