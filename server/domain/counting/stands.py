"""Where the regions stand on one recommendation, and what the verdict would be after some votes.

Refuses to look for the votes. Invariant: without a change it says the verdict of the list.
"""

from collections.abc import Mapping, Sequence

from server.domain.counting.positions import Position, Verdict, region_state, verdict
from server.domain.counting.result_line import PlenaryVotes
from server.domain.procedure.rules import Rules

Stands = Sequence[tuple[int, Position]]
"""The index of each counted region with its position."""


Sided = tuple[int, int, int]
"""How many regions back, how many oppose, how many lean against."""


def sides_of(stands: Stands) -> Sided:
    """Count the regions on each side."""
    states = [position.state for _, position in stands]
    leans = [position.lean for _, position in stands]
    return states.count("backs"), states.count("opposes"), leans.count("leans_against")


def verdict_now(sided: Sided, counted: int, rules: Rules, plenary: PlenaryVotes | None) -> Verdict:
    """Read the verdict from so many regions on each side and from what the plenary says."""
    backing, opposing, leaning = sided
    reached = not rules.both_keys or (plenary is not None and plenary.outcome == "carried")
    return verdict(backing, opposing, counted, rules, leaning_against=leaning, plenary=reached)


def verdict_after(
    stands: Stands, sided: Sided, changes: Mapping[int, int], rules: Rules, plenary: PlenaryVotes | None
) -> Verdict:
    """Read the verdict after changes at some places: so many more For, or so many ballots changed to Against.

    Shape:   `sided` as it is before them, `plenary` as it is after them.
    """
    backing, opposing, leaning = sided
    for at, change in changes.items():
        position = stands[at][1]
        backs, opposes, leans = _after(position, change, rules)
        backing += backs - (position.state == "backs")
        opposing += opposes - (position.state == "opposes")
        leaning += leans - (position.lean == "leans_against")
    return verdict_now((backing, opposing, leaning), len(stands), rules, plenary)


def _after(position: Position, change: int, rules: Rules) -> tuple[bool, bool, bool]:
    in_favour, against, seats = int(position.in_favour), int(position.against), position.seats
    if change > 0:
        in_favour += change
    else:
        in_favour, against = in_favour - min(-change, in_favour), against - change
        seats = max(seats, in_favour + against)
    state = region_state(in_favour, against, seats, rules)
    return state == "backs", state == "opposes", state == "no_position" and against > in_favour
