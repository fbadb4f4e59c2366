"""What regions sign: a merge of several recommendations, and a wording that somebody proposes for one.

Refuses to know who may sign, and what follows (`merging`, `wordings`). Invariant: an agreement is to the words that
were asked about; where these change, everybody is asked again.
"""

from dataclasses import dataclass, replace
from typing import Literal

Answer = Literal["asked", "agreed", "aloud", "refused"]
"""What a region has said: nothing yet, yes by its moderator, yes aloud as the chair recorded it, or no."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The answer of one region.

    Units:   `at_ms` is when it was given, or asked for.
    """

    region_id: str
    answer: Answer = "asked"
    at_ms: int = 0


Agreements = tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Parent:
    """A recommendation that a merge is made of; `version` is that of its words as they were merged."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Merge:
    """What a recommendation is made of, and what the regions say to it.

    Shape:   without `agreements` nobody but its proposer had to agree; `asking` counts how often the regions were
             asked, from 1 on; `sets` are, by session, the sets of its room that its parents stood in before it took
             their place, empty where they stood in none, or stayed in theirs.
    """

    parents: tuple[Parent, ...]
    agreements: Agreements = ()
    asking: int = 1
    sets: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def parent_ids(self) -> tuple[str, ...]:
        """List the ids of its parents in their order."""
        return tuple(one.id for one in self.parents)


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words for a recommendation, proposed in a plenary room on one version of it.

    Shape:   `room_id` is that of the plenary room; `by` is the region whose moderator proposes it, empty for the chair,
             who has to accept what a region proposes: `chair_agrees` says that they have; `refused`: somebody has said
             no, and in `note` why; it stays until other words are proposed.
    """

    room_id: str
    by: str
    version: int
    title: str
    text: str
    agreements: Agreements
    chair_agrees: bool = False
    at_ms: int = 0
    refused: bool = False
    note: str = ""

    @property
    def is_agreed(self) -> bool:
        """Say whether everybody has agreed."""
        return self.chair_agrees and not asked(self.agreements)


def regions_in(agreements: Agreements) -> tuple[str, ...]:
    """List the regions that are asked, whatever they have said."""
    return tuple(one.region_id for one in agreements)


def asked(agreements: Agreements) -> tuple[str, ...]:
    """List the regions that have not agreed."""
    return tuple(one.region_id for one in agreements if one.answer in ("asked", "refused"))


def asks(region_ids: tuple[str, ...], now_ms: int, agreed: str = "") -> Agreements:
    """Ask regions; the one that proposes has agreed."""
    return tuple(Agreement(one, "agreed" if one == agreed else "asked", now_ms) for one in region_ids)


def answered(agreements: Agreements, region_id: str, answer: Answer, now_ms: int) -> Agreements:
    """Write down what a region says; it may say otherwise later."""
    return tuple(replace(one, answer=answer, at_ms=now_ms) if one.region_id == region_id else one for one in agreements)
