"""What a region made of an item, as a file and a frame say it: its state, and the marks or the words behind it.

Beside it stands how many of its votes people counted by hands or on paper, which is told as turnout is. Refuses to know
what the region is called. Invariant: of a region that is withheld nothing is said but that.
"""

from server.domain.counting.ranking import RankedList, RankedRegion
from server.domain.counting.region_outcomes import RegionOutcome

COUNTED = ("hands", "paper", "aside")
"""How votes that people counted are called in a file: by hands, on paper, and counted so and set aside."""


def has_counted(ranked: RankedList) -> bool:
    """Say whether people counted anything for a list."""
    return any(region.hands or region.paper or region.aside for region in ranked.regions)


def write_counted(region: RankedRegion) -> dict[str, int]:
    """Write how many votes of a region people counted."""
    return {name: getattr(region, name) for name in COUNTED}


def write_region(outcome: RegionOutcome) -> dict[str, object]:
    """Write one cell: of a named position its words, and how many of how many seats have confirmed it."""
    written: dict[str, object] = {}
    if outcome.state:
        written["state"] = outcome.state
    if outcome.lean:
        written["lean"] = outcome.lean
    if outcome.support is not None:
        written["support"] = str(outcome.support)
    if (named := outcome.named) is not None:
        written["named"] = {"words": named.words, "confirmed": named.confirmed, "seats": named.seats}
    return {**written, **outcome.marks}
