"""A worker that measures its turns: `python -m tests.attacks.measured` serves as a worker does, on the loop of asyncio.

A turn is measured in CPU time of its thread, so that a busy neighbour is not billed to it. What took longer than a
few milliseconds is written to `turns.json` in the data folder at the end: when, for how long, and whose it was.
"""

import asyncio
import json
import socket
import time
from typing import Any

import uvicorn

from server.app import make_app
from server.settings import read_settings
from server.web.socket.door import Door

WORTH_TELLING_S = 0.005
TURNS = "turns.json"
_turns: list[tuple[float, float, str]] = []
_run_plainly: Any = asyncio.events.Handle._run


class _Telling(uvicorn.Server):
    """A server that tells at its end; once it has ended, its signal ends the process."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and tell."""
        await super().shutdown(sockets)
        (read_settings().data / TURNS).write_text(json.dumps(_turns), encoding="utf-8")


def _run(handle: Any) -> None:
    began_s = time.thread_time()
    _run_plainly(handle)
    took_s = time.thread_time() - began_s
    if took_s >= WORTH_TELLING_S:
        _turns.append((time.time(), took_s, _whose(handle._callback)))


def _whose(callback: Any) -> str:
    task = getattr(callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return getattr(callback, "__qualname__", type(callback).__name__)
    return str(getattr(task.get_coro(), "__qualname__", "?"))


def main() -> None:
    """Serve until told to stop, then tell."""
    asyncio.events.Handle._run = _run  # type: ignore[method-assign]
    settings = read_settings()
    _Telling(
        uvicorn.Config(
            make_app(settings),
            host=settings.host,
            port=settings.port,
            loop="asyncio",
            http=Door,  # type: ignore[arg-type] # it is only called
            ws="websockets-sansio",
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=5,
        )
    ).run()


if __name__ == "__main__":
    main()
