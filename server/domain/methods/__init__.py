"""The methods: how the ballots of a round become an order, one file a method.

A method names the columns of its tally, says which ballots it can count, and orders the slate. It is pure and total:
any tally that its columns allow has an order. Adding one is a file here, a row in `METHODS`, a section in
docs/methods.md and a worked example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from server.domain.errors import Malformed
from server.domain.methods import across_regions, shortlist
from server.domain.ranking import Placing, RankedItem, RankedList, RankedRegion, SlateItem
from server.domain.rules import Rules
from server.domain.secrecy import withhold
from server.domain.tallies import Count


class Method(Protocol):
    """What every method answers; the module that holds it is the method."""

    def columns(self, rules: Rules) -> tuple[str, ...]:
        """Name the columns of its tally, which are the marks of its ballots."""

    def check(self, marks: Mapping[str, str], rules: Rules) -> None:
        """Refuse a whole ballot that it cannot count; that the slate holds what is marked is checked elsewhere.

        Raises:  InvalidBallot.
        """

    def rank(self, count: Count, rules: Rules) -> tuple[Placing, ...]:
        """Order the slate, best first; what is withheld in the count must not be found in the answer."""


METHODS: Mapping[str, Method] = {
    "across_regions": across_regions,
    "shortlist": shortlist,
}


def read_method(name: str) -> Method:
    """Find a method by the name it has in the contract.

    Raises:  Malformed if there is none of that name.
    """
    if name not in METHODS:
        raise Malformed("method_unknown", method=name[:40])
    return METHODS[name]


def ranked_list(
    round_id: str,
    method_name: str,
    rules: Rules,
    *,
    regions: Sequence[tuple[str, str]],
    count: Count,
    recommendations: Sequence[SlateItem],
) -> RankedList:
    """Make the ranked list of a round: withhold first, then let the method order what may be read.

    Shape:   `regions` gives id and name in the order of the tally, `recommendations` the slate in its order.
    Raises:  Malformed for an unknown method; ValueError if regions or slate are not those of the tally.
    """
    tally = count.tally
    if tuple(region for region, _ in regions) != tally.regions:
        raise ValueError("the regions are not those of the tally")
    if tuple(item.id for item in recommendations) != tally.slate:
        raise ValueError("the recommendations are not the slate of the tally")
    method = read_method(method_name)
    readable = withhold(replace(count, numbers=tuple(item.number for item in recommendations)), rules)
    determined = [region for region in readable.counted if readable.has_quorum(region, rules.quorum)]
    return RankedList(
        round_id=round_id,
        method=method_name,
        rules=rules,
        columns=method.columns(rules),
        regions=tuple(
            RankedRegion(
                id=region_id,
                name=name,
                entitled=count.entitled[index],
                checked_in=count.checked_in[index],
                ballots=tally.ballots[index],
                withheld=index in readable.withheld,
            )
            for index, (region_id, name) in enumerate(regions)
        ),
        regions_counted=len(readable.counted),
        regions_determined=len(determined),
        items=tuple(RankedItem(recommendations[placing.item], placing) for placing in method.rank(readable, rules)),
    )
