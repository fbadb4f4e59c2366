"""The part of the day of `day` in which the regions present what they handed over."""

from typing import TYPE_CHECKING

from server.protocol import commands
from server.protocol.asking import Command
from server.protocol.message import Json
from tests.builders import a_request

if TYPE_CHECKING:
    from tests.room.day import Day

ENDS = dict.fromkeys(("turn_presentation", "pause_presentation", "end_presentation"), "wrong_state")
ENDS["prepare_presentation"] = "malformed"
"""How each act ends where nothing is prepared, and no region has as little time as nine seconds."""
PRESENTED: Json = {"ordered_by": "lot", "regions": [], "place": 0, "paused": True}


async def present(day: "Day", live: Command) -> None:
    """Say what is live, draw the order, give the floor, stop the clock, and end it."""
    for command in (
        live,
        commands.PreparePresentation(request_id=a_request(), ordered_by="lot", seconds=300),
        commands.TurnPresentation(request_id=a_request(), place=0),
        commands.PausePresentation(request_id=a_request(), paused=True),
        commands.EndPresentation(request_id=a_request()),
    ):
        await day.do("chair", "plenary", command)
        await day.settle()
