"""One count: of all processes that have a closed round, one counts it; where that one dies, another does.

Who counts holds a claim in the store, which runs out unless it is renewed. Refuses to know how a round is counted.
Invariants: a claim saves work and decides nothing, for any process that counts finds the same; what is said to be
counted is counted, and frozen where its counts differ.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from server.domain.errors import Refusal
from server.domain.procedure.rounds import Round
from server.room.context import Context
from server.store import StoreFault
from server.store.connection.complaint import complain
from server.store.rounds import COUNTED
from server.tasks import end

HELD_MS = 3_000
"""After so long without a word from whoever counts, another begins."""
RENEW_S = 1.0
LOOK_S = 0.1


async def count_once(context: Context, round_: Round, count: Callable[[], Awaitable[None]], *, waits: bool) -> None:
    """Count a closed round here, unless it is counted, or being counted elsewhere; that is waited for if one `waits`.

    Shape:   `count` does all that belongs to it; where it is refused, the round is taken for counted: the next to ask
             for its list counts it.
    Raises:  what `count` raises.
    """
    rounds, token = context.store_of(round_.id).rounds, secrets.token_hex(8)
    while (holder := await rounds.claim_count(round_, token, HELD_MS)) != token:
        if holder == COUNTED or not waits:
            return
        await asyncio.sleep(LOOK_S)
    renewing = asyncio.create_task(_renew(context, round_, token))
    try:
        try:
            await count()
        except Refusal:
            await _end(context, round_)
            raise
        await _end(context, round_)
    finally:
        await end(renewing)


async def _end(context: Context, round_: Round) -> None:
    meeting = await context.meeting(round_.id)
    await context.store_of(round_.id).rounds.end_count(round_, meeting.expires_at_s)


async def _renew(context: Context, round_: Round, token: str) -> None:
    while True:
        await asyncio.sleep(RENEW_S)
        try:
            await context.store_of(round_.id).rounds.renew_count(round_, token, HELD_MS)
        except StoreFault as fault:  # the claim may run out: then two count, and find the same
            complain(fault, "counting")
