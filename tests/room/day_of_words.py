"""The part of the day of `day` in which ballots carry words, and whoever conducts reads them."""

from typing import TYPE_CHECKING

import msgspec

from server.protocol import commands, shapes
from tests.builders import a_request
from tests.room.day_of_counts import count_hands
from tests.room.day_of_positions import say_by_name

if TYPE_CHECKING:
    from tests.room.day import Day

SAID = (shapes.Remark("replace", "each year", "once"), shapes.Remark("add", "and their States"))


async def wish(day: "Day", item: str) -> None:
    """Say what is to be changed in a recorded round and in a secret one, cast it again, close, and read it."""
    for secrecy in ("recorded", "confidential"):
        rules = {"with_changes": True, "wishes": True, "secrecy": secrecy, "roll_call": secrecy == "recorded"}
        draft = commands.PrepareRound(request_id=a_request(), method="across_regions", slate=[item], rules=rules)
        round_id = str((await day.do("chair", "plenary", draft))["round_id"])
        await day.do("chair", "plenary", commands.OpenRound(round_id=round_id))
        for name, said in zip(("delegate", "foreigner"), SAID, strict=True):
            cast = commands.CastBallot(
                round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(),
                marks={item: "with_changes"}, wishes={item: said},
            )  # fmt: skip
            assert (await day.do(name, "plenary", cast))["type"] == "ballot_cast"
            again = msgspec.structs.replace(cast, request_id=a_request())
            assert (await day.do(name, "plenary", again))["current"]["wishes"]
        await day.do("chair", "plenary", commands.CloseRound(round_id=round_id))
        await day.settle()
        for name in ("chair", "delegate"):
            await day.do(name, "plenary", commands.ReadWishes(round_id=round_id))
    await be_silent(day, item)


async def be_silent(day: "Day", item: str) -> None:
    """Ask whether anybody objects; one phone sends by itself, another a reservation, and it is called off."""
    draft = commands.PrepareRound(request_id=a_request(), method="no_objection", slate=[item])
    round_id = str((await day.do("chair", "plenary", draft))["round_id"])
    await day.do("chair", "plenary", commands.OpenRound(round_id=round_id))
    reserved = {item: shapes.Remark("signed_reservation", "Not in May")}
    for name, words in (("delegate", {}), ("foreigner", reserved)):
        cast = commands.CastBallot(
            round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks={},
            wishes=words,
        )  # fmt: skip
        assert (await day.do(name, "plenary", cast))["type"] == "ballot_cast"
    await day.do("chair", "plenary", commands.VoidRound(round_id=round_id, reason="Asked too early"))
    await say_by_name(day, item)
    await count_hands(day, item)
