"""Bad input in calls, forms and addresses: each gets its coded refusal, nothing is stored, nothing is a defect."""

import asyncio

import pytest

from server.store.shards import Shards
from tests.services import SIX_REGIONS, SMALL_TREE, Kit, Service
from tests.web.socket.frames import CODES, DEEP

pytestmark = pytest.mark.usefixtures("no_defect")
BODIES: dict[str, tuple[object, int]] = {
    "no JSON": (b"{", 422),
    "nothing": (b"", 422),
    "no object": ([], 422),
    "no agenda": ({}, 422),
    "an agenda that is a number": ({"agenda": 7}, 422),
    "an agenda that is no agenda": ({"agenda": "Dear colleagues,\n\nthank you.\n"}, 422),
    "an agenda with control characters": ({"agenda": "\u0000\u0001\u0002"}, 422),
    "a deep tree": (b'{"agenda":' + DEEP.encode() * 10 + b"}", 422),
    "100,000 deep": (b"[" * 100_000, 422),
    "5,000 digits": (b'{"agenda":' + b"9" * 5_000 + b"}", 422),
    "a lone surrogate": (b'{"agenda":"\\ud800"}', 422),
    "no regions": ({"regions": []}, 422),
    "regions twice": ({"regions": SIX_REGIONS[:1] * 2}, 422),
    "a region without a name": ({"regions": [{"id": "AF"}]}, 422),
    "a region with a slash": ({"regions": [{"id": "A/F", "name": "Africa"}]}, 422),
    "regions that are text": ({"regions": "AF"}, 422),
    "a seat of no region": ({"seats": [{"name": "A", "delegation": "D", "region_id": "XX"}]}, 404),
    "a seat without a name": ({"seats": [{"name": " ", "region_id": "AF"}]}, 422),
    "a title of 10,000 characters": ({"title": "x" * 10_000}, 422),
    "a moderation there is not": ({"moderation": "maybe"}, 422),
    "a secrecy there is not": ({"secrecy": "maybe"}, 422),
    "by_region of numbers": ({"by_region": [1]}, 422),
    "a flag that is a word": ({"open_join": "yes"}, 422),
    "five MiB": (b'"' + b"x" * (5 << 20) + b'"', 413),
}


@pytest.mark.parametrize("name", BODIES)
async def test_an_application_that_cannot_be_read_founds_nothing(service: Service, shards: Shards, name: str) -> None:
    said, status = BODIES[name]
    body = said
    if isinstance(said, dict) and "agenda" not in said and name != "no agenda":
        body = {"title": "A meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS, **said}
    before = await shards.directory.all_ids()
    answered, refusal = await asyncio.to_thread(service.call, "POST", "/api/meetings", body, service.key)
    assert answered == status, refusal
    assert refusal["code"] in CODES
    assert refusal["message"]
    assert await shards.directory.all_ids() == before


async def test_an_agenda_that_cannot_be_read_is_told_line_by_line(service: Service, shards: Shards) -> None:
    before = await shards.directory.all_ids()
    body = {"title": "A meeting", "agenda": "Dear colleagues,\n\x00\x01 you for coming.\n", "regions": SIX_REGIONS}
    status, refusal = service.call("POST", "/api/meetings", body, service.key)
    assert (status, refusal["code"]) == (422, "malformed")
    assert refusal["problems"]
    for problem in refusal["problems"]:
        assert isinstance(problem["line"], int)
        assert problem["message"]
    assert await shards.directory.all_ids() == before


def test_a_join_that_cannot_be_is_refused_with_its_code(service: Service, kit: Kit) -> None:
    code = kit.founded["join_code"]
    for body, status, refusal in (
        ({"join_code": code, "region_id": "XX"}, 404, "not_found"),
        ({"join_code": "nonsense", "region_id": "AF"}, 404, "not_found"),
        ({"join_code": "\u0000{}*", "region_id": "AF"}, 404, "not_found"),
        ({"join_code": code}, 422, "malformed"),
        ({"join_code": 7, "region_id": "AF"}, 422, "malformed"),
        ({"region_id": "AF"}, 422, "malformed"),
        (["join"], 422, "malformed"),
        (b"\xff", 422, "malformed"),
        (b"[" * 10_000, 422, "malformed"),
        ({"join_code": code, "region_id": "AF", "name": "x" * 17_000}, 413, "too_large"),
    ):
        answered, said = service.call("POST", "/api/join", body)
        assert (answered, said["code"]) == (status, refusal), body
    for body in ({}, {"seat_token": 7}, {"seat_token": "a.b"}, {"seat_token": {"a": []}}, {"seat_token": "ü.ü"}):
        assert service.call("POST", "/api/seat", body)[0] in (404, 422), body


def test_a_form_with_too_many_fields_is_refused(service: Service, kit: Kit) -> None:
    """Neither the plain join form nor any other makes a defect out of a strange body."""
    path = f"/join/{kit.founded['join_code']}"
    for body in (b"a&" * 700, b"\xff\xfe=%zz", b"=" * 5_000, b"region_id=XX", b""):
        assert service.call("POST", path, body, Content_Type="application/x-www-form-urlencoded")[0] in (404, 422)
    assert service.call("POST", path, b"x" * 17_000)[0] == 413


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/join/%00", "/join/" + "x" * 3_000, "/api/meetings/%00%ff", "/api/rounds/x/ranked-list.json",
     "/api/rounds/x/ranked-list.exe", "/live/x", "/tab/../../etc/passwd", "/static/x/../../server/app.py",
     "/strings/x/en.json", "/?code=%0d%0aSet-Cookie:x", "/tab/abcdef/podium/x", "//example.org/", "/join/x?lang=%00"],
)  # fmt: skip
def test_no_address_makes_a_defect(service: Service, path: str) -> None:
    status, _ = service.call("GET", path, Accept_Language="x;q=nan, *;q=-1, en;q=" + "9" * 200)
    assert 200 <= status < 500
