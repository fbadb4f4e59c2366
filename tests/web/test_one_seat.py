"""One seat a device: who scans again is offered the seat that the phone has, however it came, and takes no other."""

import json
from contextlib import AsyncExitStack
from urllib.parse import urlencode

import pytest

from tests.conftest import until
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service
from tests.web.browsers import Answer, raw

pytestmark = pytest.mark.usefixtures("no_defect")
SEATS = [{"name": name, "delegation": "D", "region_id": "AF"} for name in ("Amina Diallo", "Amina Okafor")]


class Browser:
    """A phone's browser: it keeps its cookies, and sends the oldest first."""

    def __init__(self, service: Service) -> None:
        self.service, self.cookies = service, dict[str, str]()

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        """Ask as a page of the service does, and keep what cookie comes with the answer."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Origin": self.service.base_url, **({"Cookie": jar} if jar else {})}
        answer = raw(self.service, method, path, body, **headers)
        for set_cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def call(self, path: str, **said: object) -> tuple[int, Json]:
        """Call as a script does."""
        answer = self.ask("POST", path, json.dumps(said))
        return answer.status, json.loads(answer.page)

    def scan(self, code: str) -> Answer:
        """Open what a scanned code leads to."""
        return self.ask("GET", f"/join/{code}")

    def send_form(self, code: str, **fields: str) -> Answer:
        """Send the form of the page, as a browser without scripts does."""
        return self.ask("POST", f"/join/{code}", urlencode({"region_id": "AF", **fields}))


async def base(chair: Json, kit: Kit, hall: AsyncExitStack) -> tuple[int, Json]:
    """Say how many seats there are, and how many are counted as being here in a round."""
    phone = await witness(hall, kit, kit.room("s1"), chair)
    told = await phone.ask("list_seats")
    round_ = await an_open_round(phone, kit)
    return len(told["seats"]), {"checked_in": round_["checked_in"], "entitled": round_["entitled"]}


@pytest.mark.parametrize("one_seat", [True, False])
async def test_five_scans_on_one_phone_leave_the_base_of_turnout_as_it_was(
    service: Service, hall: AsyncExitStack, one_seat: bool
) -> None:
    """By the page and by a form that was filled in before the phone had its seat; also where it may have several.

    Holds R122.
    """
    kit = service.new_meeting(one_seat_per_device=one_seat)
    code, browser = kit.founded["join_code"], Browser(service)
    first = browser.send_form(code, name="Amina")
    assert first.status == 303
    page = f"{first.getheader('location')}delegate/{kit.room('s1')['id']}"
    assert browser.ask("GET", page).status == 200, "it has opened a room"
    before = await base(kit.chair, kit, hall)
    for _ in range(5):
        shown = browser.scan(code).page
        assert f'href="{first.getheader("location")}"' in shown
        assert shown.index("own-seat") < shown.index('class="another"'), "its own seat comes first"
        again = browser.send_form(code, name="Amina")
        assert (again.status, again.getheader("location")) == (409 if one_seat else 200, None)
        assert f'href="{first.getheader("location")}"' in again.page
    assert len(browser.cookies) == 1
    assert await base(kit.chair, kit, hall) == before
    other = browser.send_form(code, another="yes")
    assert other.status == (409 if one_seat else 303), "somebody else, who says so"


@pytest.mark.parametrize("way", ["code", "link"])
async def test_a_phone_is_offered_its_seat_however_it_came(service: Service, hall: AsyncExitStack, way: str) -> None:
    """By code or by a personal link, from another tab, and with a newer code of the meeting. Holds R121."""
    named = way == "link"
    kit = service.new_meeting(seats=SEATS, open_join=True) if named else service.new_meeting()
    browser, code = Browser(service), kit.founded["join_code"]
    if named:
        status, seated = browser.call("/api/enter", credential=kit.founded["seats"][0]["seat_token"])
    else:
        status, seated = browser.call("/api/join", join_code=code, region_id="AF", name="Amina Diallo")
    assert status == 201
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    await chair.ask("new_join_code")
    told = chair.heard
    newer = await until(
        lambda: next((one["code"] for one in told if one["type"] == "joining_changed" and one["code"] != code), None),
        "the newer code",
    )
    shown = browser.scan(newer).page
    assert f'href="{seated["page"]}"' in shown
    assert "Amina Diallo" in shown
    other = {"seat_id": kit.founded["seats"][1]["seat_id"]} if named else {"region_id": "AM"}
    status, refused = browser.call("/api/join", join_code=newer, **other)
    assert (status, refused["code"], refused["current"]) == (409, "wrong_state", {"page": seated["page"]})
    assert "has a seat in this meeting already" in refused["message"]


def test_a_badge_scanned_again_leads_to_the_same_tab_and_another_badge_to_none(service: Service) -> None:
    """The seat of a phone is neither doubled nor exchanged by a link; where it may have several, it is given."""
    kit = service.new_meeting(seats=SEATS)
    browser = Browser(service)
    mine, other = [one["seat_token"] for one in kit.founded["seats"]]
    _, seated = browser.call("/api/enter", credential=mine)
    assert browser.call("/api/enter", credential=mine)[1]["slot"] == seated["slot"]
    status, refused = browser.call("/api/enter", credential=other)
    assert (status, refused["current"]) == (409, {"page": seated["page"]})
    assert service.call("POST", "/api/seat", {"seat_token": other})[0] == 201, "a program is no device"
    several = service.new_meeting(seats=SEATS, one_seat_per_device=False)
    both = [browser.call("/api/enter", credential=one["seat_token"])[0] for one in several.founded["seats"]]
    assert both == [201, 201]


async def test_the_chair_says_how_many_seats_a_phone_may_have(service: Service, hall: AsyncExitStack) -> None:
    """It is shown to those who conduct, holds from then on, and stands in the log of acts."""
    kit = service.new_meeting()
    browser, code = Browser(service), kit.founded["join_code"]
    browser.send_form(code)
    moderator = await witness(hall, kit, kit.room("lunch", "AF"), kit.founded["credentials"]["moderators"]["AF"])
    assert (await moderator.wait_for("seats_changed"))["joining"]["one_seat"] is True
    assert (await moderator.ask("set_one_seat", on=False))["code"] == "not_permitted"
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    assert (await chair.ask("set_one_seat", on=True))["already"] is True
    assert (await chair.ask("set_one_seat", on=False))["already"] is False
    assert (await moderator.wait_for("seats_changed", joining__one_seat=False))["joining"]["code"] == code
    assert browser.send_form(code, another="yes").status == 303


async def test_who_picked_the_wrong_name_stands_in_nobodys_way(service: Service, hall: AsyncExitStack) -> None:
    """One phone waits in one name: the first is free again, and is not given to it by a late admission."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    wrong, right = [one["seat_id"] for one in kit.founded["seats"]]
    browser, code = Browser(service), kit.founded["join_code"]
    assert browser.call("/api/join", join_code=code, seat_id=wrong)[0] == 202
    assert browser.call("/api/join", join_code=code, seat_id=right)[0] == 202
    again = browser.call("/api/join", join_code=code, seat_id=right)
    assert again[0] == 202, "the page was sent twice"
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    told = await chair.ask("list_seats")
    assert [(one["seat_id"], one["state"]) for one in told["seats"]] == [(wrong, "named"), (right, "waiting")]
    assert (await chair.ask("admit_seat", seat_id=wrong))["already"] is True
    assert (await chair.ask("admit_seat", seat_id=right))["already"] is False
    assert browser.call(f"/api/join/waiting?slot={again[1]['slot']}")[0] == 201


