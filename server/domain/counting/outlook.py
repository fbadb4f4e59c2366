"""What may still become of a verdict: is it too early to say, and can it change.

Refuses to know clocks: "still" means the seats that were there at the opening and have not cast. Invariant: a settled
verdict stays while nobody joins and nobody changes a ballot.
"""

from collections.abc import Sequence
from typing import Literal

from server.domain.counting.positions import Position, Verdict, region_state, verdict
from server.domain.counting.result_line import PlenaryVotes
from server.domain.counting.tallies import Count, ballots_needed
from server.domain.procedure.rules import Rules

_End = Literal["backs", "no_position", "leans_against", "opposes"]
_BEST_FIRST: tuple[_End, ...] = ("backs", "no_position", "leans_against", "opposes")


def is_provisional(positions: Sequence[Position]) -> bool:
    """Say whether fewer than half of the regions have taken a position yet."""
    taken = sum(position.state in ("backs", "opposes") for position in positions)
    return 2 * taken < len(positions)


def is_settled(
    count: Count, stands: Sequence[tuple[int, Position]], rules: Rules, plenary: PlenaryVotes | None = None
) -> bool:
    """Say whether the verdict is the same whatever the outstanding seats do.

    The verdict rises with every region's position and with the plenary, so it is enough to let each of them end as well
    and as badly as it can. A region that may still miss a deciding quorum may also end without a position.

    Shape:   `stands` pairs the index of each counted region with its position; `plenary` is what the room says, of
             which only a sheet with both keys asks.
    Source:  docs/methods.md, "Live".
    """
    best: list[_End] = []
    worst: list[_End] = []
    for region, position in stands:
        ends = _possible_ends(count, region, position, rules)
        best.append(min(ends, key=_BEST_FIRST.index))
        worst.append(max(ends, key=_BEST_FIRST.index))
    waiting = sum(_outstanding(count, region) for region, position in stands if not position.fixed)
    all_for, all_against = (plenary.moved(waiting), plenary.moved(0, waiting)) if plenary else (None, None)
    return _verdict_of(best, rules, all_for) == _verdict_of(worst, rules, all_against)


def _outstanding(count: Count, region: int) -> int:
    return count.checked_in[region] - count.tally.ballots[region]


def _possible_ends(count: Count, region: int, position: Position, rules: Rules) -> set[_End]:
    if position.fixed:  # what a region says by name is not counted before the close
        return {"backs", "no_position", "opposes"}
    outstanding, in_favour, against = _outstanding(count, region), int(position.in_favour), int(position.against)
    all_for = _end(in_favour + outstanding, against, position.seats, rules)
    all_against = _end(in_favour, against + outstanding, position.seats, rules)
    if not rules.deciding_quorum or count.has_quorum(region, rules.quorum):
        return {all_for, all_against}
    if count.checked_in[region] < ballots_needed(count.entitled[region], rules.quorum):
        return {"no_position"}
    return {all_for, "no_position", all_against}


def _end(in_favour: int, against: int, seats: int, rules: Rules) -> _End:
    state = region_state(in_favour, against, seats, rules)
    return "leans_against" if state == "no_position" and against > in_favour else state


def _verdict_of(ends: Sequence[_End], rules: Rules, plenary: PlenaryVotes | None) -> Verdict:
    return verdict(
        ends.count("backs"),
        ends.count("opposes"),
        len(ends),
        rules,
        leaning_against=ends.count("leans_against"),
        plenary=plenary is not None and plenary.outcome == "carried",
    )
