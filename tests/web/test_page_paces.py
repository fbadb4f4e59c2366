"""How often pages may be asked for: by whoever holds a seat, whatever they call their tabs."""

from pathlib import Path

import pytest

from server.room.admission import read_roll
from server.room.context import Context
from server.room.paces import Paces
from server.secretariat.credentials import Credentials
from server.web.site import PAGES_AT_ONCE
from tests.builders import a_delegate, a_meeting
from tests.services import Kit, Service
from tests.web.browsers import raw
from tests.web.test_headers import an_application

pytestmark = pytest.mark.usefixtures("no_defect")


def test_a_seat_has_one_pace_for_its_pages_however_many_tabs_it_names(service: Service, kit: Kit) -> None:
    """A tab's name is chosen by whoever asks: with a new one each time one phone used up what its whole hall may."""
    holds = {"Authorization": f"Bearer {kit.a_delegate('AF')['credential']}"}
    room_id, told = kit.room("s1")["id"], []
    for number in range(2 * PAGES_AT_ONCE):
        told.append(raw(service, "GET", f"/tab/tab{number}/delegate/{room_id}", **holds).status)
        if told[-1] == 429:
            break
    assert told[:PAGES_AT_ONCE] == [200] * PAGES_AT_ONCE
    assert told[-1] == 429


async def test_a_page_that_comes_too_soon_lets_nobody_in(context: Context, store_url: str, tmp_path: Path) -> None:
    """Who asks for a room too often is refused before anything is done: a seat that was arriving still is."""
    meeting = await a_meeting(context)
    arriving = await a_delegate(context, meeting)
    token = await Credentials(context, context.shards.directory.secret).issue(arriving)
    room_id = (await context.programme(meeting.id)).rooms[0].id
    once = Paces(0.000_001, 1, "pages")
    async with an_application(store_url, tmp_path, "http://vote.example", pages=once) as ask:
        holds = {"Host": "vote.example", "Authorization": f"Bearer {token}"}
        told = [(await ask("GET", f"/tab/abcdef/{page}/{room_id}", **holds))[0] for page in ("screen", "delegate")]
    assert told == [200, 429]
    listed = (await read_roll(context, meeting)).by_id[arriving.seat_id]
    assert listed.state == "arriving"
