"""Whole stories on a cluster of one node: nothing touches keys of two hash slots in one call, and all keys are known.

The same stories as elsewhere in the tests, so that a key or a call that comes to them comes here too.
"""

import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import redis

from server.domain.errors import NotFound
from server.room.actions.counting import hand_out
from server.room.admission import change_joining
from server.room.arrivals import enter, find_by_code, join_by_code, person_of
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.erasing import erase_meeting
from server.store import keys
from server.store.shards import Shards
from tests.chambers import Chamber, a_chamber
from tests.engine.servers import a_client, admin_of
from tests.room import test_admission_laws, test_every_act, test_recounting_at_once
from tests.services import Kit, Service
from tests.store import test_older_layouts
from tests.store.clusters import ClusterNode
from tests.store.layouts.dump import load, read_layout
from tests.stories import test_a_meeting_from_agenda_to_export as a_day

LISTED = re.findall(r"^ {4}(plenum:\S+) +(string|hash|set|zset|stream) ", keys.__doc__ or "", re.MULTILINE)

# Looked for where the keys are: the laws leave thousands, and each test looks at all of them.
TYPES = """
local types, cursor = {}, '0'
repeat
  local page = redis.call('SCAN', cursor, 'COUNT', 10000)
  cursor = page[1]
  for _, key in ipairs(page[2]) do
    types[#types + 1] = {key, redis.call('TYPE', key)['ok']}
  end
until cursor == '0'
return types
"""


def _pattern(listed: str) -> re.Pattern[str]:
    """Make a pattern of a name as it is listed."""
    inside = r"\{[0-9a-z]+\}" if "{m}" in listed else ""
    parts = [re.sub(r"<\w+>", r"[^:{}]+", part) for part in listed.split("{m}")]
    return re.compile(inside.join(parts))


PATTERNS = [(_pattern(name), kind) for name, kind in LISTED]


@pytest.fixture(scope="module")
def store_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One cluster for all that follows, instead of the store of the whole run."""
    with ClusterNode(tmp_path_factory.mktemp("cluster")) as node:
        yield node.url


@pytest.fixture(autouse=True)
def every_key_is_listed(store_url: str) -> Iterator[None]:
    """Fail a test that leaves a key which `keys` does not list, or another type than it says."""
    yield
    with a_client(admin_of(store_url)) as client:
        for key, kind in client.eval(TYPES, 0):
            assert listed_kinds(key) == {kind}, key


@cache
def listed_kinds(key: str) -> set[str]:
    """Say which types `keys` lists for a key."""
    return {kind for pattern, kind in PATTERNS if pattern.fullmatch(key)}


def test_the_node_refuses_a_call_that_touches_two_slots(store_url: str) -> None:
    """What the rest of these tests rests on."""
    with a_client(admin_of(store_url)) as client, pytest.raises(redis.ResponseError, match="same slot"):
        client.mget(keys.join("one"), keys.join("two"))


async def test_a_meeting_is_founded_joined_voted_in_and_erased(
    context: Context, shards: Shards, store_url: str
) -> None:
    chamber = await a_chamber(context, {}, ["AF", "AM"])
    meeting = chamber.meeting
    assert meeting.id in await shards.directory.all_ids()
    _, seat = await join_by_code(context, meeting.join_code, "AF", {"name": "Ama"}, "192.0.2.1")
    ama = person_of(seat, meeting.id, 1)
    await enter(context, ama)
    seated = Chamber(context, meeting, chamber.room, {"Ama": ama})
    round_id = await seated.open(slate := await seated.put(["One"]))
    await seated.cast("Ama", round_id, {slate[0]: "for"})
    await seated.close(round_id)
    assert b"One" in await hand_out(context, await context.round(round_id), "json")
    assert await change_joining(context, meeting, "new_join_code", "desk")
    code = (await context.joining(meeting)).code
    assert (await find_by_code(context, code, "192.0.2.1")).id == meeting.id
    with pytest.raises(NotFound):
        await find_by_code(context, meeting.join_code, "192.0.2.1")
    await erase_meeting(context, SECRETARY, meeting.id)
    with a_client(store_url) as client:
        assert [*client.scan_iter(match=f"*{meeting.id}*"), *client.scan_iter(match="plenum:join:*")] == []
    assert meeting.id not in await shards.directory.all_ids()


@pytest.mark.parametrize("who", ["chair", "moderator"])
async def test_every_act_is_done(context: Context, who: str) -> None:
    await test_every_act.test_every_act_on_everybodys_things_ends_as_the_tables_say(context, who, "plenary")


async def test_seats_come_and_go(shards: Shards) -> None:
    await test_admission_laws.test_every_history_of_joining_voting_and_removing_adds_up(shards, 1)


async def test_counts_are_repaired(context: Context) -> None:
    chamber = await a_chamber(context, {"Ama": "AF", "Bo": "AM"}, ["AF", "AM"])
    await test_recounting_at_once.test_a_tally_that_is_gone_is_made_anew_from_the_ballots(chamber)


async def test_a_whole_service_serves_a_whole_day(store_url: str, tmp_path: Path) -> None:
    with Service(store_url, tmp_path) as service:
        await a_day.test_a_meeting_from_agenda_to_export(service)
        with a_client(store_url) as client:
            assert client.get(keys.SCHEMA)


async def test_data_of_an_older_release_are_converted_and_go_on(tmp_path: Path) -> None:
    with ClusterNode(tmp_path) as node:
        kept = read_layout(min(test_older_layouts.LAYOUTS))
        with redis.Redis.from_url(admin_of(node.url)) as client:
            load(client, kept, int(time.time()) + 3_600)
        with Service(node.url, tmp_path) as service:
            await test_older_layouts.test_a_meeting_of_an_older_release_goes_on(Kit(service, kept["founded"]), kept)
