"""What a region made of an item, as a file and a frame say it: its state, and the marks or the words behind it.

Refuses to know what the region is called. Invariant: of a region that is withheld nothing is said but that.
"""

from server.domain.counting.region_outcomes import RegionOutcome


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
