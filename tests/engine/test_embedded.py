"""The embedded store with real processes: what it promises when it starts, while it runs, and when it is stopped."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.engine.address import running_address
from server.engine.conf import valkey_binary
from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.engine.lock import is_locked
from server.engine.socket_folder import executable_in
from tests.engine.servers import a_client, read_open_files, servers_on, wait_until


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(data) as store:
        yield store


def test_it_answers_soon_after_its_start(data: Path) -> None:
    """A start takes well under five seconds, and what it returns is an address for any Redis client."""
    began = time.monotonic()
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert client.ping()
        assert time.monotonic() - began < 2.0
        assert store.alive
        assert servers_on(data) == [store.pid]


def test_it_listens_on_no_network_port(store: EmbeddedStore) -> None:
    """The socket file is the only way in."""
    sockets = {name.removeprefix("socket:[").removesuffix("]") for name in read_open_files(store.pid or 0)}
    rows = [row.split() for table in ("tcp", "tcp6", "udp", "udp6") for row in _lines(f"/proc/net/{table}")]
    assert not [row for row in rows if row[9] in sockets]


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()[1:] if Path(path).exists() else []


def test_it_runs_with_the_configuration_that_the_promises_need(store: EmbeddedStore) -> None:
    """An acknowledged write is on disk, nothing is evicted, and no log or time stamp tells of ballots."""
    wanted = {
        "appendonly": "yes",
        "appendfsync": "always",
        "no-appendfsync-on-rewrite": "no",
        "aof-timestamp-enabled": "no",
        "maxmemory-policy": "noeviction",
        "save": "",
        "port": "0",
        "tls-port": "0",
        "enable-debug-command": "no",
        "enable-module-command": "no",
        "hide-user-data-from-log": "yes",
        "commandlog-execution-slower-than": "-1",
    }
    with a_client(store.url) as client:
        assert client.config_get(*wanted) == wanted


def test_only_its_owner_can_reach_it_or_read_its_files(store: EmbeddedStore, data: Path) -> None:
    """Folder, socket, log and record have no right for anybody else."""
    address = running_address(data)
    assert address == store.address
    for path in [store.address.socket, store.address.socket.parent, data, *data.rglob("*")]:
        assert not stat.S_IMODE(path.lstat().st_mode) & 0o077, path


def test_it_does_not_inherit_the_secrets_of_the_service(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of the server is empty of what the supervisor was given."""
    monkeypatch.setenv("PLENUM_SECRET", "do-not-pass-on")
    with EmbeddedStore(data) as store:
        assert b"do-not-pass-on" not in Path(f"/proc/{store.pid}/environ").read_bytes()


def test_data_survive_a_stop_and_a_start(data: Path) -> None:
    """What was written is there again, and a stop leaves no process, no lock and no socket folder."""
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        client.set("plenum:kept", "yes")
        address = running_address(data)
    assert address is not None
    assert not address.socket.parent.exists()
    assert servers_on(data) == []
    assert not is_locked(data)
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert client.get("plenum:kept") == "yes"


def test_starting_a_living_store_changes_nothing(store: EmbeddedStore) -> None:
    """A second call returns the same address and starts no process."""
    before = store.pid
    assert store.start() == store.url
    assert store.pid == before


def test_running_address_tells_the_truth(data: Path) -> None:
    """Nothing before, the address during, nothing when the server hangs, was killed, or was stopped."""
    assert running_address(data) is None
    store = EmbeddedStore(data)
    store.start()
    address = running_address(data)
    assert address is not None
    assert store.url == address.url
    os.kill(store.pid or 0, signal.SIGSTOP)
    assert running_address(data) is None
    os.kill(store.pid or 0, signal.SIGKILL)
    wait_until(lambda: not store.alive, "the server is gone")
    assert (data / "store.json").exists()
    assert running_address(data) is None
    store.start()
    assert running_address(data) == address
    store.stop()
    assert running_address(data) is None


@pytest.mark.parametrize("name", ["d" * 120, 'a "b"\\ é #\n c', "%s"])
def test_any_data_path_works(tmp_path: Path, name: str) -> None:
    """A path longer than a socket's may be, or with signs that the configuration uses, is a folder like any."""
    data = tmp_path / name / ("e" * 120)
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        client.set("plenum:kept", "yes")
        assert client.config_get("dir") == {"dir": str(data)}
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert client.get("plenum:kept") == "yes"


def test_a_runtime_folder_with_a_long_path_is_refused(data: Path, tmp_path: Path) -> None:
    """An explicit folder is used or refused, never quietly replaced."""
    runtime = tmp_path / ("r" * 120)
    runtime.mkdir()
    with pytest.raises(StoreUnavailable, match="too long for a socket"):
        EmbeddedStore(data, runtime=runtime).start()
    assert not is_locked(data)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The refusal names the path and what to do."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreUnavailable, match="choose another data folder"):
        EmbeddedStore(tmp_path / "data").start()


def test_a_binary_without_the_right_to_run_is_run_as_a_copy(tmp_path: Path) -> None:
    """An installation that lost the mode of the file still works."""
    plain = tmp_path / "valkey-server.plain"
    plain.write_bytes(valkey_binary().read_bytes())
    plain.chmod(0o400)
    copy = executable_in(tmp_path / "valkey.sock", plain)
    said = subprocess.run([copy, "--version"], capture_output=True, text=True, check=True)
    assert "9.1" in said.stdout
    assert executable_in(tmp_path / "valkey.sock", copy) == copy
