"""Applause: a method that Plenum does not have, for the test that adds one. From 0 to 3 hands; the loudest comes first.

It is put beside the real ones as the file of a new method would be, and imports nothing that one could not.
"""

from collections.abc import Mapping

from server.domain.counting.choices import choice_outcomes, order_withheld
from server.domain.counting.ranking import Figure, Placing, Ranking, tie_groups
from server.domain.counting.result_line import choice_line
from server.domain.counting.sides import of_scores
from server.domain.counting.tallies import Count
from server.domain.counting.ties import settle, tie_reasons, undecided
from server.domain.errors import InvalidBallot
from server.domain.methods.card import ALWAYS, Card, ReadBy
from server.domain.procedure.rules import Rules

COLUMNS = ("0", "1", "2", "3")
CARD = Card(
    "scores", "figure", ("regions_needed", *ALWAYS), ReadBy("hands", "ballots", ("hands", "loudest")), largest_slate=3
)

sides = of_scores


def columns(rules: Rules) -> tuple[str, ...]:  # noqa: ARG001 - every method is asked
    """Name the columns of its tally."""
    return COLUMNS


def check(marks: Mapping[str, str], rules: Rules) -> None:  # noqa: ARG001 - every method is asked
    """Refuse a ballot that this method cannot count.

    Raises:  InvalidBallot for anything but 0 to 3 hands.
    """
    for mark in marks.values():
        if mark not in COLUMNS:
            raise InvalidBallot("unknown_mark", mark=mark[:24])


def rank(count: Count, rules: Rules) -> Ranking:
    """Order the slate by all hands together; where the totals are withheld no order is told."""
    shown = count.totals_shown
    slate = range(len(count.tally.slate))
    hands = [sum(number * votes for number, votes in enumerate(count.totals(item))) for item in slate]
    settled = settle(count, tie_groups(count, slate, hands.__getitem__ if shown else lambda _: 0), rules)
    placings = []
    for group in settled.groups:
        for item in group:
            figures: dict[str, Figure] = {"hands": hands[item], "loudest": count.totals(item)[-1]}
            placings.append(
                Placing(
                    item=item,
                    rank=settled.ranks[item][0],
                    tied=settled.ranks[item][1],
                    line=choice_line(count, item, rules, None),
                    regions=choice_outcomes(count, item),
                    reasons=(
                        *(() if shown else (order_withheld(count, rules),)),
                        *tie_reasons(count, group, item, rules),
                    ),
                    figures={**figures} if shown else dict.fromkeys(figures),
                )
            )
    return Ranking(tuple(placings), undecided=undecided(count, settled))
