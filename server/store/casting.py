"""The casting step: ballots in, what came of each out, many in one round trip.

Ballots that arrive while a batch is under way travel together in the next one; a ballot alone leaves on the next turn
of the loop. Refuses to know what a mark means. Invariants: a batch is sent on a connection that never repeats it, and
once more only where the store says that it did not run it; a ballot is refused `not_recorded` only if it was never sent
or never run, and `not_confirmed` if it was sent and no answer came or the answer is worth less than was agreed; whoever
casts knows within a second.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hiredis import pack_command
from redis.exceptions import RedisError

from server import metrics
from server.domain.errors import NotConfirmed, NotRecorded, Refusal, TryLater
from server.domain.procedure.ballots import Ballot
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.logs import log
from server.store import library
from server.store.ballot_words import CastOutcome, ballot_words, is_on_a_replica, outcomes_in, until_on_a_replica
from server.store.connection.pipes import Pipes, settle

LARGEST_BATCH = 256
BATCHES_UNDER_WAY = 2
MOST_PENDING = 10_000
SENT_WITHIN_S = 0.6
ANSWERED_WITHIN_S = 0.9


OnOutcome = Callable[[Round, CastOutcome | Refusal], None]
"""Called once with what came of a ballot."""


Find = Callable[[str], Awaitable[Pipes]]
"""Says where the ballots of a round go, of which a store has said that another one serves it.

Raises:  RedisError or OSError where nobody knows.
"""

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

    def __init__(self, pipes: Pipes, find: Find | None = None) -> None:
        """Take pipes that nothing else uses: a tally that is asked for behind a thousand ballots would come late.

        Shape:   without `find` there is no other store that might serve a round.
        """
        self._pipes, self._find = pipes, find
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

    def _send(self, batch: _Batch, *, again: bool = False, pipes: Pipes | None = None) -> None:
        lane, ballots = batch.lane, [ballot for ballot, _, _ in batch.waiting]
        commands = [ballot_words(lane.round, lane.columns, lane.expires_at_s, ballots)]
        if self.acknowledgement == "replica":
            commands += until_on_a_replica(lane.round, lane.expires_at_s)
        packed = b"".join([pack_command(command) for command in commands])  # type: ignore[arg-type] # any length
        hear = partial(self._hear, batch, again)
        (pipes or self._pipes).send(packed, len(commands), batch.cast_s + ANSWERED_WITHIN_S, hear)

    async def _send_after(
        self, batch: _Batch, beforehand: Coroutine[Any, Any, object], *, again: bool = False, way: Sequence[Pipes] = ()
    ) -> None:
        """Await something that must be done first, and then send a batch; if that fails its ballots are refused.

        Shape:   `way` has the pipes on which to send it, once that was awaited; else they are ours.
        """
        try:
            async with asyncio.timeout_at(batch.cast_s + (ANSWERED_WITHIN_S if again else SENT_WITHIN_S)):
                await beforehand
            self._send(batch, again=again, pipes=next(iter(way), None))
        except (RedisError, OSError, TimeoutError):
            self._finish(batch, NotRecorded())
        except Exception:  # a defect of ours: whoever waits must hear of it all the same
            log.exception("batch_lost", round=batch.lane.round.id)
            self._finish(batch, NotConfirmed())

    async def _send_elsewhere(self, batch: _Batch, find: Find) -> None:
        """Send a batch to whichever store serves its round now, which is not where it went first."""
        way: list[Pipes] = []

        async def beforehand() -> None:
            way.append(pipes := await find(meeting_of(batch.lane.round.id)))
            if not pipes.usable:
                await pipes.open()

        await self._send_after(batch, beforehand(), again=True, way=way)

    def _hear(self, batch: _Batch, again: bool, answers: list[Any] | RedisError) -> None:
        """Hear what the store says of a batch: what came of each ballot, or why there are none."""
        said, *more = (answers,) if isinstance(answers, RedisError) else answers
        if not isinstance(said, RedisError):
            on_enough = self.acknowledgement != "replica" or is_on_a_replica(more)
            self._finish(
                batch, outcomes_in([ballot for ballot, _, _ in batch.waiting], said) if on_enough else NotConfirmed()
            )
        elif library.is_missing(said) and not again:
            self._keep(self._send_after(batch, library.load(self._pipes), again=True))
        elif library.is_elsewhere(said) and self._find is not None and not again:
            self._pipes.leave()
            self._keep(self._send_elsewhere(batch, self._find))
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
