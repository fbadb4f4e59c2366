"""A damaged record: where it is whole, what a repair cuts, and that nothing is cut without a copy."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from server.engine.aof import carry_out, examine_record, plan_cut
from server.engine.embedded import EmbeddedStore
from server.store import Store
from tests.counts import both_counts
from tests.engine.servers import a_client, wait_until
from tests.store.test_casting_laws import COLUMNS, a_ballot, a_round, cast, put

BALLOTS = 50


@pytest.fixture
async def record(tmp_path: Path) -> Path:
    """Leave a folder whose store took 50 ballots and was killed; return its append-only file."""
    server = EmbeddedStore(tmp_path)
    server.start()
    store = Store(server.url)
    await store.open()
    round_ = a_round()
    await put(store, round_, "open")
    for seat in range(BALLOTS):
        await cast(store, round_, a_ballot(round_, seat, marks="012301"))
    await store.close()
    os.kill(server.pid or 0, signal.SIGKILL)
    wait_until(lambda: not server.alive, "the end of the store")
    server.stop()
    return the_record(tmp_path)


def the_record(data: Path) -> Path:
    """Find the append-only file."""
    return next(data.rglob("*.incr.aof"))


def damage(record: Path) -> bytes:
    """Zero a stretch in the middle, and return what the file is now."""
    whole = record.read_bytes()
    begins = whole.rindex(b"register_function")  # the library lies in front of the ballots
    place = (begins + len(whole)) // 2
    damaged = whole[:place] + b"\0" * 40 + whole[place + 40 :]
    record.write_bytes(damaged)
    return damaged


def test_a_whole_record_is_left_alone(record: Path) -> None:
    found = examine_record(record.parents[1])
    assert found is not None
    assert not found.refusal
    assert plan_cut(record.parents[1]) is None


async def test_damage_in_the_middle_is_cut_with_what_follows_and_the_rest_adds_up(record: Path) -> None:
    """What stays is whole transactions: tally and recount agree; what was cut is said, and a copy is kept."""
    data, damaged = record.parents[1], damage(record)
    cut = plan_cut(data)
    assert cut is not None
    assert BALLOTS // 3 < cut.ballots < BALLOTS * 2 // 3
    [backup] = carry_out(cut)
    assert backup.stat().st_size == len(damaged)
    with EmbeddedStore(data) as server:
        with a_client(server.url) as client:
            [ballots_key] = [key for key in client.scan_iter("*:ballots") if isinstance(key, str)]
            kept = client.hlen(ballots_key)
        assert BALLOTS - cut.ballots - 1 <= kept <= BALLOTS - cut.ballots
        store = Store(server.url)
        await store.open()
        try:
            round_ = replace(a_round(), id=ballots_key.split(":")[3])
            counts = await both_counts(store.rounds, round_, COLUMNS)
            assert counts.agree
            assert counts.version == kept
        finally:
            await store.close()


def test_a_folder_that_a_store_has_open_is_not_touched(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path), pytest.raises(OSError, match="stop it first"):
        plan_cut(tmp_path)
