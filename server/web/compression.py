"""What goes over a poor line goes compressed: what many read once for all, a page for its one reader.

Refuses to compress anything else: no answer of the API, no download. Invariant: the length of a compressed page does
not tell what is in it, because each is sent with a filler of random length.
"""

import asyncio
import gzip
import io
import re
import secrets
from functools import cached_property

import brotli  # type: ignore[import-untyped] # it has no types of its own
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

_WORTH_IT = 400
_BEST, _QUICK = 9, 5
_LONGEST_FILLER = 200
_OFFER = re.compile(r"(?P<coding>gzip|br)(\s*;\s*q=(0?\.\d*[1-9]\d*|1(\.0*)?))?")
_TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class PackedText:
    """Something that many will read, as it is and compressed."""

    def __init__(self, body: bytes, media_type: str) -> None:
        self._body = body
        self._media_type = media_type
        self._worth = len(body) > _WORTH_IT and media_type.startswith(_TEXTS)
        self._tight = b""

    @cached_property
    def _small(self) -> bytes:
        return gzip.compress(self._body, _BEST, mtime=0) if self._worth else b""

    async def pack_tightly(self) -> None:
        """Compress once in the tighter way, an eighth smaller: in a thread, for a sheet takes 50 ms."""
        if self._worth and not self._tight:
            self._tight = await asyncio.to_thread(brotli.compress, self._body, brotli.MODE_TEXT)

    def answer(self, headers: Headers) -> Response:
        """Answer a reader with as little as they can read."""
        said, body = {"vary": "accept-encoding"}, self._body
        if self._tight and accepts(headers, "br"):
            said["content-encoding"], body = "br", self._tight
        elif accepts_gzip(headers) and self._small:
            said["content-encoding"], body = "gzip", self._small
        return Response(body, media_type=self._media_type, headers=said)


async def page_answer(connection: HTTPConnection, html: str, status: int) -> Response:
    """Answer with a page, compressed where the reader can read that: in a thread, for the loop takes ballots."""
    if not accepts_gzip(connection.headers):
        return HTMLResponse(html, status_code=status, headers={"vary": "accept-encoding"})
    said = {"vary": "accept-encoding", "content-encoding": "gzip"}
    packed = await asyncio.to_thread(with_filler, html.encode())
    return HTMLResponse(packed, status_code=status, headers=said)


def with_filler(body: bytes) -> bytes:
    """Compress a page and add a filler of random length, where the format has room for the name of a file."""
    packed = io.BytesIO()
    filler = "0" * (1 + secrets.randbelow(_LONGEST_FILLER))
    with gzip.GzipFile(filler, "wb", _QUICK, packed, mtime=0) as page:
        page.write(body)
    return packed.getvalue()


def accepts_gzip(headers: Headers) -> bool:
    """Say whether a reader can read gzip."""
    return accepts(headers, "gzip")


def accepts(headers: Headers, coding: str) -> bool:
    """Say whether a reader can read what is compressed in one way."""
    offers = (_OFFER.fullmatch(one.strip()) for one in headers.get("accept-encoding", "").lower().split(","))
    return any(offer["coding"] == coding for offer in offers if offer)
