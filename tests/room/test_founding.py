"""Meetings are founded within bounds."""

import pytest

from server.domain.agenda_text import read_agenda
from server.domain.errors import Malformed
from server.domain.meeting import Region
from server.domain.people import Seat
from server.domain.seat_list import SEATS_LIMIT
from server.room.founding import Founding, found_meeting
from server.room.place import Place
from tests.services import SMALL_AGENDA


async def test_a_meeting_has_as_many_seats_as_a_list_may_hold_and_no_more(place: Place) -> None:
    """One bound, in one place, by whichever road the seats come; nothing is stored of a meeting that is too large."""
    before = await place.store.meetings.all_ids()
    seats = tuple(Seat("", "One", "", "AF") for _ in range(SEATS_LIMIT + 1))
    founding = Founding(agenda=read_agenda(SMALL_AGENDA), regions=(Region("AF", "Africa", "AF"),), seats=seats)
    with pytest.raises(Malformed) as refused:
        await found_meeting(place, founding, place.now_ms() // 1_000 + 60)
    assert refused.value.figures["most"] == SEATS_LIMIT
    assert await place.store.meetings.all_ids() == before
