"""The part of the day of `day` in which people ask for the floor, speak and are done."""

from typing import TYPE_CHECKING

from server.protocol.asking import Command
from server.protocol.message import Json
from server.protocol.speaking import (
    AddSpeaker,
    AskToSpeak,
    CallSpeaker,
    EndSpeakers,
    PauseSpeaker,
    RemoveSpeaker,
    SetUpSpeakers,
)
from tests.builders import a_request
from tests.room.day_of_presenting import ENDS as OF_PRESENTING
from tests.room.day_of_presenting import PRESENTED, present

if TYPE_CHECKING:
    from tests.room.day import Day

SPOKEN_OF: Json = PRESENTED | {"speaker": 0}
ENDS = OF_PRESENTING | {
    "set_up_speakers": "malformed",
    "add_speaker": "not_found",
    "ask_to_speak": "wrong_state",
    "pause_speaker": "wrong_state",
}
"""How each act ends where nobody may ask or speaks: nine seconds are too few, and there is no region A."""
NOTHING_TO_DO = ("call_speaker", "remove_speaker", "end_speakers")


async def present_and_speak(day: "Day", live: Command) -> None:
    """Have the regions present; then let phones ask, add one by name, call two, pause, take one off, and end it."""
    await present(day, live)
    for who, command in (
        ("chair", SetUpSpeakers(request_id=a_request(), on=True, seconds=60)),
        ("delegate", AskToSpeak(request_id=a_request())),
        ("chair", AddSpeaker(request_id=a_request(), region_id="AF", name="Mali")),
        ("foreigner", AskToSpeak(request_id=a_request())),
        ("chair", CallSpeaker(request_id=a_request(), speaker=1)),
        ("chair", PauseSpeaker(request_id=a_request(), paused=True)),
        ("chair", RemoveSpeaker(request_id=a_request(), speaker=2)),
        ("chair", CallSpeaker(request_id=a_request(), speaker=3)),
        ("chair", EndSpeakers(request_id=a_request())),
    ):
        await day.do(who, "plenary", command)
        await day.settle()
