"""The door: a web server's HTTP protocol that lets those who ask for a socket in by the short way.

A handshake as browsers and programs write it is answered here; whatever is odd about one is the library's, which knows
how to refuse it. Refuses to know who is at the door. Invariants: the application is asked in the same words (ASGI) as
under any other server; whoever is at the door is a guest, with a deadline, until it is a person's socket.

Source: RFC 6455, section 4.2.
"""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from server.logs import log
from server.web.socket.batch_writer import WRITER
from server.web.socket.connection import EXTENSION
from server.web.socket.guests import GUEST, GUESTS, Guest
from server.web.socket.wire import Wire

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY = 16
LONGEST_URL, LARGEST_HEAD = 4_096, 65_536
_WELCOME = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
_NOT_HERE = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_HEAD_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Door(HttpToolsProtocol):
    """One connection, until it is a socket."""

    _answering: RequestResponseCycle | None = None
    _head: int | None = None
    _is_upgrade: bool | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a guest in."""
        self.take_over(transport, self.app_state[GUESTS].welcome(transport))

    def take_over(self, transport: asyncio.Transport, guest: Guest) -> None:
        """Go on with a connection whose guest was let in."""
        super().connection_made(transport)
        self.guest = guest

    def connection_lost(self, exc: Exception | None) -> None:
        """Let a guest out."""
        self.guest.leave()
        for cycle in (self._answering, *(cycle for cycle, _ in self.pipeline)):
            if cycle is not None:  # the library tells the newest one alone, and the others write to nobody
                cycle.disconnected = True
                cycle.message_event.set()
        self._answer_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that does not end is refused."""
        self.guest.stir()
        was_in_head = self._head is not None
        super().data_received(data)
        if was_in_head and self._head is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.transport.write(_HEAD_TOO_LARGE)
                self.transport.close()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 - the library's own type
        self._answering = cycle

        async def answer_who_is_there(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - the same
            async def send_to_who_is_there(message: Message) -> None:
                if self.transport.is_closing():  # a reset is known here a turn before the library is told
                    cycle.disconnected = True
                await send(message)

            try:
                await app(scope, receive, send_to_who_is_there)
            finally:
                if self.transport.is_closing():  # behind a handshake nobody tells this door that the connection is lost
                    self._answer_no_more()

        super()._start_asgi_task(cycle, answer_who_is_there)

    def on_message_begin(self) -> None:
        """Begin to read a head; its time runs since the door was open."""
        super().on_message_begin()
        self.scope["state"][GUEST] = self.guest
        self._head, self._is_upgrade = 0, None
        self.guest.has_begun = True

    def on_headers_complete(self) -> None:
        """Have read a head."""
        self._head = None
        self.guest.owe_body()
        self.guest.ask_behind(len(self.pipeline))
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have read everything: it is our turn."""
        self.guest.owe_nothing()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Have answered."""
        super().on_response_complete()
        if self.cycle.response_complete:  # else the next request has come already
            self.guest.rest()

    def pause_writing(self) -> None:
        """Wait for whoever does not take an answer, but not for ever."""
        super().pause_writing()
        self.guest.wait_to_be_read()

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        if self.cycle is not None and not self.cycle.response_complete:
            self.guest.owe_nothing()

    def _should_upgrade(self) -> bool:
        """Look once whether a request asks for a socket; the library looks three times."""
        if self._is_upgrade is None:
            self._is_upgrade = super()._should_upgrade()
        return self._is_upgrade

    def handle_websocket_upgrade(self) -> None:
        """Let a socket in."""
        self.guest.become_socket()
        answer = _answer_to(self.headers)
        plain = self.scope["method"] == "GET" and self.scope["http_version"] == "1.1" and _is_plain(self.url)
        if not (answer and plain):
            self.guest.owe_head()
            self.app_state = {**self.app_state, GUEST: self.guest}
            super().handle_websocket_upgrade()
            self.parser = None  # type: ignore[assignment] # as below
            return
        self.connections.discard(self)
        wire = Wire(self.transport, self.app_state[WRITER], self.connections, encrypted=self.scheme == "https")
        self.transport.set_protocol(wire)
        task = self.loop.create_task(_Entrance(wire, answer, self.guest).ask(self.app, self._scope_of(wire)))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        self.parser = None  # type: ignore[assignment] # it holds this, and this holds it

    def _answer_no_more(self) -> None:
        """Pass over what waits behind the answer that is under way: it would tell this door, which knows the newest."""
        for cycle, _ in self.pipeline:
            cycle.on_response = _tell_nobody
        self.pipeline.clear()

    def _scope_of(self, wire: Wire) -> Scope:
        path, _, query = self.url.partition(b"?")
        return {
            **self.scope,
            "type": "websocket",
            "scheme": "wss" if self.scheme == "https" else "ws",
            "path": self.root_path + unquote(path.decode("ascii")),
            "raw_path": self.root_path.encode("ascii") + path,
            "query_string": query,
            "subprotocols": [
                word.decode("latin-1").strip()
                for name, value in self.headers
                if name == b"sec-websocket-protocol"
                for word in value.split(b",")
            ],
            "extensions": {EXTENSION: {"connection": wire}},
        }


class _Entrance:
    """The application's side of one handshake: it lets somebody in, or does not, and may say farewell later."""

    __slots__ = ("_answer", "_asked", "_guest", "_let_in", "_wire")

    def __init__(self, wire: Wire, answer: bytes, guest: Guest) -> None:
        self._wire = wire
        self._answer = answer
        self._guest = guest
        self._asked = self._let_in = False

    async def ask(self, app: ASGIApp, scope: Scope) -> None:
        """Ask the application; when it has nothing more to say, the socket ends."""
        try:
            await app(scope, self._receive, self._send)
        except Exception:
            log.exception("socket_broke")
        if not self._let_in:
            self._turn_away(_BROKEN)
        if not self._wire.farewell_said:
            self._wire.out.close()
        self._wire.forget()

    async def _receive(self) -> Message:
        if self._asked:
            raise RuntimeError("what is said on a wire is heard by whoever opened it")
        self._asked = True
        return {"type": "websocket.connect"}

    async def _send(self, message: Message) -> None:
        kind = message["type"]
        if kind == "websocket.accept" and not self._let_in:
            self._let_in = True
            if subprotocol := message.get("subprotocol"):
                self._answer += b"\r\nSec-WebSocket-Protocol: " + subprotocol.encode("ascii")
            self._write(_WELCOME + self._answer + b"\r\n\r\n")
        elif kind == "websocket.close" and self._let_in:
            self._guest.owe_head()  # whoever was not let into a room: their answer to the farewell
            self._wire.say_farewell(message.get("code", 1000), message.get("reason") or "")
        elif kind == "websocket.close":
            self._turn_away(_NOT_HERE)
        else:
            raise RuntimeError(f"{kind} is not said here")

    def _turn_away(self, why: bytes) -> None:
        self._let_in = True
        self._write(why)
        self._wire.out.close()

    def _write(self, answer: bytes) -> None:
        if not self._wire.gone:
            self._wire.out.write(answer)


def _tell_nobody() -> None:
    """Say to nobody that an answer has gone out."""


def _is_plain(url: bytes) -> bool:
    """Say whether an address is a path and perhaps a query: of a whole one, or a part of a page, the library knows."""
    return url.startswith(b"/") and len(url) <= LONGEST_URL and url.isascii() and b"#" not in url


def _answer_to(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Answer the key of a plain handshake; nothing where there is anything odd about it."""
    keys = [value for name, value in headers if name == b"sec-websocket-key"]
    versions = [value for name, value in headers if name == b"sec-websocket-version"]
    if len(keys) != 1 or versions != [b"13"]:
        return b""
    try:
        if len(base64.b64decode(keys[0], validate=True)) != _KEY:
            return b""
    except binascii.Error:
        return b""
    return base64.b64encode(hashlib.sha1(keys[0] + _GUID, usedforsecurity=False).digest())
