"""One worker process: a web server on a socket that the supervisor has opened."""

import asyncio
import contextlib
import logging
import socket
from functools import partial
from types import FrameType

import uvicorn

from server import metrics
from server.app import make_app
from server.host.heartbeat import BEAT_S, Heartbeat
from server.limits import descriptors, set_limits
from server.live.elsewhere import send_elsewhere, some_of
from server.live.hub import Hub
from server.logs import log
from server.protocol.message import LARGEST_FRAME
from server.settings import read_settings
from server.web.socket.door import Door
from server.web.socket.doorstep import Doorstep, make_context
from server.web.socket.guests import ORDINARY_DEADLINES, Deadlines
from server.web.socket.odd_handshakes import OddHandshake

DRAIN_S = 5
SPREAD_S = 3.0
LAST_KNOCK_S = 0.3
"""Whoever was let in by a worker that ends has so long to say what they want; to hang up would be no answer."""
LOOK_S = 1.0
NOTE_S = 5.0


_OF_STRANGERS = ("Invalid UTF-8 sequence", "Invalid HTTP request received", "Unsupported upgrade request")


class StrangersBytes(logging.Filter):
    """Drop what the web server says of bytes that make no sense: whoever sends them is told by the answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything else through."""
        return not record.getMessage().startswith(_OF_STRANGERS)


class Draining(uvicorn.Server):
    """A web server that lets its rooms go slice by slice before it ends."""

    hub: Hub | None = None
    heartbeat: Heartbeat
    _beating: asyncio.Task[None] | None = None
    _sending: asyncio.Task[None] | None = None
    _told: asyncio.Event | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and from then on show the supervisor until the end that the loop turns."""
        await super().startup(sockets)
        self._beating = asyncio.create_task(self._beat())

    async def main_loop(self) -> None:
        """Look once a second whether there is anything to do: who wants an end says so."""
        self._told, self._loop = asyncio.Event(), asyncio.get_running_loop()
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._told.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        super().handle_exit(sig, frame)
        if self._told is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._told.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept nobody new, finish what is under way, send everybody elsewhere in random slices, then end."""
        for server in self.servers:
            server.close()
        await asyncio.sleep(LAST_KNOCK_S)
        if self.hub is not None:
            try:
                await self.hub.drain()
            except Exception:  # nothing may keep a worker from ending
                log.exception("drain_broke")
        await super().shutdown(sockets)

    async def _beat(self) -> None:
        figures, noted_s = metrics.ProcessFigures(), 0.0
        while True:
            self._send_again(self.heartbeat.beat(len(self.hub.everybody) if self.hub is not None else 0))
            if (now_s := asyncio.get_running_loop().time()) - noted_s >= NOTE_S:
                figures.note()
                noted_s = now_s
            await asyncio.sleep(BEAT_S)

    def _send_again(self, many: int) -> None:
        if many and self.hub is not None and not self.should_exit:
            self._sending = asyncio.create_task(send_elsewhere(some_of(self.hub.everybody, many), SPREAD_S))


def serve(fd: int, heartbeat_fd: int, deadlines: Deadlines = ORDINARY_DEADLINES) -> None:
    """Serve until told to stop; open sockets get some seconds to be closed properly."""
    set_limits()
    settings = read_settings()
    metrics.begin_worker(descriptors())

    def know(hub: Hub) -> None:
        server.hub = hub

    door = partial(Doorstep, make_context(settings.certfile, settings.keyfile)) if settings.certfile else Door
    server = Draining(
        uvicorn.Config(
            make_app(settings, know, deadlines),
            loop="uvloop",
            http=door,  # type: ignore[arg-type] # it is only called
            ws=OddHandshake,  # for a handshake that the door does not know
            ws_max_size=LARGEST_FRAME,
            ws_per_message_deflate=False,  # doubles the CPU of a frame and holds 34 KiB a socket
            access_log=False,  # a line a request would tell who was where
            log_config=None,
            server_header=False,
            proxy_headers=False,  # whose word is taken for an address is settled in `addresses`
            backlog=4096,
            timeout_graceful_shutdown=DRAIN_S,
        )
    )
    server.heartbeat = Heartbeat(heartbeat_fd)
    told = logging.getLogger("uvicorn.error")
    told.addFilter(StrangersBytes())
    told.setLevel(logging.WARNING)  # without a level of its own it has a line made for each connection, for nobody
    server.run(sockets=[socket.socket(fileno=fd)])  # by its family: each line then sends at once, without gathering
