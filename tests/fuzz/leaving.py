"""Phase *departures*: whoever leaves in the middle, at every byte, of a handshake, a frame, a form and a call.

Checked by the log and by the health of the service afterwards: for the service that is no event.
"""

import asyncio
import json
from collections.abc import Iterator
from urllib.parse import urlencode

from tests.fuzz.house import House
from tests.fuzz.line import Line, a_line, framed, handshake
from tests.fuzz.tallies import Tally

NAME = "departures"
AT_ONCE = 16


def _writer(path: str, host: str, kind: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _cases(house: House) -> Iterator[tuple[str, bytes, bytes]]:
    """Say what is left in the middle: its name, what comes before it, and itself."""
    host, code = house.service.host, house.kit.founded["join_code"]
    room, credential = house.delegates[0]
    enter = handshake(f"/live/{room}", host, credential)
    form = "application/x-www-form-urlencoded"
    yield "a handshake", b"", enter
    yield "a frame", enter, framed(json.dumps({"type": "hello", "ref": "x" * 150}).encode())
    yield (
        "a form",
        b"",
        _writer(f"/join/{code}", host, form, urlencode({"region_id": "no such", "name": "é" * 20}).encode()),
    )
    yield "a call", b"", _writer("/api/join", host, "application/json", json.dumps({"join_code": code}).encode())
    chunked = f"POST /api/enter HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield "a call in chunks", b"", chunked.encode() + b'5\r\n{"cre\r\n10\r\ndential": "none"}\r\n0\r\n\r\n'
    yield "a founding", b"", _writer("/api/meetings", host, "application/json", b"{}").replace(
        b"\r\n\r\n", f"\r\nAuthorization: Bearer {house.service.key}\r\n\r\n".encode(), 1
    )  # fmt: skip


async def leave_everywhere(house: House, tally: Tally, stride: int) -> None:
    """Leave at every so-manieth byte of everything, with a reset and with an end."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def leave_at(before: bytes, what: bytes, at: int, *, abruptly: bool) -> None:
        async with gate:
            line: Line = await a_line(house.service.port)
            line.say(before)
            if before:
                await line.let_in()
            line.say(what[:at])
            await asyncio.sleep(0)
            line.leave(abruptly=abruptly)
            tally.connections += 1
            tally.sent += 1

    for _, before, what in _cases(house):
        places = [*range(0, len(what), stride), len(what)]
        await asyncio.gather(
            *(leave_at(before, what, at, abruptly=abruptly) for at in places for abruptly in (False, True))
        )
    tally.reached = tally.sent
    status, _ = await asyncio.to_thread(house.service.call, "GET", "/health")
    if status != 200:
        tally.violate(f"after the departures /health answers {status}", NAME)
