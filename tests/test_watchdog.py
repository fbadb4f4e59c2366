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

from server import pulse as pulses
from server.keepers import WorkerKeeper
from server.pulse import SILENT_S, STARTING_S, Pulse, Wrist
from server.settings import Settings
from tests.conftest import until
from tests.faults.house import HouseService

LOOK_S = 0.1


@pytest.fixture
def wrist() -> Iterator[Wrist]:
    """A pulse that is felt from the instant nought on."""
    wrist = Wrist(0.0)
    yield wrist
    wrist.hand_over()
    wrist.close()


def look(wrist: Wrist, since_s: float, seconds: float) -> float:
    """Look for so long as the supervisor does, and say when that was."""
    for step in range(1, round(seconds / LOOK_S) + 1):
        wrist.feel(since_s + step * LOOK_S)
    return since_s + seconds


def test_a_worker_that_beats_is_never_still(wrist: Wrist) -> None:
    now_s, pulse = 0.0, Pulse(wrist.worker_end)
    for _ in range(30):
        pulse.beat()
        now_s = look(wrist, now_s, 1.0)
        assert wrist.has_served
        assert not wrist.is_still


def test_a_worker_that_has_served_is_still_after_five_seconds_of_silence(wrist: Wrist) -> None:
    Pulse(wrist.worker_end).beat()
    now_s = look(wrist, 0.0, SILENT_S - LOOK_S)
    assert not wrist.is_still
    look(wrist, now_s, 1.0)
    assert wrist.is_still


def test_a_worker_that_is_starting_gets_its_time(wrist: Wrist) -> None:
    now_s = look(wrist, 0.0, STARTING_S - 1)
    assert not wrist.is_still
    look(wrist, now_s, 2.0)
    assert wrist.is_still


def test_time_in_which_the_supervisor_slept_too_does_not_count(wrist: Wrist) -> None:
    """A laptop that was closed for a night, a virtual machine that was paused, everything stopped by a signal."""
    Pulse(wrist.worker_end).beat()
    now_s = look(wrist, 0.0, SILENT_S - 1)
    for night_s in (30_000.0, 60_000.0):
        wrist.feel(now_s + night_s)
        assert not wrist.is_still


def test_a_pulse_nobody_feels_stops_no_worker(wrist: Wrist) -> None:
    """The pipe is full, and the worker goes on all the same."""
    pulse = Pulse(wrist.worker_end)
    for _ in range(100_000):
        pulse.beat()
    wrist.feel(1.0)
    assert wrist.has_served


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
    monkeypatch.setattr(pulses, "SILENT_S", 0.2)
    monkeypatch.setattr(pulses, "STARTING_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = Settings(data=tmp_path, redis_url="redis://127.0.0.1:1", watchdog=watchdog)
        keeper = WorkerKeeper(settings, listening, tmp_path)
        keeper.keep_alive()
        process, wrist = keeper._process, keeper._wrist
        assert process is not None
        assert wrist is not None
        os.kill(process.pid, signal.SIGSTOP)
        await until(lambda: keeper.keep_alive() or wrist.is_still, "a pulse that is still")
        for _ in range(3):
            keeper.keep_alive()
        if watchdog:
            await until(lambda: process.poll() is not None, "its end")
        else:
            assert process.poll() is None
        keeper.kill()
        keeper.stop()


def test_a_service_whose_workers_never_come_up_ends_and_says_so(store_url: str, tmp_path: Path) -> None:
    """After some tries, each of which has said why: here the certificate went away after it had been looked at."""
    code = (
        "from dataclasses import replace; from server.settings import read_settings; from server.supervisor import "
        "supervise; supervise(replace(read_settings(), port=0, certfile='missing.pem'), lambda *_: '', print)"
    )
    environment = {**os.environ, "REDIS_URL": store_url, "PLENUM_DATA": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "no worker could begin to serve" in ended.stderr.splitlines()[-1]
    assert ended.stderr.count("missing.pem") >= 5
    assert ended.stderr.count("ended by itself and is started again") == 5
    assert "Traceback" not in ended.stderr


def test_no_process_of_ours_leaves_a_core_file_and_each_may_open_many_files(store_url: str, tmp_path: Path) -> None:
    with HouseService(store_url, tmp_path) as service:
        for pid in (service.pid, *service.workers()):
            limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
            core, files = [next(line for line in limits if line.startswith(f"Max {what}")) for what in ("core", "open")]
            assert core.split()[4:6] == ["0", "0"]
            assert files.split()[3] == files.split()[4]
