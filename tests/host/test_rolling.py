"""Workers are replaced one after the other: nobody is turned away, and phones stay spread evenly over them."""

import logging
import os
import signal
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from server.host import keepers
from server.host.balance import MOST_TIMES
from server.host.listening import SPREADS
from server.settings import Settings
from tests.conftest import until
from tests.faults.house import HouseService
from tests.host.rolling import people, phones, roll, settled

PHONES, ROLLS = 200, 10

pytestmark = pytest.mark.skipif(not SPREADS, reason="the system leads all connections of a port to one socket")


async def held(service: HouseService, workers: int, sockets: int, rolls: int) -> list[list[int]]:
    """How many sockets each worker has at first, and after each of some rolling restarts."""
    kit = service.new_meeting()
    async with phones(kit, await people(kit, sockets)):
        seen = [await settled(service, workers, sockets, MOST_TIMES)]
        for _ in range(rolls):
            await roll(service)
            seen.append(await settled(service, workers, sockets, MOST_TIMES))
    return seen


def worst(seen: list[list[int]]) -> float:
    """How many times the mean a worker had at most."""
    return max(max(one) * len(one) / sum(one) for one in seen)


async def test_phones_are_spread_over_two_workers_and_stay_so_when_those_are_replaced(
    store_url: str, tmp_path: Path
) -> None:
    with HouseService(store_url, tmp_path, workers=2) as service:
        seen = await held(service, 2, 80, 2)
        assert worst(seen) <= MOST_TIMES, seen


async def test_what_one_worker_has_far_beyond_the_other_comes_again(store_url: str, tmp_path: Path) -> None:
    """All came while one of two workers was stopped; once it turns again, they are spread over both.

    Those who gave up knocking at the stopped one are not taken for a newer device of who is in at the other.
    """
    with HouseService(store_url, tmp_path, workers=2, watchdog="off") as service:
        kit = service.new_meeting()
        joined = await people(kit, 60)
        stopped, _ = service.workers()
        os.kill(stopped, signal.SIGSTOP)
        async with phones(kit, joined, knocking_s=1.0) as here:
            await until(lambda: len(here) == len(joined), "everybody at the other one", 40)
            os.kill(stopped, signal.SIGCONT)
            seen = await settled(service, 2, 60, MOST_TIMES)
        assert worst([seen]) <= MOST_TIMES, seen
        assert "event=sockets_spread" in service.log.read_text()


@pytest.mark.long
@pytest.mark.parametrize("workers", [2, 3, 4])
async def test_after_ten_rolling_restarts_no_worker_has_far_more_than_the_others(
    store_url: str, tmp_path: Path, workers: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with HouseService(store_url, tmp_path, workers=workers, join_burst=2_000) as service:
        seen = await held(service, workers, PHONES, ROLLS)
        with capsys.disabled():
            print(f"\n{workers} workers: {seen}, at most {worst(seen):.2f} times the mean")
        assert worst(seen) <= MOST_TIMES, seen


async def test_somebody_answers_at_every_instant_while_the_only_worker_is_replaced(
    store_url: str, tmp_path: Path
) -> None:
    """The next one serves before the old one is told to go."""
    with HouseService(store_url, tmp_path) as service:
        (before,) = service.workers()
        os.kill(service.pid, signal.SIGHUP)
        slowest_s, ends_s = 0.0, time.monotonic() + 30
        while before in service.workers():
            began_s = time.monotonic()
            assert began_s < ends_s
            assert service.call("GET", "/ready")[0] == 200
            slowest_s = max(slowest_s, time.monotonic() - began_s)
        assert slowest_s < 2.0, "no longer than a busy machine takes"
        (after,) = service.workers()
        assert after != before


async def test_a_next_worker_that_does_not_come_up_leaves_the_old_one_where_it_is(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A release that cannot start: each try is said, and after some of them it is given up. Here a file is missing."""
    monkeypatch.setattr(keepers, "BACK_OFF_S", (0.0,))
    with socket.create_server(("127.0.0.1", 0)) as listening, caplog.at_level(logging.ERROR):
        settings = Settings(data=tmp_path, redis_url=store_url)
        keeper = keepers.WorkerKeeper(settings, listening, tmp_path)
        await until(lambda: keeper.keep_alive() or keeper.serves, "the first worker", 30)
        first = keeper._process
        assert first is not None
        keeper._settings = replace(settings, certfile="missing.pem")
        await until(lambda: keeper.keep_alive() or keeper.replaced(), "the end of trying", 60)
        assert keeper._process is first
        assert first.lives()
        keeper.ask_to_stop()
        keeper.stop()
    said = [record.getMessage() for record in caplog.records]
    assert len([line for line in said if "worker_ended" in line]) == keepers.MOST_TRIES, said
    assert len([line for line in said if "worker_not_replaced" in line]) == 1, said