async def test_who_asks_again_for_the_name_they_wait_for_goes_on_waiting_where_that_is_refused(
    service: Service, hall: AsyncExitStack
) -> None:
    """The new request takes the place of the old one, or there is none: nobody else gets the seat in between."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    browser, wanted = Browser(service), {"seat_id": kit.founded["seats"][0]["seat_id"]}
    code = kit.founded["join_code"]
    status, first = browser.call("/api/join", join_code=code, **wanted)
    assert status == 202
    await chair.ask("close_joining")
    assert browser.call("/api/join", join_code=code, **wanted)[1]["code"] == "not_permitted"
    assert browser.call(f"/api/join/waiting?slot={first['slot']}")[0] == 202
    await chair.ask("open_joining")
    status, _ = browser.call("/api/join", join_code=code, **wanted)
    assert (status, browser.call(f"/api/join/waiting?slot={first['slot']}")[0]) == (202, 403)
    await chair.ask("admit_seat", **wanted)
    status, seated = browser.call("/api/join", join_code=code, **wanted)  # before they looked whether somebody nodded
    assert (status, seated["seat_id"]) == (201, wanted["seat_id"])


async def test_seats_that_were_taken_and_never_used_are_found(service: Service, hall: AsyncExitStack) -> None:
    """Who never opened a room is in no quorum; who has cast in a round that is over has used the seat."""
    kit = service.new_meeting()
    room = kit.room("s1")
    chair = await witness(hall, kit, room, "chair")
    used, here, gone = kit.a_delegate("AF"), kit.a_delegate("AF"), kit.a_delegate("AF")
    phones = [await witness(hall, kit, room, one) for one in (used, here)]
    round_ = await an_open_round(chair, kit)
    assert round_["checked_in"] == 2
    await phones[0].cast(round_, {round_["slate"][0]: "for"})
    found = {one["seat_id"] for one in (await chair.ask("list_seats", unused=True))["seats"]}
    assert found == {one["seat_id"] for one in (used, here, gone)}, "of a running round nothing is told"
    await chair.ask("close_round", round_id=round_["id"])
    found = {one["seat_id"] for one in (await chair.ask("list_seats", unused=True))["seats"]}
    assert found == {here["seat_id"], gone["seat_id"]}
    for seat in (here, gone):
        assert (await chair.ask("remove_seat", seat_id=seat["seat_id"]))["type"] == "done"
    assert (await chair.ask("list_seats", unused=True))["seats"] == []
    assert (await an_open_round(chair, kit))["checked_in"] == 1


async def test_a_round_of_one_recommendation_opens_on_its_ballot_until_it_is_cast(
    service: Service, hall: AsyncExitStack
) -> None:
    """Who has just taken a seat need not look for it: region, seat, mark, review, cast are five taps."""
    kit = service.new_meeting()
    browser, room = Browser(service), kit.room("s1")
    page = browser.send_form(kit.founded["join_code"]).getheader("location")
    seat = {"credential": next(iter(browser.cookies.values()))}
    assert browser.ask("GET", page).getheader("location").endswith(f"/delegate/{room['id']}")
    chair = await witness(hall, kit, room, "chair")
    round_ = await an_open_round(chair, kit)
    several = len(round_["slate"]) > 1
    way = browser.ask("GET", page).getheader("location")
    assert way.endswith(f"/delegate/{room['id']}" + ("" if several else f"#ballot-{round_['id']}"))
    await chair.ask("close_round", round_id=round_["id"])
    drafted = await chair.act("prepare_round", method="across_regions", slate=round_["slate"][:1])
    alone = (await chair.act("open_round", round_id=drafted["round_id"]))["round"]
    assert browser.ask("GET", page).getheader("location").endswith(f"#ballot-{alone['id']}")
    phone = await witness(hall, kit, room, seat)
    await phone.cast(alone, {alone["slate"][0]: "for"})
    assert browser.ask("GET", page).getheader("location").endswith(f"/delegate/{room['id']}")
