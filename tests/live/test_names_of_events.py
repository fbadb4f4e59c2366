"""An event that has a new name is said under the old one to whoever does not know the new: a release in between."""

import asyncio

from tests.services import Kit, Service


async def test_what_is_live_is_said_by_the_name_that_a_listener_knows(service: Service) -> None:
    """One of the two, with the same number and the same content; the next decision follows without a gap."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    older, newer = kit.phone(room, "screen"), kit.phone(room, "observer", accepts=["live_changed", "what is to come"])
    async with kit.phone(room, "chair") as chair, older, newer:
        for question in (kit.question("s1"), ""):
            assert (await chair.act("set_live", question_id=question))["type"] == "done"
        old = [await older.wait_for("agenda_changed", seq=seq) for seq in (1, 2)]
        new = [await newer.wait_for("live_changed", seq=seq) for seq in (1, 2)]
        assert old == [{**event, "type": "agenda_changed"} for event in new]
        assert {event["type"] for event in older.heard} & {"live_changed"} == set()
        assert {event["type"] for event in newer.heard} & {"agenda_changed"} == set()
