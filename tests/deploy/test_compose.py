"""compose.yaml: its nodes take ballots, go on when the primary is lost, and let nobody in who has no business there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from server.settings import read_settings
from server.store.rights import ACL
from tests.deploy.nodes import COMPOSE, DEPLOY, NODES, Servers, environment
from tests.engine.servers import wait_until
from tests.services import Service
from tests.web.socket.test_the_wire import a_round_goes_all_the_way


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Three nodes and three sentinels that run."""
    with Servers(tmp_path_factory.mktemp("servers")).all() as running:
        yield running


def test_nobody_gets_in_without_a_name_and_each_has_its_rights_alone(servers: Servers) -> None:
    """Whoever has found the network has found no ballot."""
    for name in ("store-1", "sentinel-1"):
        with servers.client(name) as client:
            client.connection_pool.connection_kwargs |= {"username": None, "password": None}
            with pytest.raises(RedisError, match=r"[Aa]uthenticat"):
                client.get("plenum:schema")
    for user, *words in (
        ("replica", "GET", "plenum:schema"),
        ("sentinel", "GET", "plenum:schema"),
        ("sentinel", "CONFIG", "SET", "appendonly", "no"),
        ("plenum", "CONFIG", "SET", "appendonly", "no"),
        ("plenum", "FLUSHALL"),
        ("plenum", "ACL", "LIST"),
        ("plenum", "KEYS", "*"),
    ):
        with servers.client("store-1", user) as client, pytest.raises(RedisError, match="permissions"):
            client.execute_command(*words)


def test_the_rights_are_those_of_the_documents() -> None:
    """Word by word."""
    script = (DEPLOY / "store.sh").read_text("utf-8").replace("\\\n", "")
    [said] = re.findall(r"^user plenum on >\$STORE_PASSWORD (.*)$", script, re.MULTILINE)
    assert said.split() == ACL.split()


def test_what_plenum_is_told_are_settings_that_can_be_read(tmp_path: Path) -> None:
    """Names and values; the door is open on this machine alone, and whoever comes in by it is believed."""
    settings = read_settings({**environment(), "PLENUM_DATA": str(tmp_path)})
    assert (settings.workers, settings.acknowledgement) == (2, "replica")
    gateway = re.findall(r"gateway: ([0-9.]+)", COMPOSE)
    assert [str(proxy.network_address) for proxy in settings.trusted_proxies] == gateway
    assert 'ports: ["127.0.0.1:8000:8000"]' in COMPOSE
    assert COMPOSE.count("ports:") == 1


async def test_rounds_are_held_before_and_after_the_primary_is_lost(servers: Servers, tmp_path: Path) -> None:
    """Each node has the ballot; then the primary is killed and comes back as a replica, and voting goes on."""
    told = {name.removeprefix("PLENUM_").lower(): value for name, value in environment().items()}
    del told["public_url"], told["redis_url"]
    with Service(servers.url, tmp_path, **told) as service:
        kit = service.new_meeting()
        await a_round_goes_all_the_way(kit)
        for name in NODES:
            wait_until(lambda name=name: ballots_on(servers, name) == 1, f"the ballot on {name}")

        servers.kill("store-1")
        wait_until(lambda: any(servers.followers(name) for name in NODES[1:]), "another primary", 20.0)
        wait_until(lambda: outages(service) == (2, 2), "both workers have found it", 20.0)
        await a_round_goes_all_the_way(service.new_meeting())

        servers.start("store-1")
        servers.kill("sentinel-1")
        servers.start("sentinel-1")  # what it has learnt stands in its file, beside what it was told
        [primary] = [name for name in NODES[1:] if servers.followers(name)]
        wait_until(lambda: servers.ports["store-1"] in servers.followers(primary), "it follows the other", 30.0)
        for name in NODES:
            wait_until(lambda name=name: ballots_on(servers, name) == 2, f"both ballots on {name}")


def outages(service: Service) -> tuple[int, int]:
    """Count how often a worker said that the store is away, and that it is back."""
    said = service.log.read_text()
    return said.count("event=store_away"), said.count("event=store_back")


def ballots_on(servers: Servers, name: str) -> int:
    """Count the ballots that a node has."""
    with servers.client(name) as client:
        return sum(client.hlen(key) for key in client.scan_iter("plenum:*:ballots"))
