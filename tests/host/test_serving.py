"""`plenum serve` and what it says: nothing before it answers, no key and no link where nobody reads them at once."""

import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.host.supervisor import with_key
from server.settings import Settings
from tests.conftest import until
from tests.services import Service

LINE = re.compile(
    r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=\w+ process=(supervisor|worker) pid=\d+ event=\w+ "
)


def said_by(service: Service) -> str:
    return service.log.read_text()


def plenum(data: Path, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "server", *words, "--data", str(data)],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return run.stdout


class OwnService(Service):
    """`plenum serve --sample` with a store and a key of its own."""

    def __init__(self, data: Path) -> None:
        super().__init__("", data)
        self._environment["PLENUM_SECRETARIAT_KEY"] = ""

    @property
    def program(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "server", "serve", "--sample")


async def test_without_a_terminal_one_line_says_where_keys_and_links_are(tmp_path: Path) -> None:
    """A journal keeps what is printed, and is read by others: it gets neither key nor link, but the commands' names."""
    with OwnService(tmp_path) as service:
        await until(lambda: "Plenum is open" in said_by(service), "the banner", 10.0)
        said = said_by(service)
        key = (tmp_path / "secretariat.key").read_text()
        assert "#" not in said
        assert key not in said
        assert "/join/" not in said
        [banner] = [line for line in said.splitlines() if not LINE.match(line)]
        assert "`plenum key`" in banner
        assert "`plenum links`" in banner
        assert plenum(tmp_path, "key").strip() == key
        links = plenum(tmp_path, "links")
        chair = re.search(r"chair +(\S+)#(\S+)", links)
        assert chair
        meeting_id = re.search(r"\((\w+)\)", links)
        assert meeting_id
        assert service.call("GET", f"/api/meetings/{meeting_id[1]}", None, chair[2])[0] == 200
        limits = _limits_of(service)
        assert all(re.search(r"Max core file size +0 +0 ", limit) for limit in limits)
        assert len(limits) >= 3, "supervisor, store and worker"


def _limits_of(service: Service) -> list[str]:
    """The limits of the supervisor and of everybody whom it has started."""
    assert service._process is not None
    parent = service._process.pid
    everybody = [str(parent), *Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return [Path(f"/proc/{pid}/limits").read_text() for pid in everybody]


@contextmanager
def on_a_terminal(data: Path) -> Iterator[tuple[int, subprocess.Popen[bytes], int]]:
    ours, theirs = pty.openpty()
    service = Service("", data)
    said = {**service._environment, "PLENUM_SECRETARIAT_KEY": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "serve", "--sample"], stdout=theirs, stderr=theirs, env=said
    )
    os.close(theirs)
    try:
        yield ours, process, service.port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        os.close(ours)


async def test_on_a_terminal_the_key_comes_first_and_then_the_sample(tmp_path: Path) -> None:
    """Whoever runs `make run` reads everything at once, and only when it can be opened."""
    with on_a_terminal(tmp_path) as (terminal, _, port):
        said = b""
        while b"Stop with Ctrl+C" not in said:
            said += os.read(terminal, 65_536)
        text = said.decode()
        assert 0 < text.index("Plenum is open") + 1 < text.index("Secretariat key") < text.index("/enter#")
        assert Service.call(_at(port, tmp_path), "GET", "/health")[0] == 200


def _at(port: int, data: Path) -> Service:
    service = Service("", data)
    service.base_url = f"http://127.0.0.1:{port}"
    return service


def test_a_folder_that_others_can_enter_is_closed_and_said(tmp_path: Path) -> None:
    """An existing data folder of 0777 becomes 0700, a key file of 0644 becomes 0600, each with a line."""
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o777)
    (data / "secretariat.key").write_text("correct-horse-battery")
    (data / "secretariat.key").chmod(0o644)
    with OwnService(data) as service:
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        assert stat.S_IMODE((data / "secretariat.key").stat().st_mode) == 0o600
        assert said_by(service).count("event=folder_closed") == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="another user's folder can be made by the superuser alone")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 12_345, 12_345)
    run = subprocess.run(
        [sys.executable, "-m", "server", "serve", "--data", str(tmp_path), "--port", "0"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "belongs to another user (number 12345)" in run.stderr


def test_a_key_in_the_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """The rule for the setting is the rule for the file."""
    (tmp_path / "secretariat.key").write_text("a")
    with pytest.raises(ValueError, match=r"secretariat\.key: .*at least 16"):
        with_key(Settings(data=tmp_path))


async def test_an_outage_of_the_store_is_one_line_when_it_begins_and_one_when_it_ends(tmp_path: Path) -> None:
    """In each process: the supervisor says why it ended, the worker that it is away and that it is back."""
    with OwnService(tmp_path) as service:
        await until(lambda: "Plenum is open" in said_by(service), "the banner", 10.0)
        before = len(said_by(service))
        os.kill(int(json.loads((tmp_path / "store.json").read_text())["pid"]), signal.SIGKILL)
        await until(lambda: "event=store_back" in said_by(service), "the return", 20.0)
        lines = [line for line in said_by(service)[before:].splitlines() if line]
        assert all(LINE.match(line) for line in lines)
        events = [re.search(r"process=(\w+) .*event=(\w+)", line).groups() for line in lines]
        assert [event for process, event in events if process == "supervisor"] == ["store_ended", "store_started_again"]
        assert [event for process, event in events if process == "worker"] == ["store_away", "store_back"]
        assert "damaged" not in said_by(service)
