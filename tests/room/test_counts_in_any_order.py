"""Ballots, counts by hand, recounts and reopenings in any order: there is one number, whichever way it is reached."""

from collections import Counter
from random import Random

import pytest

from server.domain.errors import Refusal
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import compare_counts
from server.room.context import Context
from tests.chambers import a_chamber
from tests.room.counted import SEATS, Figures, Hall


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_entered_the_list_is_the_recount(context: Context, seed: int) -> None:
    """Ballots, counts, recounts and reopenings in any order: list, turnout and live tally agree. Holds R268, R269."""
    dice, chamber = Random(seed), await a_chamber(context, SEATS, ("NO", "SO"))
    hall = Hall(chamber, await chamber.put(["One", "Two"]))
    round_id = await hall.chamber.open(hall.items, secrecy=dice.choice(["recorded", "confidential"]))
    cast: dict[str, str] = {}
    agreed: dict[tuple[str, str], Figures] = {}
    waiting: dict[tuple[str, str], list[tuple[str, Figures]]] = {}
    epoch = 1
    for _ in range(60):
        what = dice.random()
        if what < 0.35:
            name = dice.choice([one for one in SEATS if one not in cast] or ["north 0"])
            if name not in cast:
                cast[name] = dice.choice(["for", "against"])
                await hall.chamber.cast(name, round_id, {hall.items[0]: cast[name]}, 0, epoch)
        elif what < 0.9:
            region, channel = dice.choice(["NO", "SO"]), dice.choice(["hands", "paper"])
            who, many = dice.choice(["chair", region]), dice.randint(0, 3)
            marks = hall.all(**{"for": many, "none": 2})
            try:
                await hall.enter(who, round_id, marks, region, channel)
            except Refusal:
                continue
            turn = waiting.setdefault((region, channel), [])
            turn[:] = [one for one in turn if one[0] != who and len(turn) < 2]
            turn.append((who, marks))
            if len(turn) == 2 and turn[0][1] == turn[1][1]:
                agreed[region, channel] = marks
                turn.clear()
        elif what < 0.95:
            await perform(hall.context, hall.chamber.chair, commands.RecountRound(round_id=round_id))
        else:
            await hall.chamber.close(round_id)
            await perform(hall.context, hall.chamber.chair, commands.ReopenRound(round_id=round_id))
            epoch += 1
        assert (await compare_counts(hall.context, await hall.context.round(round_id))).agree
    votes: Counter[str] = Counter(SEATS[name] for name in cast)
    by_hand: Counter[str] = Counter()
    for (region, _), marks in agreed.items():
        by_hand[region] += sum(marks[hall.items[0]].values())
    seats = Counter(SEATS.values())
    counted = {region: many if votes[region] + many <= seats[region] else 0 for region, many in by_hand.items()}
    turnout = await hall.turnout(round_id)
    ranked = await hall.the_list(round_id)
    for one in ranked.regions:
        assert turnout[one.id][0] == one.ballots == votes[one.id] + counted.get(one.id, 0)
        assert one.hands + one.paper == counted.get(one.id, 0)
        assert one.ballots <= one.checked_in <= one.entitled == seats[one.id]
        outcome = next(row for row in ranked.items if row.recommendation.id == hall.items[0]).placing.regions
        marks_for = outcome[ranked.regions.index(one)].marks.get("for")
        own = sum(cast[name] == "for" for name in cast if SEATS[name] == one.id)
        hands = sum(marks[hall.items[0]]["for"] for (where, _), marks in agreed.items() if where == one.id)
        assert one.withheld or marks_for == own + (hands if counted.get(one.id) else 0)
