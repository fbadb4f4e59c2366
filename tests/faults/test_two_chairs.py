"""Ten thousand acts of two chairs in the same instant: some order of the two explains what both are told."""

import asyncio
import uuid

import pytest

from server.domain.errors import Refusal
from server.domain.procedure.people import Person
from server.protocol import commands
from server.protocol.commands import RoundCommand
from server.protocol.replies import Done
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.context import Asker, Context
from tests.faults.racing import MEETINGS, RACES, Race, run_all

SAME = ("open", "close", "publish", "reopen", "void", "pause", "resume")
"""Both do the same: one does it, the other hears that it is done already."""
AGAINST = (("close", "void"), ("publish", "reopen"), ("publish", "void"), ("pause", "close"), ("reopen", "void"))
"""One does what the other's act rules out, or makes moot: some order of the two explains what both are told."""
BEFORE = {"open": "draft", "close": "open", "pause": "open", "resume": "paused"}
COMMANDS: dict[str, type[RoundCommand]] = {
    "open": commands.OpenRound,
    "close": commands.CloseRound,
    "publish": commands.PublishRound,
    "reopen": commands.ReopenRound,
    "pause": commands.PauseRound,
    "resume": commands.ResumeRound,
}


def command(act: str, round_id: str) -> RoundCommand:
    """Ask for an act, with a request id of one's own."""
    request_id = uuid.uuid4().hex
    if act == "void":
        return commands.VoidRound(round_id=round_id, request_id=request_id, reason="a race")
    return COMMANDS[act](round_id=round_id, request_id=request_id)


async def ask(race: Race, context: Context, act: str, round_id: str) -> str:
    """Do an act as a chair, and say what one is told: `fresh`, `already`, or the code of the refusal."""
    await race.wait_a_little()
    chair = Asker(Person(race.chamber.meeting.id, "chair"), race.chamber.room)
    try:
        answer = await perform(context, chair, command(act, round_id))
        if isinstance(answer, Later):
            answer = await answer.finish()
    except Refusal as refusal:
        return refusal.code
    assert isinstance(answer, Done)
    return "already" if answer.already else "fresh"


async def bring_to(race: Race, state: str) -> str:
    """Bring a new round to where the race begins."""
    context, chair = race.places[0], race.chamber.chair
    drafted = commands.PrepareRound(
        request_id=uuid.uuid4().hex, method="across_regions", slate=race.slate, rules={"closes_after_s": 86_400}
    )
    round_id: str = (await perform(context, chair, drafted)).round_id  # type: ignore[union-attr]
    for act in {"draft": [], "open": ["open"], "paused": ["open", "pause"]}.get(state, ["open", "close"]):
        assert await ask(race, context, act, round_id) == "fresh"
    return round_id


async def two_chairs(race: Race) -> None:
    """Two chairs act in the same instant, each through a process of their own."""
    first, second = race.dice.choice((*((act, act) for act in SAME), *AGAINST))
    round_id = await bring_to(race, BEFORE.get(first, "closed"))
    before = await race.places[0].round(round_id)
    told = await asyncio.gather(ask(race, race.places[0], first, round_id), ask(race, race.places[1], second, round_id))
    after = await race.places[1].round(round_id)
    outcome = f"{first} {told[0]}, {second} {told[1]} → {after.state}"
    race.outcomes[outcome] += 1
    if outcome not in explained(first, second, before.state):
        race.anomalies.append(f"{round_id}: {outcome}")


def explained(first: str, second: str, state: str) -> set[str]:
    """Say what both may be told, and what may stand in the end, if one act came wholly before the other."""
    if first == second:
        ends = {"open": "open", "close": "closed", "publish": "published", "reopen": "open", "void": "void"}
        end = ends.get(first, state)
        return {f"{first} fresh, {second} already → {end}", f"{first} already, {second} fresh → {end}"}
    return {
        ("close", "void"): {
            "close fresh, void fresh → void",  # voided while closing or after
            "close wrong_state, void fresh → void",
        },
        ("publish", "reopen"): {
            "publish fresh, reopen wrong_state → published",
            "publish wrong_state, reopen fresh → open",
        },
        ("publish", "void"): {"publish fresh, void wrong_state → published", "publish wrong_state, void fresh → void"},
        ("pause", "close"): {"pause fresh, close fresh → closed", "pause wrong_state, close fresh → closed"},
        ("reopen", "void"): {"reopen fresh, void fresh → void", "reopen wrong_state, void fresh → void"},
    }[first, second]


@pytest.mark.long
async def test_of_ten_thousand_acts_of_two_chairs_one_comes_before_the_other(races: list[Race]) -> None:
    """One does it and one hears so, or one rules the other out; the log of acts has no gap and no double."""
    outcomes = await run_all(races, two_chairs, RACES // MEETINGS)
    assert [anomaly for race in races for anomaly in race.anomalies] == []
    assert outcomes.total() == RACES
    for race in races:
        room = race.chamber.room
        said, after = [], 0
        decisions = race.places[0].store_of(room.id).decisions
        while more := await decisions.read_announced(race.chamber.meeting.id, room.id, after):
            said += [one.seq for one in more]
            after = said[-1]
        assert said == list(range(1, len(said) + 1))
