"""A list of speakers: who speaks in a room, who comes next in the order of asking, and how long each region has spoken.

Refuses to know who may ask and who conducts (`speaking`), and what time it is. Invariants: a seat stands in it once;
time is counted while somebody speaks, for the region of whoever speaks, and neither added nor lost by a pause.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.domain.procedure.countdown import NO_CLOCK, Clock


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks or waits to.

    Shape:   `number` is theirs in the list, in the order of asking; `name` is what the room calls them, empty for a
             region as a whole; `region_id` is empty where no region is meant; `seat` is the number of the seat that
             asked by its phone, nought where they were added by hand.
    """

    number: int
    name: str
    region_id: str = ""
    seat: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who speaks now.

    Shape:   `clock` runs down from the time of each, and is none where there is no limit.
    Units:   `since_ms` is the instant from which time is counted, None while it is paused; `counted_ms` what was
             counted before that.
    """

    speaker: Speaker
    clock: Clock = NO_CLOCK
    since_ms: int | None = None
    counted_ms: int = 0

    def spoken_ms(self, now_ms: int) -> int:
        """Say for how long they have spoken."""
        return self.counted_ms + (0 if self.since_ms is None else max(0, now_ms - self.since_ms))


@dataclass(frozen=True, slots=True)
class Speakers:
    """The list of speakers of one room.

    Shape:   `asking` says that phones may ask for the floor; `waiting` is in the order in which they come; `spoken` has
             what each region has spoken before, by its id, and under an empty one whoever speaks for none.
    Units:   `seconds` is the time of each, nought without a limit; `spoken` is in milliseconds.
    """

    room_id: str
    asking: bool = False
    seconds: int = 0
    waiting: tuple[Speaker, ...] = ()
    turn: Turn | None = None
    spoken: tuple[tuple[str, int], ...] = ()
    last: int = 0

    @property
    def seats(self) -> frozenset[int]:
        """Name the seats that wait or speak, by their numbers."""
        there = (*self.waiting, *((self.turn.speaker,) if self.turn else ()))
        return frozenset(one.seat for one in there if one.seat)

    def of_seat(self, seat: int) -> Speaker | None:
        """Find the seat that waits, by its number."""
        return next((one for one in self.waiting if one.seat == seat), None)

    def total(self, now_ms: int) -> Mapping[str, int]:
        """Say how long each region has spoken by now, whoever speaks included."""
        total = dict(self.spoken)
        if self.turn is not None:
            region = self.turn.speaker.region_id
            total[region] = total.get(region, 0) + self.turn.spoken_ms(now_ms)
        return total

    def without_turn(self, now_ms: int) -> "Speakers":
        """Let nobody speak any more, and count how long whoever spoke has."""
        return replace(self, turn=None, spoken=tuple(sorted(self.total(now_ms).items())))
