"""Why the store ended is told from its last words, and from nothing that it says at every start."""

import os
import random
import signal
from pathlib import Path

import pytest

from server.engine.embedded import EmbeddedStore
from tests.engine.servers import a_client, wait_until


def _ballots(store: EmbeddedStore, number: int) -> None:
    with a_client(store.url) as client, client.pipeline(transaction=False) as together:
        for seat in range(50):
            together.hset("plenum:{m}:round:r:ballots", f"s{seat}", f"{number + 1} 1 r{number} b{number} 0 012")
        together.execute()


def _killed(store: EmbeddedStore) -> str:
    os.kill(store.pid or 0, signal.SIGKILL)
    wait_until(lambda: not store.alive, "its end")
    return store.read_cause()


def kills_told_wrongly(data: Path, times: int) -> list[str]:
    """Kill the store of a used folder again and again, at any moment, and keep what was told of it but a kill."""
    wrong, dice = [], random.Random(11)
    with EmbeddedStore(data) as store:
        for number in range(times):
            _ballots(store, number)
            if dice.random() < 0.3:  # half a write at the end is no damage either
                os.kill(store.pid or 0, signal.SIGSTOP)
            cause = _killed(store)
            if cause != f"Valkey was killed, or ended without a word. Look into {data}/valkey.log.":
                wrong.append(cause)
            store.start()
    return wrong


def test_a_kill_is_never_told_as_damage(tmp_path: Path) -> None:
    """To put an old copy in the place of good data, as damage asks for, would lose ballots."""
    assert kills_told_wrongly(tmp_path, 12) == []


@pytest.mark.long
def test_two_hundred_kills_are_two_hundred_kills(tmp_path: Path) -> None:
    assert kills_told_wrongly(tmp_path, 200) == []


def test_a_crash_is_told_by_its_own_words(tmp_path: Path) -> None:
    """SIGSEGV is a defect of the server, and no word of damage."""
    with EmbeddedStore(tmp_path) as store:
        _ballots(store, 0)
        os.kill(store.pid or 0, signal.SIGSEGV)
        wait_until(lambda: not store.alive, "its end", 20.0)
        cause = store.read_cause()
        assert "damaged" not in cause
        assert "Valkey says" in cause
        store.start()
