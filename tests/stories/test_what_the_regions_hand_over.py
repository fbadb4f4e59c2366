"""Six regions over lunch: each hands over its set, and each plenary session hears its own and nothing else."""

import asyncio
from contextlib import AsyncExitStack

from server.rehearsal.phone import Phone
from tests.services import SIX_REGIONS, Json, Kit, Service

DAY: Json = {
    "title": "A day with a lunch",
    "sessions": [
        {"id": "s1", "title": "Session 1. The past", "number": "1"},
        {
            "id": "lunch", "title": "Working Lunch", "by_region": True,
            "objectives": [{"id": "o2", "text": "Ahead"}],
            "questions": [{"id": "q1", "text": "What should be done?"}],
        },
        {"id": "s2", "title": "Session 2. The means", "number": "2", "objectives": [{"id": "o3", "text": "Pay"}]},
        {"id": "s3", "title": "Session 3. All together", "number": "3", "objectives": [{"id": "o2", "text": "Ahead"}]},
        {"id": "s5", "title": "Session 5. Loose ends", "number": "5"},
    ],
}  # fmt: skip


async def a_region(kit: Kit, hall: AsyncExitStack, region: str) -> tuple[Phone, list[str]]:
    """Let a moderator into the region's room, where seven recommendations are accepted."""
    moderator = await hall.enter_async_context(kit.phone(kit.room("lunch", region), f"moderator:{region}"))
    ids = []
    for number in range(7):
        said = await moderator.act("propose", question_id="q1", title=f"{region} proposes {number}", language="en")
        ids.append(str(said["recommendation_id"]))
    return moderator, ids


async def heard(kit: Kit, session_id: str) -> dict[str, list[str]]:
    """Say what a plenary session hears, by region; what stands in no set of it is not in its room at all."""
    async with kit.phone(kit.room(session_id), "observer") as anybody:
        snapshot = anybody.snapshot
    sets = {one["region_id"]: one["recommendation_ids"] for one in snapshot["sets"]}
    assert {one["session_id"] for one in snapshot["sets"]} <= {session_id}
    assert {one["id"] for one in snapshot["recommendations"]} == {item for ids in sets.values() for item in ids}
    return sets


async def test_what_six_regions_hand_over_is_heard_where_it_belongs(service: Service) -> None:
    """Holds R104, R105, R106, R107, R110."""
    kit = await asyncio.to_thread(lambda: service.new_meeting(agenda=DAY, title="A day with a lunch"))
    _, meeting = kit.service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)
    assert meeting["hand_over_limit"] == 5
    assert {one["id"]: one["heard_in"] for one in meeting["sessions"] if one["by_region"]} == {"lunch": "s3"}
    regions = [region["id"] for region in SIX_REGIONS]
    async with AsyncExitStack() as hall:
        rooms = dict(zip(regions, await asyncio.gather(*(a_region(kit, hall, one) for one in regions)), strict=True))
        first, second, *others = regions
        chair = await hall.enter_async_context(kit.phone(kit.room("s3"), "chair", accepts=["set_changed"]))

        # One region hands over seven: refused, with the count. Five are taken, by the session that shares its aim.
        moderator, ids = rooms[first]
        refused = await moderator.act("hand_over", recommendation_ids=ids)
        assert (refused["code"], refused["current"]) == ("limit_reached", {"limit": 5, "count": 7})
        assert (await moderator.act("hand_over", recommendation_ids=ids[:5]))["type"] == "done"
        told = await chair.wait_for("set_changed", region_id=first)
        assert [one["id"] for one in told["recommendations"]] == ids[:5]

        # Another hands over five, takes one back, and puts three in the place of the four; one more makes no sixth.
        moderator, ids = rooms[second]
        await moderator.act("hand_over", recommendation_ids=ids[:5])
        await moderator.act("take_back", recommendation_ids=ids[:1])
        assert (await heard(kit, "s3"))[second] == ids[1:5]
        await moderator.act("hand_over", recommendation_ids=[ids[6], ids[2], ids[4]])
        for region in others[:2]:
            await rooms[region][0].act("hand_over", recommendation_ids=rooms[region][1][:2], session_id="s5")

        third = {first: rooms[first][1][:5], second: [ids[6], ids[2], ids[4]]}
        assert await heard(kit, "s3") == third
        assert await heard(kit, "s5") == {region: rooms[region][1][:2] for region in others[:2]}
        assert await heard(kit, "s1") == await heard(kit, "s2") == {}

        # Session 3 votes on its own alone; what it votes on stays, and words that were edited before are read there.
        edited = rooms[first][1][0]
        await rooms[first][0].act("edit_recommendation", recommendation_id=edited, title="In better words")
        changed = await chair.wait_for("recommendation_changed", recommendation__id=edited)
        assert (changed["recommendation"]["title"], changed["recommendation"]["version"]) == ("In better words", 2)
        strange = await chair.act("prepare_round", method="across_regions", slate=[rooms[others[0]][1][0]])
        assert strange["code"] == "not_found"
        drafted = await chair.act("prepare_round", method="across_regions", slate=[*third[first], ids[6], ids[2]])
        await moderator.act("take_back", recommendation_ids=[ids[2]])
        assert (await chair.act("open_round", round_id=drafted["round_id"]))["code"] == "wrong_state"
        drafted = await chair.act("prepare_round", method="across_regions", slate=[*third[first], ids[6]])
        opened = await chair.act("open_round", round_id=drafted["round_id"])
        assert opened["type"] == "done"
        for refused in (
            await moderator.act("take_back", recommendation_ids=[ids[6]]),
            await moderator.act("hand_over", recommendation_ids=[ids[6]], session_id="s5"),
            await moderator.act("hand_over", recommendation_ids=[ids[0]]),
        ):
            assert (refused["code"], refused["current"]) == ("bound", {"recommendation_ids": [ids[6]]})
        assert (await moderator.act("take_back", recommendation_ids=[ids[4]]))["type"] == "done"
        assert (await moderator.hello())["sets"][0]["bound"] == [ids[6]]
        await chair.act("void_round", round_id=drafted["round_id"], reason="Opened by mistake.")
        assert (await moderator.act("take_back", recommendation_ids=[ids[6]]))["type"] == "done"
