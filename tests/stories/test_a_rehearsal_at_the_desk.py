"""A rehearsal as the desk has it: begun by a call, followed line by line, ended, and its copy wiped without a trace."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest

from server.domain.errors import NotPermitted, TryLater, WrongState
from server.rehearsal.beside import play
from server.rehearsal.copied import found_copy
from server.room.context import Context
from server.secretariat.actor import SECRETARY, desk_of
from server.secretariat.credentials import Credentials
from server.secretariat.erasing import erase_meeting
from server.secretariat.players import Players
from server.secretariat.rehearsals import Rehearsal, read_rehearsal, start_rehearsal, stop_rehearsal, tick_rehearsal
from server.settings import environment_of
from server.store.rehearsals import MOST
from tests.secretariat.players import NoPlayers
from tests.services import Service
from tests.stories.test_a_rehearsal import FAST, PATIENCE_S, keys_in, the_sample


async def now_of(context: Context, meeting_id: str) -> Rehearsal:
    """Read where it is."""
    credentials = Credentials(context, context.shards.directory.secret)
    return await read_rehearsal(context, SECRETARY, credentials, meeting_id)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds, in the time that a day may take."""
    async with asyncio.timeout(PATIENCE_S):
        while not await holds():  # noqa: ASYNC110 - it comes true in another process
            await asyncio.sleep(0.02)


def kept_in(store_url: str) -> set[bytes]:
    """List every key, but for what a meeting keeps of its rehearsal itself."""
    return {key for key in keys_in(store_url) if not key.endswith(b"}:rehearsal")}


async def is_told(context: Context, meeting_id: str) -> bool:
    """Say whether something of a rehearsal was told."""
    return bool((await now_of(context, meeting_id)).told)


async def until_state(context: Context, meeting_id: str, *states: str) -> Rehearsal:
    """Wait until a rehearsal is somewhere."""

    async def is_there() -> bool:
        return (await now_of(context, meeting_id)).state in states

    await until(is_there)
    return await now_of(context, meeting_id)


@asynccontextmanager
async def playing(service: Service, context: Context, meeting_id: str) -> AsyncIterator[asyncio.Task[None]]:
    """Play a rehearsal at the pace of tests; leaving lets go of the pipe that holds it."""
    players = NoPlayers({})
    await start_rehearsal(context, SECRETARY, players, meeting_id)
    held, holding = os.pipe()
    given = {"token": players.token, "place": players.place, "held": held, "pace": FAST}
    task = asyncio.create_task(play(service.settings, meeting_id, 18, **given))  # type: ignore[arg-type]
    try:
        yield task
    finally:
        os.close(holding)
        await task
        os.close(held)


async def test_a_day_is_followed_looked_at_and_wiped_without_a_trace(
    service: Service, store_url: str, context: Context
) -> None:
    """Hall and phone are open as long as the copy is; afterwards what is left is counted. Holds R202."""
    meeting = await the_sample(context)
    before = kept_in(store_url)
    async with playing(service, context, meeting.id):
        now = await until_state(context, meeting.id, "looking")
        codes = [line["code"] for line in now.told]
        assert codes.count("handed") == 6
        assert codes[-8:] == [
            "alike", "merged", "silence", "adopted", "plenary", "voted", "unsettled", "works_again",
        ]  # fmt: skip
        assert "/enter#" in now.hall
        assert "/join/" in now.phone
        with pytest.raises(TryLater, match="rehearsal_playing"):
            await start_rehearsal(context, SECRETARY, NoPlayers({}), meeting.id)
        assert await stop_rehearsal(context, SECRETARY, meeting.id)
        now = await until_state(context, meeting.id, "done")
    assert (now.left, now.hall, now.phone) == (0, "", "")
    assert now.gone > 0
    assert kept_in(store_url) == before
    assert not await stop_rehearsal(context, SECRETARY, meeting.id)


async def test_whoever_began_it_is_gone_and_the_copy_with_them(
    service: Service, store_url: str, context: Context
) -> None:
    """A worker that is killed lets go of its pipe; of its copy nothing is left. Holds R202."""
    meeting = await the_sample(context)
    before = kept_in(store_url)
    async with playing(service, context, meeting.id):
        await until_state(context, meeting.id, "playing")
    now = await now_of(context, meeting.id)
    assert (now.state, now.left) == ("stopped", 0)
    assert kept_in(store_url) == before


