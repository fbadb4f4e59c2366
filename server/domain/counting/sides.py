"""The sides of a region on one recommendation: what its ballots say for it and against it, whichever ballot was used.

Refuses to know what a region makes of that. Invariants: a ballot that says something of an item weighs 1 in all, shared
between the two sides; what a ballot leaves open weighs nothing; a better mark never moves weight to the side against.

Source: docs/methods.md, "Other ballots".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.domain.algorithms.pairwise import Preferred, preferred
from server.domain.counting.rankings import rankings_of
from server.domain.counting.tallies import Count

Weight = int | Fraction


@dataclass(frozen=True, slots=True)
class Sides:
    """One region on one recommendation.

    Units:   seats, in parts where a ballot speaks for both sides; `in_favour` and `against` add up to a whole number.
    Shape:   `may_oppose` is False where a ballot has no way to say no, so that silence is not taken for one.
    """

    in_favour: Weight = 0
    against: Weight = 0
    abstain: int = 0
    may_oppose: bool = True


SlateSides = tuple[tuple[Sides, ...], ...]
"""For every item of the slate its sides in every region of the tally."""


def of_cells(cells: Sequence[Sequence[int]]) -> tuple[Sides, ...]:
    """Read what ballots of For and Against say of one item; For with changes is For.

    Shape:   `cells` are the item's, a row a region.
    """
    return tuple(Sides(outright + with_changes, against, abstain) for outright, with_changes, against, abstain in cells)


def of_votes(count: Count) -> SlateSides:
    """Read ballots that say For and Against."""
    return tuple(of_cells(cells) for cells in count.tally.cells)


def of_approvals(count: Count) -> SlateSides:
    """Read ballots that approve: a tick is for, a ballot without it lowers the share, but nobody has said no."""
    ballots = count.tally.ballots
    return tuple(
        tuple(Sides(ticks, cast - ticks, may_oppose=False) for (ticks,), cast in zip(cells, ballots, strict=True))
        for cells in count.tally.cells
    )


def of_scores(count: Count) -> SlateSides:
    """Read scores: x of the highest is x parts for and the rest against; who did not score it says nothing."""
    return tuple(tuple(_of_scores(given) for given in cells) for cells in count.tally.cells)


def _of_scores(given: Sequence[int]) -> Sides:
    in_favour = Fraction(sum(score * votes for score, votes in enumerate(given)), len(given) - 1)
    return Sides(in_favour, sum(given) - in_favour)


def of_rankings(count: Count) -> SlateSides:
    """Read rankings by their pairs: the share of the other items that stand below, those level counting one half.

    What a ballot leaves out stands below all it ranks and level among itself, as in the pairs; a ballot that ranks
    nothing, or a slate of one, says nothing.
    """
    slate = range(len(count.tally.slate))
    by_region: list[list[dict[int, int]]] = [[] for _ in count.tally.regions]
    for ballot, ranking in zip(count.ballots, rankings_of(count), strict=True):
        if ranking and len(slate) > 1:
            by_region[ballot.region].append(ranking)
    pairs = [preferred(rankings, len(slate)) for rankings in by_region]
    return tuple(
        tuple(_of_pairs(own, item, len(cast)) for own, cast in zip(pairs, by_region, strict=True)) for item in slate
    )


def _of_pairs(pairs: Preferred, item: int, ballots: int) -> Sides:
    others = [other for other in range(len(pairs)) if other != item]
    if not others:
        return Sides()
    margin = sum(pairs[item][other] - pairs[other][item] for other in others)
    in_favour = Fraction(ballots * len(others) + margin, 2 * len(others))
    return Sides(in_favour, ballots - in_favour)
