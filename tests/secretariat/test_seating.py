"""Who sits where: seats are made, changed and handed over while people vote, and nothing that was cast moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from server.domain.errors import Malformed, NoFreeSeat, NotFound, Refusal
from server.domain.procedure.people import Seat
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.joining import set_seat_limit
from server.secretariat.log_of_acts import read_acts
from server.secretariat.seating import add_seats, check_in, check_out, edit_seat, hand_over_seat
from server.secretariat.seats import bar_seat, read_seats
from tests.room.halls import Hall, witness
from tests.services import Kit, Service

NAMED = [
    {"name": name, "delegation": delegation, "region_id": region}
    for name, delegation, region in (("Ada", "A", "AF"), ("Bo", "B", "AF"), ("Cy", "C", "AM"))
]


@pytest.fixture
async def hall(service: Service) -> AsyncIterator[Hall]:
    """A meeting with named seats, whose chair is in the plenary."""
    async with AsyncExitStack() as stack:
        hall = Hall(service.new_meeting(seats=NAMED), stack)
        hall.chair = await hall.enter("chair")
        yield hall


def sat_down(kit: Kit, token: str) -> dict[str, str]:
    """Take a seat by its personal link."""
    status, seated = kit.service.call("POST", "/api/seat", {"seat_token": token})
    assert status == 201, seated
    return dict(seated)


async def states(context: Context, meeting_id: str) -> dict[str, str]:
    """Say how each seat stands, by name."""
    return {one.seat.name: one.state for one in (await read_seats(context, SECRETARY, meeting_id)).listed}


async def test_while_a_round_is_open_seats_change_and_its_numbers_do_not_move(
    hall: Hall, context: Context, service: Service
) -> None:
    """A seat is renamed and moved, one is handed over, one is made; the count is what it was. Holds R136, R148."""
    credentials = Credentials(context, context.shards.directory.secret)
    kit, meeting_id = hall.kit, hall.kit.id
    ada, bo, _ = [seat["seat_id"] for seat in kit.founded["seats"]]
    phones = [await hall.enter(sat_down(kit, seat["seat_token"])) for seat in kit.founded["seats"][:2]]
    round_ = await hall.open(secrecy="confidential", k=3)
    for phone in phones:
        assert (await phone.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
    before = await hall.chair.wait_for("tally_changed", round_id=round_["id"], tally_version=2)

    moved = await edit_seat(
        context, SECRETARY, meeting_id, ada, {"region_id": "AM", "name": "Ada L.", "language": "fr"}
    )
    seat, link = await hand_over_seat(context, SECRETARY, credentials, meeting_id, bo, changes={"name": "Bea"})
    (made,) = await add_seats(context, SECRETARY, meeting_id, [Seat("", "Dee", "D", "AF")])
    assert (moved.region_id, moved.name, seat.name, made.name) == ("AM", "Ada L.", "Bea", "Dee")

    assert await phones[1].wait_closed() == 4401  # whoever had the seat is out, and their link is dead
    assert service.call("POST", "/api/seat", {"seat_token": kit.founded["seats"][1]["seat_token"]})[0] == 404
    bea = await hall.enter(sat_down(kit, link.credential))
    assert (bea.you["name"], bea.you["ballots"][round_["id"]].get("marks")) == ("Bea", {})
    again = await witness(hall.stack, kit, hall.room, sat_down(kit, kit.founded["seats"][0]["seat_token"]))
    assert (again.you["name"], again.you["region_id"]) == ("Ada L.", "AM")
    after = (await hall.chair.hello())["tallies"][round_["id"]]
    assert after["turnout"] == before["turnout"]
    acts = [(one.act, one.seat_id, one.detail) for one in await read_acts(context, SECRETARY, meeting_id)][1:]
    assert acts == [
        ("edit_seat", ada, "name region_id language from AF to AM"),
        ("hand_over_seat", bo, "name"),
        ("add_seats", made.id, ""),
    ]


async def test_of_two_who_change_one_seat_at_once_neither_change_is_lost(hall: Hall, context: Context) -> None:
    """Whatever the order in which they come. Holds R149."""
    seat_id = hall.kit.founded["seats"][0]["seat_id"]
    fields = [{"name": "Ada L."}, {"delegation": "Z"}, {"region_id": "AP"}, {"language": "ru"}, {"votes": False}]
    await asyncio.gather(*(edit_seat(context, SECRETARY, hall.kit.id, seat_id, one) for one in fields))
    (seat,) = [one.seat for one in (await read_seats(context, SECRETARY, hall.kit.id)).listed if one.seat.id == seat_id]
    assert seat == Seat(seat_id, "Ada L.", "Z", "AP", "ru", votes=False)


async def test_whoever_has_no_phone_is_here_by_word_and_gone_by_word(hall: Hall, context: Context) -> None:
    """Here they are counted as there in a round that opens then; what is so already is answered so."""
    kit = hall.kit
    seat_id = kit.founded["seats"][0]["seat_id"]
    assert [await check_in(context, SECRETARY, kit.id, seat_id) for _ in range(2)] == [True, False]
    assert (await hall.open(secrecy="recorded"))["checked_in"] == 1
    assert [await check_out(context, SECRETARY, kit.id, seat_id) for _ in range(2)] == [True, False]
    assert (await states(context, kit.id))["Ada"] == "named"
    await hall.enter(sat_down(kit, kit.founded["seats"][0]["seat_token"]))  # who comes back is here again
    assert (await states(context, kit.id))["Ada"] == "here"


async def test_a_seat_that_moves_is_here_in_its_new_region_if_it_was_here(hall: Hall, context: Context) -> None:
    """And a right to vote that is taken away is not counted any more."""
    kit = hall.kit
    ada, bo, _ = [seat["seat_id"] for seat in kit.founded["seats"]]
    for seat_id in (ada, bo):
        await check_in(context, SECRETARY, kit.id, seat_id)
    await edit_seat(context, SECRETARY, kit.id, ada, {"region_id": "AP"})
    await edit_seat(context, SECRETARY, kit.id, bo, {"votes": False})
    electors = await context.store_of(kit.id).seats.read_electors(kit.id, ["AF", "AM", "AP"])
    assert {(one.seat_id, one.region_id) for one in electors if one.here} == {(ada, "AP")}


@pytest.mark.parametrize(
    ("changes", "refusal", "reason"),
    [
        ({"name": "\u200b"}, Malformed, "seat_name"),
        ({"name": "x" * 121}, Malformed, "seat_name"),
        ({"delegation": "\u200b"}, Malformed, "seat_delegation"),
        ({"region_id": "XX"}, NotFound, "region"),
        ({"language": "tlh"}, Malformed, "language"),
        ({"id": "abcde0002"}, Malformed, "field"),
    ],
)
async def test_what_no_seat_can_be_is_refused_and_nothing_is_changed(
    hall: Hall, context: Context, changes: dict[str, str], refusal: type[Refusal], reason: str
) -> None:
    kit = hall.kit
    seat_id = kit.founded["seats"][0]["seat_id"]
    with pytest.raises(refusal) as refused:
        await edit_seat(context, SECRETARY, kit.id, seat_id, changes)
    assert refused.value.reason == reason
    if "id" not in changes:
        with pytest.raises(refusal):
            await add_seats(context, SECRETARY, kit.id, [replace(Seat("", "New", "N", "AF"), **changes)])
    assert await states(context, kit.id) == dict.fromkeys(("Ada", "Bo", "Cy"), "named")


async def test_seats_are_made_all_or_none_and_never_over_the_limit(hall: Hall, context: Context) -> None:
    kit = hall.kit
    await set_seat_limit(context, SECRETARY, kit.id, 4)
    wanted = [Seat("", name, "N", "AF") for name in ("Dee", "Eve")]
    with pytest.raises(NoFreeSeat):
        await add_seats(context, SECRETARY, kit.id, wanted)
    assert len(await states(context, kit.id)) == 3
    await add_seats(context, SECRETARY, kit.id, wanted[:1])
    assert len(await states(context, kit.id)) == 4


async def test_a_seat_that_is_barred_or_gone_is_not_changed(hall: Hall, context: Context) -> None:
    kit = hall.kit
    seat_id = kit.founded["seats"][0]["seat_id"]
    await bar_seat(context, SECRETARY, kit.id, seat_id)
    for act in (lambda: edit_seat(context, SECRETARY, kit.id, seat_id, {"name": "X"}),
                lambda: check_in(context, SECRETARY, kit.id, seat_id)):  # fmt: skip
        with pytest.raises(NotFound):
            await act()
