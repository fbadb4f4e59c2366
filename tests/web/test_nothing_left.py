"""What a connection leaves in the memory of a worker once it has ended: nothing that a search would have to find.

The collector of a worker looks rarely (`app.GARBAGE_AFTER`). What holds itself in a circle waits for it, and several
hundred sockets that have gone would take as much as several hundred that are here.
"""

import asyncio
import gc
import json
import socket
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from jinja2.runtime import Context
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from websockets.protocol import Protocol

from server.app import make_app
from server.live.listener import Listener
from server.protocol.message import LARGEST_FRAME
from server.settings import read_settings
from server.web.socket.conversation import Conversation
from server.web.socket.door import Door
from server.web.socket.odd_handshakes import OddHandshake
from server.web.socket.wire import Wire
from tests.conftest import until
from tests.fuzz.line import Line, a_line, framed, handshake
from tests.services import Kit

OF_A_CONNECTION = (
    Door, RequestResponseCycle, Context, Wire, Conversation, Listener, Protocol, asyncio.Task, BaseException,
)  # fmt: skip
TIMES = 5
NO_ROUND = json.dumps({"type": "cast_ballot", "ref": "r", "request_id": "a", "round_id": "no.such", "epoch": 1,
                       "ballot_id": "b", "base_revision": 0, "marks": {}}).encode()  # fmt: skip


@dataclass(slots=True)
class Worker:
    """A worker's web server in this process, where its memory can be looked into."""

    server: uvicorn.Server
    port: int

    @property
    def is_alone(self) -> bool:
        """Say whether nobody is here and nothing is done for anybody."""
        return not (self.server.server_state.connections or self.server.server_state.tasks)


@pytest.fixture
async def worker(store_url: str, tmp_path: Path) -> AsyncIterator[Worker]:
    """Serve the store from here; garbage is searched for by nobody meanwhile."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = read_settings({
        "REDIS_URL": store_url, "PLENUM_DATA": str(tmp_path), "PLENUM_PORT": str(port),
        "PLENUM_SECRETARIAT_KEY": "the-key-of-the-secretariat", "PLENUM_BUDGET_TIMES": "100000",
    })  # fmt: skip
    thresholds = gc.get_threshold()
    server = uvicorn.Server(uvicorn.Config(make_app(settings), http=Door, ws=OddHandshake, log_config=None))
    serving = asyncio.create_task(server.serve([listening]))
    await until(lambda: server.started, "the worker")
    gc.disable()
    yield Worker(server, port)
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    server.should_exit = True
    await serving


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (framed(b'{"type":"hello","ref":"r"}'), 1),
        (framed(b'{"type":"shout","ref":"r"}') + framed(b"{"), 2),
        (framed(NO_ROUND), 1),
        (framed(b"in between", 0x89) + framed(b'{"type":"shout","ref":"r"}'), 1),
        (framed(b'{"type":"shout",', 0x01) + framed(b'"ref":"r"}', 0x80), 1),
        (framed((1000).to_bytes(2, "big"), 0x88), 1),
        (framed(b"no such opcode", 0x83), 1),
        (framed(b'"' + b"x" * LARGEST_FRAME + b'"'), 1),
        (framed(b"no text", 0x82), 1),
    ],
    ids=["hello", "nonsense", "no round", "a ping", "in parts", "a farewell", "an opcode", "too much", "no text"],
)
async def test_a_socket_that_has_ended_is_held_by_nothing(worker: Worker, kit: Kit, said: bytes, answers: int) -> None:
    """Whatever was said on it: it is gone when the last who knows it has gone."""
    room, seat = kit.room("s1"), await asyncio.to_thread(kit.a_delegate)
    host = f"127.0.0.1:{worker.port}"

    async def come_and_go() -> None:
        line: Line = await a_line(worker.port)
        line.say(handshake(f"/live/{room['id']}", host, seat["credential"]))
        assert await line.let_in(), line.status
        line.say(said)
        assert await line.until(answers)
        line.leave()

    await leave_nothing(worker, come_and_go)


@pytest.mark.parametrize("times", [1, 5], ids=["one", "many at once"])
async def test_a_connection_for_pages_is_held_by_nothing(worker: Worker, kit: Kit, times: int) -> None:
    """Whether its answers were waited for or not, and what they showed neither."""
    host = f"127.0.0.1:{worker.port}"
    asked = f"GET /join/{kit.founded['join_code']} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()

    async def come_and_go() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", worker.port)
        writer.write(asked * times)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.transport.abort()

    await leave_nothing(worker, come_and_go)


@pytest.mark.parametrize("before", [0, 5], ids=["alone", "behind others"])
@pytest.mark.parametrize("key", [b"no key", b"AAAAAAAAAAAAAAAAAAAAAA=="], ids=["odd", "plain"])
async def test_a_handshake_is_held_by_nothing(worker: Worker, kit: Kit, key: bytes, before: int) -> None:
    """Whoever reads it, and whatever was asked before it on the same connection."""
    host, room = f"127.0.0.1:{worker.port}".encode(), str(kit.room("s1")["id"]).encode()
    enter = b"GET /live/%b HTTP/1.1\r\nHost: %b\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" % (room, host)
    enter += b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %b\r\n\r\n" % key
    asked = b"GET /join/%b HTTP/1.1\r\nHost: %b\r\n\r\n" % (str(kit.founded["join_code"]).encode(), host)

    async def come_and_go() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", worker.port)
        writer.write(asked * before + enter)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 ")
        writer.transport.abort()

    await leave_nothing(worker, come_and_go)


async def leave_nothing(worker: Worker, come_and_go: Callable[[], Awaitable[None]]) -> None:
    """Come and go many times, and wait until nothing is left of it but what the first one brought for good."""
    await come_and_go()
    await until(lambda: worker.is_alone, "the end of the first")
    before = held()
    for _ in range(TIMES):
        await come_and_go()
    await until(lambda: worker.is_alone, "the end of all")
    await until(lambda: not left_by_each(before), "what each has left to go", 5)


def held() -> Counter[str]:
    """Count what is there of connections, without searching for what nobody holds any more."""
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, OF_A_CONNECTION))


def left_by_each(before: Counter[str]) -> list[str]:
    """Say of which kind there is one more for each that came and went; the worker has tasks of its own."""
    return [kind for kind, more in (held() - before).items() if more >= TIMES]
