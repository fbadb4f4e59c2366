"""How often pages may be asked for: by whoever holds a seat, whatever they call their tabs."""

import pytest

from server.web.site import PAGES_AT_ONCE
from tests.services import Kit, Service
from tests.web.browsers import raw

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
