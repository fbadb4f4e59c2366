"""One wire over real sockets: whoever talks on it, and the other side, which reads when it is told to."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

from websockets.client import ClientProtocol
from websockets.frames import Frame
from websockets.protocol import State
from websockets.uri import parse_uri

from server.web.socket.batch_writer import BatchWriter
from server.web.socket.wire import Wire
from tests.conftest import until

PATIENCE_S = 10.0


class Heard:
    """Whoever talks on the wire: it remembers."""

    def __init__(self) -> None:
        self.purse = True
        self.texts: list[str] = []
        self.codes: list[int] = []
        self.blocked_times = self.flowing_times = 0

    def hear(self, text: str) -> None:
        """Take a text."""
        self.texts.append(text)

    def pay(self, cost: int) -> bool:
        """Give everything, or nothing."""
        return self.purse and cost >= 0

    def blocked(self) -> None:
        """Count it."""
        self.blocked_times += 1

    def flowing(self) -> None:
        """Count it."""
        self.flowing_times += 1

    def gone(self, code: int) -> None:
        """Take the end."""
        self.codes.append(code)


class Other:
    """The other side of a wire, which reads only when it is told to."""

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)
        self.line = line
        self.frames = ClientProtocol(parse_uri("ws://x/"), max_size=None, state=State.OPEN)
        self.ended = False

    async def say(self, *what: tuple[str, Any]) -> None:
        """Send frames: `send_text`, `send_ping`, `send_close`, with what they take."""
        for verb, value in what:
            getattr(self.frames, verb)(value)
        await self._pass_on()

    async def hear(self) -> list[Frame]:
        """Take what is there, and answer it as the library does."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE_S):
            data = await loop.sock_recv(self.line, 1 << 16)
        if data:
            self.frames.receive_data(data)
        else:
            self.ended = True
        with contextlib.suppress(OSError):  # whoever has ended takes no answer
            await self._pass_on()
        return [event for event in self.frames.events_received() if isinstance(event, Frame)]

    async def _pass_on(self) -> None:
        if said := b"".join(self.frames.data_to_send()):
            await asyncio.get_running_loop().sock_sendall(self.line, said)


@contextlib.asynccontextmanager
async def a_wire(writer: BatchWriter) -> AsyncIterator[tuple[Wire, Heard, Other]]:
    """Connect two sides; somebody talks on ours."""
    ours, theirs = socket.socketpair()
    for side in (ours, theirs):
        side.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    async with contextlib.AsyncExitStack() as ends:
        ends.callback(theirs.close)
        transport, _ = await asyncio.get_running_loop().connect_accepted_socket(asyncio.Protocol, ours)
        ends.callback(transport.abort)
        among: set[Wire] = set()
        wire = Wire(transport, writer, among, encrypted=False)  # type: ignore[arg-type]
        transport.set_protocol(wire)
        heard = Heard()
        wire.open(heard)
        yield wire, heard, Other(theirs)
        transport.abort()
        await until(lambda: not among, "the end of the wire")
