"""The third unit: every delegation counts once, by the majority of its marks, beside regions and delegates.

Refuses to weigh anything by it: order and verdicts stay those of the regions. Invariants: of a round that is not
recorded nothing is told but a total that the delegates' total already says; how a single delegation voted is told only
where the rules sheet has a roll call.

Source: docs/methods.md, "Three units".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from server.domain.counting.positions import COLUMNS
from server.domain.counting.tallies import Count, CountedBallot
from server.domain.procedure.admission import plain
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import Rules

Position = Literal["for", "against", "none"]
POSITIONS: tuple[Position, ...] = ("for", "against", "none")


@dataclass(frozen=True, slots=True)
class Called:
    """One line of a roll call: a delegation that has cast, or a seat that speaks for itself.

    Shape:   `region` is an index into the regions of the round; `seat` the number of a seat that speaks for itself,
             else nought; `marks` has for each item of the slate a figure a column of the method.
    """

    name: str
    region: int
    seat: int
    ballots: int
    marks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Delegations:
    """How many delegations are for each item, against it, and neither.

    Shape:   `cast` says how many have cast a ballot, `votes` has a figure a position for each item of the slate; both
             are empty where they are withheld: `withheld` says why, `totals` where the delegates' totals are, `several`
             where a delegation has cast several ballots. `roll` is empty where the rules sheet has no roll call.
    """

    cast: int = 0
    votes: tuple[tuple[int, int, int], ...] = ()
    withheld: Literal["", "totals", "several"] = ""
    roll: tuple[Called, ...] = ()


def delegations_of(count: Count, rules: Rules) -> Delegations | None:
    """Count every delegation once; None where no ballot names one, or the method knows no For and Against.

    Where people counted votes as well nobody knows of which delegations these are, so that nothing is counted.

    Why that is withheld: beside the delegates' totals those of delegations with several seats would tell how some of
    them are split. Where each has cast one ballot, both totals are the same.
    """
    mandates = [ballot.mandate for ballot in count.ballots if ballot.mandate is not None]
    known = len(mandates) == len(count.ballots) and any(mandate.delegation for mandate in mandates)
    if count.tally.columns != COLUMNS or not known or count.by_hand:
        return None
    spoken = _by_speaker(count.ballots)
    if rules.secrecy != "recorded" and not count.totals_shown:
        return Delegations(withheld="totals")
    if rules.secrecy != "recorded" and len(spoken) < len(mandates):
        return Delegations(withheld="several")
    called = sorted((_call(count.tally.slate, each) for each in spoken), key=_in_order)
    votes = tuple(_votes([position_of(each.marks[item]) for each in called]) for item in range(len(count.tally.slate)))
    return Delegations(len(called), votes, roll=tuple(called) if rules.roll_call else ())


def position_of(marks: Sequence[int]) -> Position:
    """Say for what a delegation stands: the majority of its marks For and Against; where these are level, neither."""
    outright, with_changes, against, _ = marks
    margin = outright + with_changes - against
    return "for" if margin > 0 else "against" if margin < 0 else "none"


def _by_speaker(ballots: Sequence[CountedBallot]) -> list[list[tuple[CountedBallot, Mandate]]]:
    spoken: defaultdict[object, list[tuple[CountedBallot, Mandate]]] = defaultdict(list)
    for ballot in ballots:
        if ballot.mandate is not None:
            spoken[ballot.mandate.speaker].append((ballot, ballot.mandate))
    return list(spoken.values())


def _call(slate: Sequence[str], ballots: Sequence[tuple[CountedBallot, Mandate]]) -> Called:
    alone = next((mandate for _, mandate in ballots if not mandate.delegation), None)
    marked = [[ballot.marks.get(item) for ballot, _ in ballots] for item in slate]
    return Called(
        name=min(mandate.delegation for _, mandate in ballots) if alone is None else alone.name,
        region=min(ballot.region for ballot, _ in ballots),
        seat=0 if alone is None else alone.number,
        ballots=len(ballots),
        marks=tuple(tuple(marks.count(column) for column in COLUMNS) for marks in marked),
    )


def _in_order(called: Called) -> tuple[int, bool, str, str, int]:
    """Order a roll call: the regions as in the meeting, in each the delegations by name, then seats by themselves."""
    return called.region, called.seat > 0, plain(called.name), called.name, called.seat


def _votes(positions: Sequence[Position]) -> tuple[int, int, int]:
    return positions.count("for"), positions.count("against"), positions.count("none")
