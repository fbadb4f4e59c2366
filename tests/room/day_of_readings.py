"""The part of the day of `day` in which a list is taken up again: a slate from it, and a second reading of an item."""

from typing import TYPE_CHECKING

from server.domain.procedure.programme import Room
from server.protocol import commands
from tests.builders import a_request
from tests.services import Json

if TYPE_CHECKING:
    from tests.room.cells import World
    from tests.room.day import Day


async def read_again(day: "Day", round_id: str, item: str) -> None:
    """Draft variants of an item, vote on one of them, and take the next slate from its list."""
    drafted = [await a_variant(day, round_id, item) for _ in range(2)]
    reject = commands.RejectRecommendation(request_id=a_request(), recommendation_id=drafted[1])
    await day.do("chair", "plenary", reject)
    slate = [item, drafted[0]]
    draft = commands.PrepareRound(
        request_id=a_request(),
        method="across_regions",
        slate=slate,
        rules={"secrecy": "recorded"},
        reading_of=commands.ReadingOf(round_id=round_id, recommendation_id=item),
    )
    second = str((await day.do("chair", "plenary", draft))["round_id"])
    await day.do("chair", "plenary", commands.OpenRound(round_id=second))
    for name in ("delegate", "foreigner"):
        ballot = commands.CastBallot(
            round_id=second,
            epoch=1,
            base_revision=0,
            request_id=a_request(),
            ballot_id=a_request(),
            marks={drafted[0]: "for", item: "against"},
        )
        await day.do(name, "plenary", ballot)
    for step in (commands.CloseRound, commands.PublishRound):
        await day.do("chair", "plenary", step(round_id=second))
    taken = commands.TakenFrom(second, ["first"], 1)
    following = commands.PrepareRound(request_id=a_request(), method="across_regions", taken=taken)
    await day.do("chair", "plenary", following)
    await day.settle()


async def a_variant(day: "Day", round_id: str, item: str) -> str:
    """Draft another wording, and say it twice."""
    words = {"title": "In other words", "text": "Softer", "language": "en"}
    asked = commands.ProposeVariant(request_id=a_request(), recommendation_id=item, round_id=round_id, **words)
    await day.do("chair", "plenary", asked)
    return str((await day.do("chair", "plenary", asked))["recommendation_id"])


async def voted_on(world: "World", room: Room, whose: str, fields: Json) -> Json:
    """Complete a round with an item that was voted on in it, or an item with a closed round of this room."""
    if "round_id" in fields:
        item = world.slates.get(room.id) or await world.a_recommendation("chair", room)
        return {"recommendation_id": item}
    if whose == "elsewhere" or not world.fresh:  # it is refused, whatever the round
        return {"round_id": await world.a_round(room, "closed", fresh=False)}
    draft = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[fields["recommendation_id"]])
    round_id = str((await world.do("chair", room, draft)).round_id)
    for step in (commands.OpenRound, commands.CloseRound):
        await world.do("chair", room, step(round_id=round_id))
    return {"round_id": round_id}
