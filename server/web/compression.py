"""What goes over a poor line goes compressed: the versioned files once for all, a page for its one reader.

Refuses to compress anything else: no answer of the API, no download; and to change a script or a sheet beyond leaving
its comments and the indents of its lines at home, line by line, so that a fault still names its line. Invariants: a
file is read once and compressed once in the life of a process; the length of a compressed page does not tell what is in
it, because each is sent with a filler of random length.
"""

import asyncio
import gzip
import io
import mimetypes
import re
import secrets
from functools import cached_property
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

_WORTH_IT = 400
_BEST, _QUICK = 9, 5
_LONGEST_FILLER = 200
_OFFER = re.compile(r"gzip(\s*;\s*q=(0?\.\d*[1-9]\d*|1(\.0*)?))?")
_SHEET_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
# Blocks and lines that are nothing but comment, and the type of a value in the middle of a line.
_SCRIPT_COMMENT = re.compile(
    rb"^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*$|^[ \t]*//[^\n]*$|/\*\* @(?:type|param)[^\n]*?\*/ ?", re.MULTILINE
)
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
_TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class PackedFiles:
    """The files of a folder, served from memory; what is not in the folder when it is opened does not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _files(self) -> dict[str, "PackedText"]:
        return {
            path.relative_to(self._folder).as_posix(): PackedText(_bare(path), _type_of(path))
            for path in self._folder.rglob("*")
            if path.is_file()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one file, or say that there is none."""
        path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        found = self._files.get(path)
        if found is None or scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(404 if found is None else 405)
        await found.answer(Headers(scope=scope))(scope, receive, send)


class PackedText:
    """Something that many will read, as it is and compressed."""

    def __init__(self, body: bytes, media_type: str) -> None:
        self._body = body
        self._media_type = media_type

    @cached_property
    def _small(self) -> bytes:
        worth = len(self._body) > _WORTH_IT and self._media_type.startswith(_TEXTS)
        return gzip.compress(self._body, _BEST, mtime=0) if worth else b""

    def answer(self, headers: Headers) -> Response:
        """Answer a reader with as little as they can read."""
        packed = accepts_gzip(headers) and bool(self._small)
        said = {"vary": "accept-encoding", **({"content-encoding": "gzip"} if packed else {})}
        return Response(self._small if packed else self._body, media_type=self._media_type, headers=said)


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
    return any(_OFFER.fullmatch(offer.strip()) for offer in headers.get("accept-encoding", "").lower().split(","))


def _bare(path: Path) -> bytes:
    comment = {".css": _SHEET_COMMENT, ".js": _SCRIPT_COMMENT}.get(path.suffix)
    body = path.read_bytes()
    return _INDENT.sub(b"", comment.sub(lambda found: b"\n" * found[0].count(b"\n"), body)) if comment else body


def _type_of(path: Path) -> str:
    guessed = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}.get(path.suffix)
    return guessed or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
