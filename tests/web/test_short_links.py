"""Short links: eight letters of a badge let their holder in by a tap, scanned or typed, until they are renewed."""

import asyncio
import json
import time
from urllib.parse import urlencode

import pytest

from server.domain.procedure.admission import JOIN_CODE_LENGTH
from server.room.context import Context
from server.room.wrong_codes import STEP_S
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.erasing import erase_meeting
from server.secretariat.links import renew_link
from server.secretariat.seating import hand_over_seat
from server.secretariat.seats import bar_seat, remove_seat
from server.secretariat.short_links import short_codes
from server.store.meetings import LETTERS
from tests.services import Kit, Service
from tests.web.browsers import raw
from tests.web.test_one_seat import SEATS, Browser

pytestmark = pytest.mark.usefixtures("no_defect")


@pytest.fixture
def kit(service: Service) -> Kit:
    """A meeting with two named seats."""
    return service.new_meeting(seats=SEATS)


@pytest.fixture
def credentials(context: Context) -> Credentials:
    """What the service signs with, for it has this store."""
    return Credentials(context, context.shards.directory.secret)


async def codes_of(context: Context, credentials: Credentials, kit: Kit, *holders: str) -> list[str]:
    """Make the short codes of holders."""
    found = await short_codes(context, credentials, await context.meeting(kit.id), holders)
    return [found[holder] for holder in holders]


def seats(kit: Kit) -> list[str]:
    """Name the seats as holders."""
    return [f"seat:{seat['seat_id']}" for seat in kit.founded["seats"]]


async def test_a_code_is_the_same_as_long_as_its_link_and_another_for_each_holder(
    context: Context, credentials: Credentials, kit: Kit
) -> None:
    """Printed twice, by two processes at once, it is the same: eight letters that can be read aloud. Holds R162."""
    holders = [*seats(kit), "chair", "screen", "observer", "moderator:AF"]
    first, again = await asyncio.gather(*(codes_of(context, credentials, kit, *holders) for _ in range(2)))
    assert first == again
    assert len(set(first)) == len(holders)
    assert all(len(code) == JOIN_CODE_LENGTH and set(code) <= set(LETTERS) for code in first)
    await renew_link(context, SECRETARY, credentials, kit.id, "chair")
    later = await codes_of(context, credentials, kit, *holders)
    assert [one == other for one, other in zip(first, later, strict=True)] == [holder != "chair" for holder in holders]


async def test_a_code_that_leads_somebody_else_is_given_to_nobody_twice(
    context: Context, credentials: Credentials, kit: Kit
) -> None:
    """By chance two could be alike: in one meeting or in two, the second holder gets another one."""
    meeting = await context.meeting(kit.id)
    holders = seats(kit)
    taken = [credentials.short_code(kit.id, holder, 1) for holder in holders]
    await context.shards.directory.reserve_short(taken[0], "aaaaa", meeting.expires_at_s)
    await context.store_of(kit.id).short_codes.note(meeting, {taken[1]: ("chair", 1)})
    found = await codes_of(context, credentials, kit, *holders)
    assert found == [credentials.short_code(kit.id, holder, 1, attempt=1) for holder in holders]
    await context.shards.directory.release_short(taken[0], "aaaaa")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-"])
async def test_a_code_lets_its_holder_in_however_it_is_typed(
    service: Service, context: Context, credentials: Credentials, kit: Kit, typed: str
) -> None:
    """By a call of the page's script or a plain form, in capitals and with a dash; a seat, or a role. Holds R163."""
    holders = [*seats(kit), "chair"]
    for holder, code in zip(holders, await codes_of(context, credentials, kit, *holders), strict=True):
        said = typed.format(f"{code[:4]}-{code[4:]}".upper())
        status, entered = await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": said})
        assert status == 201
        person = await credentials.read(entered["credential"])
        assert person is not None
        assert person.key == holder
        browser = Browser(service)
        answer = await asyncio.to_thread(browser.ask, "POST", "/s", urlencode({"code": said}))
        assert answer.status == 303
        person = await credentials.read(next(iter(browser.cookies.values())))
        assert person is not None
        assert person.key == holder


