"""The files of the pages, read once in the life of a process: sheets and drawings, and scripts as they are sent.

Refuses to change a script or a sheet beyond leaving its comments and the indents of its lines at home, line by line, so
that a fault still names its line; and to hand out a module that nobody asks for by itself. Invariant: what was not
there when a process first looked does not exist.
"""

import asyncio
import mimetypes
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from server.bundles import bundles_of
from server.tasks import share
from server.web.compression import PackedText, accepts

_SHEET_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Blocks and lines that are nothing but comment, and the type of a value in the middle of a line.
_SCRIPT_COMMENT = re.compile(
    r"^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*$|^[ \t]*//[^\n]*$|/\*\* @(?:type|param)[^\n]*?\*/ ?", re.MULTILINE
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_FIRST = re.compile(r"""\bstatic\(["'](js/[^"']+)["']\)""")


class StaticFiles:
    """The files of a folder, and the scripts that its pages name."""

    def __init__(self, folder: Path, templates: Path) -> None:
        """Take the folder of the files, and that of the pages; nothing is read yet."""
        self._folder = folder
        self._templates = templates
        self._files: asyncio.Task[Mapping[str, PackedText]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one file, or say that there is none."""
        if self._files is None:
            self._files = share(asyncio.to_thread(self._read))  # off the loop, which takes ballots
        path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        found = (await asyncio.shield(self._files)).get(path)
        if found is None or scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(404 if found is None else 405)
        headers = Headers(scope=scope)
        if accepts(headers, "br"):
            await found.pack_tightly()
        await found.answer(headers)(scope, receive, send)

    def _read(self) -> Mapping[str, PackedText]:
        files = {path: PackedText(body, _type_of(path)) for path, body in self._others()}
        firsts = first_scripts(self._templates)
        for path, text in bundles_of(firsts, lambda path: without_comments(self._folder / path)).items():
            files[path] = PackedText(without_indents(text), "text/javascript")
        return files

    def _others(self) -> Iterator[tuple[str, bytes]]:
        for path in self._folder.rglob("*"):
            if path.is_file() and path.suffix != ".js":
                sheet = path.suffix == ".css"
                body = without_indents(without_comments(path)) if sheet else path.read_bytes()
                yield path.relative_to(self._folder).as_posix(), body


def first_scripts(templates: Path) -> list[str]:
    """List the scripts that pages name, as paths below the folder of the files."""
    pages = (path.read_text("utf-8") for path in sorted(templates.rglob("*.html")))
    return list(dict.fromkeys(script for page in pages for script in _FIRST.findall(page)))


def without_comments(path: Path) -> str:
    """Read a sheet or a script without its comments; its lines keep their numbers."""
    comment = _SHEET_COMMENT if path.suffix == ".css" else _SCRIPT_COMMENT
    return comment.sub(_lines, path.read_text("utf-8"))


def without_indents(text: str) -> bytes:
    """Write lines without the blanks that they begin with."""
    return _INDENT.sub("", text).encode()


def _lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _type_of(path: str) -> str:
    if path.endswith(".webmanifest"):
        return "application/manifest+json"
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
