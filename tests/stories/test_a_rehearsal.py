"""A newcomer rehearses: a whole day of simulated delegates on a copy of the meeting, of which nothing stays."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from importlib import resources

import pytest
import redis

from server.domain.errors import NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.programme import Programme, Region
from server.rehearsal.copied import spread
from server.rehearsal.day import rehearse
from server.rehearsal.door import DayCutShort
from server.rehearsal.proposals import read_drafts, words_of
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import found_meeting
from server.secretariat.importing import read_files, read_sample
from server.secretariat.reading.seats import read_seats
from server.secretariat.seat_files import seats_of
from tests.services import SIX_REGIONS, Service

FAST = 0.05
PATIENCE_S = 60.0
AGREED = [
    "alike", "two texts have become one", "any objection?", "adopted without objection: 2 of 2", "the chair puts",
    "everybody has voted", "the regions disagree on one", "the second reading has found a wording that works",
]  # fmt: skip
"""What the plenary goes through on its way to texts that the regions can live with."""
PLENARY_ONLY = """A plenary day

Session 1. One room

Guiding questions

- What should the mechanisms do together?
"""


async def the_sample(context: Context) -> Meeting:
    """Found the sample meeting, in which anybody takes a seat, as `make run` does."""
    meeting, _ = await found_meeting(context, SECRETARY, read_sample(), context.now_ms() // 1_000 + 3_600)
    return meeting


def keys_in(store_url: str) -> set[bytes]:
    """List every key of the store, but for who is here, said anew all the time, and what addresses did, which ends."""
    with redis.Redis.from_url(store_url) as client:
        found = set(client.scan_iter(count=1000))
    passing = (b"plenum:pace:", b"plenum:wrong:", b"plenum:rehearsing:")
    return {key for key in found if not key.endswith((b":presence", b":rehearsing")) and not key.startswith(passing)}


async def test_a_rehearsed_day_ends_in_a_ranked_list_and_leaves_no_trace(
    service: Service, store_url: str, context: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy is marked and has links to watch it; afterwards the store holds what it held before."""
    meeting = await the_sample(context)
    programme = await context.programme(meeting.id)
    before = keys_in(store_url)
    meetings_before = await context.shards.directory.all_ids()

    await rehearse(service.settings, meeting.id, 30, pace=FAST)

    told = capsys.readouterr().out
    assert told.startswith(f"Rehearsal · {programme.title}\n")
    assert f"screen   {service.base_url}/enter#" in told
    assert f"podium   {service.base_url}/enter#" in told
    head, _, table = told.partition("Recommendation\n")
    first = table.splitlines()[0]
    assert head.count("handed to the plenary") == 6
    assert first.split()[0].lstrip("=") == "1"
    assert "Works across" in first
    drafts = read_drafts([region.id for region in programme.regions])
    titles = {draft.title for of_region in drafts.values() for draft in of_region} | {words_of("merged").title}
    assert any(title in first for title in titles)
    parts = [line.partition("Plenary")[2].strip() for line in head.splitlines() if "  Plenary  " in line]
    assert [next(one for one in AGREED if one in part) for part in parts] == AGREED
    assert "Contested" in table
    assert "The copy is wiped" in table
    assert keys_in(store_url) == before
    assert await context.shards.directory.all_ids() == meetings_before


async def test_a_meeting_without_regions_apart_is_rehearsed_in_plenary(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no agenda session is by region everybody proposes in plenary, and the chair lets the proposals stand."""
    kit = await asyncio.to_thread(service.new_meeting, agenda=PLENARY_ONLY, moderation="pre")
    await rehearse(service.settings, kit.id, 12, pace=FAST)
    told = capsys.readouterr().out
    assert "two texts have become one" in told
    assert "the chair puts 39 recommendations to 12 delegates" in told  # of 42; two were adopted in silence
    assert "The copy is wiped" in told


async def test_a_rehearsal_that_is_interrupted_wipes_its_copy(
    service: Service, store_url: str, context: Context
) -> None:
    """Ctrl+C in the middle of the day: the command ends with 130, and the copy is gone."""
    meeting = await the_sample(context)
    before = keys_in(store_url)
    environment = {
        **os.environ,
        "REDIS_URL": store_url,
        "PLENUM_PORT": str(service.port),
        "PLENUM_DATA": str(service.settings.data),
    }
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", "rehearse", meeting.id, "--delegates", "12"),
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert command.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while b"shortlist round" not in (line := await command.stdout.readline()):
                assert line, "the command ended before the regions voted"
                said += line
            command.send_signal(signal.SIGINT)
            rest, _ = await command.communicate()
    except TimeoutError:
        command.kill()
        await command.communicate()
        pytest.fail(f"the regions did not vote in time: {said.decode()}")
    assert command.returncode == 130
    assert b"The copy is wiped" in rest
    assert keys_in(store_url) == before


async def test_an_unknown_meeting_is_refused(service: Service, context: Context) -> None:
    before = await context.shards.directory.all_ids()
    with pytest.raises(NotFound, match=r"not_found\.meeting"):
        await rehearse(service.settings, "zzzzz", 18, pace=FAST)
    assert await context.shards.directory.all_ids() == before


async def test_without_a_service_the_command_says_how_to_start_one(service: Service) -> None:
    """Nothing is founded on a store that nobody serves."""
    nobody_there = replace(service.settings, port=9)
    with pytest.raises(DayCutShort, match=r"No Plenum answers at http://127\.0\.0\.1:9: start one .* `make run`"):
        await rehearse(nobody_there, "zzzzz", 18, pace=FAST)


async def test_fewer_delegates_than_regions_are_too_few(service: Service, context: Context) -> None:
    meeting = await the_sample(context)
    with pytest.raises(ValueError, match="takes 6 to 500 delegates"):
        await rehearse(service.settings, meeting.id, 5, pace=FAST)


async def test_delegates_are_spread_as_the_named_seats_are() -> None:
    """Each region has one at least; where no seats are named the regions are level."""
    folder = resources.files("server").joinpath("sample")
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in ("agenda.txt", "regions.csv")]
    founding = read_files(*texts)
    named = [[region.id, region.name, region.short] for region in founding.regions]
    seats = seats_of(read_seats(folder.joinpath("seats.csv").read_bytes(), {"regions": named}))
    programme = Programme("", founding.agenda, founding.regions, ())
    as_seated = spread(46, programme, seats)
    assert (sum(as_seated.values()), as_seated["AF"], as_seated["AS"]) == (46, 15, 1)
    assert set(spread(12, programme, ()).values()) == {2}


async def test_every_region_has_something_to_propose() -> None:
    """A region the sample does not know speaks with the words of one it does; every text is as short as it must be."""
    regions = [Region(**{"short": "", **region}).id for region in SIX_REGIONS] + ["north"]
    drafts = read_drafts(regions)
    assert min(len(of_region) for of_region in drafts.values()) >= 5
    assert all(len(d.title) <= 120 and len(d.text) <= 500 for of_region in drafts.values() for d in of_region)
