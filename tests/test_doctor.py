"""The doctor: what is well is said, what is wrong comes with what to do."""

from pathlib import Path

from redis import Redis

from server.doctor import examine, mend
from server.settings import Settings
from server.store import keys
from server.store.embedded import EmbeddedStore
from tests.services import Service

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


def test_damage_is_named_with_its_place_and_what_it_would_cost(tmp_path: Path) -> None:
    """The record is read without a server; the repair keeps a copy, and says what was cut."""
    with EmbeddedStore(tmp_path) as store, Redis.from_url(store.url) as client:
        for number in range(100):
            client.hset("plenum:{m}:round:r:ballots", f"s{number}", f"1 1 r{number} b{number} 0 012")
    record = next(tmp_path.rglob("*.incr.aof"))
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2] + b"\0" * 20 + whole[len(whole) // 2 + 20 :])
    said = wrong(Settings(data=tmp_path, port=NOBODY_HERE))
    assert f"{record} is damaged at byte" in said
    assert "ballots were written after that" in said
    assert "plenum doctor --repair" in said
    assert "readable ballots off" in mend(Settings(data=tmp_path))
    assert "damaged" not in wrong(Settings(data=tmp_path, port=NOBODY_HERE))
    assert mend(Settings(data=tmp_path)) == "The record is whole; nothing was changed."


def test_a_store_that_is_careless_or_newer_is_named(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store, Redis.from_url(store.url) as client:
        client.config_set("appendfsync", "everysec")
        client.set(keys.SCHEMA, 99)
        said = wrong(Settings(data=tmp_path, port=NOBODY_HERE))
    assert "appendfsync always" in said
    assert "newer Plenum" in said


def test_a_store_of_one_s_own_that_is_away_is_named(tmp_path: Path) -> None:
    said = wrong(Settings(data=tmp_path, port=NOBODY_HERE, redis_url="redis://127.0.0.1:9/0"))
    assert "REDIS_URL does not answer" in said
