"""The job on uWebSockets, which is C++, through socketify: topics of its own for the tally, which is written once."""

import asyncio
import json
import os
from typing import Any

from ballots import TICK_S, Ballots
from socketify import App, CompressOptions, OpCode

ballots = Ballots()
app = App()


def upgrade(answer: Any, request: Any, context: Any) -> None:  # noqa: ANN401 - as the library has it
    """Let a seat in."""
    key, protocol, extensions = (
        request.get_header(f"sec-websocket-{name}") for name in ("key", "protocol", "extensions")
    )
    answer.upgrade(key, protocol, extensions, context, request.get_query("seat"))


def enter(socket: Any) -> None:  # noqa: ANN401
    """Have it hear the tally."""
    socket.subscribe("tally")


async def hear(socket: Any, frame: str, _code: object) -> None:  # noqa: ANN401
    """Take a ballot."""
    answer = await ballots.cast(socket.get_user_data(), json.loads(frame))
    socket.send(json.dumps(answer), OpCode.TEXT)


async def tell() -> None:
    """Tell the newest tally of each round that has changed, ten times a second."""
    while True:
        await asyncio.sleep(TICK_S)
        for round_id in ballots.take_changed():
            app.publish("tally", json.dumps(await ballots.tally(round_id)), OpCode.TEXT)


app.ws(
    "/vote",
    {"compression": CompressOptions.DISABLED, "upgrade": upgrade, "open": enter, "message": hear, "idle_timeout": 120},
)
app.on_start(lambda: asyncio.ensure_future(tell()))
app.listen({"port": int(os.environ["PEER_PORT"]), "host": "127.0.0.1"}, lambda _: None)
app.run()
