"""Live verdicts as JSON values, for the tally frame of a round whose directions are shown while it is open.

Refuses to word anything. Invariant: regions and recommendations are named by id.
"""

from collections.abc import Sequence

from server.domain.counting.live_verdicts import LiveVerdict


def write_live_verdicts(
    verdicts: Sequence[LiveVerdict] | None, slate: Sequence[str], regions: Sequence[str]
) -> list[dict[str, object]] | None:
    """Write live verdicts as values that any JSON encoder takes; null where directions are hidden.

    Shape:   `way_up` is null, or the verdict it leads to and how many more For it takes in which region.
    """
    if verdicts is None:
        return None
    return [
        {
            "recommendation_id": slate[each.item],
            "verdict": each.verdict,
            "backing": each.backing,
            "opposing": each.opposing,
            "provisional": each.provisional,
            "settled": each.settled,
            "way_up": None
            if each.way_up is None
            else {
                "verdict": each.way_up.verdict,
                "votes": {regions[region]: more for region, more in each.way_up.votes},
            },
        }
        for each in verdicts
    ]
