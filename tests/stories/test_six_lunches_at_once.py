"""Six working lunches at once: 92 delegates, wherever they are in the meeting, are called to the round of their region.

Through real sockets and pages: some sit in the plenary before the lunch, some in the one after it, some in the lunch
room of their region, and some open the meeting only now.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from server.rehearsal.phone import Phone
from tests.room.halls import an_open_round
from tests.services import SIX_REGIONS, Json, Kit, Service
from tests.web.browsers import raw

SEATS = 92
REGIONS = [region["id"] for region in SIX_REGIONS]


@dataclass(slots=True)
class Delegate:
    """Somebody with a seat, a phone, and the room in which they are."""

    region: str
    seat: Json
    room: Json
    phone: Phone

    def page(self, service: Service, path: str) -> tuple[int, str, str]:
        """Open a page of their tab: its status, where it leads, and what stands on it."""
        cookie = f"plenum-{self.seat['seat_id']}={self.seat['credential']}"
        answer = raw(service, "GET", f"/tab/{self.seat['seat_id']}/{path}", Cookie=cookie)
        return answer.status, answer.getheader("location", ""), answer.page


async def test_every_delegate_is_called_to_the_round_of_their_own_region(service: Service) -> None:
    """And to no other; when it is over nobody is called any more. Holds R92, R93, R94."""
    seats = [{"name": f"Delegate {n}", "delegation": "D", "region_id": REGIONS[n % 6]} for n in range(SEATS)]
    kit: Kit = await asyncio.to_thread(lambda: service.new_meeting(seats=seats))
    async with AsyncExitStack() as stack:
        chair = await stack.enter_async_context(kit.phone(kit.room("s1"), "chair"))
        moderators = [
            await stack.enter_async_context(kit.phone(kit.room("lunch", region), f"moderator:{region}"))
            for region in REGIONS
        ]
        delegates = await asyncio.gather(*(seated(stack, kit, n, one) for n, one in enumerate(kit.founded["seats"])))
        assert (await chair.act("set_live", session_id="lunch"))["type"] == "done"
        await everybody(delegates, lambda one: one.phone.wait_for("live_changed", live__session_id="lunch"))
        opened = await asyncio.gather(*(an_open_round(moderator, kit, "lunch") for moderator in moderators))
        rounds = dict(zip(REGIONS, opened, strict=True))
        await everybody(delegates, lambda one: called(one, rounds[one.region], "open"))
        for one in delegates:
            assert {said["round_id"] for said in one.phone.heard if said["type"] == "round_called"} == {
                rounds[one.region]["id"]
            }
        await asyncio.to_thread(look_at_pages, service, kit, delegates, rounds)
        await asyncio.to_thread(look_from_elsewhere, service, kit)
        ballots = await everybody(delegates, lambda one: cast(one, kit, rounds[one.region]))
        assert {ballot["type"] for ballot in ballots} == {"ballot_cast"}
        await asyncio.gather(
            *(
                moderator.ask("close_round", round_id=round_["id"])
                for moderator, round_ in zip(moderators, opened, strict=True)
            )
        )
        await everybody(delegates, lambda one: called(one, rounds[one.region], "closed"))
        assert all(greeting["calls"] == [] for greeting in await everybody(delegates, lambda one: one.phone.hello()))


async def seated(stack: AsyncExitStack, kit: Kit, number: int, link: Json) -> Delegate:
    """Take a seat by its link, and go into one of the rooms that its holder may enter."""
    asked = {"seat_token": link["seat_token"]}
    status, seat = await asyncio.to_thread(kit.service.call, "POST", "/api/seat", asked)
    assert status == 201, seat
    rooms = [kit.room("s1"), kit.room("s2"), kit.room("lunch", seat["region_id"])]
    room = rooms[number // 6 % 3]
    phone = await stack.enter_async_context(kit.phone(room, seat, ["live_changed", "delta"]))
    return Delegate(seat["region_id"], seat, room, phone)


async def everybody(delegates: Iterable[Delegate], does: Callable[[Delegate], Awaitable[Json]]) -> list[Json]:
    """Have all of them do something at once."""
    return list(await asyncio.gather(*(does(one) for one in delegates)))


async def called(one: Delegate, round_: Json, state: str) -> Json:
    """Wait until somebody is called to a round, or hears that it is over."""
    return await one.phone.wait_for("round_called", round_id=round_["id"], room_id=round_["room_id"], state=state)


def look_at_pages(service: Service, kit: Kit, delegates: Iterable[Delegate], rounds: dict[str, Json]) -> None:
    """The home address leads each to their own round; the page of any other room has one way there, and no other."""
    for one in delegates:
        status, leads_to, _ = one.page(service, "")
        assert (status, leads_to.rpartition("/")[2]) == (303, rounds[one.region]["room_id"]), one.region
        status, _, page = one.page(service, f"delegate/{kit.room('s2')['id']}")
        band = page[page.index('<nav class="called"') : page.index("<main")]
        ways = re.findall(r'href="[^"]*/delegate/(\w+)#ballot-(\w+)"', band)
        assert (status, ways) == (200, [(rounds[one.region]["room_id"], rounds[one.region]["id"])])


def look_from_elsewhere(service: Service, kit: Kit) -> None:
    """A moderator is led to the room of their region; the chair and the hall stay in the plenary before the lunch."""
    for who, path, room in (
        (kit.founded["credentials"]["moderators"]["AM"], "podium", kit.room("lunch", "AM")),
        (kit.chair, "podium", kit.room("s1")),
        (kit.chair, "", kit.room("s1")),
        (kit.founded["credentials"]["screen"], "screen", kit.room("s1")),
    ):
        answer = raw(service, "GET", f"/tab/abcdef/{path}", Cookie=f"plenum-abcdef={who}")
        assert f"/{room['id']}" in (answer.getheader("location") or answer.page), path


async def cast(one: Delegate, kit: Kit, round_: Json) -> Json:
    """Go where one is called, and cast there."""
    if one.room["id"] == round_["room_id"]:
        return await one.phone.cast(round_, {round_["slate"][0]: "for"})
    async with kit.phone(kit.room("lunch", one.region), one.seat) as phone:
        return await phone.cast(round_, {round_["slate"][0]: "for"})
