"""The watchdog: a worker that lives and does not turn is replaced; a machine that slept is no reason."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.host import heartbeat as heartbeats
from server.host.heartbeat import SILENT_S, STARTING_S, Heartbeat, HeartbeatMonitor
from server.host.keepers import MOST_TRIES, WorkerKeeper
from server.settings import Settings
from tests.conftest import until
from tests.faults.house import HouseService

LOOK_S = 0.1


@pytest.fixture
def monitor() -> Iterator[HeartbeatMonitor]:
    """A heartbeat that is watched from the instant nought on."""
    monitor = HeartbeatMonitor(0.0)
    yield monitor
    monitor.hand_over()
    monitor.close()


def look(monitor: HeartbeatMonitor, since_s: float, seconds: float) -> float:
    """Look for so long as the supervisor does, and say when that was."""
    for step in range(1, round(seconds / LOOK_S) + 1):
        monitor.look(since_s + step * LOOK_S)
    return since_s + seconds


def test_a_worker_that_beats_is_never_stuck(monitor: HeartbeatMonitor) -> None:
    now_s, heartbeat = 0.0, Heartbeat(monitor.worker_end)
    for _ in range(30):
        heartbeat.beat()
        now_s = look(monitor, now_s, 1.0)
        assert monitor.has_served
        assert not monitor.is_stuck


def test_a_worker_that_has_served_is_stuck_after_five_seconds_of_silence(monitor: HeartbeatMonitor) -> None:
    Heartbeat(monitor.worker_end).beat()
    now_s = look(monitor, 0.0, SILENT_S - LOOK_S)
    assert not monitor.is_stuck
    look(monitor, now_s, 1.0)
    assert monitor.is_stuck


def test_a_worker_that_is_starting_gets_its_time(monitor: HeartbeatMonitor) -> None:
    now_s = look(monitor, 0.0, STARTING_S - 1)
    assert not monitor.is_stuck
    look(monitor, now_s, 2.0)
    assert monitor.is_stuck


def test_time_in_which_the_supervisor_slept_too_does_not_count(monitor: HeartbeatMonitor) -> None:
    """A laptop that was closed for a night, a virtual machine that was paused, everything stopped by a signal."""
    Heartbeat(monitor.worker_end).beat()
    now_s = look(monitor, 0.0, SILENT_S - 1)
    for night_s in (30_000.0, 60_000.0):
        monitor.look(now_s + night_s)
        assert not monitor.is_stuck


def test_a_heartbeat_that_nobody_reads_stops_no_worker(monitor: HeartbeatMonitor) -> None:
    """The pipe is full, and the worker goes on all the same."""
    heartbeat = Heartbeat(monitor.worker_end)
    for _ in range(100_000):
        heartbeat.beat()
    monitor.look(1.0)
    assert monitor.has_served


async def test_a_stopped_worker_is_replaced_within_ten_seconds_with_one_line(store_url: str, tmp_path: Path) -> None:
    with HouseService(store_url, tmp_path) as service:
        (before,) = service.workers()
        said = service.log.read_text()
        os.kill(before, signal.SIGSTOP)
        began = time.monotonic()

        def replaced() -> bool:
            now = service.workers()
            return len(now) == 1 and now[0] != before and service.call("GET", "/ready")[0] == 200

        await until(replaced, "a worker that turns", 20)
        assert time.monotonic() - began < 10
        lines = [line for line in service.log.read_text()[len(said) :].splitlines() if f"worker={before}" in line]
        assert len(lines) == 1
        assert "event=worker_stuck" in lines[0]


@pytest.mark.parametrize("watchdog", [False, True])
async def test_a_debugger_is_left_alone(watchdog: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the watchdog off a worker stays stopped for as long as somebody looks at it."""
    monkeypatch.setattr(heartbeats, "SILENT_S", 0.2)
    monkeypatch.setattr(heartbeats, "STARTING_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = Settings(data=tmp_path, redis_url="redis://127.0.0.1:1", watchdog=watchdog)
        keeper = WorkerKeeper(settings, listening, tmp_path)
        keeper.keep_alive()
        started = keeper._process
        assert started is not None
        process, monitor = started.process, started.monitor
        os.kill(process.pid, signal.SIGSTOP)
        await until(lambda: keeper.keep_alive() or monitor.is_stuck, "a heartbeat that has stopped")
        for _ in range(3):
            keeper.keep_alive()
        if watchdog:
            await until(lambda: process.poll() is not None, "its end")
        else:
            assert process.poll() is None
        started.kill()
        keeper.stop()


def test_a_service_whose_workers_never_come_up_ends_and_says_so(store_url: str, tmp_path: Path) -> None:
    """After some tries, each of which has said why: here the certificate went away after it had been looked at.

    Nothing is announced, because nobody ever answered.
    """
    code = (
        "from dataclasses import replace; from server.settings import read_settings; "
        "from server.host.supervisor import supervise; "
        "supervise(replace(read_settings(), port=0, certfile='missing.pem'), lambda *_: 'open', print)"
    )
    environment = {**os.environ, "REDIS_URL": store_url, "PLENUM_DATA": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "no worker could begin to serve" in ended.stderr.splitlines()[-1]
    assert ended.stdout == ""
    assert ended.stderr.count("missing.pem") >= MOST_TRIES
    assert ended.stderr.count("ended by itself and is started again") == MOST_TRIES
    assert "Traceback" not in ended.stderr


def test_no_process_of_ours_leaves_a_core_file_and_each_may_open_many_files(store_url: str, tmp_path: Path) -> None:
    with HouseService(store_url, tmp_path) as service:
        for pid in (service.pid, *service.workers()):
            limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
            core, files = [next(line for line in limits if line.startswith(f"Max {what}")) for what in ("core", "open")]
            assert core.split()[4:6] == ["0", "0"]
            assert files.split()[3] == files.split()[4]
