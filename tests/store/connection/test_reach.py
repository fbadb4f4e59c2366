"""A store of one's own at the start: waited for, refused with a sentence, and asked for every right by name."""

import asyncio
import os
import re
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from server.engine.embedded import EmbeddedStore
from server.store.connection.reach import StoreUnavailable, reach
from server.store.rights import _NEEDED, _WATCH, ACL, ACL_OF_CLUSTER
from tests.conftest import until
from tests.engine.servers import AttendedStore, a_client, admin_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store whose administrator is known to the test."""
    with AttendedStore(tmp_path_factory.mktemp("attended")) as running:
        yield running


def a_user(server: EmbeddedStore, rights: str) -> str:
    with a_client(admin_of(server.url)) as client:
        client.execute_command("ACL", "SETUSER", "somebody", "reset", "on", ">word", *rights.split())
    socket = server.url.rpartition("@")[2]
    return f"unix://somebody:word@{socket}"


def silent(fault: str) -> None:
    raise AssertionError(fault)


async def test_the_rights_that_are_documented_are_enough(server: EmbeddedStore) -> None:
    """A user with just what the guide says is let in at once: it is what the stores of all tests give, word by word."""
    guide = (Path(__file__).parents[3] / "docs" / "operations.md").read_text("utf-8")
    [documented] = re.findall(r"^ACL SETUSER plenum on >PASSWORD (.*)$", guide, re.MULTILINE)
    [of_cluster] = re.findall(r"rights more, on every node: `(.*)`", guide)
    assert (documented, f"{documented} {of_cluster}") == (ACL, ACL_OF_CLUSTER)
    await reach(a_user(server, documented), silent)


@pytest.mark.parametrize("words", [_WATCH, *_NEEDED], ids=lambda words: str(words[0]))
async def test_each_missing_right_is_named_at_the_start(server: EmbeddedStore, words: tuple[str, ...]) -> None:
    """A store that were ready without it would refuse in the middle of a meeting."""
    name = "function|load" if words[0] == "FUNCTION" else str(words[0]).lower()
    with pytest.raises(StoreUnavailable, match=rf"may not {words[0]}") as refused:
        await reach(a_user(server, f"{ACL} -{name}"), silent)
    assert ACL in str(refused.value)


@pytest.mark.parametrize(
    ("rights", "named"),
    [
        (f"{ACL} resetchannels", "SPUBLISH on the channels plenum:"),
        (f"{ACL} -ssubscribe", "SSUBSCRIBE"),
        (f"{ACL} -multi", "MULTI"),
        (f"{ACL} resetkeys ~other:*", "GET on the keys plenum:"),
    ],
)
async def test_channels_and_keys_are_rights_too(server: EmbeddedStore, rights: str, named: str) -> None:
    """Without the channel no bell rings; the sentence says which it is."""
    with pytest.raises(StoreUnavailable, match=named):
        await reach(a_user(server, rights), silent)


async def test_asking_for_rights_leaves_nothing_behind(server: EmbeddedStore) -> None:
    """Every command is queued and thrown away."""
    await reach(a_user(server, ACL), silent)
    with a_client(admin_of(server.url)) as client:
        assert client.dbsize() == 0


async def test_a_wrong_password_is_a_sentence_at_once(server: EmbeddedStore) -> None:
    """No use in waiting; the password is not repeated."""
    url = a_user(server, ACL).replace(":word@", ":hidden@")
    with pytest.raises(StoreUnavailable, match="refuses user and password") as refused:
        await reach(url, silent)
    assert "hidden" not in str(refused.value)


async def test_a_store_that_is_not_up_yet_is_waited_for(tmp_path: Path) -> None:
    """One line while it waits, and then it is let in."""
    with EmbeddedStore(tmp_path) as store:
        os.kill(store.pid or 0, signal.SIGKILL)
        await until(lambda: not store.alive, "its end")
        told: list[str] = []
        waiting = asyncio.create_task(reach(store.url, told.append))
        await until(lambda: told, "a word of the wait")
        await asyncio.to_thread(store.start)
        await waiting
    assert told == ["ConnectionError"]


async def test_a_store_that_never_comes_up_is_a_sentence() -> None:
    """After its patience the start ends."""
    told: list[str] = []
    with pytest.raises(StoreUnavailable, match="does not answer"):
        await reach("redis://127.0.0.1:1/0", told.append, patience_s=0.3)
    assert len(told) == 1


async def test_a_replica_is_waited_for_and_then_a_sentence(tmp_path: Path) -> None:
    """In a failover it may become the primary at any moment; for ever it is the wrong address."""
    told: list[str] = []
    with AttendedStore(tmp_path) as store, a_client(admin_of(store.url)) as client:
        client.replicaof("127.0.0.1", 1)
        with pytest.raises(StoreUnavailable, match="is a replica"):
            await reach(store.url, told.append, patience_s=0.3)
        assert told == ["ReadOnlyError"]
        waiting = asyncio.create_task(reach(store.url, told.append))
        await until(lambda: len(told) == 2, "a word of the wait")
        client.replicaof("NO", "ONE")
        await waiting


def test_the_ask_is_for_what_the_library_calls() -> None:
    """Every command of the Lua library is among the rights that are asked for."""
    source = "".join(path.read_text() for path in Path("server/store").glob("*.lua"))
    called = {part.partition("'")[0] for part in source.split("server.call('")[1:]}
    assert called <= {words[0] for words in _NEEDED}


def test_the_embedded_store_denies_what_the_service_never_does(tmp_path: Path) -> None:
    """The user of the service cannot end, empty, change or look into the server; nobody else is let in at all."""
    with EmbeddedStore(tmp_path) as store:
        with a_client(store.url) as client:
            for words in (
                "FUNCTION FLUSH",
                "FUNCTION DELETE plenum",
                "FUNCTION RESTORE x",
                "CONFIG SET appendfsync no",
                "SHUTDOWN",
                "FLUSHALL",
                "KEYS *",
                "MONITOR",
                "EVAL return 0",
                "ACL LIST",
                "REPLICAOF 127.0.0.1 1",
                "SET other:key 1",
                "PUBLISH other 1",
            ):
                with pytest.raises(redis.exceptions.NoPermissionError):
                    client.execute_command(*words.split())
            assert client.get("plenum:x") is None
        socket = store.url.rpartition("@")[2]
        with redis.Redis.from_url(f"unix://{socket}") as nobody, pytest.raises(redis.exceptions.AuthenticationError):
            nobody.ping()
        with pytest.raises(redis.exceptions.AuthenticationError):
            redis.Redis.from_url(f"unix://plenum:guessed@{socket}").ping()


async def test_a_store_whose_certificate_nobody_has_signed_is_a_sentence_at_once() -> None:
    """An unknown CA does not become known by waiting; the sentence says how to name it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    folder = Path(__file__).parents[2] / "web" / "encryption"
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")

    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(StoreUnavailable, match=r"not believed: .*ssl_ca_certs=FILE"):
            await reach(f"rediss://127.0.0.1:{port}/0", silent)


