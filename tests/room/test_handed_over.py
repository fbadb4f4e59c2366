"""A seat that changes hands takes its ballots with it, and not what they say."""

import asyncio

import pytest

from server.cli.meetings import renew_link
from tests.room.halls import Hall
from tests.services import Json


async def _renewed(hall: Hall, seat_id: str) -> Json:
    """Renew a seat's link, as the secretariat does, and take the seat with the new one."""
    link = await renew_link(hall.kit.service.settings, hall.kit.id, f"seat:{seat_id}")
    status, seated = await asyncio.to_thread(
        hall.kit.service.call, "POST", "/api/seat", {"seat_token": link.partition("#")[2]}
    )
    assert status == 201, seated
    return seated


@pytest.mark.parametrize("secrecy", ["confidential", "sealed"])
async def test_what_an_earlier_holder_said_is_told_to_nobody_and_may_be_replaced(hall: Hall, secrecy: str) -> None:
    """The new holder is told that a ballot stands, in which epoch and revision, and casts on it. Holds R60."""
    owner = await asyncio.to_thread(hall.kit.a_delegate, "AM")
    before = await hall.enter(owner)
    round_ = await hall.open(secrecy=secrecy)
    item = round_["slate"][0]
    first = await before.cast(round_, {item: "for"})
    assert first["type"] == "ballot_cast"

    after = await hall.enter(await _renewed(hall, owner["seat_id"]))
    told = after.you["ballots"][round_["id"]]
    assert (told["epoch"], told["revision"], told["earlier"]) == (1, 1, True)
    assert (told["marks"], told["ballot_id"], told["receipt"]) == ({}, "", "")
    refused = await after.cast(round_, {item: "against"}, base_revision=0)
    assert (refused["code"], {**refused["current"], "proof": ""}) == ("stale_revision", told)
    assert "for" not in str(told)

    replaced = await after.cast(round_, {item: "against"}, base_revision=1)
    assert (replaced["type"], replaced["revision"]) == ("ballot_cast", 2)
    await after.hello()
    own = after.you["ballots"][round_["id"]]
    assert (own["earlier"], own["marks"], own["receipt"]) == (False, {item: "against"}, replaced["receipt"])


async def test_in_a_recorded_round_a_seat_is_told_what_it_said(hall: Hall) -> None:
    """Names and marks may be published there."""
    owner = await asyncio.to_thread(hall.kit.a_delegate, "AM")
    before = await hall.enter(owner)
    round_ = await hall.open(secrecy="recorded")
    await before.cast(round_, {round_["slate"][0]: "for"})
    after = await hall.enter(await _renewed(hall, owner["seat_id"]))
    told = after.you["ballots"][round_["id"]]
    assert (told["earlier"], told["marks"]) == (False, {round_["slate"][0]: "for"})
