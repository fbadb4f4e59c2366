"""What may still become of a verdict: is it too early to say, and can it change.

Refuses to know clocks: "still" means the seats that were there at the opening and have not cast. Invariant: a settled
verdict stays while nobody joins and nobody changes a ballot.
"""

from collections.abc import Sequence

from server.domain.counting.positions import Position, RegionState, Stand, Verdict, region_state, verdict
from server.domain.counting.tallies import Count, ballots_needed
from server.domain.procedure.rules import Rules

_BEST_FIRST: tuple[Stand, ...] = ("backs", "no_position", "opposes")


def is_provisional(positions: Sequence[Position]) -> bool:
    """Say whether fewer than half of the regions have taken a position yet."""
    taken = sum(position.state in ("backs", "opposes") for position in positions)
    return 2 * taken < len(positions)


def is_settled(count: Count, stands: Sequence[tuple[int, Position]], rules: Rules) -> bool:
    """Say whether the verdict is the same whatever the outstanding seats do.

    The verdict rises with every region's position, so it is enough to let each region end as well and as badly as it
    can. A region that may still miss a deciding quorum may also end without a position.

    Shape:   `stands` pairs the index of each counted region with its position.
    Source:  docs/methods.md, "Live".
    """
    best: list[RegionState] = []
    worst: list[RegionState] = []
    for region, position in stands:
        ends = _possible_ends(count, region, position, rules)
        best.append(min(ends, key=_BEST_FIRST.index))
        worst.append(max(ends, key=_BEST_FIRST.index))
    return _verdict_of(best, rules) == _verdict_of(worst, rules)


def _possible_ends(count: Count, region: int, position: Position, rules: Rules) -> set[Stand]:
    outstanding = count.checked_in[region] - count.tally.ballots[region]
    all_for = region_state(position.in_favour + outstanding, position.against, position.seats, rules)
    all_against = region_state(position.in_favour, position.against + outstanding, position.seats, rules)
    if not rules.deciding_quorum or count.has_quorum(region, rules.quorum):
        return {all_for, all_against}
    if count.checked_in[region] < ballots_needed(count.entitled[region], rules.quorum):
        return {"no_position"}
    return {all_for, "no_position", all_against}


def _verdict_of(states: Sequence[RegionState], rules: Rules) -> Verdict:
    return verdict(states.count("backs"), states.count("opposes"), len(states), rules)
