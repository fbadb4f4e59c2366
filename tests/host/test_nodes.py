"""A store of several servers: the doctor looks at each that it is told of, and at those of which it hears there."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis

from server.engine.conf import valkey_binary
from server.host.nodes import look_at_stores
from server.settings import Settings
from tests.engine.servers import wait_until
from tests.store.several import Cluster, Node, free_ports

AGREED = 2
NAME = "plenum-store"


def said(url: str, acknowledgement: str = "") -> tuple[list[str], list[str]]:
    """What is well, and what is wrong with its advice; nothing tells the password."""
    found = list(look_at_stores(Settings(redis_url=url, acknowledgement=acknowledgement)))
    well = [one.what for one in found if not one.advice]
    wrong = [f"{one.what} {one.advice}" for one in found if one.advice]
    password = url.partition("@")[0].rpartition(":")[2] if "+cluster" in url else url.rpartition("password=")[2]
    assert password not in "".join(well + wrong)
    return well, wrong


def test_each_node_of_a_cluster_is_looked_at_and_who_is_away_is_named(tmp_path: Path) -> None:
    """First all are well; then a replica goes, and with it what PLENUM_ACK asks for; then its primary."""
    with Cluster(tmp_path) as cluster:
        well, wrong = said(cluster.url, "replica")
        assert wrong == []
        for node in cluster.nodes:
            assert any(f"127.0.0.1:{node.port} answers" in one for one in well), node.port
        assert sum("that keep up: 1." in one for one in well) == len(cluster.primaries)

        primary, follower = cluster.primaries[0], cluster.nodes[len(cluster.primaries)]
        follower.kill()
        wait_until(lambda: primary.said("INFO", "replication")["connected_slaves"] == 0, "the loss is seen", 10.0)
        _, wrong = said(cluster.url, "replica")
        assert [one for one in wrong if f"The node 127.0.0.1:{follower.port} does not answer" in one]
        assert [one for one in wrong if f"primary 127.0.0.1:{primary.port}: with PLENUM_ACK=replica" in one]
        assert len(wrong) == 2
        assert "until it is back" in said(cluster.url)[1][-1]

        primary.kill()
        _, wrong = said(cluster.url)
        assert [one for one in wrong if f"The node 127.0.0.1:{primary.port} does not answer" in one]
        assert [one for one in wrong if f"The primary 127.0.0.1:{primary.port} does not answer" in one]


@contextmanager
def sentinel(folder: Path, watched: Node) -> Iterator[int]:
    """Run a sentinel on loopback that watches a primary, and say its port."""
    folder.mkdir()
    [port] = free_ports(1)
    conf = folder / "sentinel.conf"
    conf.write_text(
        f"bind 127.0.0.1\nport {port}\ndir {folder}\n"
        f"sentinel monitor {NAME} 127.0.0.1 {watched.port} {AGREED}\n"
        f"sentinel auth-user {NAME} admin\nsentinel auth-pass {NAME} {watched.word}\n"
    )
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([valkey_binary(), conf, "--sentinel"], stdout=log, stderr=log)
    try:
        with redis.Redis(port=port) as client:
            wait_until(lambda: answers(client), "the sentinel answers", 15.0)
        yield port
    finally:
        running.kill()
        running.wait()


def answers(client: redis.Redis) -> bool:
    """Say whether a server does."""
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def test_each_sentinel_is_asked_and_the_store_that_they_name(tmp_path: Path) -> None:
    """One that is away is named, and so is one that names another primary."""
    primary, other = Node(tmp_path / "primary", "word0of0nodes"), Node(tmp_path / "other", "word0of0nodes")
    with ExitStack() as stack:
        for node in (primary, other):
            node.start()
            stack.callback(node.kill)
        ports = [stack.enter_context(sentinel(tmp_path / f"s{at}", primary)) for at in range(2)]
        [nobody] = free_ports(1)

        def url(*ports: int) -> str:
            hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
            return f"redis+sentinel://{NAME}@{hosts}/0?username=plenum&password={primary.word}"

        well, wrong = said(url(*ports))
        assert any(f"The primary 127.0.0.1:{primary.port} answers" in one for one in well)
        assert [one.partition(":")[0] for one in wrong] == ["No replica follows the primary 127.0.0.1"]

        _, wrong = said(url(*ports, nobody))
        assert f"The sentinel 127.0.0.1:{nobody} does not answer. See that it runs" in wrong[0]

        mistaken = stack.enter_context(sentinel(tmp_path / "mistaken", other))
        _, wrong = said(url(*ports, mistaken))
        assert "Not every sentinel names the same primaries" in wrong[0]


@pytest.mark.parametrize("url", ["redis+cluster://plenum:word@127.0.0.1:9", "redis+sentinel://a@127.0.0.1:9"])
def test_where_nobody_answers_each_is_named(url: str) -> None:
    found = [one.what for one in look_at_stores(Settings(redis_url=url))]
    assert found == [f"The {'node' if 'cluster' in url else 'sentinel'} 127.0.0.1:9 does not answer."]
