"""The casting step: ballots in, what came of each out, many in one round trip.

Ballots that arrive while a batch is under way travel together in the next one; a ballot alone leaves on the next turn
of the loop. Refuses to know what a mark means. Invariants: a batch is sent on a connection that never repeats it, and
once more only where the store says that it did not run it; a ballot is refused `not_recorded` only if it was never sent
or never run, and `not_confirmed` if it was sent and no answer came or the answer is worth less than was agreed; whoever
casts knows within a second.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
from hiredis import pack_command
from redis.exceptions import RedisError

from server import metrics
from server.domain.errors import NotConfirmed, NotRecorded, Refusal, TryLater
from server.domain.procedure.ballots import Ballot
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.logs import log
from server.store import keys, library
from server.store.codec import text
from server.store.connection.pipe import Command
from server.store.connection.pipes import Pipes, settle

LARGEST_BATCH = 256
BATCHES_UNDER_WAY = 2
MOST_PENDING = 10_000
SENT_WITHIN_S = 0.6
ANSWERED_WITHIN_S = 0.9
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


OnOutcome = Callable[[Round, CastOutcome | Refusal], None]
"""Called once with what came of a ballot."""


_Waiting = tuple[Ballot, OnOutcome, float]
"""A ballot that is not answered yet, and the instant of the loop's clock at which it came."""


@dataclass(slots=True)
class _Lane:
    """The ballots of one round on their way."""

    round: Round
    columns: int
    expires_at_s: int
    loop: asyncio.AbstractEventLoop  # kept: `get_running_loop` costs a system call (it checks for a fork)
    pending: deque[_Waiting] = field(default_factory=deque)
    under_way: int = 0


@dataclass(frozen=True, slots=True)
class _Batch:
    """The ballots of one round that travel together."""

    lane: _Lane
    waiting: list[_Waiting]

    @property
    def cast_s(self) -> float:
        """Say when the first of them came."""
        return self.waiting[0][2]


