"""The calls of the desk on seats: the list, seats that are made, and each act on one of them."""

import asyncio
import json

import pytest

from tests.services import Json, Kit, Service

pytestmark = pytest.mark.usefixtures("no_defect")
NAMED = [{"name": name, "delegation": "Mali", "region_id": "AF"} for name in ("Ada", "Bo")]


def listed(kit: Kit, query: str = "") -> Json:
    status, said = kit.service.call("GET", f"/api/meetings/{kit.id}/seats{query}", None, kit.service.key)
    assert status == 200, said
    return dict(said)


def act(kit: Kit, seat: str, name: str, **said: object) -> tuple[int, Json]:
    return kit.service.call("POST", f"/api/meetings/{kit.id}/seats/{seat}", {"act": name, **said}, kit.desk())


def make(kit: Kit, *rows: object) -> tuple[int, Json]:
    return kit.service.call("POST", f"/api/meetings/{kit.id}/seats", {"seats": [*rows]}, kit.desk())


def test_seats_are_made_all_of_them_or_none(service: Service) -> None:
    """A delegation may name its people later; what cannot be stored is said with its place in the list. Holds R169."""
    kit = service.new_meeting(seats=NAMED)
    good = {"name": "Cy", "region_id": "AM", "language": "fr", "votes": False}
    for wrong, code in (
        ({"name": " ", "region_id": "AF"}, "malformed"),
        ({"name": "\u200b", "delegation": "Mali", "region_id": "AF"}, "malformed"),
        ({"name": "Dee", "region_id": "XX"}, "not_found"),
        ({"name": "Dee", "region_id": "AF", "language": "pt"}, "malformed"),
    ):
        status, refused = make(kit, good, wrong)
        assert (status, refused["code"]) in ((422, code), (404, code))
    assert len(listed(kit)["seats"]) == 2
    status, said = make(kit, good, {"delegation": "Kenya", "region_id": "AF"})
    assert status == 201
    added = {one["seat_id"]: one for one in listed(kit)["seats"]}
    cy, later = (added[seat_id] for seat_id in said["seat_ids"])
    assert (cy["name"], cy["region_id"], cy["language"], cy["votes"]) == ("Cy", "AM", "fr", False)
    assert (later["name"], later["delegation"], later["state"]) == ("", "Kenya", "named")
    assert make(kit)[0] == 422


def test_a_list_that_is_known_is_not_said_again(service: Service) -> None:
    kit = service.new_meeting(seats=NAMED)
    before = listed(kit)
    path = f"/api/meetings/{kit.id}/seats?known={before['mark']}"
    assert service.call("GET", path, None, kit.desk())[0] == 204
    assert act(kit, before["seats"][0]["seat_id"], "check_in")[0] == 200
    status, now = service.call("GET", path, None, kit.desk())
    assert (status, now["totals"]["here"]) == (200, 1)
    assert now["mark"] != before["mark"]


def test_of_two_desks_the_second_hears_what_stands_there_now(service: Service) -> None:
    """Different fields both stay; of the same field the second is shown the first. Holds R170."""
    kit = service.new_meeting(seats=NAMED)
    ada = listed(kit)["seats"][0]["seat_id"]
    assert act(kit, ada, "edit_seat", changes={"name": "Ada L."}, known={"name": "Ada"})[0] == 200
    status, said = act(kit, ada, "edit_seat", changes={"language": "fr"}, known={"language": ""})
    assert (status, said["seat"]["name"], said["seat"]["language"]) == (200, "Ada L.", "fr")
    for name in ("edit_seat", "hand_over_seat"):
        status, refused = act(kit, ada, name, changes={"name": "Eda"}, known={"name": "Ada"})
        assert (status, refused["code"]) == (409, "overtaken")
        assert refused["current"] == {
            "name": "Ada L.", "delegation": "Mali", "region_id": "AF", "language": "fr", "votes": True,
        }  # fmt: skip
    assert listed(kit)["seats"][0]["name"] == "Ada L."


