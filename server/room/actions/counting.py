"""Counting a round that nothing can enter any more: two roads to one number, then the ranked list."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from server import metrics
from server.domain.counting.ranking import SlateItem
from server.domain.errors import TryLater, WrongState
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.pools import name_of_pool
from server.domain.procedure.readings import ReadAgain
from server.domain.procedure.rounds import Round
from server.domain.procedure.variants import ordinal_of
from server.logs import log
from server.record.formats import read_format, takes_template
from server.room import count_sheet
from server.room.actions.settling_lots import settle_lot
from server.room.actions.settling_mandates import settle_mandates
from server.room.context import Context
from server.room.count_sheet import Box, Counted
from server.room.occasions import read_occasion
from server.room.slips import slips_among
from server.store.codec import to_json
from server.store.packing import TwoCounts

PATIENCE_S = 1.0
"""How long a picture waits for its lists: everybody in the room waits with it."""


async def count_round(context: Context, round_: Round) -> Counted:
    """Count a closed round and keep its ranked list.

    Invariant: counting twice gives the same list, so that any process may count; one does (`one_count`).
    """
    counted = await _count(context, round_)
    metrics.counts.inc()
    if not counted.agree:
        log.error("counts_differ", round=round_.id)
    meeting = await context.meeting(round_.id)
    await context.store_of(round_.id).rounds.keep_list(round_, counted.kept, counted.told, meeting.expires_at_s)
    return counted


async def compare_counts(context: Context, round_: Round) -> TwoCounts:
    """Hold the live tally of a round against a recount, as of one instant."""
    box = Box(round_, *await context.store_of(round_.id).rounds.read_box(round_))
    return await context.counter.do(count_sheet.compare, box, work=box.work)


async def ranked_list_of(context: Context, round_: Round) -> bytes:
    """Give the ranked list of a closed or published round as JSON, counting first if nobody has."""
    return await _json(context, round_, await kept_list(context, round_))


async def published_lists(context: Context, rounds: Sequence[Round]) -> dict[str, bytes | None]:
    """Give the ranked lists that were kept of published rounds of one meeting as JSON, by round.

    Shape:   None for one whose file is not made by the time that a picture can wait: it is left to its address.
    """
    if not rounds:
        return {}
    kept = await context.store_of(rounds[0].id).rounds.read_lists(rounds)
    found = [round_ for round_ in rounds if round_.id in kept]
    texts = await asyncio.gather(*(_json_soon(context, round_, kept[round_.id]) for round_ in found))
    return {round_.id: text for round_, text in zip(found, texts, strict=True)}


async def hand_out(context: Context, round_: Round, kind: str, language: str = "") -> bytes:
    """Give the ranked list of a closed or published round to a reader, as a file of a kind that `formats` knows.

    Shape:   with a `language` it says its reasons in sentences too.

    Invariants: what is read before publication is known to have been read before anything can be cast again; reading
    a list costs no count, however often it is read.
    Raises:  NotFound for an unknown kind; WrongState if the round was opened again meanwhile.
    """
    read_format(kind)
    kept, _ = await read_out(context, round_)
    template = await context.store_of(round_.id).templates.read(meeting_of(round_.id)) if takes_template(kind) else b""
    occasion = await read_occasion(context, round_)
    return await context.files.make(round_.id, kept, kind, occasion, language, template=template)


async def read_out(context: Context, round_: Round) -> tuple[bytes, str]:
    """Read the list of a closed or published round to somebody, counting first if nobody has.

    Shape:   the list as it is kept, and as JSON what it tells of.
    Invariant: in a secret round it is noted that it was read, before anything can be cast again.
    Raises:  WrongState if the round was opened again meanwhile.
    """
    rounds, meeting = context.store_of(round_.id).rounds, await context.meeting(round_.id)
    found = await rounds.read_list(round_)
    if found is None:
        counted = await count_round(context, round_)
        found = counted.kept, to_json(counted.told)
    kept, told = found
    secret = round_.rules.secrecy != "recorded"
    if secret and not await rounds.mark_read(round_, told, meeting.expires_at_s):
        raise WrongState("not_published", state="open")
    return kept, told


def read_again(proceedings: Proceedings, round_: Round) -> ReadAgain | None:
    """Say what a later reading is of; None for a round that reads nothing again."""
    if (of := round_.reading_of) is None:
        return None
    item, earlier = proceedings.recommendations[of.recommendation_id], proceedings.rounds[of.round_id]
    return ReadAgain(earlier.id, earlier.called, item.id, item.called, ordinal_of(proceedings.rounds, round_))


async def kept_list(context: Context, round_: Round) -> bytes:
    """Give the list of a closed or published round as it is kept, counting first if nobody has."""
    kept = await context.store_of(round_.id).rounds.read_lists([round_])
    return kept.get(round_.id) or (await count_round(context, round_)).kept


async def _json_soon(context: Context, round_: Round, kept: bytes) -> bytes | None:
    with suppress(TimeoutError, TryLater):
        async with asyncio.timeout(PATIENCE_S):
            return await _json(context, round_, kept)
    return None


async def _json(context: Context, round_: Round, kept: bytes) -> bytes:
    return await context.files.make(round_.id, kept, "json")


async def _count(context: Context, round_: Round) -> Counted:
    nonces = await settle_lot(context, round_)
    packed, records = await context.store_of(round_.id).rounds.read_box(round_)
    mandates = await settle_mandates(context, round_, records)
    proceedings = await context.read_proceedings(round_.id)
    names = {region.id: region.name for region in proceedings.programme.regions}
    box = Box(
        round_,
        packed,
        records,
        tuple(
            (region_id, name_of_pool([names[one] for one in members]))
            for region_id, members in zip(round_.regions, round_.members, strict=True)
        ),
        tuple(
            SlateItem(
                found.id,
                found.number,
                found.title,
                found.region_ids,
                tuple((one.language, one.title) for one in found.translations),
                found.called,
            )
            for found in (proceedings.recommendations[item] for item in round_.slate)
        ),
        await context.store_of(round_.id).rounds.read_lists_read(round_),
        nonces,
        mandates,
        read_again(proceedings, round_),
        tuple((region_id, names[region_id]) for region_id in round_.named_ids),
        await asyncio.to_thread(slips_among, context.proofs, round_.id, records),  # the loop takes ballots
    )
    return await context.counter.do(
        count_sheet.count, box, work=box.work, on_progress=partial(context.tell_counting, round_)
    )
