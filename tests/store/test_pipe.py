"""The pipe: whose silence it is when a question was not answered in time."""

import asyncio
import socket
import time

import uvloop

from server.store import Store
from server.store.embedded import EmbeddedStore
from server.store.pipe import ANSWERED_WITHIN_S


def test_a_process_that_was_asleep_blames_nobody(server: EmbeddedStore) -> None:
    """The service's own loop looks at the clock before it reads: an answer that lies unread is not late."""

    ours, theirs = socket.socketpair()

    async def ask_and_sleep() -> None:
        loop, store = asyncio.get_running_loop(), Store(server.url)
        await store.open()
        try:
            await store.seats.read_personal_time_of("abcde", "abcde000")  # the connection is there
            asked = asyncio.create_task(store.seats.read_personal_time_of("abcde", "abcde000"))
            for _ in range(3):
                await asyncio.sleep(0)  # it is sent
            loop.add_reader(ours, lambda: (ours.recv(1), time.sleep(ANSWERED_WITHIN_S + 0.3)))
            theirs.send(b"!")  # whoever is heard before the store keeps this process from reading on
            assert await asked == 0
        finally:
            loop.remove_reader(ours)
            await store.close()

    with ours, theirs:
        uvloop.run(ask_and_sleep())
