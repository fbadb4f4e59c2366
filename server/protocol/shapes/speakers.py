"""The list of speakers of a room: who speaks, who waits in which order, how long each region has spoken."""

from server.protocol.shapes.rounds import Clock
from server.protocol.shapes.shape import Shape


class Speaker(Shape, frozen=True):
    """Somebody on a list of speakers; `seat` is the number of the seat that asked, nought where none did."""

    number: int
    name: str
    region_id: str
    seat: int


class Turn(Shape, frozen=True):
    """Somebody who speaks, and for how many milliseconds when this was said; the clock stands still while paused."""

    speaker: Speaker
    clock: Clock
    spoken_ms: int
    paused: bool


class Speakers(Shape, frozen=True):
    """Who speaks in a room and who waits; `spoken` says in milliseconds what each region has spoken before."""

    asking: bool
    seconds: int
    next: tuple[Speaker, ...]
    turn: Turn | None
    spoken: dict[str, int]
