"""The guard: who is at the door, where they come from, and what they may hand in.

Invariant: every byte of a socket passes `receive`, every credential passes `person_at`, every browser's origin is
checked before anything is accepted.
"""

import hmac
import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.errors import NotPermitted, TooLarge
from server.domain.procedure.people import SECRETARIAT, Person, may_read
from server.protocol.message import CLOSE_NOT_TEXT, CLOSE_NOT_UTF8, CLOSE_TOO_LARGE, LARGEST_FRAME
from server.web.addresses import client_address
from server.web.callers import is_charged
from server.web.hosts import is_loopback, name_of
from server.web.noticed import notice_entry
from server.web.site import Site, site_of
from server.web.socket.guests import show_credential

_PARTS = ("iframe", "frame", "fencedframe", "embed", "object")
"""Of which a page of another site could be made."""
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
SLOT_LETTERS = 6
LARGEST_BODY = 16_384
LARGEST_IMPORT = 4 * 1024 * 1024
SLOT = re.compile(r"[a-z0-9]{4,16}")


class Hangup(Exception):  # noqa: N818 - a state of affairs
    """The connection is over: `code` says why, nought if the other side left."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(str(code))
        self.code = code


async def receive(socket: WebSocket) -> str:
    """Receive one text frame.

    Units:   at most 16 KiB.
    Raises:  Hangup with the close code of RFC 6455 for what is not text, not UTF-8 or too large.
    """
    try:
        message = await socket.receive()
    except (WebSocketDisconnect, RuntimeError) as gone:
        raise Hangup from gone
    if message["type"] != "websocket.receive":
        raise Hangup
    text = message.get("text")
    if text is None:
        raise Hangup(CLOSE_NOT_TEXT)
    if len(text) > LARGEST_FRAME:
        raise Hangup(CLOSE_TOO_LARGE)
    try:
        size = len(text.encode())
    except UnicodeEncodeError as fault:
        raise Hangup(CLOSE_NOT_UTF8) from fault
    if size > LARGEST_FRAME:
        raise Hangup(CLOSE_TOO_LARGE)
    return str(text)


async def read_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """Read a body without ever holding more than is allowed.

    Raises:  TooLarge.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge(most=largest)
    return bytes(body)


def is_browser(connection: HTTPConnection) -> bool:
    """Say whether a page asks: browsers say where a request comes from, and no script can keep them from it."""
    return any(name in connection.headers for name in ("origin", "sec-fetch-site", "sec-fetch-mode"))


def comes_from_here(connection: HTTPConnection) -> bool:
    """Say whether a browser says that a request comes from our own pages; a request that says nothing is no browser's.

    Source:  Fetch Metadata Request Headers (W3C): of `Sec-Fetch-Site`, `none` is an act of the person themself.
    """
    if connection.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    site, host, came = site_of(connection), connection.headers.get("host", ""), _origin(origin)
    scheme = "https" if connection.scope["scheme"] in ("https", "wss") else "http"
    here = {_origin(f"{scheme}://{host}"), _origin(site.base_url)}
    if site.secure:  # a proxy that speaks TLS asks us without, under each of our names
        here.add(_origin(f"https://{host}"))
    return came is not None and came in here


def may_be_shown(request: Request) -> bool:
    """Say whether something may be read from where a browser asks: from elsewhere only a page, by following a link."""
    if comes_from_here(request):
        return True
    headers = request.headers
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") not in _PARTS


def _origin(text: str) -> tuple[str, str, int] | None:
    """Read scheme, host and port; nothing where it is no origin of a web page."""
    try:
        parts = urlsplit(text)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    if not port or not parts.hostname or parts.scheme not in ("http", "https"):
        return None
    return parts.scheme, parts.hostname, port


def slot_of(connection: HTTPConnection) -> str:
    """Find the slot of a browser tab: in the page's path, or beside it for sockets and downloads."""
    slot = connection.path_params.get("slot") or connection.query_params.get("slot", "")
    return slot if SLOT.fullmatch(slot) else ""


def new_slot() -> str:
    """Make a slot for a new tab."""
    return secrets.token_hex(SLOT_LETTERS // 2)


def cookie_name(site: Site, slot: str) -> str:
    """Name the cookie of a slot."""
    return f"__Host-plenum-{slot}" if site.secure else f"plenum-{slot}"


def set_cookie(site: Site, response: Response, slot: str, credential: str) -> None:
    """Put a credential into the browser, out of the reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(site, slot), credential, path="/", httponly=True, samesite="lax", secure=site.secure,
        max_age=site.retention_days * 86_400,
    )  # fmt: skip


def is_key(site: Site, token: str) -> bool:
    """Say whether somebody shows the secretariat key."""
    key = site.secretariat_key
    return bool(key) and hmac.compare_digest(token.encode(), key.encode())


async def person_at(connection: HTTPConnection) -> Person | None:
    """Say who is at the door: by Bearer credential or secretariat key, or by the cookie of the slot.

    Raises:  TooFast where they have asked for more than one may.
    """
    return await person_with(connection, bearer_of(connection))


async def person_for(request: Request, page: str) -> Person:
    """Say who asks for a page.

    Raises:  NotPermitted without a credential, and where the page is not for their role.
    """
    person = await person_at(request)
    if person is None:
        raise NotPermitted("credential")
    if not may_read(person.role, page):
        raise NotPermitted(page, role=person.role)
    return person


async def person_with(connection: HTTPConnection, token: str) -> Person | None:
    """Say who is at the door, where the Bearer token was looked for already.

    Raises:  as `person_at`.
    """
    site = site_of(connection)
    if is_key(site, token):
        show_credential(connection.scope)
        site.callers.give_back(connection.scope)
        return Person("", SECRETARIAT)
    if not token and (slot := slot_of(connection)):
        token = connection.cookies.get(cookie_name(site, slot), "")
    person = await site.credentials.read(token) if token else None
    if person is not None:
        show_credential(connection.scope)
        if is_charged(connection.scope):
            site.callers.charge_person(connection.scope, person, address_of(connection), site.context.now_ms())
    elif token:
        notice_entry("credential")
    return person


def claim_of(connection: HTTPConnection) -> tuple[str, str, str] | None:
    """Say for which seat of which meeting the holder of a slot waits, and under which claim; None if for none."""
    site = site_of(connection)
    return site.credentials.read_waiting(connection.cookies.get(cookie_name(site, slot_of(connection)), ""))


def address_of(connection: HTTPConnection) -> str:
    """Say as which address a connection is counted; what a trusted proxy passes on comes from whoever asked the proxy.

    Shape:   as `client_address` says it; no other address is ever counted.
    """
    client = connection.scope.get("client")
    return client_address(client[0] if client else "", connection.headers, site_of(connection).proxies)


def is_on_this_machine(connection: HTTPConnection) -> bool:
    """Say whether a program on this machine asks us by an address of this machine, and no proxy stands in between.

    A proxy on this machine looks like a program here. One that people use says so by its header, by being asked under
    another name, or by the public address without which no page would work behind it (`asked_directly`).
    """
    if not site_of(connection).asked_directly or not is_loopback(name_of(connection.headers.get("host", ""))):
        return False
    if any(name in connection.headers for name in PASSED_ON):
        return False
    return connection.client is not None and is_loopback(connection.client.host)


def bearer_of(connection: HTTPConnection) -> str:
    """Find the Bearer token of a program, empty if there is none."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
