"""A cluster of primaries and replicas on this machine, as the bundled server makes it."""

import os
import secrets
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.crc import key_slot
from redis.retry import Retry

from server.engine.conf import valkey_binary
from server.store.rights import ACL, ACL_OF_CLUSTER
from tests.engine.servers import wait_until

SLOTS = 16_384
NODE_TIMEOUT_MS = 2_000
_CONF = """
bind 127.0.0.1
port {port}
dir {folder}
appendonly yes
appendfsync always
save ""
repl-diskless-sync-delay 0
repl-ping-replica-period 1
user default off
user admin on >{word} ~* &* +@all
user plenum on >{word} {rights}
primaryuser admin
primaryauth {word}
"""
_CLUSTERED = """
cluster-enabled yes
cluster-port {bus}
cluster-node-timeout {timeout}
cluster-config-file nodes.conf
cluster-allow-replica-migration no
cluster-require-full-coverage no
cluster-replica-validity-factor 0
"""


def free_ports(many: int) -> list[int]:
    """Find ports on which nobody listens."""
    probes = [socket.socket() for _ in range(many)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


class Node:
    """One server."""

    def __init__(self, folder: Path, word: str, more: str = "", rights: str = ACL) -> None:
        """Choose its ports."""
        self.port, self.bus = free_ports(2)
        self._folder, self.word = folder, word
        self._conf = _CONF.format(port=self.port, folder=folder, word=word, rights=rights) + more.format(
            bus=self.bus, timeout=NODE_TIMEOUT_MS
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._folder.mkdir(parents=True, exist_ok=True)
        log = (self._folder / "log").open("ab")
        self._process = subprocess.Popen([valkey_binary(), "-"], stdin=subprocess.PIPE, stdout=log, stderr=log)
        log.close()
        assert self._process.stdin is not None
        self._process.stdin.write(self._conf.encode())
        self._process.stdin.close()
        wait_until(self._answers, "the server answers", 15.0)

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def client(self) -> redis.Redis:
        """Make a client that may do everything."""
        never = Retry(NoBackoff(), 0)
        return redis.Redis(
            port=self.port, username="admin", password=self.word, decode_responses=True, retry=never, socket_timeout=2.0
        )

    def said(self, *words: str | int) -> Any:
        """Have it carry out a command."""
        with self.client() as client:
            return client.execute_command(*words)

    @property
    def id(self) -> str:
        """Its name in the cluster."""
        return str(self.said("CLUSTER", "MYID"))

    @property
    def alive(self) -> bool:
        """Whether its process is."""
        return self._process is not None and self._process.poll() is None

    @property
    def follows(self) -> int:
        """The port of its primary; nought of one that is a primary."""
        with self.client() as client:
            return int(client.info("replication").get("master_port", 0))

    @property
    def is_primary(self) -> bool:
        """Whether it says that it is one; whoever changes roles answers nobody for a moment."""
        try:
            with self.client() as client:
                return str(client.info("replication")["role"]) == "master"
        except redis.RedisError:
            return False

    def take_over(self) -> None:
        """Have this replica take its primary's place, as an operator would."""
        self.said("CLUSTER", "FAILOVER")

    def kill(self) -> None:
        """End it with SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let it hang."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)


class Cluster:
    """Primaries that share the slots, each with as many replicas."""

    def __init__(self, folder: Path, primaries: int = 3, replicas: int = 1, rights: str = ACL_OF_CLUSTER) -> None:
        """Choose where everything is; nothing is started yet."""
        word = secrets.token_hex(8)
        self.nodes = [Node(folder / str(at), word, _CLUSTERED, rights) for at in range(primaries * (1 + replicas))]
        self.primaries, self._replicas = self.nodes[:primaries], replicas
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        self.url = f"redis+cluster://plenum:{word}@{hosts}"

    def __enter__(self) -> "Cluster":
        """Start all of it, and wait until it serves every slot."""
        for node in self.nodes:
            node.start()
        share = SLOTS // len(self.primaries)
        for at, node in enumerate(self.primaries):
            last = SLOTS - 1 if node is self.primaries[-1] else (at + 1) * share - 1
            node.said("CLUSTER", "ADDSLOTSRANGE", at * share, last)
            node.said("CLUSTER", "SET-CONFIG-EPOCH", at + 1)
        first = self.nodes[0]
        for node in self.nodes[1:]:
            node.said("CLUSTER", "MEET", "127.0.0.1", first.port, first.bus)
        ids = {node.id for node in self.nodes}
        wait_until(lambda: all(ids <= _known_to(node) for node in self.nodes), "all know all", 30.0)
        for at, node in enumerate(self.nodes[len(self.primaries) :]):
            node.said("CLUSTER", "REPLICATE", self.primaries[at % len(self.primaries)].id)
        wait_until(self._is_well, "the cluster is well", 30.0)
        return self

    def __exit__(self, *_: object) -> None:
        """End all of it."""
        for node in self.nodes:
            node.kill()

    def _is_well(self) -> bool:
        """Say whether all know that every slot is served, by a primary with its replicas."""
        well = all("cluster_state:ok" in str(node.said("CLUSTER", "INFO")) for node in self.nodes)
        slots = self.nodes[0].said("CLUSTER", "SLOTS")
        return well and all(len(one) == 3 + self._replicas for one in slots)

    def move(self, meeting_id: str, source: Node, target: Node) -> None:
        """Move the slot of a meeting to another primary, and wait until it is there."""
        slot = key_slot(meeting_id.encode())
        source.said("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", target.id)
        wait_until(lambda: self.primary_of(meeting_id) is target, "the slot is there", 20.0)

    def heal(self) -> None:
        """Start what was killed, and wait until every shard has its replicas again."""
        for node in self.nodes:
            if not node.alive:
                node.start()
        wait_until(self._is_well, "the cluster is well again", 30.0)

    def replica_of(self, primary: Node) -> Node:
        """Find a replica of a primary."""
        return next(node for node in self.nodes if node.alive and node is not primary and node.follows == primary.port)

    def primary_of(self, meeting_id: str) -> Node:
        """Find the server that holds a meeting now."""
        slot, ports = key_slot(meeting_id.encode()), {node.port: node for node in self.nodes}
        for node in self.nodes:
            try:
                slots = node.said("CLUSTER", "SLOTS")
            except redis.RedisError:
                continue
            return next(ports[one[2][1]] for one in slots if one[0] <= slot <= one[1])
        raise AssertionError("no server answers")


def _known_to(node: Node) -> set[str]:
    said = str(node.said("CLUSTER", "NODES"))
    return {line.split()[0] for line in said.splitlines() if "handshake" not in line}
