"""What a connection leaves in the memory of a worker once it has ended: nothing that a search would have to find.

The collector of a worker looks rarely (`app.GARBAGE_AFTER`). What holds itself in a circle waits for it, and several
hundred sockets that have gone would take as much as several hundred that are here.
"""

import asyncio
import gc
import json
import socket
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from websockets.protocol import Protocol

from server.app import make_app
from server.protocol.message import LARGEST_FRAME
from server.room.listener import Listener
from server.settings import read_settings
from server.web.conversation import Conversation
from server.web.door import Door
from server.web.wire import Wire
from tests.conftest import until
from tests.fuzz.line import Line, a_line, framed, handshake
from tests.services import Kit

OF_A_CONNECTION = (Door, Wire, Conversation, Listener, Protocol, asyncio.Task, BaseException)
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
    server = uvicorn.Server(uvicorn.Config(make_app(settings), http=Door, log_config=None))  # type: ignore[arg-type]
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

    await come_and_go()  # what the first one brings for good is nobody's
    await until(lambda: worker.is_alone, "the end of the first")
    before = held()
    for _ in range(TIMES):
        await come_and_go()
    await until(lambda: worker.is_alone, "the end of all")
    await until(lambda: held() <= before, "what is left of them to go", 5)


def held() -> Counter[str]:
    """Count what is there of connections, without searching for what nobody holds any more."""
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, OF_A_CONNECTION))
