"""Erasing leaves nothing of a meeting, also of what is written while it goes on."""

import asyncio
import gc
import json
from dataclasses import replace
from io import StringIO

import pytest
import redis

from server.domain.agenda.text import read_agenda
from server.domain.counting.tallies import Tally
from server.domain.errors import NotFound
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import Recommendation
from server.live.picture import take_picture
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.secretariat.founding import Founding, found_meeting, kept_until
from server.secretariat.log_of_acts import read_acts
from tests.builders import SIX, a_delegate, a_meeting
from tests.chambers import a_chamber
from tests.services import SMALL_AGENDA


async def test_what_a_process_still_says_of_an_erased_meeting_is_taken_away(context: Context, store_url: str) -> None:
    """It has not heard yet that the meeting is gone, and says who is connected. Holds R86."""
    meeting = await a_meeting(context)
    await a_delegate(context, meeting)
    store = context.store_of(meeting.id)

    async def say_last_words() -> None:
        while await store.meetings.is_kept(meeting.id):  # noqa: ASYNC110 - it is erased by another command
            await asyncio.sleep(0)
        await store.seats.say_connected(meeting, "late", {}, {}, context.now_ms())

    (_, gone), _ = await asyncio.gather(erase_meeting(context, SECRETARY, meeting.id), say_last_words())
    with redis.Redis.from_url(store_url) as client:
        assert list(client.scan_iter(match=f"*{meeting.id}*")) == []
        assert client.get(f"plenum:join:{meeting.join_code}") is None
    assert gone > 1
    assert meeting.id not in await context.shards.directory.all_ids()


def remembered(meeting_id: str) -> list[object]:
    """Everything in this process that says what was proposed and counted in a meeting."""
    found: list[object] = []
    for one in gc.get_objects():
        kind = type(one)  # asking a weak reference for what it is of may find nothing there any more
        named = (
            one.meeting.id if kind is Proceedings
            else one.id if kind is Recommendation
            else one.slate[0] if kind is Tally and one.slate
            else ""
        )  # fmt: skip
        found += [one] if named.startswith(meeting_id) else []
    return found


async def test_a_process_remembers_nothing_of_what_was_said_in_an_erased_meeting(context: Context) -> None:
    """Neither what was decided, nor titles to compare, nor outlooks."""
    chamber = await a_chamber(context, {"Amina": "AF", "Noah": "AM"}, ["AF", "AM"])
    slate = await chamber.put(["First", "Second"])
    await chamber.cast("Amina", await chamber.open(slate, visibility="live"), {slate[0]: "for"})
    await take_picture(context, chamber.room, outlook=True)
    recommendations = (await context.read_proceedings(chamber.meeting.id)).recommendations
    question_id = recommendations[slate[0]].question_id
    del recommendations
    await perform(context, chamber.chair, commands.FindSimilar(question_id=question_id, title="First"))
    assert remembered(chamber.meeting.id)
    await erase_meeting(context, SECRETARY, chamber.meeting.id)
    assert remembered(chamber.meeting.id) == []


async def test_an_erased_meeting_has_no_log_and_the_process_says_so(context: Context, written: StringIO) -> None:
    """The log of acts goes with the meeting; who erased it stands in the log of the process, by ids and figures.

    The copy of a rehearsal comes and goes without a trace, there too.
    """
    founding = Founding(agenda=read_agenda(SMALL_AGENDA), regions=SIX)
    copy, _ = await found_meeting(context, SECRETARY, replace(founding, rehearsal_of="aaaaa"), kept_until(context, 1))
    await erase_meeting(context, SECRETARY, copy.id)
    assert written.getvalue() == ""
    meeting, _ = await found_meeting(context, SECRETARY, founding, kept_until(context, 1))
    title, gone = await erase_meeting(context, SECRETARY, meeting.id)
    said = json.loads(written.getvalue())
    assert (said["event"], said["meeting"], said["records"], said["actor"]) == (
        "meeting_erased", meeting.id, gone, "secretariat",
    )  # fmt: skip
    assert title == founding.agenda.title
    assert gone > 0
    assert meeting.join_code not in written.getvalue()
    with pytest.raises(NotFound):
        await read_acts(context, SECRETARY, meeting.id)
    assert await context.store_of(meeting.id).acts.read(meeting.id) == []
