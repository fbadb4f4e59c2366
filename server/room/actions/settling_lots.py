"""Settling the lot of a round: what phones added to it counts as it stood at the first close, once for all.

Invariant: it is settled before the round can be opened again, so that later closes, and whoever chooses when they are,
draw the same.
"""

from server.domain.counting.lots import Lot, Nonces
from server.domain.procedure.rounds import Round
from server.logs import log
from server.room import count_sheet
from server.room.context import Context
from server.room.count_sheet import Box


async def settle_lot(context: Context, round_: Round) -> Nonces:
    """Say what phones had added to the lot of a closed round when it was closed first; keep it if nobody has."""
    if not round_.nonce:
        return ()
    rounds = context.store_of(round_.id).rounds
    if (kept := await rounds.read_nonces(round_)) is not None:
        return kept
    box = Box(round_, *await rounds.read_box(round_))
    nonces = await context.counter.do(count_sheet.nonces_in, box, work=box.work)
    if await rounds.keep_nonces(round_, nonces, (await context.meeting(round_.id)).expires_at_s):
        log.info("lot_drawn", round=round_.id, epoch=round_.epoch, seed=Lot(round_.nonce, nonces).seed)
    return await rounds.read_nonces(round_) or ()
