"""Withholding: which regions are too small to be shown, so that nobody can be singled out.

Looks at turnout alone, which is public, and refuses to know how anybody voted: what is withheld tells nothing by being
withheld. Invariant: of the regional figures and the totals that may be shown, no sum and no difference speaks of more
than 0 and fewer than k ballots.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.rules import Rules
from server.domain.tallies import Count


def withheld_regions(ballots: Sequence[int], rules: Rules) -> frozenset[int]:
    """Say which regions stay closed, given how many ballots each one cast.

    A region with 1 … k - 1 ballots is withheld. Totals less the regions shown are the pool of the withheld ones, so a
    pool of fewer than k ballots takes in the smallest region still shown (of equals, the first in the meeting's
    order). A region without a ballot has nothing to hide and would hide nothing: it is never drawn in.

    Shape:   indices into `ballots`. Handed seats instead of ballots, it answers for the warning before opening.
    Source:  docs/methods.md, "Regions too small to be shown".
    """
    if rules.secrecy == "recorded":
        return frozenset()
    withheld = {region for region, cast in enumerate(ballots) if 0 < cast < rules.k}
    pool = sum(ballots[region] for region in withheld)
    while 0 < pool < rules.k:
        shown = [region for region, cast in enumerate(ballots) if cast and region not in withheld]
        if not shown:
            break
        smallest = min(shown, key=lambda region: (ballots[region], region))
        withheld.add(smallest)
        pool += ballots[smallest]
    return frozenset(withheld)


def withhold(count: Count, rules: Rules) -> Count:
    """Mark in a count what nobody may read.

    A pool that stays under k although every region is in it means that the whole round has fewer than k ballots:
    then the totals are closed too.
    """
    withheld = withheld_regions(count.tally.ballots, rules)
    pool = sum(count.tally.ballots[region] for region in withheld)
    return replace(count, withheld=withheld, totals_shown=pool == 0 or pool >= rules.k)
