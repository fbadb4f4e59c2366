"""What touches a meeting and the directory is done in steps: killed after any of them, it can be done once more."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.programme import Programme
from server.room.admission import change_joining
from server.room.arrivals import find_by_code
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.store import keys
from server.store.acts import Act
from server.store.meetings import new_code
from server.store.shards import Shards
from tests.builders import SIX, a_meeting
from tests.engine.servers import a_client
from tests.services import SMALL_AGENDA

ADDRESS = "192.0.2.7"
FOUNDED = Act("found_meeting", "desk", 0)


@pytest.fixture
async def meeting(context: Context) -> Meeting:
    """A meeting that was founded."""
    return await a_meeting(context)


PROGRAMME = Programme("", read_agenda(SMALL_AGENDA), SIX, ())


def another(meeting: Meeting) -> Meeting:
    """A meeting that is about to be founded."""
    return replace(meeting, id=new_code(5), join_code=new_code(6))


def left_of(store_url: str, meeting_id: str) -> list[str]:
    """List the keys of a meeting, and the codes that lead to it."""
    with a_client(store_url) as client:
        codes = [key for key in client.scan_iter(match=keys.join("*")) if client.get(key) == meeting_id]
        return sorted([*client.scan_iter(match=keys.of(meeting_id, "*")), *codes])


async def test_a_founding_that_was_killed_is_shown_to_nobody_and_can_be_done_once_more(
    context: Context, shards: Shards, meeting: Meeting
) -> None:
    """Killed after the code, and after the meeting."""
    new = another(meeting)
    assert await shards.directory.reserve_code(new.join_code, new.id, new.expires_at_s)
    with pytest.raises(NotFound, match="join_code"):
        await find_by_code(context, new.join_code, ADDRESS)
    assert await shards.directory.reserve_code(new.join_code, new.id, new.expires_at_s)
    await shards.of(new.id).meetings.create(new, PROGRAMME, [], FOUNDED)
    assert new.id not in await shards.directory.all_ids()
    assert await shards.create(new, PROGRAMME, [], FOUNDED)
    assert new.id in await shards.directory.all_ids()
    assert (await find_by_code(context, new.join_code, ADDRESS)).id == new.id


async def test_a_code_that_leads_to_another_meeting_founds_nothing(
    shards: Shards, meeting: Meeting, store_url: str
) -> None:
    new = replace(another(meeting), join_code=meeting.join_code)
    assert not await shards.create(new, PROGRAMME, [], FOUNDED)
    assert left_of(store_url, new.id) == []
    assert await shards.directory.find_by_code(meeting.join_code) == meeting.id


async def test_an_erasure_that_was_killed_can_be_done_once_more(
    context: Context, shards: Shards, meeting: Meeting, store_url: str
) -> None:
    """Killed after the codes, and after the meeting: it stands in the list until nothing of it is left."""
    assert await shards.directory.release_code(meeting.join_code, meeting.id) == 1
    assert await shards.of(meeting.id).meetings.erase(meeting.id)
    assert left_of(store_url, meeting.id) == []
    assert meeting.id in await shards.directory.all_ids()
    assert await erase_meeting(context, SECRETARY, meeting.id) == ("", 0)
    assert meeting.id not in await shards.directory.all_ids()
    with pytest.raises(NotFound):
        await erase_meeting(context, SECRETARY, meeting.id)


async def test_a_change_of_the_code_that_was_killed_opens_no_second_door(
    context: Context, shards: Shards, meeting: Meeting, store_url: str
) -> None:
    """Killed before the new code is valid, and before the old one is released; the erasure finds both."""
    directory, store = shards.directory, shards.of(meeting.id)
    await store.meetings.note_code(meeting, "begun")
    assert await directory.reserve_code("begun", meeting.id, meeting.expires_at_s)
    with pytest.raises(NotFound, match="join_code"):
        await find_by_code(context, "begun", ADDRESS)
    await store.meetings.note_code(meeting, "valid")
    assert await directory.reserve_code("valid", meeting.id, meeting.expires_at_s)
    logged, joining = Act("new_join_code", "desk", context.now_ms()), await context.joining(meeting)
    assert await store.admission.change(meeting, joining, logged, request="", code="valid") == "done"
    with pytest.raises(NotFound, match="join_code"):
        await find_by_code(context, meeting.join_code, ADDRESS)
    assert (await find_by_code(context, "valid", ADDRESS)).id == meeting.id
    assert await change_joining(context, meeting, "new_join_code", "desk")
    assert await store.meetings.read_codes(meeting.id) > {"begun", meeting.join_code}
    assert "valid" not in await store.meetings.read_codes(meeting.id)
    await erase_meeting(context, SECRETARY, meeting.id)
    assert left_of(store_url, meeting.id) == []


async def test_a_change_of_the_code_that_came_too_late_leaves_no_code(
    context: Context, shards: Shards, meeting: Meeting
) -> None:
    """Overtaken by another one, done before under the same request, or with a code that another meeting has."""
    logged, before = Act("new_join_code", "desk", context.now_ms()), await context.joining(meeting)
    assert await shards.change_code(meeting, before, logged, request="r", code="first") == "done"
    assert await shards.change_code(meeting, before, logged, request="", code="late") == "overtaken"
    now, other = await context.joining(meeting), await a_meeting(context)
    assert await shards.change_code(meeting, now, logged, request="r", code="again") == "already"
    assert await shards.change_code(meeting, now, logged, request="", code=other.join_code) == "taken"
    assert [await shards.directory.find_by_code(code) for code in ("late", "again")] == ["", ""]
    assert await shards.directory.find_by_code(other.join_code) == other.id
    assert await shards.of(meeting.id).meetings.read_codes(meeting.id) == {"first", meeting.join_code}


def test_only_keys_names_keys() -> None:
    """Each name of a key is made in one module, which says of whom it is."""
    for path in Path("server").rglob("*.*"):
        if path.suffix in (".py", ".lua") and path.name != "keys.py":
            assert not re.findall(r"""["']plenum:[a-z{]""", path.read_text("utf-8")), path
