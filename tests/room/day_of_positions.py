"""The part of the day of `day` in which a region takes part by its named position."""

from dataclasses import replace
from typing import TYPE_CHECKING

from server.domain.procedure.audiences import audience_of
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.protocol import commands
from tests.builders import a_request

if TYPE_CHECKING:
    from tests.room.day import Day

NAMED = "AM"
"""The region that is small on that day."""
UNNAMED = dict.fromkeys(("record_position", "confirm_position"), "not_found")
"""How these acts end in a round in which no region takes part by its position."""
SAID_BY = {"record_position": {"recommendation_id": "an item", "state": "backs"}}


def in_room(person: Person, room: Room) -> set[str]:
    """Say to which audiences of a room somebody belongs; in a plenary room also by their region."""
    signs = {"signing"} if person.role == "moderator" and room.kind == "plenary" else set()
    signs |= {"counting"} if signs else set()
    named = {"named"} if person.region_id == NAMED and room.kind == "plenary" else set()
    return {audience_of(person, room)} | signs | named


async def say_by_name(day: "Day", item: str) -> None:
    """Open a round in which the small region says by name where it stands, enter it, confirm it, and close."""
    world, plenary = day.world, day.world.room("plenary")
    rules = {"k": 20, "named_positions": [NAMED]}
    draft = commands.PrepareRound(request_id=a_request(), method="across_regions", slate=[item], rules=rules)
    round_id = str((await day.do("chair", "plenary", draft))["round_id"])
    await day.do("chair", "plenary", commands.OpenRound(round_id=round_id))
    world.people["speaker"] = replace(world.people["moderator"], region_id=NAMED)
    said = commands.RecordPosition(round_id=round_id, recommendation_id=item, state="opposes", words="Not yet")
    await world.do("speaker", plenary, said)
    confirm = commands.ConfirmPosition(round_id=round_id, version=1)
    for _ in range(2):
        assert (await day.do("foreigner", "plenary", confirm))["type"] == "done"
    await day.do("foreigner", "plenary", replace_version(confirm))  # refused, with what is said instead
    await day.settle()
    await day.do("chair", "plenary", commands.CloseRound(round_id=round_id))
    await day.do("chair", "plenary", commands.PublishRound(round_id=round_id))
    await day.settle()


def replace_version(confirm: commands.ConfirmPosition) -> commands.ConfirmPosition:
    """Confirm what was never said."""
    return commands.ConfirmPosition(round_id=confirm.round_id, version=9)
