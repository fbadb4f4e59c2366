"""What a decision comes to, and what became of it: the values that `Context.decide` takes and returns.

Refuses to know how it is kept. Invariant: who makes a decision learns of it from what is returned alone, since it may
be made again, on what another one left.
"""

from dataclasses import dataclass

from server.domain.procedure.rounds import Round
from server.store.changes import Changes


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision comes to: what it changes and what the asker is told; nothing to change means done already.

    Shape:   `round` is the round that it is about, as it stands then.
    """

    changes: Changes | None
    answer: str = ""
    ranked_list: bytes | None = None
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision.

    Shape:   `seq` is its number in the room; `already` says that it was made before, under the same request or by
             somebody else; `round` is the round that it is about, as it stands then, and None where the request was
             recognised before anything was read.
    """

    seq: int
    already: bool
    answer: str = ""
    round: Round | None = None