async def test_a_meeting_that_is_erased_ends_its_rehearsal(service: Service, store_url: str, context: Context) -> None:
    """The copy goes with it, and whoever plays ends without a fault. Holds R202."""
    before = kept_in(store_url)
    meeting = await the_sample(context)
    async with playing(service, context, meeting.id) as task:
        await until(partial(is_told, context, meeting.id))
        await erase_meeting(context, SECRETARY, meeting.id)
        async with asyncio.timeout(PATIENCE_S):
            await task
    assert kept_in(store_url) == before


async def test_the_copy_of_a_player_that_was_killed_goes_with_the_next_rehearsal(
    service: Service, store_url: str, context: Context
) -> None:
    """It would go by itself within an hour, too; a meeting that is no copy of this one stays. Holds R202."""
    meeting = await the_sample(context)
    other = await asyncio.to_thread(service.new_meeting)
    before = kept_in(store_url)
    store = context.store_of(meeting.id).rehearsals
    left = await found_copy(context, meeting, await context.programme(meeting.id), 3_600)
    for copy_id, there in ((left.id, 404), (other.id, 200)):
        await store.note(meeting, {"copy": copy_id})
        async with playing(service, context, meeting.id):
            await until(partial(is_told, context, meeting.id))
        status, _ = await asyncio.to_thread(service.call, "GET", f"/api/meetings/{copy_id}", None, service.key)
        assert status == there
    assert kept_in(store_url) == before


async def test_a_process_of_its_own_is_begun_and_ends_with_whoever_began_it(
    service: Service, store_url: str, context: Context
) -> None:
    """As many as may be are played at once, and no more."""
    before = kept_in(store_url)
    kits = [await asyncio.to_thread(service.new_meeting) for _ in range(MOST + 1)]
    players = Players(environment_of(service.settings))
    for kit in kits[:MOST]:
        await start_rehearsal(context, SECRETARY, players, kit.id)
    with pytest.raises(TryLater, match="rehearsals_busy"):
        await start_rehearsal(context, SECRETARY, players, kits[MOST].id)
    for kit in kits[:MOST]:
        await until(partial(is_told, context, kit.id))
    await players.close()
    for kit in kits[:MOST]:
        now = await until_state(context, kit.id, "stopped")
        assert now.left == 0
    for kit in kits:
        said = {"title": "A small meeting"}
        await asyncio.to_thread(service.call, "DELETE", f"/api/meetings/{kit.id}", said, service.key)
    assert kept_in(store_url) == before


async def test_nothing_is_rehearsed_while_somebody_votes(service: Service, context: Context) -> None:
    """A desk rehearses its own meeting, and is told in a sentence when it cannot. Holds R203."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with kit.phone(kit.room("s1"), "chair") as chair:
        proposed = await chair.act("propose", question_id=kit.question("s1"), title="One")
        drafted = await chair.act("prepare_round", method="shortlist", slate=[proposed["recommendation_id"]])
        await chair.ask("open_round", round_id=drafted["round_id"])
        with pytest.raises(WrongState, match="rehearsal_while_voting"):
            await start_rehearsal(context, desk_of(kit.id), NoPlayers({}), kit.id)
        await chair.ask("close_round", round_id=drafted["round_id"])
    with pytest.raises(NotPermitted):
        await start_rehearsal(context, desk_of("zzzzz"), NoPlayers({}), kit.id)
    await start_rehearsal(context, desk_of(kit.id), players := NoPlayers({}), kit.id)
    await context.store_of(kit.id).rehearsals.let_go(kit.id, players.token)
    await context.shards.directory.let_go_rehearsal(players.place, players.token)
    assert (await now_of(context, kit.id)).state == "cut_off"


async def test_what_people_ticked_stays_with_the_meeting(service: Service, context: Context) -> None:
    """Also over a rehearsal that is begun afterwards. Holds R203."""
    kit = await asyncio.to_thread(service.new_meeting)
    await tick_rehearsal(context, desk_of(kit.id), kit.id, "hall", on=True)
    await tick_rehearsal(context, desk_of(kit.id), kit.id, "wifi", on=True)
    await tick_rehearsal(context, desk_of(kit.id), kit.id, "wifi", on=False)
    assert (await now_of(context, kit.id)).checks == ["hall"]
    await start_rehearsal(context, SECRETARY, players := NoPlayers({}), kit.id)
    assert (await now_of(context, kit.id)).checks == ["hall"]
    await context.store_of(kit.id).rehearsals.let_go(kit.id, players.token)
    await context.shards.directory.let_go_rehearsal(players.place, players.token)
