"""A listener: one connection in a room, and how far it has been told.

Refuses to know sockets. Invariants: decisions are told once and in order; a step of a tally is told only to whoever has
the tally it builds on, everybody else is told the whole.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.people import Person
from server.protocol.message import CLOSE_TRY_LATER
from server.room.outbox import Outbox, Overrun
from server.room.snapshot import Shown
from server.room.tally_news import TallyNews


@dataclass(eq=False, slots=True)
class Listener:
    """One connection in a room.

    Shape:   `seen` is the last decision it has been told, `seating` numbers those of a seat; `accepts` is what it said
             it can take (`delta`: steps of a tally; `outlook`: with every tally), and `tallied` which version it was
             told of each round.
    """

    person: Person
    outbox: Outbox
    seen: int = -1
    seating: int = 0
    accepts: frozenset[str] = frozenset()
    tallied: dict[str, int] = field(default_factory=dict)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    close_code: int = 0

    def show(self, shown: Shown, ref: str) -> None:
        """Say the whole picture; what was waiting and is in it is not said again."""
        seq = shown.picture.seq
        self.outbox.forget_until(seq)
        self.outbox.reply(shown.snapshot(ref, outlook="outlook" in self.accepts))
        self.seen = max(self.seen, seq)
        self.tallied.clear()

    def tell(self, events: Sequence[tuple[int, bytes]]) -> None:
        """Say the decisions that this one has not been told; one who cannot keep up is let go."""
        try:
            for seq, frame in events:
                if 0 <= self.seen < seq:
                    self.outbox.event(seq, frame)
                    self.seen = seq
        except Overrun:
            self.dismiss(CLOSE_TRY_LATER)

    def count(self, news: TallyNews) -> None:
        """Say the newest count of a round, as a step where that is enough."""
        name = news.round_id
        up_to_date = self.tallied.get(name) == news.since and not self.outbox.holds(name)
        self.outbox.newest(
            name, news.say(step="delta" in self.accepts and up_to_date, outlook="outlook" in self.accepts)
        )
        self.tallied[name] = news.version

    def dismiss(self, close_code: int) -> None:
        """Let the connection go, with a code that says why; the first reason stands."""
        if not self.let_go.is_set():
            self.close_code = close_code
            self.let_go.set()
