"""No objection: what nobody objects to is adopted, for silence is consent; one objection leads to a vote.

A ballot objects to an item, or says nothing of it, and may enter a reservation, which does not stop it. Refuses to
weigh: one objection says as much as ten. Invariant: an item is adopted if and only if no ballot objects to it.

Source: docs/methods.md, "No objection".
"""

from collections.abc import Mapping

from server.domain.counting.choices import choice_outcomes
from server.domain.counting.consent import consent_of
from server.domain.counting.ranking import Placing, Ranking, Reason, ranks, tie_groups
from server.domain.counting.result_line import choice_line
from server.domain.counting.sides import Sides, SlateSides
from server.domain.counting.tallies import Count
from server.domain.errors import InvalidBallot
from server.domain.methods.card import Card, ReadBy
from server.domain.procedure.rules import Rules

COLUMNS = ("object",)
CARD = Card("silence", "figure", ("k",), ReadBy("objections"), largest_slate=12, silent=True)


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked; this one's columns never vary
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:  # noqa: ARG001 - no rule changes what an objection can be
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for a mark that is no objection.
    """
    for mark in marks.values():
        if mark not in COLUMNS:
            raise InvalidBallot("unknown_mark", mark=mark[:24])


def sides(count: Count) -> SlateSides:
    """Read objections as votes against; silence is taken for nothing, since nobody knows who was there to hear."""
    return tuple(tuple(Sides(against=objecting) for (objecting,) in cells) for cells in count.tally.cells)


def rank(count: Count, rules: Rules) -> Ranking:
    """List what is adopted, then what is objected to, each in the order of the slate; figures only as far as k allows.

    What became of an item is told whatever its figures are: a meeting that may not know whether it has adopted
    something has not decided.
    """
    consents = [consent_of(count, item, rules) for item in range(len(count.tally.slate))]
    groups = tie_groups(count, range(len(consents)), lambda item: consents[item].outcome == "adopted")
    placed = ranks(groups)
    return Ranking(
        tuple(
            Placing(
                item=item,
                rank=placed[item][0],
                tied=placed[item][1],
                line=choice_line(count, item, rules, None),
                regions=choice_outcomes(count, item),
                reasons=(_reason(consents[item].outcome, consents[item].objections),),
                consent=consents[item],
            )
            for group in groups
            for item in group
        )
    )


def _reason(outcome: str, objections: int | None) -> Reason:
    if outcome == "adopted":
        return Reason("adopted")
    return Reason("objected_by_some") if objections is None else Reason("objected", {"objections": objections})
