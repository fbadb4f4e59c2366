"""What stays of a rehearsal that did not end by itself, and who may write of it."""

import asyncio

import pytest

from server.domain.errors import NotFound, WrongState
from server.domain.procedure.meeting import Meeting
from server.rehearsal.copied import found_copy
from server.room.context import Context
from server.secretariat.actor import SECRETARY, desk_of
from server.secretariat.credentials import Credentials
from server.secretariat.erasing import erase_meeting, erase_rehearsed
from server.secretariat.founding import free_id
from server.secretariat.rehearsals import Rehearsal, read_rehearsal, start_rehearsal, stop_rehearsal
from tests.chambers import a_chamber
from tests.secretariat.players import NoPlayers


async def now_of(context: Context, meeting: Meeting) -> Rehearsal:
    """Read where the rehearsal of a meeting is."""
    credentials = Credentials(context, context.shards.directory.secret)
    return await read_rehearsal(context, SECRETARY, credentials, meeting.id)


async def begun(context: Context, meeting: Meeting) -> NoPlayers:
    """Begin one that nobody plays."""
    await start_rehearsal(context, SECRETARY, players := NoPlayers({}), meeting.id)
    await context.shards.directory.let_go_rehearsal(players.place, players.token)
    return players


async def cut_off(context: Context, meeting: Meeting) -> Meeting:
    """Begin one, and have its player be killed after the copy was founded."""
    players = await begun(context, meeting)
    store = context.store_of(meeting.id).rehearsals
    copy = await found_copy(context, meeting, await context.programme(meeting.id), 3_600)
    await store.note(meeting, {"copy": copy.id}, by=players.token)
    await store.let_go(meeting.id, players.token)
    return copy


async def is_there(context: Context, meeting: Meeting) -> bool:
    """Say whether anything of a meeting is there."""
    return await context.store_of(meeting.id).meetings.count(meeting.id) > 0


async def test_a_copy_whose_player_was_killed_is_erased_with_its_meeting(context: Context) -> None:
    """And no meeting is that is no copy of it, whatever stands in the record. Holds R202."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    copy = await cut_off(context, meeting)
    await erase_meeting(context, SECRETARY, meeting.id)
    assert not await is_there(context, copy)
    assert copy.id not in await context.shards.directory.all_ids()
    first, other = [(await a_chamber(context, {}, ["AF", "AM"])).meeting for _ in range(2)]
    await cut_off(context, first)
    noted = await free_id(context)  # and of a player that was killed before it founded the copy that it had noted
    assert await erase_rehearsed(context, first.id, {"copy": noted}) == (0, 0)
    assert (await found_copy(context, first, await context.programme(first.id), 3_600, noted)).id == noted
    assert (await erase_rehearsed(context, first.id, {"copy": noted}))[0] > 0
    await context.store_of(first.id).rehearsals.note(first, {"copy": other.id})
    await erase_meeting(context, SECRETARY, first.id)
    assert await is_there(context, other)


async def test_stopping_what_was_cut_off_wipes_its_copy_and_counts_what_is_left(context: Context) -> None:
    """By the desk of the meeting, too, which may erase no meeting. Holds R202."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    copy = await cut_off(context, meeting)
    assert (await now_of(context, meeting)).state == "cut_off"
    assert await stop_rehearsal(context, desk_of(meeting.id), meeting.id)
    assert not await is_there(context, copy)
    now = await now_of(context, meeting)
    assert (now.state, now.left) == ("stopped", 0)
    assert now.gone > 0
    assert not await stop_rehearsal(context, desk_of(meeting.id), meeting.id), "there is nothing to stop"


async def test_a_copy_is_not_rehearsed(context: Context) -> None:
    """It would take the second of two places. Holds R203."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    copy = await found_copy(context, meeting, await context.programme(meeting.id), 3_600)
    with pytest.raises(WrongState, match="rehearsal_of_a_copy"):
        await start_rehearsal(context, SECRETARY, NoPlayers({}), copy.id)
    await begun(context, meeting)


async def test_a_player_that_lost_its_claim_writes_nothing_of_the_next_one(context: Context) -> None:
    """It was stalled for longer than a claim is held. Holds R203."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    store = context.store_of(meeting.id).rehearsals
    stalled = await begun(context, meeting)
    await store.let_go(meeting.id, stalled.token)
    following = await begun(context, meeting)
    assert not await store.note(meeting, {"ended": "done", "left": 7, "told": "[]"}, by=stalled.token)
    now = await now_of(context, meeting)
    assert (now.state, now.left) == ("playing", 0)
    ticks = [store.note(meeting, {f"check:{n}": "yes"}) for n in range(5)]
    said, *_ = await asyncio.gather(store.note(meeting, {"ended": "done"}, by=following.token), *ticks)
    assert said, "what people tick meanwhile keeps nobody from writing"


async def test_of_a_meeting_that_was_erased_no_rehearsal_begins(context: Context) -> None:
    """A process may not have heard yet that it is gone. Holds R86."""
    meeting = (await a_chamber(context, {}, ["AF", "AM"])).meeting
    store = context.store_of(meeting.id).rehearsals
    assert await store.claim(meeting, "late")
    await context.store_of(meeting.id).meetings.erase(meeting.id)
    act = SECRETARY.act("start_rehearsal", context.now_ms())
    assert not await store.begin(meeting, act, "late")
    with pytest.raises(NotFound):
        await start_rehearsal(context, SECRETARY, NoPlayers({}), meeting.id)
    assert not await is_there(context, meeting)
