"""A primary with replicas on this machine, and sentinels that watch it, as the bundled server makes them."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from server.engine.conf import valkey_binary
from server.store.rights import ACL
from tests.engine.servers import wait_until
from tests.store.several import Node, free_ports


class Watched:
    """A primary with replicas, and three sentinels that choose another one when it is gone."""

    NAME = "grcp"

    def __init__(self, folder: Path, replicas: int = 2, rights: str = ACL) -> None:
        """Choose where everything is; nothing is started yet."""
        self._folder, self._word = folder, secrets.token_hex(8)
        self.nodes = [Node(folder / str(at), self._word, "", rights) for at in range(1 + replicas)]
        self._ports = free_ports(3)
        self.sentinels: list[subprocess.Popen[bytes]] = []
        hosts = ",".join(f"127.0.0.1:{port}" for port in self._ports)
        self.url = f"redis+sentinel://{self.NAME}@{hosts}?username=plenum&password={self._word}"

    def __enter__(self) -> "Watched":
        """Start all of it, and wait until the sentinels know each other and the replicas."""
        for node in self.nodes:
            node.start()
        for node in self.nodes[1:]:
            node.said("REPLICAOF", "127.0.0.1", self.nodes[0].port)
        for port in self._ports:
            self._start_sentinel(port)
        wait_until(lambda: all(map(self._is_ready, self._ports)), "the sentinels are ready", 30.0)
        return self

    def __exit__(self, *_: object) -> None:
        """End all of it."""
        for sentinel in self.sentinels:
            sentinel.kill()
            sentinel.wait()
        for node in self.nodes:
            if node.alive:
                node.kill()

    @contextmanager
    def stale_sentinel(self, node: Node) -> Iterator[str]:
        """Start a sentinel that nobody lets in, which names one server for ever; give an address with it first."""
        [port] = free_ports(1)
        own = self._folder / f"stale-{port}"
        own.mkdir()
        (own / "conf").write_text(
            f"port {port}\nbind 127.0.0.1\ndir {own}\nsentinel monitor {self.NAME} 127.0.0.1 {node.port} 2\n"
        )
        sentinel = self._run(own)
        try:
            wait_until(lambda: bool(_said_of(port, self.NAME)), "the stale sentinel answers", 15.0)
            yield self.url.replace("@", f"@127.0.0.1:{port},", 1)
        finally:
            sentinel.kill()
            sentinel.wait()

    def _start_sentinel(self, port: int) -> None:
        own = self._folder / f"sentinel-{port}"
        own.mkdir()
        said = (
            f"monitor {self.NAME} 127.0.0.1 {self.nodes[0].port} 2",
            f"auth-user {self.NAME} admin",
            f"auth-pass {self.NAME} {self._word}",
            f"down-after-milliseconds {self.NAME} 1000",
            f"failover-timeout {self.NAME} 4000",
        )
        conf = "\n".join([f"port {port}", "bind 127.0.0.1", f"dir {own}", *(f"sentinel {one}" for one in said)])
        (own / "conf").write_text(f"{conf}\n")
        self.sentinels.append(self._run(own))

    def _run(self, own: Path) -> subprocess.Popen[bytes]:
        with (own / "log").open("ab") as log:
            words = [str(valkey_binary()), str(own / "conf"), "--sentinel"]
            return subprocess.Popen(words, stdout=log, stderr=log)

    def _is_ready(self, port: int) -> bool:
        said = _said_of(port, self.NAME)
        if not said:
            return False
        others, replicas = int(said["num-other-sentinels"]), int(said["num-slaves"])
        return others == len(self._ports) - 1 and replicas == len(self.nodes) - 1


def _said_of(port: int, name: str) -> dict[str, Any]:
    """Ask a sentinel about a store; nothing where it does not answer."""
    try:
        with redis.Redis(port=port, decode_responses=True, retry=Retry(NoBackoff(), 0)) as client:
            return dict(client.sentinel_master(name))
    except redis.RedisError:
        return {}
