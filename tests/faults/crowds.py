"""Crowds: everybody comes back at once, and some never read what they are told."""

import asyncio
import contextlib
import resource
import socket

from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.house import eventually


@fault(phones=60, long_phones=1_000, pause_s=0.5, workers=2)
async def everybody_reconnects(hall: Hall) -> None:
    """Every line is cut at once; all are back, with the whole picture, within 15 s."""
    await asyncio.gather(*(voter.stop() for voter in hall.voters))
    loop = asyncio.get_running_loop()
    hall.house.net.cut(reset=True)
    await eventually(lambda: all(voter.cut_off for voter in hall.voters), "the end of every line")
    began = loop.time()
    await asyncio.gather(*(voter.greet() for voter in hall.voters))
    hall.notes["everybody back after s"] = round(loop.time() - began, 2)
    if loop.time() - began > 15.0:
        hall.failures.append("not everybody was back within 15 s")
    hall.back()
    hall.go_on()
    await hall.everybody_again()


@fault(phones=40)
async def nobody_reads(hall: Hall) -> None:
    """50 observers ask for the picture again and again and never read an answer; they are let go, the rest votes on."""
    worker = hall.house.service.workers()[0]
    before = memory_mib(worker)
    deaf = [await _deaf(hall) for _ in range(50)]
    greeting = b'{"type":"hello","ref":"' + b"x" * 60 + b'"}'
    frame = b"\x81" + bytes([0x80 | len(greeting)]) + b"\0\0\0\0" + greeting
    most = 0.0
    for _ in range(30):
        for line in deaf:
            with contextlib.suppress(BlockingIOError, OSError):
                line.send(frame * 60)
        await hall.more(len(hall.voters))
        most = max(most, memory_mib(worker) - before)
    hall.notes["grew by MiB"] = round(most, 1)
    if most > 150:
        hall.failures.append("whoever does not read fills the service's memory")
    ended = 0
    for line in deaf:
        ended += await asyncio.to_thread(_was_ended, line)
    hall.notes["let go"] = ended
    hall.back()
    await hall.everybody_again()


async def _deaf(hall: Hall) -> socket.socket:
    """Connect somebody who reads nothing beyond the handshake."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    await asyncio.to_thread(line.connect, ("127.0.0.1", hall.house.service.port))
    line.sendall(
        (
            f"GET /live/{hall.room['id']} HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {hall.kit.founded['credentials']['observer']}\r\n\r\n"
        ).encode()
    )
    assert (await asyncio.to_thread(line.recv, 1)) == b"H"
    line.setblocking(False)
    return line


def _was_ended(line: socket.socket) -> bool:
    """Read what is left, and say whether the service has ended the line."""
    line.settimeout(0.5)
    try:
        while line.recv(65_536):
            continue
    except TimeoutError:
        return False
    except OSError:
        return True
    finally:
        line.close()
    return True


def memory_mib(pid: int) -> float:
    """How much memory a process holds."""
    with open(f"/proc/{pid}/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