async def test_a_store_is_shown_the_certificate_that_the_address_names() -> None:
    """A store that asks for certificates gets ours, signed by a CA that it knows."""
    folder = Path(__file__).parents[2] / "web" / "encryption"
    ours, key = folder / "certificate.pem", folder / "key.pem"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ours, key)
    context.load_verify_locations(ours)
    context.verify_mode = ssl.CERT_REQUIRED
    shown: list[bytes] = []

    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        shown.append(writer.get_extra_info("ssl_object").getpeercert(binary_form=True))
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        named = f"ssl_ca_certs={ours}&ssl_certfile={ours}&ssl_keyfile={key}&ssl_check_hostname=false"
        with pytest.raises(StoreUnavailable, match="does not answer"):
            await reach(f"rediss://127.0.0.1:{port}/0?{named}", lambda _: None, patience_s=0.0)
    assert shown
    assert set(shown) == {ssl.PEM_cert_to_DER_cert(ours.read_text())}


async def test_a_file_that_the_address_names_and_that_is_not_there_is_a_sentence() -> None:
    """A CA file, for one."""
    told: list[str] = []
    with pytest.raises(StoreUnavailable, match=r"A file that REDIS_URL names"):
        await reach("rediss://127.0.0.1:1/0?ssl_ca_certs=/there/is/none.pem", told.append, patience_s=0.1)


async def test_the_ask_costs_a_start_next_to_nothing(server: EmbeddedStore) -> None:
    """Some forty questions over one connection."""
    began = asyncio.get_running_loop().time()
    await reach(a_user(server, ACL), silent)
    assert asyncio.get_running_loop().time() - began < 2.0
