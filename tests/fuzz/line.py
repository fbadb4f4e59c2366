"""One raw connection: a socket's handshake, frames as they are, and a count of what came back.

Refuses to know what is sent. Invariant: whatever becomes of the connection is known by its close code: what the other
side said, `LEFT` if we went, `BROKEN` if it ended without a word.
"""

import asyncio
import base64
import json
import os
import re
from collections import Counter
from typing import Any

from websockets.frames import apply_mask  # type: ignore[attr-defined] # in C if it can

LEFT, BROKEN, RESET = -1, 0, 1006
_CODE = re.compile(rb'"code":"(\w+)"')
_TEXT, _CLOSE, _PING = 1, 8, 9


def framed(payload: bytes, first: int = 0x81, mask: bytes = b"\1\2\3\4") -> bytes:
    """Write one frame as a client does."""
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((first, 0xFE)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, 0xFF)) + size.to_bytes(8, "big")
    return head + mask + apply_mask(payload, mask)


def handshake(path: str, host: str, credential: str, *more: str) -> bytes:
    """Write the request that opens a socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: plenum.v1", f"Authorization: Bearer {credential}", *more,
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Line(asyncio.Protocol):
    """One connection; `answered` counts the replies, `codes` the refusals by code."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.answered = self.too_fast = 0
        self.status = 0
        self.code = LEFT
        self.closed = False
        self.codes: Counter[str] = Counter()
        self.kept: list[dict[str, Any]] | None = None
        self._unread = b""
        self._news = asyncio.Event()
        self._writable = asyncio.Event()
        self._writable.set()
        self._leaving = False
        self._out: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        """Count what comes."""
        data = self._unread + data
        at = 0
        if not self.status:
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                self._unread = data
                return
            self.status, data = int(head.split(b" ", 2)[1]), rest
        while self.status == 101 and len(data) >= at + 2:
            size, begin = data[at + 1], at + 2
            if size >= 126:
                begin += 2 if size == 126 else 8
                size = int.from_bytes(data[at + 2 : begin], "big")
            if len(data) < begin + size or len(data) < begin:
                break
            self._hear(data[at] & 15, data[begin : begin + size])
            at = begin + size
        self._unread = data[at:]
        self._news.set()

    def connection_lost(self, fault: Exception | None) -> None:
        """Know how it ended."""
        self.closed = True
        if self.code == LEFT and not self._leaving:
            self.code = RESET if isinstance(fault, ConnectionResetError | BrokenPipeError) else BROKEN
        self._news.set()
        self._writable.set()

    def pause_writing(self) -> None:
        """Write no more for now."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """Write on."""
        self._writable.set()

    def say(self, said: bytes) -> None:
        """Send bytes as they are."""
        if not self.closed:
            self._out.write(said)

    async def flow(self) -> None:
        """Wait until the other side takes what was said."""
        await self._writable.wait()

    async def until(self, answered: int, patience_s: float = 30.0) -> bool:
        """Wait for so many replies or the end, and say whether either came."""
        try:
            async with asyncio.timeout(patience_s):
                while not (self.closed or self.answered >= answered):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    async def let_in(self) -> bool:
        """Wait for the answer to the handshake."""
        async with asyncio.timeout(30):
            while not (self.closed or self.status):
                self._news.clear()
                await self._news.wait()
        return self.status == 101

    def leave(self, *, abruptly: bool = True) -> None:
        """Go: with a reset, or with the end of what we say."""
        self._leaving = True
        if abruptly:
            self._out.abort()
        else:
            self._out.close()

    def _hear(self, opcode: int, payload: bytes) -> None:
        if opcode == _TEXT:
            if b'","ref":' in payload[:48]:
                self.answered += 1
                if payload.startswith(b'{"type":"refused"') and (found := _CODE.search(payload)):
                    self.codes[found[1].decode()] += 1
            if self.kept is not None:
                self.kept.append(json.loads(payload))
        elif opcode == _CLOSE:
            self.code = int.from_bytes(payload[:2], "big") if payload else 1005
            self.say(framed(payload[:2], 0x88))
        elif opcode == _PING:
            self.say(framed(payload, 0x8A))


async def a_line(port: int) -> Line:
    """Connect."""
    _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    return line
