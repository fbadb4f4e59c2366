"""Delegations in a room: settled by the opening, whoever moves, comes late, is barred or casts again."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
import redis

from server.domain.procedure.people import Seat
from server.store import keys
from server.store.codec import from_json, to_json
from tests.builders import a_request
from tests.pictures import Witness
from tests.room.halls import Hall
from tests.services import Json, Service

NAMED = [
    {"name": f"{state} {at}", "delegation": state, "region_id": region}
    for state, region, many in (("Kenya", "AF", 3), ("Ghana", "AF", 1), ("Chile", "AM", 2))
    for at in range(1, many + 1)
]


@pytest.fixture
async def named(service: Service) -> AsyncIterator[Hall]:
    """A meeting of three delegations whose seats are all there."""
    async with AsyncExitStack() as stack:
        hall = Hall(service.new_meeting(seats=NAMED, open_join=True), stack)
        hall.chair = await hall.enter("chair")
        yield hall


async def enter_all(hall: Hall) -> dict[str, Witness]:
    """Let every named seat in, and say who is who."""
    entered: dict[str, Witness] = {}
    for seat, given in zip(NAMED, hall.kit.founded["seats"], strict=True):
        status, held = hall.kit.service.call("POST", "/api/seat", {"seat_token": given["seat_token"]})
        assert status == 201, held
        entered[seat["name"]] = await hall.enter(held)
    return entered


async def cast_all(round_: Json, people: dict[str, Witness], marks: dict[str, str], revision: int = 0) -> None:
    for name, mark in marks.items():
        reply = await people[name].cast(round_, {round_["slate"][0]: mark}, base_revision=revision)
        assert reply["type"] == "ballot_cast", reply


def told_of(hall: Hall, round_: Json) -> tuple[Json, Json]:
    """Say what the list of a round tells of delegations: of its first recommendation, and as a whole."""
    listed = hall.kit.ranked_list(round_["id"])[1]
    item = next(one for one in listed["items"] if one["recommendation_id"] == round_["slate"][0])
    return item.get("delegations", {}), listed["delegations"]


async def test_the_majority_of_a_delegation_is_published_by_name_where_that_was_told(named: Hall) -> None:
    """The rules sheet says so to everybody in the room before the first mark. Holds R152, R153."""
    people = await enter_all(named)
    round_ = await named.open(secrecy="recorded", roll_call=True)
    heard = await people["Kenya 1"].wait_for("round_changed", round__id=round_["id"], round__state="open")
    assert heard["round"]["rules"]["roll_call"] is True
    await cast_all(round_, people, {"Kenya 1": "for", "Kenya 2": "for", "Kenya 3": "against", "Ghana 1": "against"})
    await cast_all(round_, people, {"Chile 1": "for", "Chile 2": "against"})
    await named.step(round_, "close")
    await named.step(round_, "publish")
    votes, whole = told_of(named, round_)
    assert votes == {"for": 1, "against": 1, "none": 1}
    assert {one["name"]: one["votes"][round_["slate"][0]] for one in whole["roll_call"]} == {
        "Kenya": ["for", 2, 0, 1, 0], "Ghana": ["against", 0, 0, 1, 0], "Chile": ["none", 1, 0, 1, 0],
    }  # fmt: skip
    heard = await people["Ghana 1"].wait_for("round_published")
    assert heard["ranked_list"]["delegations"] == whole


async def test_for_whom_a_seat_speaks_is_settled_by_the_opening(named: Hall, store_url: str) -> None:
    """A seat that is given to another delegation afterwards, or barred, counts where it was; in the next round anew.

    Holds R155.
    """
    people = await enter_all(named)
    round_ = await named.open(secrecy="recorded")
    await cast_all(round_, people, {"Kenya 1": "for", "Kenya 2": "for", "Ghana 1": "against"})
    hand_over(named, store_url, people["Kenya 2"].you["seat_id"], "Ghana")
    await named.chair.act("bar_seat", seat_id=people["Ghana 1"].you["seat_id"])
    await named.step(round_, "close")
    assert told_of(named, round_) == (
        {"for": 1, "against": 1, "none": 0},
        {"cast": 2, "withheld": None, "roll_call": None},
    )
    other = await named.open(secrecy="recorded")
    await cast_all(other, people, {"Kenya 1": "for", "Kenya 2": "for"})
    await named.step(other, "close")
    assert told_of(named, other)[0] == {"for": 2, "against": 0, "none": 0}


async def test_who_comes_late_speaks_for_the_delegation_they_name_at_the_first_count(
    hall: Hall, store_url: str
) -> None:
    """A seat taken by code after the opening joins its delegation, for every later count too. Holds R155."""
    kenya = await hall.enter(hall.kit.a_delegate("AF", delegation="Kenya"))
    round_ = await hall.open(secrecy="recorded")
    late = await hall.enter(hall.kit.a_delegate("AF", delegation="KENYA "))
    alone = await hall.enter(hall.kit.a_delegate("AM", name="Alone"))
    await cast_all(round_, {"k": kenya, "l": late, "a": alone}, {"k": "for", "l": "against", "a": "for"})
    await hall.step(round_, "close")
    assert told_of(hall, round_)[0] == {"for": 1, "against": 0, "none": 1}
    hand_over(hall, store_url, late.you["seat_id"], "Chile")
    await hall.step(round_, "reopen")
    await cast_all({**round_, "epoch": 2}, {"k": kenya}, {"k": "against"}, revision=1)
    await hall.step(round_, "close")
    assert told_of(hall, round_)[0] == {"for": 1, "against": 1, "none": 0}


async def test_in_a_secret_round_totals_are_told_while_each_delegation_has_cast_one_ballot(named: Hall) -> None:
    """The second ballot of one of them takes them away. Holds R154."""
    people = await enter_all(named)
    round_ = await named.open(k=3)
    await cast_all(round_, people, {"Kenya 1": "for", "Ghana 1": "for", "Chile 1": "against"})
    await named.step(round_, "close")
    assert told_of(named, round_) == (
        {"for": 2, "against": 1, "none": 0},
        {"cast": 3, "withheld": None, "roll_call": None},
    )
    other = await named.open(k=3)
    await cast_all(other, people, {"Kenya 1": "for", "Kenya 2": "for", "Ghana 1": "for", "Chile 1": "against"})
    await named.step(other, "close")
    assert told_of(named, other) == ({}, {"cast": None, "withheld": "several", "roll_call": None})


async def test_a_roll_call_is_refused_where_nobody_may_be_told(named: Hall) -> None:
    """In a secret round, and of a ballot without For and Against. Holds R153."""
    proposed = await named.chair.act("propose", question_id=named.kit.question("s1"), title="One")
    slate = [proposed["recommendation_id"]]
    for method, rules in (("across_regions", {}), ("shortlist", {"secrecy": "recorded"})):
        refused = await named.chair.act("prepare_round", method=method, slate=slate, rules={**rules, "roll_call": True})
        assert (refused["type"], refused["code"]) == ("refused", "malformed"), refused


async def test_a_round_of_an_earlier_release_has_no_third_unit(named: Hall, store_url: str) -> None:
    """Nobody was told at its opening that delegations are counted. Holds R155."""
    people = await enter_all(named)
    round_ = await named.open(secrecy="recorded")
    where = keys.of(named.kit.id, "rounds")
    with redis.Redis.from_url(store_url) as client:
        kept = client.hget(where, round_["id"])
        assert b'"has_mandates":true' in kept
        client.hset(where, round_["id"], kept.replace(b',"has_mandates":true', b""))
        client.delete(keys.of_round(round_["id"], "mandates"))
    await cast_all(round_, people, {"Kenya 1": "for"})
    await named.step(round_, "close")
    assert told_of(named, round_) == ({}, None)


@pytest.mark.parametrize("secrecy", ["recorded", "confidential"])
async def test_no_delegation_is_renamed_while_a_round_of_its_region_counts_it(hall: Hall, secrecy: str) -> None:
    """Or one that came late would be counted beside itself; after the close it may be. Holds R154, R208."""
    kenya = await hall.enter(hall.kit.a_delegate("AF", delegation="Kenya"))
    ghana = await hall.enter(hall.kit.a_delegate("AF", delegation="Ghana"))
    round_ = await hall.open(secrecy=secrecy, k=3)
    late = await hall.enter(hall.kit.a_delegate("AF", delegation="Kenya"))
    marks = {"k": "for", "l": "against", "g": "for"}
    await cast_all(round_, {"k": kenya, "l": late, "g": ghana}, marks)
    status, refused = rename(hall, "kenya", "Republic of Kenya")
    assert (status, refused["code"]) == (409, "bound"), refused
    assert "kenya" in refused["message"]
    assert rename(hall, "Togo", "Republic of Togo")[0] == 200  # no round has anything of it
    await hall.step(round_, "close")
    told: tuple[Json, Json] = (
        ({"for": 1, "against": 0, "none": 1}, {"cast": 2, "withheld": None, "roll_call": None})
        if secrecy == "recorded"
        else ({}, {"cast": None, "withheld": "several", "roll_call": None})
    )
    assert told_of(hall, round_) == told
    assert rename(hall, "kenya", "Republic of Kenya")[0] == 200
    assert told_of(hall, round_) == told


async def test_a_seat_that_came_late_and_has_cast_speaks_for_whom_it_did_then(hall: Hall) -> None:
    """It is moved, renamed or handed over afterwards without that any number moves. Holds R148, R155."""
    kit = hall.kit
    kenya = await hall.enter(kit.a_delegate("AF", delegation="Kenya"))
    round_ = await hall.open(secrecy="recorded")
    late = await hall.enter(kit.a_delegate("AF", delegation="Kenya"))
    mistyped = kit.a_delegate("AF", delegation="Kenia")
    idle = await hall.enter(mistyped)
    await cast_all(round_, {"k": kenya, "l": late}, {"k": "for", "l": "against"})
    for changes in ({"delegation": "Chile"}, {"region_id": "AM"}):
        assert act_on_seat(hall, late.you["seat_id"], "edit_seat", changes)[0] == 200
    assert act_on_seat(hall, idle.you["seat_id"], "edit_seat", {"delegation": "Kenya"})[0] == 200
    assert await idle.wait_closed() == 1012  # it comes back as who it is now
    idle = await hall.enter(mistyped)
    await cast_all(round_, {"i": idle}, {"i": "for"})  # who has cast nothing yet is still put right
    await hall.step(round_, "close")
    assert told_of(hall, round_)[0] == {"for": 1, "against": 0, "none": 0}


async def test_a_seat_renamed_between_close_and_reopening_speaks_for_whom_it_did(hall: Hall) -> None:
    """Also one that came late and has not cast until then. Holds R155, R208."""
    kenya = await hall.enter(hall.kit.a_delegate("AF", delegation="Kenya"))
    round_ = await hall.open(secrecy="recorded")
    late = await hall.enter(hall.kit.a_delegate("AF", delegation="Kenya"))
    await cast_all(round_, {"k": kenya}, {"k": "for"})
    await hall.step(round_, "close")
    assert rename(hall, "Kenya", "Republic of Kenya")[0] == 200
    await hall.step(round_, "reopen")
    await cast_all({**round_, "epoch": 2}, {"l": late}, {"l": "against"})
    await hall.step(round_, "close")
    assert told_of(hall, round_)[0] == {"for": 0, "against": 0, "none": 1}


def rename(hall: Hall, name: str, then: str) -> tuple[int, Json]:
    """Rename a delegation of Africa at the desk."""
    kit = hall.kit
    version = kit.service.call("GET", f"/api/meetings/{kit.id}/delegations", None, kit.service.key)[1]["version"]
    said = {"type": "rename_delegation", "request_id": a_request(), "version": version, "region_id": "AF"}
    where = f"/api/rooms/{kit.id}desk/acts"
    status, reply = kit.service.call("POST", where, {**said, "name": name, "to": then}, kit.service.key)
    return status, dict(reply)


def act_on_seat(hall: Hall, seat_id: str, act: str, changes: Json) -> tuple[int, Json]:
    """Do something with a seat at the desk."""
    where = f"/api/meetings/{hall.kit.id}/seats/{seat_id}"
    status, reply = hall.kit.service.call("POST", where, {"act": act, "changes": changes}, hall.kit.service.key)
    return status, dict(reply)


def hand_over(hall: Hall, store_url: str, seat_id: str, delegation: str) -> None:
    """Give a seat to another delegation, as the secretariat would."""
    with redis.Redis.from_url(store_url) as client:
        where = keys.of(hall.kit.id, "seats")
        seat: Seat = from_json(client.hget(where, seat_id), Seat)
        client.hset(where, seat_id, to_json(replace(seat, delegation=delegation)))
