"""Who is entitled in a round and who is there, as the opening settled it and as those who came later have raised it.

Refuses to know how anybody voted. Invariants: nobody counts before they cast who was not there at the opening; a region
never has more ballots than seats there, nor more there than entitled.

Source: docs/methods.md, "Who is entitled".
"""

from collections.abc import Sequence

from server.domain.counting.tallies import Count, CountedBallot, Tally
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


def count_of(round_: Round, tally: Tally, ballots: Sequence[CountedBallot] = ()) -> Count:
    """Put beside a tally who could have voted, and what regions say by name: nothing as long as ballots are cast."""
    entitled, there = entitled_now(round_, tally), there_now(round_, tally)
    named = round_.named if round_.state in COUNTABLE else tuple(one.unsaid for one in round_.named)
    return Count(tally, tuple(ballots), there, entitled, leaves_out=round_.leaves_out, named=named)
