"""Erasing leaves nothing of a meeting, also of what is written while it goes on."""

import asyncio

import redis

from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from tests.builders import a_delegate, a_meeting


async def test_what_a_process_still_says_of_an_erased_meeting_is_taken_away(context: Context, store_url: str) -> None:
    """It has not heard yet that the meeting is gone, and says who is connected. Holds R86."""
    meeting = await a_meeting(context)
    await a_delegate(context, meeting)
    store = context.store_of(meeting.id)

    async def say_last_words() -> None:
        while await store.meetings.is_kept(meeting.id):  # noqa: ASYNC110 - it is erased by another command
            await asyncio.sleep(0)
        await store.seats.say_connected(meeting, "late", {}, context.now_ms())

    (_, gone), _ = await asyncio.gather(erase_meeting(context, SECRETARY, meeting.id), say_last_words())
    with redis.Redis.from_url(store_url) as client:
        assert list(client.scan_iter(match=f"*{meeting.id}*")) == []
        assert client.get(f"plenum:join:{meeting.join_code}") is None
    assert gone > 1
    assert meeting.id not in await context.shards.directory.all_ids()
