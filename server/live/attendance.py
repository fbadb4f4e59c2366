"""Who is in a room through one process, counted as they come and go.

The podium is told every two seconds how many are here of each region; counting a hall of thousands for that would cost
more than telling it. Refuses to know what is said to anybody.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from server.domain.procedure.audiences import audiences_by_role
from server.domain.procedure.people import CONDUCTING
from server.live.listener import Listener
from server.live.tally import Way

SLICE = 100  # listeners that are told something before the loop is free for others
SLICES = 20  # in a large room there are so many slices, and they are larger
_COUNTED = ("delegate", "observer")


class Attendance:
    """The listeners of a room."""

    def __init__(self) -> None:
        """Begin with an empty room."""
        # In the order in which they came, as they and their sockets lie in memory: ten times a second to all of them.
        self._everybody: dict[Listener, None] = {}
        self._slow: dict[Listener, None] = {}
        self._counts: Counter[str] = Counter()
        self.at_podium: set[Listener] = set()
        """The moderators and the chair; they are told more than others, also where they do not conduct the room."""
        self.in_hall: set[Listener] = set()
        """Those who asked to hear what the screens of the room show."""
        self._for_outlook: set[Listener] = set()

    def enter(self, listener: Listener) -> None:
        """Let somebody in."""
        self._everybody[listener] = None
        self._counts[_group(listener)] += 1
        if "podium" in audiences_by_role(listener.person.role):
            self.at_podium.add(listener)

    def leave(self, listener: Listener) -> None:
        """Let somebody out."""
        del self._everybody[listener]
        self._slow.pop(listener, None)
        self._counts[_group(listener)] -= 1
        self.at_podium.discard(listener)
        self.in_hall.discard(listener)
        self._for_outlook.discard(listener)

    def take(self, listener: Listener, way: Way, *, slow: bool = False) -> None:
        """From now on send counts to a listener in another way: whole or in steps, with the outlook or without.

        Shape:   `slow`: one a second, and not ten.
        """
        listener.way = way
        if slow and listener in self:
            self._slow[listener] = None
        else:
            self._slow.pop(listener, None)
        if way.outlook and listener in self:
            self._for_outlook.add(listener)
        else:
            self._for_outlook.discard(listener)

    def follow_hall(self, listener: Listener) -> None:
        """From now on tell a listener what the screens of the room show."""
        if listener in self:
            self.in_hall.add(listener)

    def counts(self) -> dict[str, int]:
        """Say how many delegates are here of each region, and how many observers."""
        return {group: number for group, number in self._counts.items() if group and number}

    def conducting(self) -> dict[str, int]:
        """Say how many moderators and chairs are here, by role."""
        return dict(Counter(one.person.role for one in self.at_podium if one.person.role in CONDUCTING))

    def want_outlook(self) -> bool:
        """Say whether anybody here wants the outlook: without such a listener it is not worked out."""
        return bool(self._for_outlook)

    @property
    def slow(self) -> Collection[Listener]:
        """Those who hear one count a second, in the order in which they came."""
        return self._slow.keys()

    @property
    def quick(self) -> Collection[Listener]:
        """Those who hear ten."""
        if not self._slow:
            return self._everybody.keys()
        return [listener for listener in self._everybody if listener not in self._slow]

    async def say(self, say: Callable[[Sequence[Listener]], None], among: Iterable[Listener] | None = None) -> None:
        """Say something to everybody, or to some; between two slices of them the loop is free for ballots that came."""
        everybody = tuple(self if among is None else among)
        size = max(SLICE, -(-len(everybody) // SLICES))
        for start in range(0, len(everybody), size):
            say(everybody[start : start + size])
            await asyncio.sleep(0)

    def __iter__(self) -> Iterator[Listener]:
        """Go through everybody."""
        return iter(self._everybody)

    def __len__(self) -> int:
        """Say how many are here."""
        return len(self._everybody)

    def __contains__(self, listener: Listener) -> bool:
        """Say whether somebody is here."""
        return listener in self._everybody


def _group(listener: Listener) -> str:
    """Say in which group somebody is counted; moderators, the chair and screens are in none."""
    person = listener.person
    return (person.region_id or person.role) if person.role in _COUNTED else ""