def test_each_act_on_a_seat_answers_what_it_is_now(service: Service) -> None:
    """Here, left, more time, a new link, handed over, barred, removed."""
    kit = service.new_meeting(seats=NAMED)
    ada, first = kit.founded["seats"][0]["seat_id"], kit.founded["seats"][0]["seat_token"]
    assert [(act(kit, ada, "check_in")[1]["done"]) for _ in range(2)] == [True, False]
    assert act(kit, ada, "check_out")[1]["seat"]["state"] == "named"
    assert act(kit, ada, "give_time", seconds=60)[0] == 200
    assert listed(kit)["personal_s"] == {ada: 60}
    links = [act(kit, ada, "renew_link")[1]["link"]]
    assert service.call("POST", "/api/seat", {"seat_token": first})[0] == 404
    status, handed = act(kit, ada, "hand_over_seat", changes={"name": "Eve"}, known={"name": "Ada"})
    assert (status, handed["seat"]["name"]) == (200, "Eve")
    links.append(handed["link"])
    opened = [service.call("POST", "/api/enter", {"code": link["code"]})[0] for link in links]
    assert opened == [404, 201]
    assert all(link["qr"].startswith("data:image/svg+xml") for link in links)
    assert act(kit, ada, "bar_seat")[1]["seat"]["state"] == "barred"
    assert act(kit, ada, "unbar_seat")[1]["done"] is True
    assert act(kit, ada, "remove_seat")[1] == {"done": True, "seat": None}
    assert act(kit, ada, "check_in")[0] == 404


def test_a_badge_finds_its_seat_in_its_meeting(service: Service) -> None:
    """Typed, or scanned with its address; one of another meeting, and one that has ended, find nothing. Holds R171."""
    here, there = service.new_meeting(seats=NAMED), service.new_meeting(seats=NAMED)
    seat = here.founded["seats"][1]["seat_id"]
    old, link = [act(here, seat, "renew_link")[1]["link"] for _ in range(2)]

    def found(kit: Kit, code: object) -> tuple[int, Json]:
        return service.call("POST", f"/api/meetings/{kit.id}/badge", {"code": code}, kit.desk())

    for typed in (link["code"], link["code"].upper(), f"{link['code'][:4]}-{link['code'][4:]}", link["address"]):
        assert found(here, typed) == (200, {"seat_id": seat})
        assert found(there, typed)[0] == 404
    assert [found(here, code)[0] for code in (old["code"], "", "nobody", None, "x" * 401)] == [404, 404, 404, 422, 422]


@pytest.mark.parametrize(
    "said",
    [
        {}, {"act": ["edit_seat"]}, {"act": "found_meeting"}, {"act": "give_time"},
        {"act": "give_time", "seconds": True}, {"act": "edit_seat", "changes": []},
        {"act": "edit_seat", "changes": {"votes": "yes"}}, {"act": "edit_seat", "changes": {"id": "x"}},
        {"act": "edit_seat", "changes": {"name": ["x"]}}, {"act": "edit_seat", "changes": {"name": "x" * 401}},
        {"act": "edit_seat", "changes": {}, "known": {"joined_at_ms": "0"}},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(service: Service, said: Json) -> None:
    kit = service.new_meeting(seats=NAMED)
    seat = kit.founded["seats"][0]["seat_id"]
    status, refused = service.call("POST", f"/api/meetings/{kit.id}/seats/{seat}", said, service.key)
    assert (status, refused["code"]) == (422, "malformed")


async def test_two_desks_at_once_lose_nothing(service: Service) -> None:
    """Of twenty that want the same field one wins, and every other one is told. Holds R170."""
    kit = await asyncio.to_thread(service.new_meeting, seats=NAMED)
    seat = kit.founded["seats"][0]["seat_id"]
    desk = await asyncio.to_thread(kit.desk)

    def rename(number: int) -> tuple[int, Json]:
        said = {"act": "edit_seat", "changes": {"name": f"Ada {number}"}, "known": {"name": "Ada"}}
        return service.call("POST", f"/api/meetings/{kit.id}/seats/{seat}", said, desk)

    tries = [asyncio.to_thread(rename, number) for number in range(12)]
    answers = await asyncio.gather(*tries)
    assert sorted(status for status, _ in answers) == [200, *[409] * 11]
    (name,) = [said["seat"]["name"] for status, said in answers if status == 200]
    assert listed(kit)["seats"][0]["name"] == name
    assert json.dumps(answers).count('"overtaken"') == 11
