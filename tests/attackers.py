"""Attackers: raw sockets that send whatever they like, as fast as they can, and look for the end alone."""

import asyncio
import base64
import contextlib
import json
import os
import struct
from collections.abc import Callable

from tests.services import Json, Kit

WITHIN_S = 5.0
MASKED = 0x80


def frame(payload: bytes, first_byte: int = 0x81) -> bytes:
    """Write a frame as a client does, with a mask of noughts."""
    size = len(payload)
    head = bytes((first_byte, MASKED | size)) if size < 126 else struct.pack(">BBH", first_byte, MASKED | 126, size)
    return head + b"\0\0\0\0" + payload


class Attacker:
    """A raw socket after its handshake, which sends whatever it is given and looks for the end alone."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.closed = asyncio.create_task(self._look_for_the_end())

    async def attack(self, bytes_: Callable[[], bytes], within_s: float = WITHIN_S) -> int:
        """Send again and again until the other side ends, and say with which code."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(within_s):
                while not self.closed.done():
                    await self.push(bytes_())
        async with asyncio.timeout(1):
            return await self.closed

    async def push(self, data: bytes) -> None:
        """Send as fast as it is taken, until the other side ends."""
        self._writer.write(data)
        taken = asyncio.create_task(self._writer.drain())
        await asyncio.wait([taken, self.closed], return_when=asyncio.FIRST_COMPLETED)
        if not taken.cancel():
            taken.exception()
        await asyncio.sleep(0)

    def write(self, data: bytes) -> None:
        """Send something once."""
        self._writer.write(data)

    async def leave(self) -> None:
        """Hang up."""
        self.closed.cancel()
        self._writer.transport.abort()

    async def _look_for_the_end(self) -> int:
        """Read frame after frame until the farewell; nought where there is none."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                first, size = await self._reader.readexactly(2)
                if size == 126:
                    (size,) = struct.unpack(">H", await self._reader.readexactly(2))
                elif size == 127:
                    (size,) = struct.unpack(">Q", await self._reader.readexactly(8))
                payload = await self._reader.readexactly(size)
                if first == 0x88:
                    return int.from_bytes(payload[:2], "big")
        return 0


async def an_attacker(kit: Kit, room: Json, credential: str) -> Attacker:
    """Shake hands and say nothing yet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", kit.service.port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /live/{room['id']} HTTP/1.1\r\nHost: 127.0.0.1:{kit.service.port}\r\nConnection: Upgrade\r\n"
        f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        f"Authorization: Bearer {credential}\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    return Attacker(reader, writer)


HELLO = frame(b'{"type":"hello"}')
HAVE = {f"abcde{number:03}": {"epoch": 1, "revision": 9, "proof": "AAAAAAAAAAAA"} for number in range(32)}
WAYS: dict[str, Callable[[], bytes]] = {
    "empty texts": lambda: frame(b"") * 10_000,
    "garbage": lambda: frame(os.urandom(2_000).hex().encode()[:3_000]) * 20,
    "pings": lambda: frame(b"there?", 0x89) * 1_000,
    "pongs": lambda: frame(b"", 0x8A) * 10_000,
    "hellos": lambda: HELLO * 100,
    "hellos with 32 claims": lambda: frame(json.dumps({"type": "hello", "have": HAVE}).encode()) * 20,
    "similar titles": lambda: frame(b'{"type":"find_similar","question_id":"q","title":"A shared calendar"}') * 100,
    "acts that are not permitted": lambda: frame(b'{"type":"set_live"}') * 100,
    "parts without end": lambda: frame(b"x", 0x00) * 1_000,
}
