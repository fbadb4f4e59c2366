"""How ballots are said to the library, and what it says of each.

Refuses to know how they travel (`casting`), and what a mark means.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from server.domain.procedure.ballots import Ballot
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.store import keys, library
from server.store.codec import text
from server.store.connection.pipe import Command

REPLICA_WITHIN_MS = 400
_CAST = library.named("cast_ballots")
_BALLOT = "%s %d %d %d %s %s %s %d"


class CastOutcome(msgspec.Struct, frozen=True, gc=False):
    """What the casting step said of one ballot.

    Shape:   `code` is `cast`, with what is recorded, or a refusal's code; `record` is then the ballot record that
             stands, empty if there is none.
    """

    code: str
    epoch: int = 0
    revision: int = 0
    ballot_id: str = ""
    marks: str = ""
    record: str = ""
    words: str = ""


def ballot_words(round_: Round, columns: int, expires_at_s: int, ballots: Sequence[Ballot]) -> Command:
    """Say ballots of one round to the library."""
    round_id = round_.id
    words: list[str | int] = [
        "FCALL", _CAST, 6,
        keys.of_round(round_id), keys.of_round(round_id, "tally"), keys.of_round(round_id, "ballots"),
        keys.bell(meeting_of(round_id)), keys.of(meeting_of(round_id), "gone"), keys.of_round(round_id, "electorate"),
        round_.room_id, len(round_.regions), columns, expires_at_s,
    ]  # fmt: skip
    # its round has been said; the rest stands in this order
    said = [_BALLOT % ballot[1:-2] + (ballot.nonce and f" {ballot.nonce}") for ballot in ballots]
    if ballots[0].words:  # in a round whose ballots have words every one of them has, be they blank
        said = [f"{one}{'' if ballot.nonce else ' '}~{ballot.words}" for one, ballot in zip(said, ballots, strict=True)]
    return (*words, *said)


def until_on_a_replica(round_: Round, expires_at_s: int) -> list[Command]:
    """Have the store wait until another server has what this connection wrote.

    WAIT covers what its own connection has written. A request that is asked again may have been written on another one
    and writes nothing itself; renewing the expiry is a write that stands behind all of them.
    """
    expiry: Command = ("EXPIREAT", keys.of_round(round_.id, "tally"), expires_at_s)
    return [expiry, ("WAIT", 1, REPLICA_WITHIN_MS)]


def is_on_a_replica(answers: Sequence[Any]) -> bool:
    """Read whether one has it."""
    copies = answers[-1]
    return isinstance(copies, int) and copies >= 1


def outcomes_in(ballots: Sequence[Ballot], said: list[list[Any]]) -> list[CastOutcome]:
    """Read what was said of each ballot: two numbers where it is recorded, else a code and what is recorded instead."""
    return [
        CastOutcome("cast", first, second, ballot.ballot_id, ballot.marks, words=ballot.words)
        if type(first) is int
        else CastOutcome(text(first), record=text(second))
        for ballot, (first, second) in zip(ballots, said, strict=True)
    ]
