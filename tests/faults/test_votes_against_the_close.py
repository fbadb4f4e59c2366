"""Ten thousand votes against the close of their round: each is acknowledged and counted, or refused and not there."""

import asyncio
import uuid

import pytest

from server.domain.errors import RoundNotOpen
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.closing import finish_closing
from server.room.actions.counting import ranked_list_of
from server.room.actions.later import Later
from server.room.context import Asker, Context
from tests.counts import both_counts
from tests.faults.racing import MEETINGS, NAMES, RACES, SEATS, Race, run_all


async def close(race: Race, context: Context, round_id: str) -> None:
    """Announce the close and close for good at once, without the grace that ballots in flight are given."""
    await race.wait_a_little()
    chair = race.chamber.chair
    answer = await perform(context, chair, commands.CloseRound(round_id=round_id))
    assert isinstance(answer, Later)
    await race.wait_a_little()
    await finish_closing(context, race.chamber.room, round_id, epoch=1)


async def vote(race: Race, context: Context, name: str, round_id: str) -> commands.CastBallot | None:
    """Cast a ballot; the answer is the ballot if it was acknowledged, nothing if the round was closed first."""
    await race.wait_a_little((0, 10, 40, 120, 250))  # a close has several turns to go
    ballot = commands.CastBallot(
        round_id=round_id,
        epoch=1,
        base_revision=0,
        request_id=uuid.uuid4().hex,
        ballot_id=uuid.uuid4().hex,
        marks={item: race.dice.choice(("for", "against", "abstain")) for item in race.slate},
    )
    try:
        await perform(context, Asker(race.chamber.seated[name], race.chamber.room), ballot)
    except RoundNotOpen:
        return None
    return ballot


async def votes_against_a_close(race: Race) -> None:
    """Every seat votes while the round is closed: what was acknowledged is counted, what was refused is not."""
    round_id = await race.chamber.open(race.slate)
    for context in race.places:
        await context.terms(round_id)  # as when others have voted before
    sides = [race.dice.choice(race.places) for _ in NAMES]
    votes = [vote(race, context, name, round_id) for context, name in zip(sides, NAMES, strict=True)]
    _, *cast = await asyncio.gather(close(race, race.dice.choice(race.places), round_id), *votes)
    context = race.places[0]
    round_ = await context.round(round_id)
    counts = await both_counts(context.store_of(round_id).rounds, round_)
    listed = (await ranked_list_of(race.places[1], round_)).decode()
    for name, ballot in zip(NAMES, cast, strict=True):
        record = await context.store_of(round_id).rounds.read_ballot(round_id, race.chamber.seated[name].seat_id)
        if (ballot.request_id if ballot else None) != (record.request_id if record else None):
            race.anomalies.append(f"{round_id} {name}: told {ballot}, kept {record}")
        race.outcomes["acknowledged" if ballot else "refused"] += 1
    told = sum(ballot is not None for ballot in cast)
    if round_.state != "closed" or round_.frozen or not counts.agree or counts.version != told:
        race.anomalies.append(f"{round_id}: {round_.state}, {counts.version} casts, {told} acknowledged")
    if f'"cast":{told},' not in listed:
        race.anomalies.append(f"{round_id}: {told} acknowledged, and the list says {listed[:200]}")


@pytest.mark.long
async def test_of_ten_thousand_votes_against_the_close_none_is_lost_or_let_in(races: list[Race]) -> None:
    """An acknowledged ballot is in tally, recount and list; a refused one is in none of them."""
    outcomes = await run_all(races, votes_against_a_close, RACES // (MEETINGS * SEATS))
    assert [anomaly for race in races for anomaly in race.anomalies] == []
    assert outcomes.total() == RACES
    assert min(outcomes["acknowledged"], outcomes["refused"]) > RACES // 100, "a race has two outcomes"
