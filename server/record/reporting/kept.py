"""What a report is composed of: everything that a meeting has kept of itself, as of one instant.

Refuses to read it. Invariants: of a round that is not published there is no list here; no name of a seat is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.counting.ranking import RankedList
from server.domain.procedure.delegations import Seated
from server.domain.procedure.history import HistoryEntry
from server.domain.procedure.meeting import Proceedings
from server.record.occasion import Occasion, SaidAct
from server.words.strings import FALLBACK


@dataclass(frozen=True, slots=True)
class SeatsOf:
    """How many seats of a region have a vote, and how many observe."""

    region_id: str
    votes: int
    observers: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What a meeting has kept.

    Shape:   `lists` and `occasions` by published round; `acts` on rounds by round, the oldest first; `histories` by
             recommendation; `meeting_acts` are those of the log of acts on the meeting as a whole.
    """

    proceedings: Proceedings
    lists: Mapping[str, RankedList] = field(default_factory=dict)
    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    acts: Mapping[str, tuple[SaidAct, ...]] = field(default_factory=dict)
    histories: Mapping[str, tuple[HistoryEntry, ...]] = field(default_factory=dict)
    meeting_acts: tuple[SaidAct, ...] = ()
    seats: tuple[SeatsOf, ...] = ()
    delegations: tuple[Seated, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report somebody asks for.

    Shape:   `sessions`, `rounds` and `parts` are those that are wanted, of each none where all are; `whole`: for those
             who work at the meeting, who also see how many seats there are and who acted; `hidden`: for those who
             conduct it, who also see proposals that never stood; `kind` is that of the file, `language` that in which
             it is written; with `originals` the words of a translated text stand beside it as they were written.
    """

    sessions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    whole: bool = False
    kind: str = "html"
    language: str = FALLBACK
    hidden: bool = False
    rounds: tuple[str, ...] = ()
    originals: bool = True

    @property
    def session_id(self) -> str:
        """Say which session it is about, where it is about one alone."""
        return self.sessions[0] if len(self.sessions) == 1 else ""
