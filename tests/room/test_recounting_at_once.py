"""Recounts of one round that come at the same time, and ballots between them: the tally is the ballots' in the end."""

import asyncio
import contextlib

import pytest

from server.domain.errors import RoundFrozen
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.closing import freeze_round
from server.room.context import Context
from server.room.watch.alarms import COUNTS_DIFFER, Alarms
from server.store import keys
from tests.chambers import Chamber, a_chamber
from tests.counts import both_counts


@pytest.fixture
async def chamber(context: Context) -> Chamber:
    """A room with two delegates."""
    return await a_chamber(context, {"Ama": "AF", "Bo": "AM"}, ["AF", "AM"])


async def spoil(chamber: Chamber, round_id: str) -> None:
    """Write into the tally, as nobody should."""
    await (
        chamber.context.store_of(chamber.meeting.id)
        ._client.bitfield(keys.of_round(round_id, "tally"))
        .incrby("u32", "#4", 1)
        .execute()
    )


async def test_a_repair_that_was_overtaken_by_a_ballot_changes_nothing(chamber: Chamber) -> None:
    """A recount that is old by the time it would be written does not take the ballot out of the tally again.

    Holds R51.
    """
    rounds, slate = chamber.context.store_of(chamber.meeting.id).rounds, await chamber.put(["One"])
    round_id = await chamber.open(slate)
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    await spoil(chamber, round_id)
    round_ = await chamber.context.round(round_id)
    old = await both_counts(chamber.context.store_of(chamber.meeting.id).rounds, round_)
    await chamber.cast("Bo", round_id, {slate[0]: "against"})
    assert not await rounds.repair_tally(round_id, old, chamber.meeting.expires_at_s)
    new = await both_counts(chamber.context.store_of(chamber.meeting.id).rounds, round_)
    assert (new.version, len(new.ballots), new.agree) == (2, 2, False)
    assert await rounds.repair_tally(round_id, new, chamber.meeting.expires_at_s)
    mended = await both_counts(chamber.context.store_of(chamber.meeting.id).rounds, round_)
    assert (mended.version, mended.agree) == (3, True)
    assert not await rounds.repair_tally(round_id, new, chamber.meeting.expires_at_s), "only once"


async def test_a_tally_that_is_gone_is_made_anew_from_the_ballots(chamber: Chamber) -> None:
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate, secrecy="recorded")
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    await chamber.context.store_of(chamber.meeting.id)._client.delete(keys.of_round(round_id, "tally"))
    await perform(chamber.context, chamber.chair, commands.RecountRound(round_id=round_id))
    round_ = await chamber.context.round(round_id)
    counts = await both_counts(chamber.context.store_of(chamber.meeting.id).rounds, round_)
    assert (counts.agree, counts.tally.ballots) == (True, (1, 0))


async def test_many_recounts_at_once_under_votes_leave_both_counts_the_same(chamber: Chamber) -> None:
    """Two chairs recount again and again while two delegates vote: tally and ballots agree in the end."""
    slate = await chamber.put(["One", "Two"])
    round_id = await chamber.open(slate)
    revisions = {"Ama": 0, "Bo": 0}

    async def vote(name: str) -> None:
        for number in range(30):
            marks = dict.fromkeys(slate, ("for", "against", "abstain")[number % 3])
            with contextlib.suppress(RoundFrozen):  # said clearly, and tried again with the next
                revisions[name] = (await chamber.cast(name, round_id, marks, revisions[name])).revision

    async def recount() -> None:
        for _ in range(10):
            await spoil(chamber, round_id)
            await perform(chamber.context, chamber.chair, commands.RecountRound(round_id=round_id))

    await asyncio.gather(vote("Ama"), vote("Bo"), recount(), recount())
    await perform(chamber.context, chamber.chair, commands.RecountRound(round_id=round_id))
    round_ = await chamber.context.round(round_id)
    counts = await both_counts(chamber.context.store_of(chamber.meeting.id).rounds, round_)
    assert counts.agree
    assert not round_.frozen
    kept = await chamber.context.store_of(chamber.meeting.id).rounds.read_ballot(
        round_id, chamber.seated["Ama"].seat_id
    )
    assert kept is not None
    assert kept.revision == revisions["Ama"]


async def test_the_alarm_of_two_counts_ends_with_the_recount(chamber: Chamber) -> None:
    """Whoever comes to the podium after it is not alarmed any more."""
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate)
    alarms = Alarms(chamber.context)
    await alarms.raise_alarm(chamber.meeting.id, COUNTS_DIFFER, round_id, "for the test")
    await freeze_round(chamber.context, chamber.room, round_id)
    assert len(await alarms.standing(chamber.meeting.id)) == 1
    await perform(chamber.context, chamber.chair, commands.RecountRound(round_id=round_id))
    assert await alarms.standing(chamber.meeting.id) == []
