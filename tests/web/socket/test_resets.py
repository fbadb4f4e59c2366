"""Resets and faults behind a fault: for the service no event, and never a defect."""

import asyncio

import pytest
from websockets.frames import Opcode

from server.web.socket.batch_writer import BatchWriter
from tests.conftest import until
from tests.services import Kit, Service
from tests.web.socket.one_wire import a_wire

AT_ONCE, ROUNDS = 20, 60


@pytest.mark.usefixtures("no_defect")
async def test_who_resets_while_many_answers_are_on_their_way_is_no_event(service: Service, kit: Kit) -> None:
    """The transport is closed a turn before the library hears of it: what is written in between goes to nobody."""
    asked = f"GET /join/{kit.founded['join_code']} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n\r\n".encode()

    async def ask_and_reset(answers: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
        writer.write(asked * AT_ONCE + (b"no http\r\n\r\n" if answers % 2 else b""))
        for _ in range(answers % 5):
            await reader.read(1_000)
        writer.transport.abort()

    for _ in range(ROUNDS // 6):
        await asyncio.gather(*(ask_and_reset(answers) for answers in range(6)))
    status, _ = await asyncio.to_thread(service.call, "GET", "/health")
    assert status == 200


async def test_a_fault_before_a_farewell_in_one_read_is_answered_with_the_farewell() -> None:
    """What is not UTF-8 is found out when the library has said farewell already: nothing is said twice."""
    async with a_wire(BatchWriter()) as (wire, heard, other):
        no_utf8 = b"\x81\xff" + (1).to_bytes(8, "big") + b"\0\0\0\0\xff"
        farewell = b"\x88\x82\0\0\0\0" + (1000).to_bytes(2, "big")
        await asyncio.get_running_loop().sock_sendall(other.line, no_utf8 + farewell)
        frames = await other.hear()
        assert [frame.opcode for frame in frames] == [Opcode.CLOSE]
        assert other.frames.close_rcvd is not None
        assert other.frames.close_rcvd.code == 1000
        await until(lambda: wire.gone, "the end")
        assert heard.texts == []
