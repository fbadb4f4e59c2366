"""A bad network: a proxy between phones and service, or between service and store.

It passes, delays, throttles, drops, resets, goes half-open, freezes lines that are open, refuses sockets, cuts after
some bytes, loses replies, and hands single frames to a `meddle` that may say them twice, later or in another order.
Refuses to know what is said.
"""

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Meddle = Callable[[bytes], list[tuple[float, bytes]]]
"""What becomes of one frame: copies of it, each with the seconds it is late."""
_CHUNK = 65_536
_FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Link:
    """One connection through the proxy."""

    def __init__(self, near: Stream, far: Stream) -> None:
        self.near, self.far = near, far
        self.passed = 0
        self.frozen = False

    def close(self) -> None:
        """End both sides in an orderly way."""
        for _, writer in (self.near, self.far):
            writer.close()

    def reset(self) -> None:
        """End the phone's side with RST, as a network that lost its memory does."""
        for _, writer in (self.near, self.far):
            end = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                if end.family != socket.AF_UNIX:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()


class Proxy:
    """Everything between two addresses: a port of this host, or the path of a socket."""

    def __init__(self, target: int | Path, at: Path | None = None, dice: random.Random | None = None) -> None:
        self._target, self._at = target, at
        self._dice = dice or random.Random(0)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.links: set[Link] = set()
        self.port = 0
        self.be_good()
        self.heard: Callable[[bytes], None] | None = None

    def be_good(self) -> None:
        """Pass everything from now on."""
        self.delay_s = 0.0
        self.bytes_a_second = 0
        self.half_open = False
        self.refusing = False
        self.without_sockets = False
        self.cut_after = 0
        self.reply_lost = 0.0
        self.meddle: Meddle | None = None

    async def open(self) -> None:
        """Listen."""
        if self._at is not None:
            self._server = await asyncio.start_unix_server(self._accept, self._at)
        else:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=2048)
            self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and cut everything."""
        if self._server is not None:
            self._server.close()
        for link in list(self.links):
            link.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self, share: float = 1.0, *, reset: bool = False) -> int:
        """End a share of the connections, and say how many."""
        chosen = [link for link in self.links if self._dice.random() < share]
        for link in chosen:
            link.reset() if reset else link.close()
        return len(chosen)

    def freeze(self) -> None:
        """Pass nothing more on any connection that is open, and leave it open; new ones are none the worse."""
        for link in self.links:
            link.frozen = True

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing:
            writer.transport.abort()
            return
        try:
            if isinstance(self._target, Path):
                far = await asyncio.open_unix_connection(self._target)
            else:
                far = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        link = Link((reader, writer), far)
        self.links.add(link)
        ways = [self._keep(self._upward(link)), self._keep(self._downward(link))]
        for way in ways:
            way.add_done_callback(lambda _: self._end(link, ways))

    def _end(self, link: Link, ways: list[asyncio.Task[None]]) -> None:
        if link in self.links:
            self.links.discard(link)
            for way in ways:
                way.cancel()
            link.close()

    async def _upward(self, link: Link) -> None:
        frames = Frames()
        while chunk := await link.near[0].read(_CHUNK):
            if self.heard is not None:
                self.heard(chunk)
            if self.without_sockets and _asks_for_socket(chunk):
                link.near[1].write(_FORBIDDEN)
                return
            for piece in frames.split(chunk):
                if self.meddle is None or not frames.open or not piece:
                    await self._pass(link, link.far[1], piece)
                    continue
                for late_s, copy in self.meddle(piece):
                    if late_s:
                        self._keep(self._later(link, copy, late_s))
                    else:
                        await self._pass(link, link.far[1], copy)

    async def _downward(self, link: Link) -> None:
        while chunk := await link.far[0].read(_CHUNK):
            if self.reply_lost and self._dice.random() < self.reply_lost:
                link.reset()
                return
            await self._pass(link, link.near[1], chunk)

    async def _pass(self, link: Link, to: asyncio.StreamWriter, chunk: bytes) -> None:
        while self.half_open or link.frozen:  # noqa: ASYNC110 - what lies between has no other sign of life
            await asyncio.sleep(0.01)
        if self.delay_s:
            await asyncio.sleep(self.delay_s * self._dice.random())
        if self.bytes_a_second:
            await asyncio.sleep(len(chunk) / self.bytes_a_second)
        link.passed += len(chunk)
        if self.cut_after and link.passed > self.cut_after:
            to.write(chunk[: len(chunk) // 2])
            link.reset()
            return
        to.write(chunk)
        await to.drain()

    async def _later(self, link: Link, copy: bytes, late_s: float) -> None:
        await asyncio.sleep(late_s)
        if link in self.links:
            await self._pass(link, link.far[1], copy)

    def _keep(self, work: Awaitable[None]) -> asyncio.Task[None]:
        async def quietly() -> None:
            with contextlib.suppress(OSError):
                await work

        task = asyncio.create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class Frames:
    """Cut the bytes of a phone into frames of its socket, after the handshake; other bytes stay as they come."""

    def __init__(self) -> None:
        self._rest = b""
        self.open = False
        self._web = None

    def split(self, chunk: bytes) -> list[bytes]:
        """Return what is whole by now."""
        if self._web is None:
            self._web = _asks_for_socket(chunk)
        if not self._web:
            return [chunk]
        self._rest += chunk
        if not self.open:
            head, end, rest = self._rest.partition(b"\r\n\r\n")
            if not end:
                return []
            self._rest = rest
            self.open = True
            return [head + end]  # the first piece is the handshake: a meddler passes it on as it is
        whole = []
        while (length := _length(self._rest)) and len(self._rest) >= length:
            whole.append(self._rest[:length])
            self._rest = self._rest[length:]
        return whole


def _asks_for_socket(chunk: bytes) -> bool:
    return chunk.startswith(b"GET ") and b"upgrade: websocket" in chunk.lower()


def _length(head: bytes) -> int:
    """Say how long a masked frame is from its head; nought while that cannot be told."""
    if len(head) < 2:
        return 0
    short = head[1] & 0x7F
    if short == 126:
        return 8 + int.from_bytes(head[2:4], "big") if len(head) >= 4 else 0
    if short == 127:
        return 14 + int.from_bytes(head[2:10], "big") if len(head) >= 10 else 0
    return 6 + short


def is_text(frame: bytes) -> bool:
    """Say whether a frame carries words; pings, closes and the handshake do not."""
    return frame[:1] == b"\x81"
