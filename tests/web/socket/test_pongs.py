"""Pongs that no client may send."""

import pytest

from server.web.socket.batch_writer import BatchWriter
from server.web.socket.frames import PONG
from tests.conftest import until
from tests.web.socket.one_wire import a_wire


@pytest.fixture
def writer() -> BatchWriter:
    """The post of one process."""
    return BatchWriter()


@pytest.mark.parametrize("pong", [bytes((PONG, 12)) + b"\1" * 12, bytes((PONG, 0xFE, 0, 126)) + b"\1" * 130])
async def test_a_pong_that_no_client_may_send_ends_the_line(writer: BatchWriter, pong: bytes) -> None:
    """Not masked, or too long: the library's, with 1002; passed over, it would hide all that was sent behind it."""
    async with a_wire(writer) as (_, heard, other):
        other.line.send(pong + bytes((0x81, 0x81)) + b"\0\0\0\0x")
        await until(lambda: heard.codes, "the end")
        await other.hear()
        assert other.frames.close_rcvd is not None
        assert other.frames.close_rcvd.code == 1002
