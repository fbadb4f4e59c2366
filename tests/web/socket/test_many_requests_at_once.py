"""Requests that come before the answers to those in front of them: some are kept, thousands are not."""

import asyncio
import contextlib
import re

import pytest

from server.web.socket.guests import MOST_WAITING
from tests.services import Service

pytestmark = pytest.mark.usefixtures("no_defect")


async def answers_to(service: Service, times: int) -> list[str]:
    """Say the same so often in one go, and list the status of every answer until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
    one = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n\r\n"
    last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
    writer.write((one * (times - 1) + last).encode())
    said = b""
    with contextlib.suppress(ConnectionResetError):  # it ends while we still speak
        async with asyncio.timeout(20):
            while some := await reader.read(65_536):
                said += some
    writer.close()
    return re.findall(r"HTTP/1\.1 (\d\d\d)", said.decode())


async def test_a_few_requests_that_come_at_once_are_answered_one_after_the_other(service: Service) -> None:
    assert await answers_to(service, MOST_WAITING) == ["200"] * MOST_WAITING


async def test_who_does_not_wait_for_thousands_of_answers_is_let_go(service: Service) -> None:
    """Each that waits takes 30 times as much memory as its text, and a stranger has as many lines as they like."""
    assert len(await answers_to(service, 2_000)) <= MOST_WAITING + 1
    assert await answers_to(service, 1) == ["200"]
