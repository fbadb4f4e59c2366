"""Who is entitled in a round and who is there, as the opening settled it and as those who came later have raised it.

Beside ballots there are votes that people counted (`entered`): whoever raised a hand is there. Refuses to know how
anybody voted. Invariants: nobody counts before they cast who was not there at the opening; a region never has more
votes than seats there, nor more there than entitled; where ballots and counts are more than the seats entitled, no
count of the region is counted.

Source: docs/methods.md, "Who is entitled" and "Hands and paper".
"""

from collections.abc import Sequence

from server.domain.counting.tallies import ByHand, Count, CountedBallot, Tally, with_counts
from server.domain.procedure.rounds import COUNTABLE, Round


def there_now(round_: Round, tally: Tally) -> tuple[int, ...]:
    """Say how many seats of each region are there: at the opening, and who came later and has cast.

    A round that an earlier release opened does not know who came later: whoever is too many did.
    """
    late = tally.late or (0,) * len(tally.regions)
    opened = round_.checked_in or (0,) * len(tally.regions)
    return tuple(max(seats + more, cast) for seats, more, cast in zip(opened, late, tally.ballots, strict=True))


def entitled_now(round_: Round, tally: Tally) -> tuple[int, ...]:
    """Say how many seats of each region are entitled: at the opening, and those made later that have cast.

    Where more were entitled than there were seats, those made later take up the difference first.
    """
    none = (0,) * len(tally.regions)
    by_region = zip(
        round_.entitled or none, tally.new or none, round_.untaken or none, there_now(round_, tally), strict=True
    )
    return tuple(max(seats + max(0, new - untaken), there) for seats, new, untaken, there in by_region)


def room_for_counts(round_: Round, tally: Tally) -> tuple[int, ...]:
    """Say of each region how many seats are entitled and have cast no ballot.

    Shape:   `tally` is of ballots alone.
    """
    return tuple(seats - cast for seats, cast in zip(entitled_now(round_, tally), tally.ballots, strict=True))


def set_aside(round_: Round, tally: Tally) -> tuple[int, ...]:
    """Say of each region how many votes were agreed on and are not counted, for there are not seats enough.

    Shape:   `tally` is of ballots alone.
    """
    agreed = [sum(one.votes for one in round_.counts if one.region_id == region) for region in tally.regions]
    return tuple(
        votes if votes > seats else 0 for votes, seats in zip(agreed, room_for_counts(round_, tally), strict=True)
    )


def by_hand(round_: Round, tally: Tally) -> tuple[ByHand, ...]:
    """List what was agreed on and is counted beside the ballots of a tally."""
    if not round_.counts:
        return ()
    aside = dict(zip(tally.regions, set_aside(round_, tally), strict=True))
    places = {region_id: place for place, region_id in enumerate(tally.regions)}
    return tuple(
        ByHand(places[one.region_id], one.channel, one.agreed.votes, one.agreed.cells, one.version)
        for one in round_.counts
        if one.agreed is not None and not aside[one.region_id]
    )


def turnout_of(round_: Round, tally: Tally) -> tuple[tuple[int, int, int], ...]:
    """Say of each region how many votes there are, how many seats are there and how many are entitled.

    Shape:   `tally` is of ballots alone; what was agreed on by hands and on paper is added to them.
    """
    whole = with_counts(tally, by_hand(round_, tally))
    return tuple(zip(whole.ballots, there_now(round_, whole), entitled_now(round_, whole), strict=True))


def count_of(round_: Round, tally: Tally, ballots: Sequence[CountedBallot] = ()) -> Count:
    """Put beside a tally of ballots who could have voted, what people counted, and what regions say by name.

    As long as ballots are cast, neither of the last two is a part of the count.
    """
    over = round_.state in COUNTABLE
    counted = by_hand(round_, tally) if over else ()
    whole = with_counts(tally, counted)
    named = round_.named if over else tuple(one.unsaid for one in round_.named)
    entitled, there = entitled_now(round_, whole), there_now(round_, whole)
    return Count(whole, tuple(ballots), there, entitled, leaves_out=round_.leaves_out, named=named, by_hand=counted)
