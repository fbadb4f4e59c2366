"""The job in python-socketio: ASGI, WebSocket alone, the Redis manager; run by uvicorn."""

import asyncio
from typing import Any

import socketio
from ballots import STORE, TICK_S, Ballots

ballots = Ballots()
server = socketio.AsyncServer(
    async_mode="asgi", transports=["websocket"], client_manager=socketio.AsyncRedisManager(f"unix://{STORE}")
)
app = socketio.ASGIApp(server)
seats: dict[str, str] = {}
ticking: list[asyncio.Task[None]] = []


async def tick() -> None:
    """Tell everybody the newest tally, ten times a second at most."""
    while True:
        for round_id in ballots.take_changed():
            await server.emit("tally_changed", await ballots.tally(round_id))
        await asyncio.sleep(TICK_S)


@server.event
async def connect(sid: str, environ: dict[str, Any]) -> None:
    """Remember who sits at a socket."""
    seats[sid] = next(part[5:] for part in environ["QUERY_STRING"].split("&") if part.startswith("seat="))
    if not ticking:
        ticking.append(asyncio.create_task(tick()))


@server.event
async def disconnect(sid: str) -> None:
    """Forget them."""
    seats.pop(sid, None)


@server.event
async def cast_ballot(sid: str, ballot: dict[str, Any]) -> dict[str, Any]:
    """Keep a ballot; what is returned is the acknowledgement."""
    return await ballots.cast(seats[sid], ballot)
