"""One worker process: a web server on a socket that the supervisor has opened."""

import logging
import socket

import uvicorn

from server.app import make_app
from server.protocol.message import LARGEST_FRAME
from server.room.hub import Hub
from server.settings import read_settings
from server.web.door import Door

DRAIN_S = 5
_log = logging.getLogger("plenum.worker")


class StrangersBytes(logging.Filter):
    """Drop what the web server says of frames that are no text: whoever sends them is told by the close code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything else through."""
        return not record.getMessage().startswith("Invalid UTF-8 sequence")


class Draining(uvicorn.Server):
    """A web server that lets its rooms go slice by slice before it ends."""

    hub: Hub | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept nobody new, finish what is under way, send everybody elsewhere in random slices, then end."""
        for server in self.servers:
            server.close()
        if self.hub is not None:
            try:
                await self.hub.drain()
            except Exception:  # nothing may keep a worker from ending
                _log.exception("the rooms could not be drained")
        await super().shutdown(sockets)


def serve(fd: int) -> None:
    """Serve until told to stop; open sockets get some seconds to be closed properly."""
    settings = read_settings()

    def know(hub: Hub) -> None:
        server.hub = hub

    server = Draining(
        uvicorn.Config(
            make_app(settings, know),
            loop="uvloop",
            http=Door,
            ws="websockets-sansio",  # for a handshake that the door does not know
            ws_max_size=LARGEST_FRAME,
            ws_per_message_deflate=False,  # doubles the CPU of a frame and holds 34 KiB a socket
            access_log=False,  # a line a request would tell who was where
            log_level="warning",
            server_header=False,
            proxy_headers=False,  # nothing here depends on an address that a client could claim
            backlog=4096,
            timeout_graceful_shutdown=DRAIN_S,
            ssl_certfile=settings.certfile or None,
            ssl_keyfile=settings.keyfile or None,
        )
    )
    logging.getLogger("uvicorn.error").addFilter(StrangersBytes())
    server.run(sockets=[socket.socket(fileno=fd)])  # by its family: each line then sends at once, without gathering
