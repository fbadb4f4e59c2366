"""The part of the day of `day` in which texts are sent back to their author, and it is asked what became of them."""

from typing import TYPE_CHECKING

from server.protocol import commands

if TYPE_CHECKING:
    from tests.room.day import Day


async def send_back(day: "Day", where: str, chair: str, other: str, waits: str) -> None:
    """Send back what waits, and what was on the list; the author changes it, and it is sent back again."""
    french = {"language": "fr", "title": "Une proposition", "text": "Pourquoi, et comment"}
    back = await day.propose(where)
    await day.on(chair, where, commands.ReturnRecommendation, waits, note="Say by when.")
    await day.on(chair, where, commands.AcceptRecommendation, back)
    await day.on(other, where, commands.SupportRecommendation, back, on=True)
    await day.on(chair, where, commands.TranslateRecommendation, back, **french)
    await day.settle()
    await day.on(chair, where, commands.ReturnRecommendation, back, note="Say who does it.")
    await day.on("delegate", where, commands.EditRecommendation, back, title="A third proposal")
    await day.on(chair, where, commands.ReturnRecommendation, back, note="And say with whom.")
    await day.on(chair, where, commands.TranslateRecommendation, back, **french)
    for name in (chair, "delegate"):
        await day.do(name, where, commands.ReadHistory(recommendation_id=back))
    await day.settle()
