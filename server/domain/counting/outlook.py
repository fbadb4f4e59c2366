"""What may still become of a verdict: is it too early to say, can it change, and what is the shortest way up.

Refuses to know clocks: "still" means the seats that have not said For or Against. Invariant: a settled verdict stays
while nobody joins and nobody changes a mark.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from server.domain.counting.positions import LEVELS, Position, RegionState, Stand, Verdict, region_state, verdict
from server.domain.counting.tallies import Count, ballots_needed
from server.domain.procedure.rules import Rules

_BEST_FIRST: tuple[Stand, ...] = ("backs", "no_position", "opposes")
_Votes = tuple[tuple[int, int], ...]
_Way = tuple[int, int, _Votes]  # how many For, through how many regions, and where


@dataclass(frozen=True, slots=True)
class WayUp:
    """The fewest more For that lift a recommendation to a better verdict.

    Shape:   `votes` pairs the index of a region with the number of For it would take there.
    """

    verdict: Verdict
    votes: tuple[tuple[int, int], ...]


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


def shortest_way_up(stands: Sequence[tuple[int, Position]], rules: Rules) -> WayUp | None:
    """Find the fewest For, from seats that said neither For nor Against, that lift the verdict; None if none can.

    Of equally short ways the one to the better verdict is taken, then the one through the fewest regions, then the
    one through the regions that come first in the meeting's order.
    """
    now = _verdict_of([position.state for _, position in stands], rules)
    if now not in LEVELS:
        return None
    ways: dict[tuple[int, int], _Way] = {(0, 0): (0, 0, ())}
    for region, position in stands:
        steps = _steps(position.state, int(position.in_favour), int(position.against), position.seats, rules)
        longer: dict[tuple[int, int], _Way] = {}
        for (backing, opposing), (votes, regions, path) in ways.items():
            for more, state in steps:
                reached = (backing + (state == "backs"), opposing + (state == "opposes"))
                step = ((region, more),) if more else ()
                way: _Way = (votes + more, regions + bool(more), path + step)
                longer[reached] = min(longer.get(reached, way), way)
        ways = longer
    higher = [
        (votes, -LEVELS[lifted], regions, path, lifted)
        for (backing, opposing), (votes, regions, path) in ways.items()
        if LEVELS[lifted := verdict(backing, opposing, len(stands), rules)] > LEVELS[now]
    ]
    if not higher:
        return None
    *_, shortest, lifted = min(higher)
    return WayUp(lifted, shortest)


def _possible_ends(count: Count, region: int, position: Position, rules: Rules) -> set[Stand]:
    outstanding = max(0, position.seats - position.in_favour - position.against - position.abstain)
    all_for = region_state(position.in_favour + outstanding, position.against, position.seats, rules)
    all_against = region_state(position.in_favour, position.against + outstanding, position.seats, rules)
    if not rules.deciding_quorum or count.has_quorum(region, rules.quorum):
        return {all_for, all_against}
    most_ballots = max(count.checked_in[region], count.tally.ballots[region])
    if most_ballots < ballots_needed(count.entitled[region], rules.quorum):
        return {"no_position"}
    return {all_for, "no_position", all_against}


@lru_cache(maxsize=10_000)  # the same few figures come again with every tally of a round
def _steps(
    state: RegionState, in_favour: int, against: int, seats: int, rules: Rules
) -> Sequence[tuple[int, RegionState]]:
    """List what a region can become with more For: the fewest For for each better state, and 0 for staying."""
    steps: list[tuple[int, RegionState]] = [(0, state)]
    if state not in ("opposes", "no_position"):
        return steps
    room = range(max(0, seats - in_favour - against) + 1)

    def rank_with(more: int) -> int:
        return -_BEST_FIRST.index(region_state(in_favour + more, against, seats, rules))

    for better in _BEST_FIRST[: _BEST_FIRST.index(state)]:
        more = bisect_left(room, -_BEST_FIRST.index(better), key=rank_with)
        if more < len(room):
            steps.append((more, region_state(in_favour + more, against, seats, rules)))
    return steps


def _verdict_of(states: Sequence[RegionState], rules: Rules) -> Verdict:
    return verdict(states.count("backs"), states.count("opposes"), len(states), rules)
