"""All rooms as a desk sees them: what it is told of each comes to what a fresh read says, within a second, and no more.

Never is it told for what anybody has cast, nor anything of a round whose turnout is hidden.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from server.protocol.shapes import Latest, Overview, Shown
from server.rehearsal.phone import Phone
from server.room.context import Context
from server.room.overviews import read_overviews
from tests.conftest import until
from tests.pictures import Witness
from tests.room.cells import a_world
from tests.room.day import Day
from tests.services import Json, Kit, Service

WITHIN_S = 1.5  # a second of rest, and what a slow machine needs


def told_of(said: list[Json]) -> dict[str, Json]:
    """Say what the newest overview of each room is, as told."""
    return {one["overview"]["room_id"]: one["overview"] for one in said if one["type"] == "overview_changed"}


@pytest.fixture
async def day(context: Context) -> AsyncIterator[Day]:
    """A whole day with a desk in it."""
    day = Day(await a_world(context, americas=8))
    day.hub.room_news.again_s = 0.0
    await day.begin()
    await day.live()
    yield day
    await day.hub.close()


def timeless(overview: Json) -> Json:
    """Leave out what is left of a countdown."""
    latest = overview["latest"] and {**overview["latest"], "clock": overview["latest"]["clock"]["running"]}
    return {**overview, "latest": latest}


async def test_what_a_desk_is_told_of_rooms_is_what_a_fresh_read_says(day: Day) -> None:
    """After a day in which everything happens. Holds R199."""
    line = day.ears["desk", "desk"].line
    fresh = [timeless(msgspec.to_builtins(one)) for one in await read_overviews(day.context, day.world.meeting.id)]
    truth = {one["room_id"]: one for one in msgspec.json.decode(msgspec.json.encode(fresh))}
    await until(lambda: {key: timeless(one) for key, one in told_of(line.said).items()} == truth, "all rooms")
    rooms = {room.region_id or room.kind: room.id for room in day.world.programme.rooms}
    assert truth[rooms["AF"]]["handed"] == 1
    assert any("AF" in one["handed_by"] for one in truth.values())
    assert all(set(one["handed_by"]) <= set(one["awaits"]) for one in truth.values())
    told = [one["overview"] for one in line.said if one["type"] == "overview_changed"]
    turnouts = {one["latest"]["round_id"]: one["latest"]["turnout"] for one in told if one["latest"]}
    rounds = (await day.context.read_proceedings(day.world.meeting.id)).rounds
    secret = {name for name, one in rounds.items() if one.rules.visibility == "hidden"}
    latest = [one["latest"] for one in told if one["latest"] and one["latest"]["round_id"] in secret]
    hidden = [one for one in latest if one["state"] != "published"]
    assert any(turnouts.values())
    assert hidden
    assert all(one["turnout"] is None for one in hidden)


def test_an_overview_has_no_place_for_a_direction() -> None:
    """Whatever is put into it: its fields are those of the table, and none holds cells or marks."""
    names = {name for shape in (Overview, Latest, Shown) for name in shape.__struct_fields__}
    assert not names & {"cells", "marks", "outlook", "tally", "ranked_list"}


async def test_a_desk_hears_of_rooms_within_a_second_and_of_each_once_a_second(
    service: Service, second_service: Service
) -> None:
    """A moderator who comes and goes, a proposal, a vote; in another process than that of the desk. Holds R199."""
    kit: Kit = await asyncio.to_thread(service.new_meeting)
    room = next(one for one in kit.founded["rooms"] if one["region_id"] == "AF")
    delegates = [await asyncio.to_thread(kit.a_delegate) for _ in range(12)]
    link = await asyncio.to_thread(kit.desk)
    elsewhere = kit.at(second_service)
    async with Witness(service.base_url, f"{kit.id}desk", link) as desk:

        async def sees(name: str, value: object) -> None:
            began = time.monotonic()
            await until(lambda: at(told_of(desk.told).get(room["id"]), name) == value, f"{name} {value}")
            assert time.monotonic() - began < WITHIN_S, name

        await sees("conductors", 0)
        async with elsewhere.phone(room, "moderator:AF") as moderator:
            await sees("conductors", 1)
            phones = [elsewhere.phone(room, one) for one in delegates]
            for phone in phones:
                await phone.connect()
                await phone.hello()
            _, meeting = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
            asked = next(one for one in meeting["sessions"] if one["id"] == room["agenda_session_id"])["questions"][0]
            proposed = await moderator.act("propose", question_id=asked["id"], title="A proposal")
            item = proposed["recommendation_id"]
            draft = await moderator.act(
                "prepare_round", method="shortlist", slate=[item], rules={"secrecy": "recorded"}
            )
            opened = await moderator.act("open_round", round_id=draft["round_id"])
            await sees("latest.state", "open")
            before, began = len(desk.told), time.monotonic()
            for phone in phones:
                await cast_slowly(phone, opened["round"], item)
            await sees("latest.turnout.0", len(phones))
            seconds = time.monotonic() - began
            told = [one for one in desk.told[before:] if one["type"] == "overview_changed"]
            assert len([one for one in told if one["overview"]["room_id"] == room["id"]]) <= seconds + 2
            assert not [one for one in desk.told if "tally" in one["type"] or "cells" in str(one)]
            for phone in phones:
                await phone.leave()
        await sees("conductors", 0)


async def cast_slowly(phone: Phone, round_: Json, item: str) -> None:
    """Cast a ballot, and hear that it was."""
    assert (await phone.cast(round_, {item: "approve"}))["type"] == "ballot_cast"


def at(value: Json | None, path: str) -> object:
    """Look into an overview."""
    found: Any = value
    for name in path.split("."):
        found = (found[int(name)] if isinstance(found, list) else found.get(name)) if found else None
    return found
