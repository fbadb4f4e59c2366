"""Meetings are founded within bounds."""

import asyncio
from pathlib import Path

import pytest

from server.cli import main
from server.domain.agenda.region_list import SEATS_LIMIT
from server.domain.agenda.text import read_agenda
from server.domain.errors import Malformed
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import Founding, found_meeting, free_id
from tests.builders import a_meeting
from tests.handed import handed
from tests.services import SIX_REGIONS, SMALL_AGENDA, SMALL_TREE, Service


async def test_a_meeting_has_as_many_seats_as_a_list_may_hold_and_no_more(context: Context) -> None:
    """One bound, in one place, by whichever road the seats come; nothing is stored of a meeting that is too large."""
    before = await context.shards.directory.all_ids()
    seats = tuple(Seat("", "One", "", "AF") for _ in range(SEATS_LIMIT + 1))
    founding = Founding(agenda=read_agenda(SMALL_AGENDA), regions=(Region("AF", "Africa", "AF"),), seats=seats)
    with pytest.raises(Malformed) as refused:
        await found_meeting(context, SECRETARY, founding, context.now_ms() // 1_000 + 60)
    assert refused.value.figures["most"] == SEATS_LIMIT
    assert await context.shards.directory.all_ids() == before


async def test_no_meeting_is_founded_over_another(context: Context) -> None:
    """Ids are drawn: among a thousand meetings one of some thirty thousand draws is the id of one that is there."""
    there = await a_meeting(context)
    assert await free_id(context, iter([there.id, there.id, "fresh"])) == "fresh"


def test_the_published_programme_becomes_a_meeting(service: Service) -> None:
    """The secretariat sends it as it was published: a room for each of its plenary sessions, and six for the lunch."""
    kit = service.new_meeting(agenda=handed("agenda/grcp8.txt").read_text(encoding="utf-8"))
    rooms = [(room["agenda_session_id"], room["region_id"]) for room in kit.founded["rooms"]]
    lunches = [("lunch", region["id"]) for region in SIX_REGIONS]
    assert sorted(rooms) == sorted([("s1", ""), ("s2", ""), ("s3", ""), ("s4", ""), *lunches])


def test_a_meeting_says_how_much_a_region_may_hand_over(service: Service) -> None:
    """Five, or what was asked for, within bounds; everybody of the meeting may read it."""
    for asked, most in (({}, 5), ({"hand_over_limit": 3}, 3), ({"hand_over_limit": 50}, 50)):
        kit = service.new_meeting(**asked)
        assert service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)[1]["hand_over_limit"] == most
    body = {"title": "A meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS}
    for wrong in (0, 51, True, "five"):
        status, refused = service.call("POST", "/api/meetings", {**body, "hand_over_limit": wrong}, service.key)
        assert (status, refused["code"]) == (422, "malformed"), wrong


async def test_plenum_new_takes_the_limit_of_what_is_handed_over(
    context: Context,
    store_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command line founds as a call does."""
    agenda = tmp_path / "agenda.txt"
    agenda.write_text(SMALL_AGENDA, "utf-8")
    monkeypatch.setenv("REDIS_URL", store_url)
    before = set(await context.shards.directory.all_ids())
    words = ["new", str(agenda), "--hand-over-limit", "2", "--data", str(tmp_path / "data")]
    assert await asyncio.to_thread(main, words) == 0, capsys.readouterr()
    (founded,) = set(await context.shards.directory.all_ids()) - before
    assert (await context.meeting(founded)).hand_over_limit == 2
