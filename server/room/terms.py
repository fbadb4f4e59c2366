"""A round as ballots are read by it: fixed at its opening, and so the same for every ballot and every process.

Refuses to know where a round is kept, and how it stands now. Invariant: slate, rules and regions never change again.
"""

from typing import Any

from server.domain.methods import read_method
from server.domain.procedure.ballots import MarkWriter
from server.domain.procedure.rounds import Round

MOST_REMEMBERED = 1_000


class RoundTerms:
    """What a ballot must be read by: a round as it was opened, and what follows from its method and rules.

    Shape:   `indices` by region: where its counts stand; `marks` writes what a ballot says.
    """

    __slots__ = ("columns", "expires_at_s", "indices", "marks", "method", "round")

    def __init__(self, round_: Round, expires_at_s: int) -> None:
        """Take a round, and when its meeting is over."""
        self.round = round_
        self.expires_at_s = expires_at_s
        self.method = read_method(round_.method)
        self.columns = self.method.columns(round_.rules)
        self.marks = MarkWriter(round_.slate, self.columns)
        self.indices = {region_id: index for index, region_id in enumerate(round_.regions)}


def make_way(remembered: dict[str, Any]) -> None:
    """Forget what was remembered first, where a process remembers as much as it may."""
    if len(remembered) >= MOST_REMEMBERED:
        remembered.pop(next(iter(remembered)))