class Casting:
    """Batch the ballots of one process, a lane a round."""

    def __init__(self, pipes: Pipes) -> None:
        """Take pipes that nothing else uses: a tally that is asked for behind a thousand ballots would come late."""
        self._pipes = pipes
        self.acknowledgement = "disk"
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._pending = 0

    async def cast(self, ballot: Ballot, round_: Round, columns: int, expires_at_s: int) -> CastOutcome:
        """Have one ballot recorded.

        Raises:  TryLater if too many are waiting, NotRecorded or NotConfirmed as the module says.
        """
        cast_outcome: asyncio.Future[CastOutcome] = asyncio.get_running_loop().create_future()
        self.send_on(ballot, round_, columns, expires_at_s, lambda _, outcome: settle(cast_outcome, outcome))
        return await cast_outcome

    def send_on(self, ballot: Ballot, round_: Round, columns: int, expires_at_s: int, on_outcome: OnOutcome) -> None:
        """Have one ballot recorded, and `on_outcome` called with what came of it: a task for each would cost too much.

        Raises:  TryLater if too many are waiting, NotRecorded where what was agreed cannot be had.
        """
        if self._pending >= MOST_PENDING:
            raise TryLater
        if self.acknowledgement == "none":  # the acknowledgement that was agreed cannot be given here
            raise NotRecorded
        lane = self._lanes.get(round_.id)
        if lane is None:
            loop = asyncio.get_running_loop()
            lane = self._lanes[round_.id] = _Lane(round_, columns, expires_at_s, loop)
        lane.pending.append((ballot, on_outcome, lane.loop.time()))
        self._pending += 1
        if lane.under_way < BATCHES_UNDER_WAY:
            lane.under_way += 1
            lane.loop.call_soon(self._send_next, lane)

    def _send_next(self, lane: _Lane) -> None:
        """Send the next batch of a lane; a lane without ballots is no more."""
        if not lane.pending:
            lane.under_way -= 1
            if not lane.under_way:
                self._lanes.pop(lane.round.id, None)
            return
        batch = _Batch(lane, [lane.pending.popleft() for _ in range(min(LARGEST_BATCH, len(lane.pending)))])
        self._pending -= len(batch.waiting)
        if self._pipes.usable:
            self._send(batch)
        else:
            self._keep(self._send_after(batch, self._pipes.open()))

    def _send(self, batch: _Batch, *, again: bool = False) -> None:
        commands = [_words(batch.lane, [ballot for ballot, _, _ in batch.waiting])]
        if self.acknowledgement == "replica":
            commands += _until_on_a_replica(batch.lane)
        packed = b"".join([pack_command(command) for command in commands])  # type: ignore[arg-type] # any length
        self._pipes.send(packed, len(commands), batch.cast_s + ANSWERED_WITHIN_S, partial(self._hear, batch, again))

    async def _send_after(self, batch: _Batch, beforehand: Coroutine[Any, Any, object], *, again: bool = False) -> None:
        """Await something that must be done first, and then send a batch; if that fails its ballots are refused."""
        try:
            async with asyncio.timeout_at(batch.cast_s + (ANSWERED_WITHIN_S if again else SENT_WITHIN_S)):
                await beforehand
            self._send(batch, again=again)
        except (RedisError, OSError, TimeoutError):
            self._finish(batch, NotRecorded())
        except Exception:  # a defect of ours: whoever waits must hear of it all the same
            log.exception("batch_lost", round=batch.lane.round.id)
            self._finish(batch, NotConfirmed())

    def _hear(self, batch: _Batch, again: bool, answers: list[Any] | RedisError) -> None:
        """Hear what the store says of a batch: what came of each ballot, or why there are none."""
        said, *more = (answers,) if isinstance(answers, RedisError) else answers
        if not isinstance(said, RedisError):
            on_enough = self.acknowledgement != "replica" or _is_on_a_replica(more)
            self._finish(batch, _outcomes(batch, said) if on_enough else NotConfirmed())
        elif library.is_missing(said) and not again:
            self._keep(self._send_after(batch, library.load(self._pipes), again=True))
        elif library.may_pass(said) and not again:
            self._keep(self._send_after(batch, asyncio.sleep(library.PAUSE_S), again=True))
        else:
            self._finish(batch, NotRecorded() if library.was_not_run(said) else NotConfirmed())

    def _finish(self, batch: _Batch, outcome: list[CastOutcome] | Refusal) -> None:
        """Tell everybody what came of their ballot, and go on with those that came meanwhile."""
        cast_outcomes: Sequence[CastOutcome | Refusal]
        if isinstance(outcome, Refusal):
            cast_outcomes = [type(outcome)(outcome.reason) for _ in batch.waiting]
        else:
            cast_outcomes = outcome
            metrics.batch_ballots.observe(len(outcome))
            metrics.acknowledgement_s.observe(batch.lane.loop.time() - batch.cast_s)
            metrics.casts.inc(sum(cast_outcome.code == "cast" for cast_outcome in outcome))
        for (_, on_outcome, _), cast_outcome in zip(batch.waiting, cast_outcomes, strict=True):
            try:
                on_outcome(batch.lane.round, cast_outcome)
            except Exception:  # a defect of ours must not keep the others of a batch from hearing
                log.exception("ballot_answer_lost", round=batch.lane.round.id)
        self._send_next(batch.lane)

    def _keep(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _words(lane: _Lane, ballots: list[Ballot]) -> Command:
    round_id = lane.round.id
    words: list[str | int] = [
        "FCALL", _CAST, 6,
        keys.of_round(round_id), keys.of_round(round_id, "tally"), keys.of_round(round_id, "ballots"),
        keys.bell(meeting_of(round_id)), keys.of(meeting_of(round_id), "gone"), keys.of_round(round_id, "electorate"),
        lane.round.room_id, len(lane.round.regions), lane.columns, lane.expires_at_s,
    ]  # fmt: skip
    # its round has been said; the rest stands in this order
    said = [_BALLOT % ballot[1:-2] + (ballot.nonce and f" {ballot.nonce}") for ballot in ballots]
    if ballots[0].words:  # in a round whose ballots have words every one of them has, be they blank
        said = [f"{one}{'' if ballot.nonce else ' '}~{ballot.words}" for one, ballot in zip(said, ballots, strict=True)]
    return (*words, *said)


def _until_on_a_replica(lane: _Lane) -> list[Command]:
    """Have the store wait until another server has what this connection wrote.

    WAIT covers what its own connection has written. A request that is asked again may have been written on another one
    and writes nothing itself; renewing the expiry is a write that stands behind all of them.
    """
    expiry: Command = ("EXPIREAT", keys.of_round(lane.round.id, "tally"), lane.expires_at_s)
    return [expiry, ("WAIT", 1, REPLICA_WITHIN_MS)]


def _is_on_a_replica(answers: list[Any]) -> bool:
    copies = answers[-1]
    return isinstance(copies, int) and copies >= 1


def _outcomes(batch: _Batch, said: list[list[Any]]) -> list[CastOutcome]:
    """Read what was said of each ballot: two numbers where it is recorded, else a code and what is recorded instead."""
    return [
        CastOutcome("cast", first, second, ballot.ballot_id, ballot.marks, words=ballot.words)
        if type(first) is int
        else CastOutcome(text(first), record=text(second))
        for (ballot, _, _), (first, second) in zip(batch.waiting, said, strict=True)
    ]
