"""The doctor: what is well is said, what is wrong comes with what to do."""

import subprocess
import sys
from pathlib import Path

from redis import Redis

from server.engine.embedded import EmbeddedStore
from server.host.doctor import examine, mend, plan_mend
from server.settings import Settings
from server.store import keys
from server.store.rights import ACL
from tests.engine.servers import AttendedStore, admin_of
from tests.host.test_outside import mute
from tests.services import Service

__all__ = ["mute"]

NOBODY_HERE = 9
"""A port on which nothing of ours listens."""


def wrong(settings: Settings) -> str:
    """What is wrong, with the advice."""
    return "\n".join(f"{one.what} {one.advice}" for one in examine(settings) if one.advice)


def test_a_healthy_service_has_nothing_to_be_advised(service: Service) -> None:
    assert wrong(service.settings) == ""


def test_a_service_that_is_not_running_is_named(tmp_path: Path) -> None:
    said = wrong(Settings(data=tmp_path, port=NOBODY_HERE))
    assert "No service answers" in said
    assert "plenum serve" in said


def test_what_speaks_no_http_where_the_service_should_be_is_named(tmp_path: Path, mute: str) -> None:
    said = wrong(Settings(data=tmp_path, port=int(mute.rpartition(":")[2])))
    assert f"What answers at {mute} is not Plenum" in said


def test_damage_is_named_with_its_place_and_what_it_would_cost(tmp_path: Path) -> None:
    """The record is read without a server; the repair keeps a copy, and says what was cut."""
    with EmbeddedStore(tmp_path) as store, Redis.from_url(store.url) as client:
        for number in range(100):
            client.hset("plenum:{m}:round:r:ballots", f"s{number}", f"1 1 r{number} b{number} 0 012")
    record = next(tmp_path.rglob("*.incr.aof"))
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2] + b"\0" * 20 + whole[len(whole) // 2 + 20 :])
    settings = Settings(data=tmp_path, port=NOBODY_HERE)
    said = wrong(settings)
    assert record.name in said
    assert "plenum doctor --repair" in said
    told, cut = plan_mend(settings)
    assert f"of {record} on" in told
    assert "of 1 meetings (m)" in told
    assert cut is not None
    assert "readable ballots" in mend(cut)
    assert "damaged" not in wrong(settings)
    assert plan_mend(settings) == ("The record is whole; there is nothing to repair.", None)


def test_the_command_asks_before_it_cuts(tmp_path: Path) -> None:
    """Without a terminal and without --yes nothing is changed; with it the record is cut and the copy named."""
    with EmbeddedStore(tmp_path) as store, Redis.from_url(store.url) as client:
        client.set("plenum:{m}:state", "kept")
    record = next(tmp_path.rglob("*.incr.aof"))
    record.write_bytes(record.read_bytes() + b"garbage\r\n")
    before = record.read_bytes()
    asked = [sys.executable, "-m", "server", "doctor", "--repair", "--data", str(tmp_path)]
    first = subprocess.run(asked, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=True)
    assert "Cutting there takes away 9 bytes with 0 readable ballots" in first.stdout
    assert "Nothing was changed" in first.stdout
    assert record.read_bytes() == before
    second = subprocess.run([*asked, "--yes"], capture_output=True, text=True, timeout=60, check=True)
    assert f"{record.name}.damaged-{len(before)}" in second.stdout
    assert record.read_bytes() == before[:-9]


def test_a_store_that_is_careless_or_newer_is_named(tmp_path: Path) -> None:
    with AttendedStore(tmp_path) as store, Redis.from_url(admin_of(store.url)) as client:
        client.config_set("appendfsync", "everysec")
        client.set(keys.SCHEMA, 99)
        said = wrong(Settings(data=tmp_path, port=NOBODY_HERE))
    assert "appendfsync always" in said
    assert "newer Plenum" in said


def test_a_store_of_one_s_own_that_is_away_is_named(tmp_path: Path) -> None:
    said = wrong(Settings(data=tmp_path, port=NOBODY_HERE, redis_url="redis://127.0.0.1:9/0"))
    assert "REDIS_URL does not answer" in said


def test_a_store_that_lacks_a_right_or_refuses_us_is_named(tmp_path: Path) -> None:
    """The doctor asks as a start does: word by word."""
    with AttendedStore(tmp_path) as store, Redis.from_url(admin_of(store.url)) as client:
        client.execute_command("ACL", "SETUSER", "somebody", "reset", "on", ">word", *ACL.split(), "-spublish")
        url = f"unix://somebody:word@{store.address.socket}"
        assert "may not SPUBLISH" in wrong(Settings(data=tmp_path, port=NOBODY_HERE, redis_url=url))
        said = wrong(Settings(data=tmp_path, port=NOBODY_HERE, redis_url=url.replace(":word@", ":other@")))
        assert "refuses user and password" in said
