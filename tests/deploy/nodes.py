"""The nodes and sentinels of compose.yaml on this machine, started by its own words; no container is needed."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from server.engine.conf import valkey_binary
from tests.contracts.tree import ROOT
from tests.deploy.proxies import free_port
from tests.engine.servers import wait_until

DEPLOY = ROOT / "deploy"
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")
PASSWORD = "letters0and0figures"  # noqa: S105 - of the nodes of this test
NODES = ("store-1", "store-2", "store-3")
SENTINELS = ("sentinel-1", "sentinel-2", "sentinel-3")
_GIVEN = {"STORE_PASSWORD": PASSWORD, "PLENUM_PUBLIC_URL": "https://plenum.example.org"}


def environment() -> dict[str, str]:
    """Read what Plenum is told."""
    whole = re.sub(r"\\\n +", "", COMPOSE)
    return _filled(dict(re.findall(r'^      (PLENUM_[A-Z_]+|REDIS_URL): "(.*)"$', whole, re.MULTILINE)))


def told(name: str) -> tuple[str, dict[str, str]]:
    """Read of what kind a server is, and what it is told."""
    [(kind, said)] = re.findall(rf"^  {name}:\n    <<: \*(\w+)\n    environment: \{{(.*)\}}$", COMPOSE, re.MULTILINE)
    [command] = re.findall(rf"^x-{kind}: &{kind}\n  <<: \*valkey\n  command: (.*)$", COMPOSE, re.MULTILINE)
    assert json.loads(command) == ["sh", "/plenum/store.sh", kind]
    return kind, _filled(dict(re.findall(r'(\w+): "?([^",]+)"?', said)))


def _filled(said: dict[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\$\{(\w+)(?::\?[^}]*)?\}", lambda found: _GIVEN[found[1]], said[name]) for name in said}


class Servers:
    """All of them; each hears where the others are in the place of their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.ports = {name: free_port() for name in (*NODES, *SENTINELS)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @contextmanager
    def all(self) -> Iterator["Servers"]:
        """Start them, and wait until replicas follow and sentinels know of each other."""
        with ExitStack() as stack:
            for name in NODES:
                stack.callback(self.kill, name)
                self.start(name)
            wait_until(lambda: len(self.followers("store-1")) == 2, "two replicas follow", 30.0)
            for name in SENTINELS:
                stack.callback(self.kill, name)
                self.start(name)
            wait_until(lambda: all(map(self._knows_all, SENTINELS)), "the sentinels know of each other", 30.0)
            yield self

    def start(self, name: str) -> None:
        """Start one, as it was left."""
        kind, said = told(name)
        home, programs = self._folder / name, self._folder / "bin"
        for made in (home, programs):
            made.mkdir(exist_ok=True)
        if not (programs / "valkey-server").exists():
            (programs / "valkey-server").symlink_to(valkey_binary())
        here = {"ANNOUNCE": "127.0.0.1", "PATH": f"{programs}:{os.environ['PATH']}"}
        if "PRIMARY" in said:
            here["PRIMARY"] = said["PRIMARY"].replace("store-1 6379", f"127.0.0.1 {self.ports['store-1']}")
        command = ["/bin/sh", DEPLOY / "store.sh", kind, "--port", str(self.ports[name]), "--bind", "127.0.0.1"]
        with (home / "log").open("ab") as log:
            self._running[name] = subprocess.Popen(command, cwd=home, env=said | here, stdout=log, stderr=log)
        wait_until(lambda: self.asked(name, "PING") is not None, f"{name} answers", 15.0)

    def kill(self, name: str) -> None:
        """End one with SIGKILL."""
        if name in self._running:
            self._running[name].kill()
            self._running.pop(name).wait(20)

    def client(self, name: str, user: str = "plenum") -> Redis:
        """Make a client of a node, or of a sentinel, which knows one user."""
        return Redis(port=self.ports[name], username=user if name in NODES else None, password=PASSWORD)

    def asked(self, name: str, *words: str) -> Any:
        """Ask one; None where it does not answer."""
        with self.client(name) as client:
            try:
                return client.execute_command(*words)
            except RedisError:
                return None

    def followers(self, name: str) -> list[int]:
        """List the ports of the replicas that keep up with a node; none where it is no primary."""
        said = self.asked(name, "INFO", "replication")
        slaves = [value for key, value in said.items() if re.fullmatch(r"slave\d+", key)] if said else []
        return [int(one["port"]) for one in slaves if one["state"] == "online"]

    def _knows_all(self, name: str) -> bool:
        said = self.asked(name, "SENTINEL", "MASTER", "plenum")
        return isinstance(said, dict) and (said[b"num-slaves"], said[b"num-other-sentinels"]) == (b"2", b"2")

    @property
    def url(self) -> str:
        """The address that Plenum is told, with where each of the hosts in it is here."""
        address = environment()["REDIS_URL"]
        for name in SENTINELS:
            address = address.replace(name, f"127.0.0.1:{self.ports[name]}")
        return address
