"""The guard: who is at the door, where they come from, and what they may hand in.

Invariant: every byte of a socket passes `receive`, every credential passes `person_at`, every browser's origin is
checked before anything is accepted.
"""

import ipaddress
import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.errors import TooLarge
from server.domain.people import Person
from server.protocol.message import CLOSE_NOT_TEXT, CLOSE_NOT_UTF8, CLOSE_TOO_LARGE, LARGEST_FRAME
from server.web.guests import show_credential
from server.web.noticed import notice_entry
from server.web.site import Site, site_of

SLOT_LETTERS = 6
MOST_TABS = 12
LARGEST_BODY = 16_384
LARGEST_IMPORT = 4 * 1024 * 1024
_SLOT = re.compile(r"[a-z0-9]{4,16}")


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


def comes_from_here(connection: HTTPConnection) -> bool:
    """Say whether a browser's origin is this service; what sends no origin is no browser."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    host = connection.headers.get("host", "")
    here = urlsplit(site_of(connection).base_url)
    try:
        came = urlsplit(origin)
    except ValueError:  # an address that is none
        return False
    if came.scheme not in ("http", "https"):
        return False
    return came.netloc == host or (came.scheme, came.netloc) == (here.scheme, here.netloc)


def slot_of(connection: HTTPConnection) -> str:
    """Find the slot of a browser tab: in the page's path, or beside it for sockets and downloads."""
    slot = connection.path_params.get("slot") or connection.query_params.get("slot", "")
    return slot if _SLOT.fullmatch(slot) else ""


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


async def person_at(connection: HTTPConnection) -> Person | None:
    """Say who is at the door: by Bearer credential, or by the cookie of the slot."""
    site = site_of(connection)
    token = bearer_of(connection)
    if not token and (slot := slot_of(connection)):
        token = connection.cookies.get(cookie_name(site, slot), "")
    person = await site.credentials.read(token) if token else None
    if person is not None:
        show_credential(connection.scope)
    elif token:
        notice_entry("credential")
    return person


async def people_of(connection: HTTPConnection) -> list[tuple[str, Person]]:
    """Say who a browser is in its tabs: slot and person for each cookie that is good; the first dozen are looked at."""
    site = site_of(connection)
    begins = cookie_name(site, "")
    slots = [name.removeprefix(begins) for name in connection.cookies if name.startswith(begins)]
    slots = [slot for slot in slots if _SLOT.fullmatch(slot)][:MOST_TABS]
    found = [(slot, await site.credentials.read(connection.cookies[begins + slot])) for slot in slots]
    return [(slot, person) for slot, person in found if person is not None]


def address_of(connection: HTTPConnection) -> str:
    """Say from which address a connection comes; behind a proxy that is the proxy's, for everybody."""
    return connection.client.host if connection.client else ""


def is_on_this_machine(connection: HTTPConnection) -> bool:
    """Say whether a program on this machine asks; what a proxy on it passes on comes from elsewhere."""
    if any(name in connection.headers for name in ("forwarded", "x-forwarded-for")):
        return False
    try:
        address = ipaddress.ip_address(address_of(connection))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def bearer_of(connection: HTTPConnection) -> str:
    """Find the Bearer token of a program, empty if there is none."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