async def test_looking_at_a_link_uses_nothing_up(
    service: Service, context: Context, credentials: Credentials, kit: Kit
) -> None:
    """A preview, a scanner and a nosy proxy see the same empty page, without the code; it opens as often as it is used.

    Whoever used it last has the seat: the others keep their credential, and lose the room as with any second device.
    """
    (code, _) = await codes_of(context, credentials, kit, *seats(kit))
    page = await asyncio.to_thread(raw, service, "GET", "/s")
    assert page.status == 200
    assert code not in page.page
    for _ in range(2):
        assert (await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": code}))[0] == 201


async def test_a_code_ends_with_its_link(
    service: Service, context: Context, credentials: Credentials, kit: Kit
) -> None:
    """Renewed, handed over, barred, removed, erased: in every process at once. Holds R164."""
    (one, other), (first, second) = seats(kit), await codes_of(context, credentials, kit, *seats(kit))
    chair, observer = await codes_of(context, credentials, kit, "chair", "observer")
    await renew_link(context, SECRETARY, credentials, kit.id, "chair")
    await hand_over_seat(
        context, SECRETARY, credentials, kit.id, one.removeprefix("seat:"), changes={"name": "Somebody Else"}
    )
    await bar_seat(context, SECRETARY, kit.id, other.removeprefix("seat:"))

    async def status(code: str) -> int:
        return int((await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": code}))[0])

    assert [await status(code) for code in (first, second, chair, observer)] == [404, 404, 404, 201]
    (fresh,) = await codes_of(context, credentials, kit, one)
    assert await status(fresh) == 201
    await remove_seat(context, SECRETARY, kit.id, one.removeprefix("seat:"))
    assert await status(fresh) == 404
    await erase_meeting(context, SECRETARY, kit.id)
    assert await status(observer) == 404
    assert not await context.shards.directory.find_by_short(observer)


@pytest.mark.parametrize("typed", ["22222222", "", "zzzzzzzz", "a" * 60])
async def test_wrong_codes_are_slowed_as_join_codes_are(service: Service, typed: str) -> None:
    """Each is counted for its address before it is answered, and waits the longer the more there were."""
    began = time.monotonic()
    status, said = await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": typed})
    assert (status, said["code"]) == (404, "not_found")
    assert time.monotonic() - began >= STEP_S


async def test_a_refused_code_is_said_on_the_page_and_stays_in_its_field(service: Service) -> None:
    browser = Browser(service)
    answer = await asyncio.to_thread(browser.ask, "POST", "/s", urlencode({"code": "K7QM-4TXD"}))
    assert answer.status == 404
    assert 'value="K7QM-4TXD"' in answer.page
    assert 'role="alert"' in answer.page


async def test_a_device_that_is_to_have_one_seat_is_shown_the_way_back(
    service: Service, context: Context, credentials: Credentials, kit: Kit
) -> None:
    """As with a seat link: a second badge on one phone is refused, the same badge again keeps its tab."""
    first, second = await codes_of(context, credentials, kit, *seats(kit))
    browser = Browser(service)
    tab = (await asyncio.to_thread(browser.ask, "POST", "/s", urlencode({"code": first}))).headers["location"]
    again = await asyncio.to_thread(browser.ask, "POST", "/s", urlencode({"code": first}))
    assert again.headers["location"] == tab
    refused = await asyncio.to_thread(browser.ask, "POST", "/s", urlencode({"code": second}))
    assert refused.status == 409
    assert f'href="{tab}"' in refused.page
    status, said = await asyncio.to_thread(browser.call, "/api/enter", code=second)
    assert (status, said["current"]["page"]) == (409, tab)
    assert "credential" not in json.dumps(said)


async def test_letters_of_a_badge_typed_where_the_code_of_a_meeting_goes_lead_to_their_page(
    service: Service, context: Context, credentials: Credentials, kit: Kit
) -> None:
    """After the wait of a wrong code, so that nobody can guess faster there; a wrong one leads nowhere."""
    (code, _) = await codes_of(context, credentials, kit, *seats(kit))
    answer = await asyncio.to_thread(raw, service, "GET", f"/join/{code.upper()}")
    assert (answer.status, answer.headers["location"]) == (303, f"/s#{code}")
    assert (await asyncio.to_thread(raw, service, "GET", "/join/22222222")).status == 404
