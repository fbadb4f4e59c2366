"""Score: each recommendation is judged from 0 to 5, and the mean of those who judged it orders the slate.

No mark is no judgement, which is not a 0: who came late or did not read an item does not lower it. So that a few
enthusiasts cannot carry an item alone, an item stands below all others until enough seats scored it 3 or more. Refuses
to add scores up. Invariant: a higher score from anybody who scored an item never lowers it.

Source: docs/methods.md, "Score".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.domain.counting.choices import list_order
from server.domain.counting.neighbours import beside, deciding_test
from server.domain.counting.ranking import Figure, Ranking, Reason
from server.domain.counting.sides import of_scores
from server.domain.counting.tallies import Count
from server.domain.errors import InvalidBallot
from server.domain.methods.card import ACROSS_REGIONS, ALWAYS, Card, ReadBy
from server.domain.procedure.rules import Rules

COLUMNS = ("0", "1", "2", "3", "4", "5")
HIGHEST = 5
APPROVING = 3
CARD = Card(
    "scores",
    "figure",
    (*ACROSS_REGIONS, *ALWAYS),
    ReadBy("mean", whole=HIGHEST, detail=("scored_by", "approving")),
    largest_slate=12,
    by_hand=True,
)

sides = of_scores


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """What an item is ordered by: the fields, from first to last, and the higher the better.

    Shape:   `margin` is approving less other scores, `approving` the scores of 3 and more.
    """

    quorum: bool
    mean: Fraction
    margin: int
    approving: int


@dataclass(frozen=True, slots=True)
class Scores:
    """One item: its standing and the figures behind it; `needed` is the approval quorum in seats."""

    standing: Standing
    total: int
    scored_by: int
    needed: int


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; this one's columns never vary
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:  # noqa: ARG001 - no rule changes what a score can be
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for a mark that is no score from 0 to 5.
    """
    for mark in marks.values():
        if mark not in COLUMNS:
            raise InvalidBallot("unknown_mark", mark=mark[:24])


def weigh(count: Count, item: int, rules: Rules) -> Scores:
    """Weigh one item by its own scores alone; an item that nobody scored has a mean of 0 and no approvals."""
    given = count.totals(item)
    total = sum(score * votes for score, votes in enumerate(given))
    scored_by = sum(given)
    approving = sum(given[APPROVING:])
    present = max(sum(count.checked_in), sum(count.tally.ballots))
    share = rules.backing_quorum
    needed = max(1, -(-share.numerator * present // share.denominator))
    standing = Standing(
        quorum=approving >= needed,
        mean=Fraction(total, scored_by) if scored_by else Fraction(0),
        margin=2 * approving - scored_by,
        approving=approving,
    )
    return Scores(standing, total, scored_by, needed)


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by the mean; where the totals are withheld no order is told."""
    scores = [weigh(count, item, rules) for item in range(len(count.tally.slate))]
    return list_order(
        count,
        rules,
        lambda item: scores[item].standing,
        reasons=lambda item, above: _reasons(count, scores, item, above),
        figures=lambda item: _figures(scores[item]),
    )


def _figures(own: Scores) -> Mapping[str, Figure | None]:
    return {
        "mean": own.standing.mean if own.scored_by else None,
        "total": own.total,
        "scored_by": own.scored_by,
        "approving": own.standing.approving,
    }


def _reasons(count: Count, scores: list[Scores], item: int, above: int | None) -> list[Reason]:
    own = scores[item]
    reasons = []
    if not own.standing.quorum:
        reasons.append(Reason("approval_quorum_missed", {"here": own.standing.approving, "needed": own.needed}))
    if above is not None:
        other = scores[above].standing
        test = deciding_test(own.standing, other)
        if test == "quorum":
            reasons.append(Reason("below_approval_quorum", beside(count, above)))
        else:
            here, there = getattr(own.standing, test), getattr(other, test)
            reasons.append(Reason(f"below_score_{test}", {**beside(count, above), "here": here, "there": there}))
    return reasons
