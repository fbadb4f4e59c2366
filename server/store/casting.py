"""The casting step: ballots in, verdicts out, many in one round trip.

Ballots that arrive while a batch is under way travel together in the next one; a ballot alone leaves on the next turn
of the loop. Refuses to know what a mark means. Invariants: a batch is sent once, on a connection that never repeats
it; a ballot is refused `not_recorded` only if it was never sent, and `not_confirmed` if it was sent and no answer came
or the answer is worth less than was agreed; whoever casts knows within a second.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from hiredis import pack_command
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import RedisError, ResponseError

from server import metrics
from server.domain.ballots import Ballot
from server.domain.errors import NotConfirmed, NotRecorded, Refusal, TryLater
from server.domain.meeting import meeting_of
from server.domain.rounds import Round
from server.store import keys, library
from server.store.codec import text

LARGEST_BATCH = 256
BATCHES_UNDER_WAY = 2
MOST_PENDING = 10_000
SENT_WITHIN_S = 0.6
ANSWERED_WITHIN_S = 0.9
REPLICA_WITHIN_MS = 400
_BALLOTS_AT, _EXPIRY_AT = 5, 10
_log = logging.getLogger("plenum.casting")


class Verdict(NamedTuple):
    """What the casting step said of one ballot.

    Shape:   `code` is `cast` or a refusal's code; `record` is the ballot record that stands, empty if there is none.
    """

    code: str
    epoch: int = 0
    revision: int = 0
    ballot_id: str = ""
    marks: str = ""
    record: str = ""


Told = Callable[[Verdict | Refusal], None]
"""Called once with what came of a ballot."""


class _Waiting(NamedTuple):
    """A ballot that is not sent yet.

    Units:   `cast_s` is the instant of the loop's clock at which it came.
    """

    ballot: Ballot
    told: Told
    cast_s: float


@dataclass(slots=True)
class _Lane:
    """The ballots of one round on their way."""

    round: Round
    columns: int
    expires_at_s: int
    pending: deque[_Waiting] = field(default_factory=deque)
    under_way: int = 0


class Casting:
    """Batch the ballots of one process, a lane a round."""

    def __init__(self, client: Redis) -> None:
        """Take a client of its own: a read queued behind a thousand ballots would age the tally."""
        self._client = client
        self.acknowledgement = "disk"
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._pending = 0

    async def cast(self, ballot: Ballot, round_: Round, columns: int, expires_at_s: int) -> Verdict:
        """Have one ballot recorded.

        Raises:  TryLater if too many are waiting, NotRecorded or NotConfirmed as the module says.
        """
        verdict: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self.send_on(ballot, round_, columns, expires_at_s, partial(_settle, verdict))
        return await verdict

    def send_on(self, ballot: Ballot, round_: Round, columns: int, expires_at_s: int, told: Told) -> None:
        """Have one ballot recorded and be told of it: a call rather than a task, for thousands come in a second.

        Raises:  TryLater if too many are waiting, NotRecorded where what was agreed cannot be had.
        """
        if self._pending >= MOST_PENDING:
            raise TryLater
        if self.acknowledgement == "none":  # what was agreed cannot be had here
            raise NotRecorded
        lane = self._lanes.setdefault(round_.id, _Lane(round_, columns, expires_at_s))
        lane.pending.append(_Waiting(ballot, told, asyncio.get_running_loop().time()))
        self._pending += 1
        if lane.under_way < BATCHES_UNDER_WAY:
            lane.under_way += 1
            task = asyncio.create_task(self._drain(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: _Lane) -> None:
        """Send batch after batch until the lane is empty."""
        try:
            while lane.pending:
                batch = [lane.pending.popleft() for _ in range(min(LARGEST_BATCH, len(lane.pending)))]
                self._pending -= len(batch)
                try:
                    verdicts = await self._send(lane, batch)
                except (NotRecorded, NotConfirmed) as refusal:
                    _refuse(batch, refusal)
                except Exception:  # a defect of ours: whoever waits must hear of it all the same
                    _log.exception("a batch of round %s was lost", lane.round.id)
                    _refuse(batch, NotConfirmed())
                else:
                    metrics.batch_ballots.observe(len(batch))
                    metrics.acknowledgement_s.observe(asyncio.get_running_loop().time() - batch[0].cast_s)
                    metrics.casts.inc(sum(verdict.code == "cast" for verdict in verdicts))
                    for waiting, verdict in zip(batch, verdicts, strict=True):
                        _tell(waiting, verdict)
        finally:
            lane.under_way -= 1
            if not lane.under_way and not lane.pending:
                self._lanes.pop(lane.round.id, None)

    async def _send(self, lane: _Lane, batch: list[_Waiting]) -> list[Verdict]:
        words = _words(lane, [waiting.ballot for waiting in batch])
        try:
            async with asyncio.timeout_at(batch[0].cast_s + SENT_WITHIN_S):
                connection = await self._client.connection_pool.get_connection()
        except (RedisError, OSError, TimeoutError) as fault:
            raise NotRecorded from fault
        try:
            return await self._ask(connection, words, batch[0].cast_s + ANSWERED_WITHIN_S)
        finally:
            await self._client.connection_pool.release(connection)

    async def _ask(self, connection: AbstractConnection, words: list[str | int], due_s: float) -> list[Verdict]:
        for once_more in (True, False):
            try:
                async with asyncio.timeout_at(due_s):
                    await connection.send_packed_command(pack_command(tuple(words)))  # type: ignore[arg-type] # any length
                    replies = await connection.read_response()
                    if self.acknowledgement == "replica" and not await _is_on_a_replica(connection, words):
                        raise NotConfirmed
                return [_verdict(reply) for reply in replies]
            except ResponseError as fault:
                if not (library.is_missing(fault) and once_more):
                    raise (NotRecorded if library.was_not_run(fault) else NotConfirmed) from fault
                await self._load_again(due_s)
            except (RedisError, OSError, TimeoutError, asyncio.CancelledError) as fault:
                # An answer may still arrive on this connection: nobody else may read it as theirs.
                await connection.disconnect(nowait=True)
                if isinstance(fault, asyncio.CancelledError):
                    raise
                raise NotConfirmed from fault
        raise NotRecorded

    async def _load_again(self, due_s: float) -> None:
        """Put the library back; while that fails, nothing was recorded."""
        try:
            async with asyncio.timeout_at(due_s):
                await library.load(self._client)
        except (RedisError, OSError, TimeoutError) as fault:
            raise NotRecorded from fault


async def _is_on_a_replica(connection: AbstractConnection, words: list[str | int]) -> bool:
    """Wait until another server has what these words wrote, and say whether it came to that.

    WAIT covers what its own connection has written. A request that is asked again may have been written on another one
    and writes nothing itself; renewing the expiry is a write that stands behind all of them.
    """
    await connection.send_command("EXPIREAT", words[_BALLOTS_AT], words[_EXPIRY_AT])
    await connection.read_response()
    await connection.send_command("WAIT", 1, REPLICA_WITHIN_MS)
    try:
        return int(await connection.read_response()) >= 1
    except ResponseError:
        return False


def _refuse(batch: list[_Waiting], refusal: NotRecorded | NotConfirmed) -> None:
    for waiting in batch:
        _tell(waiting, type(refusal)(refusal.reason))


def _tell(waiting: _Waiting, verdict: Verdict | Refusal) -> None:
    try:
        waiting.told(verdict)
    except Exception:  # a defect of ours must not keep the others of a batch from hearing
        _log.exception("what came of a ballot could not be told")


def _settle(verdict: asyncio.Future[Verdict], told: Verdict | Refusal) -> None:
    if verdict.done():  # whoever waited has gone
        return
    if isinstance(told, Refusal):
        verdict.set_exception(told)
    else:
        verdict.set_result(told)


def _words(lane: _Lane, ballots: list[Ballot]) -> list[str | int]:
    round_id = lane.round.id
    words: list[str | int] = [
        "FCALL", "cast_ballots", 4,
        keys.of_round(round_id), keys.of_round(round_id, "tally"), keys.of_round(round_id, "ballots"),
        keys.bell(meeting_of(round_id)),
        lane.round.room_id, len(lane.round.regions), lane.columns, lane.expires_at_s,
    ]  # fmt: skip
    for ballot in ballots:
        words += (
            ballot.seat_id, ballot.region, ballot.epoch, ballot.base_revision,
            ballot.request_id, ballot.ballot_id, ballot.marks,
        )  # fmt: skip
    return words


def _verdict(reply: list[bytes | int]) -> Verdict:
    code = text(reply[0])
    if code == "cast":
        epoch, revision, ballot_id, marks = reply[1:5]
        return Verdict("cast", int(epoch), int(revision), text(ballot_id), text(marks))
    return Verdict(code, record=text(reply[1]))
