"""No button is there whose act is refused: every state of a round, every role, every room, and everything offered."""

import itertools
from dataclasses import replace

import pytest

from server.domain.errors import Refusal
from server.domain.methods import read_method
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.offers import OFFERS, facts_of, offered
from server.domain.procedure.people import ROLES, may
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.protocol import commands
from server.protocol.commands import AnyCommand, RoundCommand
from server.room.actions.steps import service_in
from server.room.context import Context
from server.room.decided import Decided
from server.store.changes import Changes
from tests.builders import a_request
from tests.room.cells import World, a_world
from tests.services import Json

COMMANDS: dict[str, type[RoundCommand]] = {str(kind.__struct_config__.tag): kind for kind in AnyCommand.__args__}
STATES = (
    "draft", "draft that fell", "open", "unclocked", "paused", "frozen", "closing", "closed", "frozen closed",
    "published", "handed over", "void",
)  # fmt: skip
SAID: dict[str, Json] = {
    "take_countdown": {"seconds": None}, "set_countdown": {"seconds": 60}, "reopen_round": {"seconds": 120},
    "void_round": {"reason": "By mistake."},
}  # fmt: skip


async def a_round(world: World, room: Room, state: str) -> Round:
    """Bring a new shortlist of a room into a state."""
    known = {"draft that fell": "draft", "frozen": "open", "closing": "open", "frozen closed": "closed", "void": "open"}
    world.slates.pop(room.id, None)
    round_id = await world.a_round(room, {"handed over": "published"}.get(state, known.get(state, state)))
    if state == "draft that fell":
        asked = commands.RejectRecommendation(request_id=a_request(), recommendation_id=world.slates.pop(room.id))
        await world.do("chair", room, asked)
    elif state == "void":
        await world.do("chair", room, commands.VoidRound(round_id=round_id, reason="By mistake."))
    elif state == "handed over" and room.region_id:
        await world.do("chair", room, commands.SubmitShortlist(round_id=round_id))
    elif state in ("frozen", "frozen closed", "closing"):

        def make(proceedings: Proceedings) -> Decided:
            found = proceedings.rounds[round_id]
            closing = replace(found, state="closing", closing_at_ms=world.context.now_ms())
            return Decided(Changes(rounds=(closing if state == "closing" else replace(found, frozen=True),)))

        await world.context.decide(service_in(room), "", make)
    return await world.context.round(round_id)


async def offers_of(world: World, room: Room, round_: Round) -> tuple[str, ...]:
    """Say what a round offers, as the page of the podium does."""
    known = (await world.context.read_proceedings(world.meeting.id)).recommendations
    chooses = read_method(round_.method).CARD.kind == "choice"
    stands = all(known[item].status == "accepted" for item in round_.slate)
    return offered(round_.state, facts_of(round_, room.kind, stands=stands, chooses=chooses, fits=True))


@pytest.mark.parametrize("room_name", ["plenary", "AF"])
async def test_nothing_is_offered_that_is_refused(context: Context, room_name: str) -> None:
    """By role and state, each act on a round of its own; nothing is offered to whoever may not do it. Holds R115."""
    world = await a_world(context)
    room, tried = world.room(room_name), 0
    for state, who in itertools.product(STATES, ROLES):
        round_ = await a_round(world, room, state)
        names = await offers_of(world, room, round_)
        mine = [name for name in names if may(world.people[who], OFFERS[name].act, room)]
        assert not mine or who == "chair" or (who == "moderator" and room_name == "AF"), (who, mine)
        for name in mine:
            fresh = await a_round(world, room, state)
            said: Json = {"round_id": fresh.id, "request_id": a_request(), **SAID.get(name, {})}
            if name == "change_round":
                item = await world.a_recommendation("chair", room)
                said |= {"version": fresh.version, "method": "shortlist", "slate": [item]}
            try:
                reply = await world.do(who, room, COMMANDS[OFFERS[name].act](**said))
            except Refusal as refusal:
                pytest.fail(f"{name} on {state}, offered to {who}: {refusal}")
            assert not reply.already, (name, state)
            tried += 1
    assert tried > 20


async def test_what_gives_time_is_offered_where_a_clock_runs_or_can_be_set(context: Context) -> None:
    """Without a countdown one can be set, and no minute added; a draft is discarded, and not voided in public."""
    world = await a_world(context)
    room = world.room("plenary")
    for state, there, not_there in (
        ("unclocked", "set_countdown", "extend_round"), ("open", "extend_round", "set_countdown"),
        ("paused", "resume_round", "pause_round"), ("draft", "discard_round", "void_round"),
        ("draft that fell", "change_round", "open_round"), ("frozen closed", "recount_round", "publish_round"),
        ("published", "", "submit_shortlist"),
    ):  # fmt: skip
        names = await offers_of(world, room, await a_round(world, room, state))
        assert there in (*names, ""), (state, names)
        assert not_there not in names, (state, names)
