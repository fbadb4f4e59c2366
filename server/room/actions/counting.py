"""Counting a round that nothing can enter any more: two roads to one number, then the ranked list."""

import msgspec

from server.domain.methods import ranked_list
from server.domain.ranking import RankedList, SlateItem
from server.domain.rounds import Round
from server.domain.tallies import Count
from server.logs import log
from server.record.ranked_list import write_ranked_list
from server.room.place import Place
from server.room.views import columns_of
from server.store.rounds import TwoCounts


async def list_round(place: Place, round_: Round) -> tuple[TwoCounts, RankedList]:
    """Count every ballot of a round again and rank its slate from the ballots."""
    counts = await place.store.rounds.read_two_counts(round_, columns_of(round_))
    if not counts.agree:
        log.error("counts_differ", round=round_.id)
    proceedings = await place.read_proceedings(round_.id)
    names = {region.id: region.name for region in proceedings.meeting.regions}
    listed = ranked_list(
        round_.id,
        round_.method,
        round_.rules,
        regions=[(region_id, names[region_id]) for region_id in round_.regions],
        count=Count(counts.recounted, counts.ballots, round_.checked_in, round_.entitled),
        seed=round_.seed,
        recommendations=[
            SlateItem(
                found.id,
                found.number,
                found.title,
                found.region_ids,
                tuple((one.language, one.title) for one in found.translations),
            )
            for found in (proceedings.recommendations[item] for item in round_.slate)
        ],
    )
    return counts, listed


async def count_round(place: Place, round_: Round) -> TwoCounts:
    """Count a closed round and keep its ranked list.

    Invariant: counting twice gives the same list, so that any process may count and none needs to be told to.
    """
    counts, listed = await list_round(place, round_)
    text = msgspec.json.encode(write_ranked_list(listed)).decode()
    meeting = await place.meeting(round_.id)
    await place.store.rounds.keep_ranked_list(round_, text, meeting.expires_at_s)
    return counts


async def ranked_list_of(place: Place, round_: Round) -> str:
    """Read the ranked list of a closed or published round as JSON, counting first if nobody has."""
    kept = await place.store.rounds.read_ranked_lists([round_])
    if round_.id not in kept:
        await count_round(place, round_)
        kept = await place.store.rounds.read_ranked_lists([round_])
    return kept[round_.id]
