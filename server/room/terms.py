"""What is needed of a round to read its ballots: fixed at its opening, so the same for every ballot and process.

Refuses to know where a round is kept, and how it stands now. Invariant: slate, rules and regions never change again.
"""

from typing import Any

from server.domain.methods import read_method
from server.domain.procedure.ballot_words import kinds_in
from server.domain.procedure.ballots import MarkWriter
from server.domain.procedure.rounds import Round

MOST_REMEMBERED = 1_000


class RoundTerms:
    """What is needed to read a ballot: a round as it was opened, and what follows from its method and rules.

    Shape:   `indices` says, by the id of a seat's region, which region of the round its ballot is counted in: its own,
             or the pool that it was put into at the opening, or the number of all of them where it takes part by its
             position: then a seat casts only if it was of another region at the opening; `marks` writes marks as the
             store keeps them; `kinds` are the kinds of words that its ballots may carry, each with its mark.
    """

    __slots__ = ("columns", "expires_at_s", "indices", "kinds", "marks", "method", "round")

    def __init__(self, round_: Round, expires_at_s: int) -> None:
        """Take a round, and when its meeting is over."""
        self.round = round_
        self.expires_at_s = expires_at_s
        self.method = read_method(round_.method)
        self.columns = self.method.columns(round_.rules)
        self.marks = MarkWriter(round_.slate, self.columns)
        self.kinds = kinds_in(round_.rules)
        self.indices = dict.fromkeys(round_.named_ids, len(round_.regions))
        self.indices |= {member: index for index, members in enumerate(round_.members) for member in members}


def make_way(remembered: dict[Any, Any]) -> None:
    """Forget the oldest entry if there are `MOST_REMEMBERED`, so that one more can be added."""
    if len(remembered) >= MOST_REMEMBERED:
        remembered.pop(next(iter(remembered)))
