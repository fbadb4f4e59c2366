"""Across the regions: every region counts once, whatever its size. The default of a plenary.

Recommendations are grouped by verdict, and within a group ordered by how many regions back them minus how many oppose
them and, when level, by their support in the region that likes them least: `weighing.Standing` has all tests, from
first to last. Every file of `methods`
offers what stands here in public: `CARD`, `sides`, `columns`, `check`, `rank`. Refuses to know who is in a region.
Invariant: no vote for a recommendation can ever lower it, and no other recommendation can move its verdict.

Source: docs/methods.md, "Across the regions".
"""

from collections.abc import Mapping

from server.domain.counting.neighbours import beside, deciding_test
from server.domain.counting.positions import COLUMNS
from server.domain.counting.ranking import Placing, Ranking, Reason, tie_groups
from server.domain.counting.result_line import vote_line
from server.domain.counting.sides import of_votes
from server.domain.counting.tallies import Count
from server.domain.counting.ties import settle, tie_reasons, undecided
from server.domain.counting.weighing import Weighed, key_reasons, outcomes, region_reasons, way_reasons, weigh
from server.domain.errors import InvalidBallot
from server.domain.methods.card import FOR_AND_AGAINST, Card
from server.domain.procedure.rules import Rules

CARD = Card("marks", "verdict", FOR_AND_AGAINST, default_in="plenary", by_hand=True)

_ALL = frozenset(COLUMNS)  # the marks that a ballot may hold, and those without For with changes
_PLAIN = _ALL - {"with_changes"}

sides = of_votes  # how its ballots are read as for and against


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; this one's columns never vary
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for a mark that is unknown or that the rules sheet does not offer.
    """
    offered = _ALL if rules.with_changes else _PLAIN
    if not offered.issuperset(marks.values()):
        raise InvalidBallot("unknown_mark", mark=min(set(marks.values()) - offered)[:24])


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate; items that are level in every test share a rank, unless the rules sheet has a lot decide."""
    weighed = [weigh(count, item, rules) for item in range(len(count.tally.slate))]
    settled = settle(count, tie_groups(count, range(len(weighed)), lambda item: weighed[item].standing), rules)
    placings = []
    for place, group in enumerate(settled.groups):
        above = settled.groups[place - 1][-1] if place else None
        for item in group:
            own = weighed[item]
            below = () if above is None else (_below(count, own, above, weighed[above]),)
            placings.append(
                Placing(
                    item=item,
                    rank=settled.ranks[item][0],
                    tied=settled.ranks[item][1],
                    line=vote_line(count, item, rules),
                    regions=outcomes(count, item, own, rules),
                    reasons=(
                        *region_reasons(count, own, rules),
                        *key_reasons(own, rules),
                        *below,
                        *tie_reasons(count, group, item, rules),
                        *way_reasons(count, own, rules),
                    ),
                    verdict=own.verdict,
                    backing=own.backing,
                    opposing=own.opposing,
                    plenary=own.plenary.outcome if own.plenary else None,
                )
            )
    return Ranking(tuple(placings), undecided=undecided(count, settled), by_verdict=count.weighing > 1)


def _below(count: Count, own: Weighed, above: int, other: Weighed) -> Reason:
    """Give the reason why an item stands below the one listed above it: the first test that differs, with figures."""
    test = deciding_test(own.standing, other.standing)
    neighbour = beside(count, above)
    if test == "group":
        if other.verdict == "works_across":
            return Reason("below_works", neighbour)
        return Reason("below_group", {**neighbour, "verdict": other.verdict})
    here, there = getattr(own.standing, test), getattr(other.standing, test)
    if test != "weakest_region":
        return Reason(f"below_{test}", {**neighbour, "here": here, "there": there})
    place = next(index for index, (mine, theirs) in enumerate(zip(here, there, strict=True)) if mine != theirs)
    region, above_region = _region_at(count, own, place), _region_at(count, other, place)
    if above_region in count.withheld:  # nobody may read its support, and it counts as one half
        return Reason("below_not_shown", {**neighbour, "region": count.regions[region], "here": here[place]})
    return Reason(
        "below_weakest_region",
        {
            **neighbour,
            "place": place + 1,
            "region": count.regions[region],
            "here": here[place],
            "above_region": count.regions[above_region],
            "there": there[place],
        },
    )


def _region_at(count: Count, own: Weighed, place: int) -> int:
    """Find the region at a place among all by support, lowest first.

    Of equals those that are not shown come first (as many in every item), so that no lower one stands at their place;
    the others stand in the meeting's order.
    """
    standing = own.positions
    return sorted(standing, key=lambda region: (standing[region].support, region not in count.withheld, region))[place]
