"""One worker process: a web server on a socket that the supervisor has opened."""

import uvicorn

from server.app import make_app
from server.protocol.message import LARGEST_FRAME
from server.settings import read_settings

DRAIN_S = 5


def serve(fd: int) -> None:
    """Serve until told to stop; open sockets get five seconds to be closed properly."""
    settings = read_settings()
    uvicorn.Server(
        uvicorn.Config(
            make_app(settings),
            fd=fd,
            loop="uvloop",
            http="httptools",
            ws="websockets-sansio",
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
    ).run()
