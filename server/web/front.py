"""The front: what stands before and around every answer.

A request has to be for this service (`Host`) and must not be another site's doing (`Origin`, Fetch metadata); every
answer gets the headers of a strict page; sockets go into their rooms past everything else. Refuses to know what is
asked. Invariants: nothing that is meant for another host is answered; nothing is changed, and no socket opened, by a
page that is not ours; only versioned files may be kept.
"""

import re
from contextlib import suppress

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from server.domain.errors import NotPermitted, TooFast
from server.protocol.message import CLOSE_POLICY
from server.store import StoreFault
from server.web.guard import address_of, claim_of, comes_from_here, is_on_this_machine, may_be_shown, person_at
from server.web.noticed import notice
from server.web.page import language_of
from server.web.refusals import refuse, refuse_page
from server.web.site import Site, site_of
from server.web.socket.live import live
from server.words.refusals import words_of

LIVE_PREFIX = "/live/"
_YEAR = "public, max-age=31536000, immutable"
_KEPT_FILE = re.compile("/api/meetings/[^/]*/files/")
_KEPT = {
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox",
}
"""A file that somebody handed in may do nothing, and is asked for anew each time: a device may be handed on."""
_REPORT = re.compile(r"/api/meetings/[^/]*/report\.")
_READ = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; sandbox",
}
"""A report is read as one page that needs nothing else, and may do nothing."""
_READING = ("GET", "HEAD")
_FOR_ANYBODY = ("/health", "/ready")
_TAB = re.compile("/tab/(?P<slot>[^/]*)/")
_ONLY_HTTPS = "max-age=31536000"
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types plenum",  # one policy, for the address of the service worker
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all, a browser would call the origin of our own forms "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Front:
    """The front of the application."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request, one socket, or the beginning and the end of the process."""
        scope["app"] = self._app
        if (
            scope["type"] == "websocket"
        ):  # here and not in a function of its own, which would live as long as the socket
            socket = WebSocket(scope, receive, send)
            await (live(socket) if _is_for_a_room(socket) else socket.close(CLOSE_POLICY))
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        site, path = site_of(request), scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if site.secure:
                    headers["strict-transport-security"] = _ONLY_HTTPS
                versioned = path.startswith(("/static/", "/strings/")) and message["status"] == 200
                headers["cache-control"] = _YEAR if versioned else "no-store"
                if _KEPT_FILE.match(path) and message["status"] in (200, 304):
                    headers.update(_KEPT)
                if _REPORT.match(path) and message["status"] == 200:
                    headers.update(_READ)
            await send(message)

        if refused := None if path in _FOR_ANYBODY else await _refused_at_once(site, request):
            await refused(scope, receive, send_with_headers)
            return
        with suppress(Exception):  # the fault was logged already, and is not logged twice
            await self._app(scope, receive, send_with_headers)


def _is_for_a_room(socket: WebSocket) -> bool:
    """Say whether a socket is for a room of this service, and note which; the room asks where it comes from."""
    path = socket.scope["path"]
    socket.scope["path_params"] = {"room_id": path.removeprefix(LIVE_PREFIX)}
    return path.startswith(LIVE_PREFIX) and site_of(socket).hosts.admits(_host_of(socket))


async def _refused_at_once(site: Site, request: Request) -> Response | None:
    if not site.hosts.admits(_host_of(request)):
        return _say(request, NotPermitted("host"), 421)
    allowed = may_be_shown(request) if request.method in _READING else comes_from_here(request)
    if not allowed:
        return _say(request, NotPermitted("origin"), 403)
    try:
        site.callers.charge(request.scope, address_of(request), site.context.now_ms())
    except TooFast as refusal:
        return None if await _is_known(request) else await _come_back_later(request, refusal)
    return None


async def _is_known(request: Request) -> bool:
    """Say whether somebody shows a valid credential: then they are not blamed for what others at their address did."""
    if tab := _TAB.match(request.scope["path"]):
        request.scope["path_params"] = tab.groupdict()  # nobody has looked where the path leads yet
    if request.scope["path"] == "/metrics" and is_on_this_machine(request):
        return True
    try:
        return claim_of(request) is not None or await person_at(request) is not None
    except StoreFault:  # what is signed is asked about, and nothing else: they hear that the store is away
        return True
    except TooFast:
        return False


async def _come_back_later(request: Request, refusal: TooFast) -> Response:
    notice(refusal)
    is_call = request.scope["path"].startswith("/api/")
    return refuse(request, refusal) if is_call else await refuse_page(request, refusal)


def _say(request: Request, refusal: NotPermitted, status: int) -> Response:
    """Say one sentence; a page would fetch its sheets and scripts, which are refused in the same way."""
    notice(refusal)
    if request.scope["path"].startswith("/api/"):
        refused = refuse(request, refusal)
    else:
        refused = PlainTextResponse(words_of(site_of(request).strings, language_of(request), refusal) + "\n")
    refused.status_code = status
    return refused


def _host_of(connection: HTTPConnection) -> str:
    """Read the host that is asked; nothing where several are named, of which a proxy may have seen another than we."""
    named = connection.headers.getlist("host")
    return named[0] if len(named) == 1 else ""
