"""Deadlines: whoever says nothing, or half of it, is let go in time, and keeps nobody out meanwhile."""

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from server.web.socket.guests import MOST_WAITING, ORDINARY_DEADLINES, Deadlines
from tests.conftest import until
from tests.room.halls import witness
from tests.services import Service
from tests.web.socket.impatient import SHORT_DEADLINES, ImpatientEncrypted, ImpatientService
from tests.web.socket.test_the_wire import CERTIFICATE

pytestmark = pytest.mark.usefixtures("no_defect")
HEAD_S, BODY_S = SHORT_DEADLINES.head_s, SHORT_DEADLINES.body_s
SLACK_S = 3.0
HEAD = b"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n"
ESTABLISHED = "01"
LATE = b"HTTP/1.1 408 "


async def ended(
    port: int, *said: bytes, every_s: float = 0.0, tls: ssl.SSLContext | None = None
) -> tuple[float, bytes]:
    """Say something part by part, and wait for the end: after how long it came, and with what answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=tls)
    began = time.monotonic()

    async def speak() -> None:
        for part in said:
            writer.write(part)
            await asyncio.sleep(every_s)

    speaking = asyncio.create_task(speak())
    try:
        async with asyncio.timeout(HEAD_S + BODY_S + 10):
            answer = await reader.read()
    except ConnectionError:
        answer = b""
    speaking.cancel()
    writer.close()
    return time.monotonic() - began, answer


def is_open(port: int, other: int) -> bool:
    """Say whether the service holds a connection: whoever reads nothing does not hear of its end."""
    return f":{port:04X} 0100007F:{other:04X} {ESTABLISHED}" in Path("/proc/net/tcp").read_text()


async def unread(service: Service) -> float:
    """Ask for more than any buffer holds, read nothing of it, and say after how long the line was cut.

    As many questions as may wait for their answers, each for the longest sheet there is. In short segments, for of
    such the other side keeps few in its buffer, and of the long ones of a loopback megabytes.
    """
    _, page = service.call("GET", "/")
    sheet = re.findall(r"/static/[^\"]+controls\.css", page)[0].replace("controls", "delegate")
    asked = f"GET {sheet} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with socket.socket() as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1_400)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        line.connect(("127.0.0.1", service.port))
        ours = line.getsockname()[1]
        began = time.monotonic()
        line.sendall(asked * MOST_WAITING)
        await until(lambda: is_open(service.port, ours), "the line")
        await until(lambda: not is_open(service.port, ours), "the cut", 4 * BODY_S)
        return time.monotonic() - began


def drops(head: bytes) -> list[bytes]:
    """Cut what is said into single bytes, and go on for ever."""
    return [bytes([byte]) for byte in head + b"x" * 1_000]


@pytest.fixture
def impatient(store_url: str, tmp_path: Path) -> Iterator[Service]:
    """Run a service with short deadlines, which says nothing of those who miss them."""
    with ImpatientService(store_url, tmp_path) as running:
        yield running
    assert "Traceback" not in running.log.read_text()


def test_a_head_has_ten_seconds_and_a_body_twenty() -> None:
    """Whatever the tests below wait for, this is what people have."""
    assert Deadlines(head_s=10.0, body_s=20.0, last_words_s=2.0) == ORDINARY_DEADLINES


async def test_whoever_says_nothing_or_half_of_it_is_let_go_in_time(impatient: Service) -> None:
    """A head in its time however it comes, then a body in its own; no request for the one, no answer for the other."""
    slow_head = drops(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ")
    silent, half, slow, body, slow_body, idle, deaf_s = await asyncio.gather(
        ended(impatient.port),
        ended(impatient.port, b"GET / HTTP/1.1\r\nHost: 127"),
        ended(impatient.port, *slow_head, every_s=0.2),
        ended(impatient.port, HEAD, b"{"),
        ended(impatient.port, HEAD, *drops(b"{")[:90], every_s=0.5),
        ended(impatient.port, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        unread(impatient),
    )
    assert BODY_S - 1 < deaf_s < BODY_S + 2 * SLACK_S
    for seconds, _ in (silent, half, slow):
        assert HEAD_S - 1 < seconds < HEAD_S + SLACK_S
    for seconds, answer in (body, slow_body):
        assert BODY_S - 1 < seconds < BODY_S + SLACK_S
        assert answer.startswith(LATE)
    assert silent[1] == b""
    assert half[1].startswith(LATE)
    assert slow[1].startswith(LATE)
    assert idle[0] < HEAD_S + SLACK_S
    assert idle[1].startswith(b"HTTP/1.1 200 ")


async def test_a_head_without_an_end_is_refused(service: Service) -> None:
    """Long before its time is over, in which a gigabyte could come."""
    seconds, answer = await ended(
        service.port, b"GET / HTTP/1.1\r\n", *[b"X-Long: " + b"x" * 8_000 + b"\r\n"] * 100, every_s=0.001
    )
    assert seconds < ORDINARY_DEADLINES.head_s - 1
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


async def test_with_tls_the_handshake_has_the_same_deadline(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silent before, in the middle and after; who speaks no TLS is cut off; honest ones come in meanwhile."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with ImpatientEncrypted(store_url, tmp_path) as service:
        hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
        waiting = [
            asyncio.create_task(one)
            for one in (
                ended(service.port),
                ended(service.port, hello),
                ended(service.port, tls=trusting),
                ended(service.port, b"GET / HTTP/1.1\r\nHost: 1", tls=trusting),
            )
        ]
        at_once = await asyncio.gather(*(ended(service.port, b"GET / HTTP/1.1\r\n\r\n") for _ in range(20)))
        assert max(seconds for seconds, _ in at_once) < HEAD_S - 1
        hundred = [
            ended(service.port, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", tls=trusting)
            for _ in range(100)
        ]
        assert all(answer.endswith(b"live\n") for _, answer in await asyncio.gather(*hundred))
        kit = await asyncio.to_thread(service.new_meeting)
        async with AsyncExitStack() as hall:
            chair = await witness(hall, kit, kit.room("s1"), "chair")
            for seconds, _ in await asyncio.gather(*waiting):
                assert HEAD_S - 1 < seconds < HEAD_S + SLACK_S
            assert (await chair.hello())["type"] == "snapshot"
        log = service.log.read_text()
    assert "Traceback" not in log
    assert "SSL" not in log
