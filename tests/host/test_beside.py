"""Commands beside a running service speak of the addresses that it really has, whatever they were told themselves."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from server.engine.address import running_address
from server.engine.embedded import EmbeddedStore
from server.host.beside import as_running, noted
from server.settings import Settings
from server.store import keys
from server.store.migration.steps import LAYOUT
from tests.conftest import until
from tests.engine.servers import a_client
from tests.faults.house import HouseService
from tests.host.test_serving import OwnService


def links_of(data: Path) -> str:
    """What `plenum links` prints for somebody who names the folder and nothing else."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLENUM_", "REDIS_"))}
    command = [sys.executable, "-m", "server", "links", "--data", str(data)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True).stdout


def layout_at(url: str, put: int = 0) -> str | None:
    """Say of which layout the data are, which may be put there before."""
    with a_client(url) as client:
        if put:
            client.set(keys.SCHEMA, put)
        found: str | None = client.get(keys.SCHEMA)
        return found


def test_data_are_not_converted_beneath_a_service_that_runs_on_them(tmp_path: Path) -> None:
    """A newer Plenum was installed beside one that runs: its commands refuse, and do their work once that has ended."""
    with OwnService(tmp_path):
        running = running_address(tmp_path)
        assert running is not None
        layout_at(running.url, put=LAYOUT - 1)
        with pytest.raises(subprocess.CalledProcessError) as refused:
            links_of(tmp_path)
        assert refused.value.returncode == 1
        assert refused.value.stderr.startswith(f"plenum: The data are of an older Plenum (layout {LAYOUT - 1}")
        assert layout_at(running.url) == str(LAYOUT - 1)
    assert "/join/" in links_of(tmp_path)
    with EmbeddedStore(tmp_path) as store:
        assert layout_at(store.url) == str(LAYOUT)


@pytest.mark.parametrize("layout", [LAYOUT - 1, LAYOUT + 1])
async def test_a_process_that_leaves_the_data_alone_says_why_in_the_log(tmp_path: Path, layout: int) -> None:
    """One of several was started again from a newer installation, or on data of a newer one."""
    with HouseService("", tmp_path, workers=2) as service:
        running = running_address(tmp_path)
        assert running is not None
        layout_at(running.url, put=layout)
        os.kill((await until(service.workers, "workers"))[0], signal.SIGKILL)
        await until(lambda: "event=data_refused" in service.log.read_text(), "the reason in the log")
        assert f"(layout {layout}, this one" in service.log.read_text()
        assert layout_at(running.url) == str(layout)


def test_links_lead_to_the_service_that_runs_on_the_folder(tmp_path: Path) -> None:
    """The port was said to `plenum serve` alone; once that has ended, the settings of the command hold again."""
    with OwnService(tmp_path) as service:
        links = links_of(tmp_path)
        assert f"{service.base_url}/join/" in links
        assert ":8000/" not in links
    assert "http://127.0.0.1:8000/join/" in links_of(tmp_path)


def test_a_note_of_a_process_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    """It was killed, and could not take its note away."""
    settings = Settings(data=tmp_path)
    with noted(replace(settings, port=9_999)):
        assert as_running(settings).port == 9_999
        note = tmp_path / "service.json"
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        note.write_text(json.dumps({**json.loads(note.read_text()), "pid": gone.pid}))
        assert as_running(settings) == settings
        for nonsense in ("", "{", "[]", '{"pid": "x"}'):
            note.write_text(nonsense)
            assert as_running(settings) == settings
    assert not (tmp_path / "service.json").exists()
