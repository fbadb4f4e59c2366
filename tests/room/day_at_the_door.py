"""The part of the day of `day` that happens at the door of the meeting, and what only a podium or the desk hears."""

from typing import TYPE_CHECKING

from server.protocol import commands
from server.protocol.programming import PublishReport, WithdrawReport
from server.room.watch.alarms import COUNTS_DIFFER
from server.secretariat.actor import SECRETARY
from server.secretariat.personal_time import give_time
from tests.builders import a_request
from tests.conftest import until

if TYPE_CHECKING:
    from tests.room.day import Day


async def at_the_door(day: "Day", round_id: str) -> None:
    """Do what happens at the door, and what only a podium hears."""
    await day.world.a_seat("AF", "waited_for")
    await day.do("chair", "plenary", commands.BarSeat(seat_id=await day.world.a_seat("AM")))
    heard = day.ears["chair", "plenary"].line.said
    await until(lambda: any(one["type"] == "seats_changed" and one["waiting"] for one in heard), "who waits")
    for command in (commands.CloseJoining(), commands.OpenJoining()):
        await day.do("chair", "plenary", command)
    listed = await day.do("chair", "plenary", commands.ListSeats(k=4))
    await day.do("moderator", "AF", commands.ListSeats())
    last_ms = max(one["last_ms"] for one in listed["sources"])  # the minute may have turned since
    await day.do("chair", "plenary", commands.RemoveJoins(minute_ms=last_ms))
    await day.hub.alarms.raise_alarm(day.world.meeting.id, COUNTS_DIFFER, round_id, "to be heard of")
    round_ = await day.context.round(round_id)
    for seconds in (1.0, None):
        day.context.tell_counting(round_, seconds)
    await give_time(day.context, SECRETARY, day.world.meeting.id, await day.world.a_seat("AM"), 30)
    await day.do("chair", "plenary", commands.RemoveSeat(seat_id=await day.world.a_seat("AM")))
    told = day.ears["desk", "desk"].line.said
    for name in ("changed", "gone", "personal_s"):
        await until(lambda: any(one["type"] == "seats_changed" and one[name] for one in told), name)  # noqa: B023


async def say_things(day: "Day") -> None:
    """Say something to everybody and in two rooms, take back what was said in one; the same with the report."""
    for report in (PublishReport(), WithdrawReport(), PublishReport()):
        await day.do("chair", "plenary", report)
    words = {"text": "It begins at two.", "language": "en", "translations": {"fr": "On commence à deux heures."}}
    rooms = [day.world.room(where).id for where in ("plenary", "AF")]
    for room_id in ("", *rooms):
        await day.do("desk", "desk", commands.SayToAll(request_id=a_request(), room_id=room_id, **words))
    await day.do("desk", "desk", commands.SayToAll(request_id=a_request(), room_id=rooms[0]))
    await day.settle()
