"""Departures: whoever leaves in the middle of what they say is no defect, and nothing of it stands in the log."""

import asyncio
import json
import socket
import struct

import pytest

from server.store import Store
from tests.conftest import until
from tests.services import Kit, Service
from tests.web.browsers import a_tab

AT_ONCE = struct.pack("ii", 1, 0)


def said_by(path: str, body: bytes, *lines: str) -> bytes:
    """Write one request."""
    head = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}", *lines, "", ""]
    return "\r\n".join(head).encode() + body


async def said_so_far(service: Service) -> str:
    """Read the log once the service has said that it is open."""
    return await until(lambda: "Plenum is open" in (said := service.log.read_text()) and said, "its first words")


async def depart(port: int, said: bytes, *, roughly: bool) -> None:
    """Say the beginning of something and leave: with a reset, or as one who hangs up."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    await writer.drain()
    if roughly:
        line = writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    writer.close()


@pytest.mark.parametrize("roughly", [False, True], ids=["hanging up", "with a reset"])
async def test_a_phone_may_leave_at_any_byte(service: Service, kit: Kit, store: Store, roughly: bool) -> None:
    """Of a form, a call, a proposal: no line in the log, no seat, and the service goes on."""
    before, code = await said_so_far(service), kit.founded["join_code"]
    slot, cookie, _ = a_tab(service, kit)
    seats = await store.seats.read_all(kit.id)
    join = json.dumps({"join_code": code, "region_id": "AF", "name": "Ada"}).encode()
    form = b"region_id=AF&name=Ada&delegation=Terra"
    for said, head_ends in (
        (said_by("/api/join", join), b"\r\n\r\n"),
        (said_by(f"/join/{code}", form, "Content-Type: application/x-www-form-urlencoded"), b"\r\n\r\n"),
        (said_by(f"/tab/{slot}/delegate/{kit.room('s1')['id']}/propose", form, f"Cookie: {cookie}"), b"\r\n\r\n"),
        (said_by("/api/meetings", join, f"Authorization: Bearer {service.key}"), b"\r\n\r\n"),
    ):
        for size in range(len(said)):
            await depart(service.port, said[:size], roughly=roughly and size > said.index(head_ends))
    await until(lambda: service.call("GET", "/ready")[0] == 200, "the service")
    assert await store.seats.read_all(kit.id) == seats
    assert service.log.read_text()[len(before) :] == ""


async def test_bytes_that_make_no_sense_are_answered_and_not_written_down(service: Service) -> None:
    """The log is the operator's: a stranger cannot fill it."""
    before = await said_so_far(service)
    for said in (b"\x16\x03\x01\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 100, b"GET / HTTP/9.9\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"):  # fmt: skip
        reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
        writer.write(said)
        assert (await reader.read(13)).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 421 ", b"HTTP/1.1 200 "))
        writer.close()
    assert service.log.read_text()[len(before) :] == ""


async def test_no_log_line_names_a_join_code(service: Service, kit: Kit) -> None:
    """Right or wrong, whole or half: addresses with codes in them are not written down."""
    code = kit.founded["join_code"]
    for path in (f"/join/{code}", f"/join/{code}/x", f"/?code={code}", f"/join/{code}%00", f"/join/{code[:4]}zzzz"):
        service.call("GET", path)
        service.call("POST", path, b"region_id=XX")
        service.call("PUT", path, b"x")
    said = service.log.read_text()
    assert code not in said
    assert f"{code[:4]}zzzz" not in said
