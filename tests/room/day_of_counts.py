"""The part of the day of `day` in which votes are counted by hands, and how acts on counts are tried."""

from typing import TYPE_CHECKING

from server.domain.procedure.programme import Room
from server.protocol import commands
from tests.builders import a_request
from tests.room.day_of_positions import SAID_BY
from tests.services import Json

if TYPE_CHECKING:
    from tests.room.day import Day

COUNTED = ("enter_count", "read_count")
TOGETHER = "AF+AP+EC+AS+IR"
"""What regions count as one in plenary where two have forty seats each and the others none."""
OPEN_FOR = ("cast_ballot", "record_position", "confirm_position", *COUNTED)
"""What is tried in a round that is open."""


def said_by(act: str, room: Room) -> Json:
    """Say what stands in a command beside what it is about."""
    if act in COUNTED:
        return {"region_id": room.region_id or TOGETHER, "channel": "hands", "marks": {}}
    return SAID_BY.get(act, {})


async def count_hands(day: "Day", item: str) -> None:
    """Count the hands of a region in plenary: twice otherwise, then twice the same."""
    draft = commands.PrepareRound(request_id=a_request(), method="across_regions", slate=[item], rules={})
    round_id = str((await day.do("chair", "plenary", draft))["round_id"])
    await day.do("chair", "plenary", commands.OpenRound(round_id=round_id))
    read = commands.ReadCount(round_id=round_id, region_id="AF", channel="hands")
    for chair, moderator in ((5, 4), (5, 5)):
        for who, many in (("moderator", moderator), ("chair", chair)):
            marks = {item: {"for": many, "none": 1}}
            said = commands.EnterCount(round_id=round_id, region_id="AF", channel="hands", marks=marks)
            assert (await day.do(who, "plenary", said))["type"] == "done"
            await day.do(who, "plenary", read)
        await day.do("moderator", "plenary", read)
        await day.settle()
    await day.do("chair", "plenary", commands.CloseRound(round_id=round_id))
    await day.do("chair", "plenary", commands.PublishRound(round_id=round_id))
    await day.settle()
