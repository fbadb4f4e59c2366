"""Calls: the rounds that are being voted on anywhere in the meeting, as those in one room were told of them.

The newest counts, as of a tally: whoever comes later has them in the picture. Refuses to know who is in the room.
Invariants: a call is written once for all who hear it, and is heard by those alone who may enter the room it leads to;
whatever a picture showed as open is told to be over, also where the picture was older or newer than what was told.
"""

from collections.abc import Sequence
from functools import cached_property

from server.domain.procedure.calls import calls_in, is_called
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.live.listener import Listener
from server.live.snapshot import Lasting, Shown
from server.protocol import encode, events


class CallNews:
    """How one round calls, or that it calls nobody any more."""

    def __init__(self, round_: Round, about: Room) -> None:
        """Take a round and its room."""
        self.name = f"call {round_.id}"
        self.state = round_.state
        self.about = about
        """The room that it leads to."""
        self._round = round_

    def is_for(self, person: Person) -> bool:
        """Say whether somebody may hear of it."""
        return is_called(person, self._round, self.about)

    @cached_property
    def frame(self) -> bytes:
        """Write the event."""
        return encode(events.RoundCalled(room_id=self.about.id, round_id=self._round.id, state=self.state))


class CallTeller:
    """The calls that were told in one room of one process."""

    def __init__(self, room: Room) -> None:
        """Begin with nothing told."""
        self._room = room
        self._told: dict[str, CallNews] = {}
        self._pictured: dict[str, CallNews] = {}  # what pictures showed to some, and nobody else was told yet
        self._as_of: Proceedings | None = None
        self._called = -1
        self._shown: Lasting | None = None  # what was shown last

    def forget(self) -> None:
        """Look again at what calls: the store may have gone backwards."""
        self._as_of, self._called, self._shown = None, -1, None

    def is_news(self, called: int) -> bool:
        """Say whether something was decided of calls that was not told here yet; `called` is the last such decision."""
        return called != self._called

    def news(self, proceedings: Proceedings, called: int) -> list[CallNews]:
        """List what is to be told, as of proceedings that hold the decision `called`."""
        told, self._told = self._told, self._calls(proceedings)
        pictured, self._pictured = self._pictured, {}
        self._as_of, self._called, self._shown = proceedings, called, None
        return _between(told, {**pictured, **told}, self._told, proceedings)

    def newer_than(self, shown: Shown) -> list[CallNews]:
        """List what was told since somebody's picture was taken; what a newer one shows is to be told to the others."""
        if self._shown is shown.lasting:
            return []
        picture, seen = shown.picture, {one.id: CallNews(one, about) for one, about in shown.lasting.calls}
        if self._as_of is None or picture.proceedings.decision >= self._as_of.decision:
            self._pictured, self._shown = {**self._pictured, **seen}, shown.lasting
            return []
        return _between(seen, seen, self._calls(self._as_of), self._as_of)

    def _calls(self, proceedings: Proceedings) -> dict[str, CallNews]:
        return {round_.id: CallNews(round_, about) for round_, about in calls_in(proceedings, self._room)}


def _between(
    before: dict[str, CallNews], some: dict[str, CallNews], now: dict[str, CallNews], proceedings: Proceedings
) -> list[CallNews]:
    """List the calls that are not as they were `before`, and those that are over and that `some` people know."""
    over = [name for name in some if name not in now and name in proceedings.rounds]
    began = [one for name, one in now.items() if name not in before or before[name].state != one.state]
    return [*began, *(CallNews(proceedings.rounds[name], some[name].about) for name in over)]


def say_calls(listeners: Sequence[Listener], news: Sequence[CallNews]) -> None:
    """Say how rounds call to those who have the picture and may enter where they lead."""
    for one in news:
        for listener in listeners:
            if listener.seen >= 0 and one.is_for(listener.person):
                listener.outbox.newest(one.name, one.frame)
