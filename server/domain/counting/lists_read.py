"""A ranked list that somebody has read before its round was opened again: which ballots its figures told of.

Refuses to know who read it and how anybody voted: ballots have names that are new with each revision, and nothing else.
Invariant: what is shown of a later list is chosen by these values and by turnout alone (`secrecy`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.counting.ranking import RankedList
from server.domain.counting.tallies import ByHand, CountedBallot, Stands

POOL = -1
"""What totals tell of the regions that are not shown: their sum."""

SLIP = "slip"
"""The source of ballots that stood on paper slips: whoever entered these has read them."""


@dataclass(frozen=True, slots=True)
class ListRead:
    """What one list showed.

    Shape:   `ballots` holds the names of the ballots counted, a set a region of the round, and those of the votes that
             people counted (`source_of` tells them apart); `withheld` the indices of
             the regions that were not shown; `chosen` the selection, None where the method selects nothing.
    """

    ballots: tuple[frozenset[str], ...]
    withheld: frozenset[int]
    totals_shown: bool
    chosen: Stands | None = None

    def label(self, region: int) -> int | None:
        """Say in which figure a list counted a region's ballots: the region's index, `POOL`, or None for no figure."""
        if region not in self.withheld:
            return region
        return POOL if self.totals_shown else None


def as_read(ranked: RankedList, ballots: Sequence[CountedBallot], by_hand: Sequence[ByHand] = ()) -> ListRead:
    """Say what a ranked list of these ballots shows to whoever reads it."""
    by_region = ballots_by_region(ballots, len(ranked.regions), by_hand)
    chosen = None
    if any(item.placing.selected is not None for item in ranked.items):
        selected = frozenset(item.placing.item for item in ranked.items if item.placing.selected)
        chosen = Stands(selected, frozenset(item for group in ranked.tie_break.undecided for item in group))
    withheld = frozenset(index for index, region in enumerate(ranked.regions) if region.withheld)
    return ListRead(by_region, withheld, not ranked.totals_withheld, chosen)


def source_of(name: str) -> str:
    """Say of a vote that people counted of which count it is, and of a slip that it is one; nothing of a ballot."""
    return name.rpartition(":")[0]


def ballots_by_region(
    ballots: Sequence[CountedBallot], regions: int, by_hand: Sequence[ByHand] = ()
) -> tuple[frozenset[str], ...]:
    """Name the ballots of every region, and the votes that people counted there."""
    names: list[set[str]] = [set() for _ in range(regions)]
    for ballot in ballots:
        names[ballot.region].add(ballot.name)
    for one in by_hand:
        names[one.region] |= one.names
    return tuple(frozenset(each) for each in names)
