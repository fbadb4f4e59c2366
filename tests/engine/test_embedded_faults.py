"""The embedded store when things go wrong: killed, started twice, refused, damaged."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as StoreGone

from server.engine.address import running_address
from server.engine.conf import LOG_FILE
from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.engine.lock import is_locked
from server.engine.server_log import read_cause
from tests.engine.damages import a_record, increment_of
from tests.engine.servers import a_client, a_supervisor, kill, servers_on, wait_until


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(data) as store:
        yield store


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped by SIGSTOP"])
def test_killing_the_supervisor_leaves_one_server_and_loses_nothing(data: Path, stopped: bool) -> None:
    """Kill the process group leader with SIGKILL, start again: one server on the folder, every answer still true."""
    supervisor, url, first = a_supervisor(data)
    assert os.getpgid(supervisor.pid) == supervisor.pid
    answered: list[int] = []
    with a_client(url) as client:

        def write() -> None:
            try:
                while True:
                    client.hset("plenum:ballots", str(len(answered)), len(answered))
                    answered.append(len(answered))
            except StoreGone:
                return

        writer = threading.Thread(target=write)
        writer.start()
        wait_until(lambda: len(answered) > 200, "200 answered writes")
        if stopped:
            os.kill(first, signal.SIGSTOP)
        kill(supervisor)
        writer.join(5.0)
        assert not writer.is_alive()
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert servers_on(data) == [store.pid]
        assert store.pid != first
        kept = sorted(int(one) for one in client.hvals("plenum:ballots"))
    assert kept[: len(answered)] == list(range(len(answered)))
    assert len(kept) - len(answered) in {0, 1}, "at most the one write that was under way"


def test_what_a_killed_supervisor_left_behind_is_cleared(data: Path) -> None:
    """The next start removes the old socket folder and an unfinished rewrite, and nothing it did not make."""
    supervisor, url, _ = a_supervisor(data)
    left = Path(url.rpartition("@")[2]).parent
    kill(supervisor)
    wait_until(lambda: not is_locked(data), "the server has ended with its supervisor")
    assert left.exists()
    (data / "temp-rewriteaof-bg-1.aof").write_text("half")
    (data / "notes.txt").write_text("mine")
    with EmbeddedStore(data):
        assert not left.exists()
        assert not list(data.glob("temp-*"))
        assert (data / "notes.txt").exists()


def test_a_second_start_on_the_folder_names_the_holder(store: EmbeddedStore, data: Path) -> None:
    """Two stores on one folder: the second gives up after its wait, says who is there, and disturbs nothing."""
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match=rf"in use by process {store.pid} .*started by process {os.getpid()}"):
        EmbeddedStore(data, lock_wait_s=0.2).start()
    assert 0.2 <= time.monotonic() - began < 2.0
    assert servers_on(data) == [store.pid]
    assert running_address(data) is not None


def test_of_two_starts_at_once_one_wins(data: Path) -> None:
    """The lock decides, whoever comes first; the other is refused."""
    stores = [EmbeddedStore(data, lock_wait_s=0.5) for _ in range(2)]
    refused: list[StoreUnavailable] = []

    def start(store: EmbeddedStore) -> None:
        try:
            store.start()
        except StoreUnavailable as error:
            refused.append(error)

    threads = [threading.Thread(target=start, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = [store for store in stores if store.alive]
    assert len(winner) == len(refused) == 1
    assert servers_on(data) == [winner[0].pid]
    winner[0].stop()


def test_a_start_waits_for_a_predecessor_that_is_going(store: EmbeddedStore, data: Path) -> None:
    """A server that ends within the wait is not an error."""
    later = threading.Timer(0.2, store.stop)
    later.start()
    with EmbeddedStore(data) as second:
        assert servers_on(data) == [second.pid]
    later.join()


def test_a_killed_server_can_be_started_again_at_the_same_address(store: EmbeddedStore) -> None:
    """SIGKILL of the server frees the lock; the same object starts again, and clients find it where it was."""
    url, first = store.url, store.pid
    assert first is not None
    with a_client(url) as client:
        client.set("plenum:kept", "yes")
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: not store.alive, "the server is gone")
        assert store.pid is None
        assert "killed" in store.read_cause()
        assert store.start() == url
        assert store.pid != first
        assert client.get("plenum:kept") == "yes"


def test_a_restart_mends_a_socket_folder_that_was_tidied_away(store: EmbeddedStore, data: Path) -> None:
    """A cleaner of temporary files does not make the address useless."""
    address, url = running_address(data), store.url
    assert address is not None
    os.kill(store.pid or 0, signal.SIGKILL)
    wait_until(lambda: not store.alive, "the server is gone")
    address.socket.unlink()
    address.socket.parent.rmdir()
    assert store.start() == url
    assert running_address(data) == address


def test_a_server_that_refuses_to_end_is_ended(data: Path) -> None:
    """SIGTERM is asked first; when it brings nothing, SIGKILL does."""
    store = EmbeddedStore(data, stop_s=0.2)
    store.start()
    os.kill(store.pid or 0, signal.SIGSTOP)
    store.stop()
    assert not store.alive
    assert servers_on(data) == []


def test_it_outlives_the_thread_that_started_it(data: Path) -> None:
    """The kernel ties a child to a thread; started from a passing one, the server lives on until it is stopped."""
    store = EmbeddedStore(data)
    passing = threading.Thread(target=store.start)
    passing.start()
    task = Path(f"/proc/self/task/{passing.native_id}")
    passing.join()
    wait_until(lambda: not task.exists(), "the kernel has ended the thread")
    with a_client(store.url) as client:
        assert client.ping()
    store.stop()
    assert servers_on(data) == []


def test_damage_in_the_middle_of_the_record_is_named(data: Path) -> None:
    """A start on a damaged record fails with the name of the file, changes nothing in it, and frees the folder."""
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        for number in range(100):
            client.hset("plenum:ballots", str(number), number)
    record = next(data.rglob("*.incr.aof"))
    whole = record.read_bytes()
    damaged = whole[:1000] + b"\0" * 100 + whole[1100:]
    record.write_bytes(damaged)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match=record.name) as refused:
            EmbeddedStore(data).start()
        assert str(data) in str(refused.value)
        assert "damaged" in str(refused.value)
        assert "--fix" not in str(refused.value), "that would cut off every ballot after the damage"
    assert record.read_bytes() == damaged
    record.write_bytes(whole)
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert client.hlen("plenum:ballots") == 100


def test_half_a_write_at_the_end_is_dropped(data: Path) -> None:
    """A write that the kill cut in two was told to nobody: the start drops it and keeps all before it."""
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        for number in range(100):
            client.hset("plenum:ballots", str(number), number)
    record = next(data.rglob("*.incr.aof"))
    record.write_bytes(record.read_bytes()[:-5])
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        assert client.hlen("plenum:ballots") == 99


def test_a_full_disk_is_told_from_the_last_words(data: Path) -> None:
    """The server ends when it cannot write; the cause names the disk, from the words of this start only."""
    data.mkdir()
    before = "7:M 01 Jan 2026 10:00:00.000 # Bad file format reading the append only file a.aof\n"
    words = "8:M 01 Jan 2026 11:00:00.000 # Short write while writing to the AOF file: (nwritten=1, expected=2)\n"
    (data / "valkey.log").write_text(before + words)
    cause = read_cause(data, len(before))
    assert "The disk is full" in cause
    assert str(data) in cause
    assert "Bad file format" not in cause


def test_a_kill_is_not_blamed_on_what_was_said_before_it(data: Path) -> None:
    """A server killed after an ordinary message ended without a word: the message is not its cause."""
    data.mkdir()
    (data / "valkey.log").write_text(
        "8:M 01 Jan 2026 11:00:00.000 * Ready to accept connections unix\n"
        "8:M 01 Jan 2026 12:00:00.000 * Background AOF rewrite finished successfully\n"
    )
    assert "killed" in read_cause(data, 0)


@pytest.mark.parametrize("half", [False, True], ids=["whole", "ends in half a write"])
def test_a_kill_at_any_line_of_an_ordinary_start_is_no_damage(tmp_path: Path, half: bool) -> None:
    """Base, increments and a dropped half write are told of at every start: none of these lines is a false alarm."""
    data, killed = tmp_path / "data", tmp_path / "killed"
    a_record(data)
    if half:
        increment_of(data).write_bytes(increment_of(data).read_bytes()[:-5])
    (data / LOG_FILE).unlink()
    with EmbeddedStore(data):
        said = (data / LOG_FILE).read_text().splitlines(keepends=True)
    assert any("DB loaded from base file" in line for line in said)
    killed.mkdir()
    for lines in range(1, len(said) + 1):
        (killed / LOG_FILE).write_text("".join(said[:lines]))
        cause = read_cause(killed, 0)
        assert "damaged" not in cause, said[lines - 1]
        assert "disk is full" not in cause, said[lines - 1]
