"""A phone: one person's socket to one room, speaking the protocol from outside."""

import asyncio
import itertools
import json
import uuid
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.rehearsal.pictured import told_by

Json = dict[str, Any]
PATIENCE_S = 20.0


class Phone:
    """One connection; `heard` keeps every event in order, `you` and `snapshot` the last greeting.

    Where the service is far behind, it shows the whole picture in the place of events: `shown` has what that says.
    """

    def __init__(
        self, base_url: str, room_id: str, credential: str, accepts: Sequence[str] = (), pace: int = 10
    ) -> None:
        """Prepare; nothing is connected yet.

        Shape:   `pace` says how many counts a second it hears at most: one, as the phones of delegates, or ten.
        """
        self._accepts, self._pace = list(accepts), pace
        self._address = f"{base_url.replace('http', 'ws', 1)}/live/{room_id}"
        self._credential = credential
        self._refs = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._socket: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.heard: list[Json] = []
        self.shown: list[Json] = []
        self.you: Json = {}
        self.snapshot: Json = {}
        self.close_code: int | None = None

    async def __aenter__(self) -> Self:
        """Connect and greet."""
        await self.connect()
        await self.hello()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Leave."""
        await self.leave()

    async def connect(self) -> None:
        """Open the socket."""
        self._socket = await connect(
            self._address,
            additional_headers={"Authorization": f"Bearer {self._credential}"},
            subprotocols=["plenum.v1"],  # type: ignore[list-item]
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_S,
        )
        self._listening = asyncio.create_task(self._listen(self._socket))

    async def leave(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            await self._socket.close()
        if self._listening is not None:
            await self._listening

    async def hello(self, have: Json | None = None) -> Json:
        """Ask for the whole picture."""
        self.snapshot = await self.ask("hello", seen=0, have=have or {}, accepts=self._accepts, pace=self._pace)
        return self.snapshot

    async def ask(self, kind: str, **fields: object) -> Json:
        """Say one command and wait for its reply, a refusal included."""
        ref = str(next(self._refs))
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[ref] = answer
        said = {"type": kind, "ref": ref, **fields}
        await self.send(json.dumps(said, ensure_ascii=False, separators=(",", ":")))  # as pages write it
        async with asyncio.timeout(PATIENCE_S):
            return await answer

    async def act(self, kind: str, **fields: object) -> Json:
        """Say a command with a new request id."""
        return await self.ask(kind, request_id=uuid.uuid4().hex, **fields)

    async def cast(self, round_: Json, marks: Json, base_revision: int = 0, **changed: object) -> Json:
        """Cast a whole ballot."""
        ballot: Json = {
            "round_id": round_["id"],
            "epoch": round_["epoch"],
            "base_revision": base_revision,
            "request_id": uuid.uuid4().hex,
            "ballot_id": uuid.uuid4().hex,
            "marks": marks,
        }
        return await self.ask("cast_ballot", **{**ballot, **changed})

    async def send(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        if self._socket is None:
            raise ConnectionError("the phone is not connected")
        await self._socket.send(frame)

    async def wait_for(self, what: str, **like: object) -> Json:
        """Wait until an event of a kind was heard or shown, since the connection began, that holds these values."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for event in (*self.heard, *self.shown):
                    if event["type"] == what and all(_at(event, name) == value for name, value in like.items()):
                        return event
                self._news.clear()
                await self._news.wait()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what was heard."""
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def wait_closed(self) -> int | None:
        """Wait until the service has closed the connection, and say its close code."""
        if self._listening is not None:
            async with asyncio.timeout(PATIENCE_S):
                await self._listening
        return self.close_code

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                self._hear(json.loads(frame))
        except ConnectionClosed:
            pass
        finally:
            self.close_code = socket.close_code
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(ConnectionError(f"closed with {socket.close_code}"))
                    answer.exception()  # nobody may be waiting any more

    def _hear(self, message: Json) -> None:
        if message["type"] == "you":
            self.you = message
        elif message.get("ref") and (answer := self._waiting.pop(message["ref"], None)) is not None:
            if not answer.done():
                answer.set_result(message)
        else:
            self.heard.append(message)
            if message["type"] == "snapshot":
                self.shown = list(told_by(message))
        self._news.set()


def _at(event: Json, path: str) -> object:
    """Find a value in an event; `round__state` is the state of its round."""
    value: Any = event
    for name in path.split("__"):
        value = value.get(name) if isinstance(value, dict) else None
    return value
