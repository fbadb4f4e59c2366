"""What one decision changes, and what it announces, as it is handed to the store.

Refuses to know how it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.procedure.bulletins import Bulletin
from server.domain.procedure.history import HistoryEntry
from server.domain.procedure.meeting import Live
from server.domain.procedure.opening import Electorate
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.programme import Programme
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import Confirmation, HandedOver
from server.domain.procedure.speakers import Speakers
from server.store.acts import Act


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of a decision in one room, as each audience hears it.

    Shape:   `event` is what those who conduct the room hear; `floor` what everybody else does, empty where it is the
             same; `own` what the seat `seat` hears in its place, both empty where that is what the floor hears; of
             the regions in `signs` the moderators hear what those do who conduct the room; the moderator and the seats
             of `region` hear `theirs` in the place of anything else.
    """

    room_id: str
    event: str
    floor: str = ""
    seat: str = ""
    own: str = ""
    signs: tuple[str, ...] = ()
    region: str = ""
    theirs: str = ""

    def fields(self) -> list[str]:
        """List what the log of acts keeps besides the event itself."""
        kept = {"floor": self.floor, "seat": self.seat, "own": self.own, "signs": " ".join(self.signs)}
        kept |= {"region": self.region, "theirs": self.theirs}
        return [word for name, value in kept.items() if value for word in (name, value)]


@dataclass(frozen=True, slots=True)
class Supports:
    """What a seat supports after a decision.

    Shape:   `held` says by recommendation with a credential of which generation it was said. `leaves`: the seat is
             being taken away; else the decision is written only as long as it is there.
    """

    seat_id: str
    held: Mapping[str, int]
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Confirms:
    """A seat says yes to a confirmation, with a credential of that generation."""

    seat_id: str
    generation: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What one decision changes, and the events it announces, room by room in order.

    Shape:   of `discarded` drafts nothing stays but that they are gone, and from which room; `occasions` are what the
             lists of rounds are of, as JSON by round; `electorates` say of rounds that are opened who may cast in them;
             `history` says by recommendation what the decision did with it; `confirms` is who has said yes to the
             `confirmation`, None where that is asked.
    """

    recommendations: tuple[Recommendation, ...] = ()
    rounds: tuple[Round, ...] = ()
    discarded: tuple[Round, ...] = ()
    live: Live | None = None
    programme: Programme | None = None
    handed_over: tuple[HandedOver, ...] = ()
    bulletin: Bulletin | None = None
    presentation: Presentation | None = None
    speakers: Speakers | None = None
    occasions: tuple[tuple[str, str], ...] = ()
    electorates: tuple[Electorate, ...] = ()
    events: tuple[Telling, ...] = ()
    acts: tuple[Act, ...] = ()
    history: tuple[tuple[str, HistoryEntry], ...] = ()
    supports: tuple[Supports, ...] = ()
    confirmation: Confirmation | None = None
    confirms: Confirms | None = None
