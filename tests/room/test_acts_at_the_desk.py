"""Role × command in the desk's room: the programme is edited there, something is said to all, and nothing else done."""

import pytest

from server.domain.procedure.people import AT_THE_DESK
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import a_world, nothing_of
from tests.room.test_every_act import COMMANDS, SAID, WHO, outcome


@pytest.mark.parametrize("who", WHO)
async def test_in_the_desk_s_room_nothing_is_done_but_what_is_the_desk_s(context: Context, who: str) -> None:
    """Whatever it speaks of, by whomever; rights are looked at first. Holds R26."""
    world = await a_world(context)
    room, done = world.room("desk"), []
    for act in sorted(set(COMMANDS) - {"hello"}):
        kind = COMMANDS[act]
        ids = dict.fromkeys(("recommendation_id", "question_id", "round_id", "seat_id", "ballot_id"), nothing_of(world))
        said = {"slate": [], "recommendation_ids": [], "marks": {}, "epoch": 1, "base_revision": 0, **SAID, **ids}
        said |= {
            "request_id": a_request(),
            "version": 1,
            "changes": {"title": "Another"},
            "translations": {},
            "parents": [],
            "state": "backs",
            "channel": "hands",
        }
        command = kind(**{name: value for name, value in said.items() if name in kind.__struct_fields__})
        if (came := await outcome(world, who, room, command)) != "not_permitted":
            done.append((act, came))
    all_ = [("edit_programme", "done"), ("make_findings", "not_found")]
    all_ += [("rename_delegation", "overtaken"), ("say_to_all", "done")]
    assert done == (all_ if who in AT_THE_DESK else [])
