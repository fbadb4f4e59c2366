"""The job as tutorials write it: a list of sockets, and after each ballot `send_json` to one after the other."""

from ballots import Ballots
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

ballots = Ballots()
room: list[WebSocket] = []


async def vote(socket: WebSocket) -> None:
    """Serve one socket."""
    await socket.accept()
    room.append(socket)
    try:
        while True:
            ballot = await socket.receive_json()
            await socket.send_json(await ballots.cast(socket.query_params["seat"], ballot))
            tally = await ballots.tally(ballot["round_id"])
            for other in room:
                try:
                    await other.send_json(tally)
                except (RuntimeError, WebSocketDisconnect):  # they have left meanwhile
                    continue
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        room.remove(socket)


app = Starlette(routes=[WebSocketRoute("/vote", vote)])
