"""What is merged and what is signed, as somebody tries an act on it: whose each thing is, and who knows of it."""

from collections.abc import AsyncIterator

from server.domain.procedure.people import AT_THE_DESK
from server.domain.procedure.programme import Room
from tests.room.cells import World, nothing_of
from tests.services import Json

Thing = tuple[str, str, bool, Json]


async def signed(kind: str, world: World, room: Room, role: str, act: str) -> AsyncIterator[Thing]:
    """Go through what a kind of act can speak of; some speak of no thing."""
    if not kind:
        yield "nothing in particular", "", True, {}
        return
    made = {"parent": parents, "merge": merges, "wording": wordings}[kind](world, room, role)
    async for label, whose, known, fields in made:
        words: Json = {"propose_wording": {"version": 1}, "accept_wording": {"title": None}}.get(act, {})
        yield label, whose, known, {**fields, **words}
    none = {"parents": [nothing_of(world)] * 2} if kind == "parent" else {"recommendation_id": nothing_of(world)}
    yield "none", "elsewhere", True, none


async def parents(world: World, room: Room, role: str) -> AsyncIterator[Thing]:
    """Two of this room, two that regions handed to it, and one of another place."""
    if room.kind == "region":
        mine = role == "moderator" and room.region_id == "AF"
        pair = [await world.a_recommendation("chair", room) for _ in range(2)]
        yield "two of this room", "own" if mine else "others", True, {"parents": pair}
    else:
        pair = [await world.a_recommendation("chair", room) for _ in range(2)]
        yield "two of the plenary", "others", True, {"parents": pair}
        handed = [await world.a_text_of(region) for region in ("AF", "AM")]
        yield "two that were handed over", "handed", True, {"parents": handed}
    elsewhere = "AP" if room.region_id != "AP" else "AM"
    there = [await world.a_recommendation("chair", world.room(elsewhere)) for _ in range(2)]
    yield "two of another room", "elsewhere", True, {"parents": there}


async def merges(world: World, room: Room, role: str) -> AsyncIterator[Thing]:
    """A merge that Africa signs, and one that it does not."""
    conducts = role in ("chair", "moderator")
    for regions in (("AF", "AM"), ("AM", "AP")):
        here = room.kind == "plenary" or room.region_id in regions
        whose = "own" if role == "moderator" and "AF" in regions else "others"
        asked = {"recommendation_id": await world.a_merge(*regions), "region_id": _asked(room, regions, role)}
        known = conducts and (role == "chair" or room.region_id == "AF")
        yield f"a merge of {regions}", whose if here else "elsewhere", known, asked


def _asked(room: Room, regions: tuple[str, ...], role: str) -> str:
    if role == "moderator":
        return ""
    return room.region_id if room.region_id in regions else regions[0]


async def wordings(world: World, room: Room, role: str) -> AsyncIterator[Thing]:
    """Words that are pending for a text of Africa, and for one of the Americas."""
    for region in ("AF", "AM"):
        here = room.kind == "plenary" or room.region_id == region
        whose = "own" if role == "moderator" and region == "AF" else "handed" if room.kind == "plenary" else "others"
        answered = role == "chair" or role in AT_THE_DESK
        found = await world.a_worded_one(region, answered=answered)
        yield f"words for a text of {region}", whose if here else "elsewhere", True, {"recommendation_id": found}
