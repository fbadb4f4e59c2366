"""compose.yaml without containers: its nodes are started by its own words, and a round is held on them."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from server.engine.conf import valkey_binary
from server.settings import read_settings
from server.store.rights import ACL
from tests.contracts.tree import ROOT
from tests.deploy.proxies import free_port
from tests.engine.servers import wait_until
from tests.services import Service
from tests.web.socket.test_the_wire import a_round_goes_all_the_way

DEPLOY = ROOT / "deploy"
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")
PASSWORD = "letters0and0figures"  # noqa: S105 - of three nodes of this test
NAMES = ("store-1", "store-2", "store-3")


def words_of(name: str) -> list[str]:
    """Read with which words a node is started."""
    [said] = re.findall(rf"^  {name}:\n    <<: \*store\n    command: (\[.*\])$", COMPOSE, re.MULTILINE)
    shell, script, *words = json.loads(said)
    assert (shell, script) == ("sh", "/plenum/store.sh")
    return words


def environment() -> dict[str, str]:
    """Read what Plenum is told."""
    said = re.findall(r'^      (PLENUM_[A-Z_]+|REDIS_URL): "(.*)"$', COMPOSE, re.MULTILINE)
    given = {"STORE_PASSWORD": PASSWORD, "PLENUM_PUBLIC_URL": "https://plenum.example.org"}
    return {name: re.sub(r"\$\{(\w+)(?::\?[^}]*)?\}", lambda found: given[found[1]], value) for name, value in said}


@contextmanager
def node(name: str, folder: Path, ports: dict[str, int]) -> Iterator[None]:
    """Start one node on this machine, in a folder of its own."""
    home, programs = folder / name, folder / "bin"
    for made in (home, programs):
        made.mkdir(exist_ok=True)
    if not (programs / "valkey-server").exists():
        (programs / "valkey-server").symlink_to(valkey_binary())
    words = " ".join(words_of(name)).replace("store-1 6379", f"127.0.0.1 {ports['store-1']}").split()
    command = ["/bin/sh", DEPLOY / "store.sh", *words, "--port", str(ports[name]), "--bind", "127.0.0.1"]
    known = {"PATH": f"{programs}:{os.environ['PATH']}", "STORE_PASSWORD": PASSWORD}
    with (home / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=home, env=known, stdout=log, stderr=log)
    try:
        yield
    finally:
        running.terminate()
        running.wait(20)


def ask(port: int, user: str, *words: str) -> object:
    """Ask a node something; what it refuses is the answer, too."""
    with Redis(port=port, username=user, password=PASSWORD) as client:
        try:
            return client.execute_command(*words)
        except RedisError as refused:
            return str(refused)


def follows(port: int) -> bool:
    """Say whether a replica has everything that its primary has."""
    said = ask(port, "plenum", "INFO", "replication")
    return isinstance(said, dict) and said.get("master_link_status") == "up"


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """Three nodes that run, by the port of each."""
    folder = tmp_path_factory.mktemp("nodes")
    where = {name: free_port() for name in NAMES}
    with ExitStack() as stack:
        for name in NAMES:
            stack.enter_context(node(name, folder, where))
        for name in NAMES[1:]:
            wait_until(lambda port=where[name]: follows(port), f"{name} to follow", 20.0)
        yield where


async def test_a_round_is_held_on_three_nodes_and_each_has_its_ballot(ports: dict[str, int], tmp_path: Path) -> None:
    """With what compose.yaml says to Plenum; nothing of a meeting is on the primary alone."""
    told = environment()
    address = told.pop("REDIS_URL").replace("store-1:6379", f"127.0.0.1:{ports['store-1']}")
    more = {name.removeprefix("PLENUM_").lower(): value for name, value in told.items() if name != "PLENUM_PUBLIC_URL"}
    with Service(address, tmp_path, **more) as service:
        kit = service.new_meeting()
        await a_round_goes_all_the_way(kit)
        for name in NAMES:
            wait_until(lambda port=ports[name]: ballots_on(port) == 1, f"the ballot on {name}")


def ballots_on(port: int) -> int:
    """Count the ballots that a node has."""
    with Redis(port=port, username="plenum", password=PASSWORD) as client:
        return sum(client.hlen(key) for key in client.scan_iter("plenum:*:ballots"))


def test_nobody_gets_in_without_a_name_and_each_has_its_rights_alone(ports: dict[str, int]) -> None:
    """Whoever has found the network has found no ballot."""
    port = ports["store-1"]
    with Redis(port=port) as stranger, pytest.raises(RedisError, match=r"[Aa]uthenticat"):
        stranger.get("plenum:schema")
    assert "permissions" in str(ask(port, "replica", "GET", "plenum:schema"))
    for words in (("CONFIG", "SET", "appendonly", "no"), ("FLUSHALL",), ("ACL", "LIST"), ("KEYS", "*")):
        assert "permissions" in str(ask(port, "plenum", *words)), words


def test_the_rights_are_those_of_the_documents() -> None:
    """Word by word."""
    script = (DEPLOY / "store.sh").read_text("utf-8")
    said = re.sub(r"['\\\n]", " ", script.partition('$STORE_PASSWORD" ')[2].partition("--user replica")[0]).split()
    assert said == ACL.split()


def test_what_plenum_is_told_are_settings_that_can_be_read(tmp_path: Path) -> None:
    """Names and values; the door is open on the inner network alone, and whoever comes in by it is believed."""
    settings = read_settings({**environment(), "PLENUM_DATA": str(tmp_path)})
    assert (settings.workers, settings.acknowledgement) == (2, "replica")
    gateway = re.findall(r"gateway: ([0-9.]+)", COMPOSE)
    assert [str(proxy.network_address) for proxy in settings.trusted_proxies] == gateway
    assert 'ports: ["127.0.0.1:8000:8000"]' in COMPOSE
    assert COMPOSE.count("ports:") == 1
