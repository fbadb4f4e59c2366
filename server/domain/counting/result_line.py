"""The result line of one recommendation: the plenary count, its quorum, the majority it needed, and the outcome.

Here every delegate counts the same; refuses to know of regions. Invariant: the line is made of totals alone, and where
totals are withheld it holds no figure that depends on a mark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from server.domain.counting.tallies import Count, ballots_needed
from server.domain.procedure.rules import Rules

Outcome = Literal["carried", "lost", "tied", "indicative"]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """The line as it is printed.

    Shape:   `marks` has a figure a column of the method, None where the totals are withheld. `outcome` is carried,
             lost, tied, or indicative (no quorum); None where it is withheld, and where a method orders the slate
             without carrying or losing anything.
    Units:   `cast` counts ballots, as turnout does; `quorum` is a share of `entitled`, `quorum_needed` that share in
             ballots; `for_needed` is the number of For that carries, None where no majority was asked for.
    """

    marks: Mapping[str, int | None]
    cast: int
    checked_in: int
    entitled: int
    quorum: Fraction | None
    quorum_needed: int | None
    required_majority: str | None
    for_needed: int | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class PlenaryVotes:
    """What the whole room says of one recommendation; every delegate counts the same.

    Units:   seats; `in_favour` is For and With changes together.
    """

    in_favour: int
    against: int
    entitled: int
    majority: str

    @property
    def needed(self) -> int:
        """Say how many For carry it."""
        return for_needed(self.in_favour, self.against, self.entitled, self.majority)

    @property
    def outcome(self) -> Outcome:
        """Say whether the required majority is reached, whatever the quorum: the second key."""
        return outcome(self.in_favour, self.against, self.needed, self.majority)

    def moved(self, in_favour: int = 0, against: int = 0) -> "PlenaryVotes":
        """Say what it would be with so many more For and Against."""
        return PlenaryVotes(self.in_favour + in_favour, self.against + against, self.entitled, self.majority)

    def missing(self) -> int:
        """Say how many more For reach the required majority, from seats that said neither For nor Against."""
        if self.majority == "absolute":
            return max(0, self.needed - self.in_favour)
        wins = max(1, 2 * self.against) if self.majority == "two_thirds" else self.against + 1
        return max(0, wins - self.in_favour)

    def to_lose(self) -> int:
        """Say how few ballots, changed from For to Against, miss a majority that is reached."""
        return self.in_favour - self.needed + 1


def plenary_votes(count: Count, item: int, rules: Rules) -> PlenaryVotes | None:
    """Add up what the room says of a recommendation that was voted For and Against; None where totals are withheld."""
    if not count.totals_shown:
        return None
    outright, with_changes, against, _ = count.totals(item)
    return PlenaryVotes(outright + with_changes, against, sum(count.entitled), rules.required_majority)


def for_needed(in_favour: int, against: int, entitled: int, majority: str) -> int:
    """Say how many For carry a recommendation; abstentions are no votes cast.

    Shape:   simple: more than the Against; absolute: more than half of the entitled; two thirds of For and Against,
             at least one.
    """
    if majority == "absolute":
        return entitled // 2 + 1
    cast = in_favour + against
    return max(1, -(-2 * cast // 3)) if majority == "two_thirds" else cast // 2 + 1


def outcome(in_favour: int, against: int, needed: int, majority: str) -> Outcome:
    """Say whether a recommendation is carried; only a simple majority can be tied, any other is reached or missed."""
    if in_favour >= needed:
        return "carried"
    return "tied" if majority == "simple" and in_favour == against else "lost"


def has_plenary_quorum(count: Count, rules: Rules) -> bool:
    """Say whether the whole room cast enough ballots for its result to be more than indicative."""
    return sum(count.tally.ballots) >= ballots_needed(sum(count.entitled), rules.quorum)


def vote_line(count: Count, item: int, rules: Rules) -> ResultLine:
    """Make the line of a recommendation that was voted For and Against."""
    columns = count.tally.columns
    if not count.totals_shown:
        return _line(count, rules, dict.fromkeys(columns), majority=rules.required_majority)
    marks = dict(zip(columns, count.totals(item), strict=True))
    votes = PlenaryVotes(
        marks["for"] + marks["with_changes"], marks["against"], sum(count.entitled), rules.required_majority
    )
    said: Outcome = votes.outcome if has_plenary_quorum(count, rules) else "indicative"
    return _line(count, rules, dict(marks), majority=rules.required_majority, needed=votes.needed, said=said)


def choice_line(count: Count, item: int, rules: Rules, said: Outcome | None) -> ResultLine:
    """Make the line of a recommendation where a method selects some: without a majority; `said` is the outcome."""
    columns = count.tally.columns
    marks: dict[str, int | None] = dict.fromkeys(columns)
    if count.totals_shown:
        marks.update(zip(columns, count.totals(item), strict=True))
    return _line(count, rules, marks, said=said if has_plenary_quorum(count, rules) else "indicative")


def _line(
    count: Count,
    rules: Rules,
    marks: Mapping[str, int | None],
    *,
    majority: str | None = None,
    needed: int | None = None,
    said: Outcome | None = None,
) -> ResultLine:
    entitled = sum(count.entitled)
    return ResultLine(
        marks=marks,
        cast=sum(count.tally.ballots),
        checked_in=sum(count.checked_in),
        entitled=entitled,
        quorum=rules.quorum,
        quorum_needed=None if rules.quorum is None else ballots_needed(entitled, rules.quorum),
        required_majority=majority,
        for_needed=needed,
        outcome=said,
    )
