"""With two servers an acknowledgement means both: a replica that is stuck means no answer, and so does asking again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.domain.errors import NotConfirmed, NotRecorded
from server.engine.embedded import EmbeddedStore
from server.store import Store
from tests.engine.servers import AttendedStore, a_client, admin_of, stopped, wait_until
from tests.store.test_casting_faults import until_cast
from tests.store.test_casting_laws import a_ballot, a_round, cast, put


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[EmbeddedStore, EmbeddedStore]]:
    """Run two servers, the second of which follows the first over a port of this host."""
    import socket

    from server.engine import conf as valkey_conf

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with monkeypatch.context() as patched:
        on_a_port = valkey_conf._FIXED.replace("port 0\n", f"port {port}\nbind 127.0.0.1\n", 1)
        patched.setattr(valkey_conf, "_FIXED", on_a_port)
        first = AttendedStore(tmp_path / "first")
        first.start()
    second = AttendedStore(tmp_path / "second")
    second.start()
    with a_client(admin_of(second.url)) as client:
        client.config_set("masteruser", "admin")
        client.config_set("masterauth", first.address.password)
        client.replicaof("127.0.0.1", port)
        wait_until(lambda: client.info("replication")["master_link_status"] == "up", "the replica follows", 15.0)
    yield first, second
    second.stop()
    first.stop()


async def test_an_answer_waits_for_the_replica_and_never_says_more_than_it_has(
    pair: tuple[EmbeddedStore, EmbeddedStore],
) -> None:
    """The same request asked again on a new connection is not confirmed either until the replica has the ballot."""
    first, second = pair
    store = Store(first.url, "replica")
    await store.open()
    try:
        round_ = a_round()
        await put(store, round_, "open")
        assert (await cast(store, round_, a_ballot(round_, 0))).code == "cast"
        with stopped(second):
            for _ in range(3):
                with pytest.raises((NotConfirmed, NotRecorded)):  # the latter where two busy cores were slow to connect
                    await cast(store, round_, a_ballot(round_, 1))
                await store.ballots.close()
        assert (await until_cast(store, round_, a_ballot(round_, 1))).revision == 1
    finally:
        await store.close()
