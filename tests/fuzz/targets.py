"""What reads the bytes of strangers, as functions of bytes: for coverage-guided fuzzing, and for plain dice.

Invariant: a target either returns or raises a defect; refusals that have a code are what it is for.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from websockets.frames import apply_mask  # type: ignore[attr-defined] # in C if it can

from server.domain.agenda.problems import Problems
from server.domain.agenda.region_list import read_regions
from server.domain.agenda.text import read_agenda
from server.domain.errors import Refusal
from server.protocol.decode import decode, ref_of
from server.secretariat.credentials import Credentials, _b64
from server.secretariat.importing import read_application
from server.secretariat.reading.seats import read_seats
from server.web.forms import MOST_FIELDS
from server.web.socket.batch_writer import BatchWriter
from server.web.socket.frames import span
from server.web.socket.wire import Wire

Target = Callable[[bytes], None]


def commands(data: bytes) -> None:
    """Read a frame's text."""
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode()
        ref_of(text)
        with contextlib.suppress(Refusal):
            decode(text)


class Sink(asyncio.Transport):
    """A transport that takes everything and keeps nothing; its socket is the null device."""

    def __init__(self) -> None:
        """Open it."""
        super().__init__()
        self.closing = False
        self._null = os.open(os.devnull, os.O_WRONLY)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Be one's own socket."""
        return self if name == "socket" else default

    def fileno(self) -> int:
        """Say the descriptor of the null device."""
        return self._null

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Have no buffer."""

    def get_write_buffer_size(self) -> int:
        """Have no buffer."""
        return 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take it."""

    def pause_reading(self) -> None:
        """Read on: whoever feeds decides."""

    def resume_reading(self) -> None:
        """Read on."""

    def is_closing(self) -> bool:
        """Say whether it was closed."""
        return self.closing

    def can_write_eof(self) -> bool:
        """Say that there is an end to write."""
        return True

    def write_eof(self) -> None:
        """Take it."""

    def close(self) -> None:
        """Be closed."""
        self.closing = True

    def abort(self) -> None:
        """Be closed."""
        self.closing = True


class Heard:
    """Whoever talks on the wire: it reads what it hears."""

    def hear(self, text: str) -> None:
        """Read it."""
        with contextlib.suppress(Refusal):
            decode(text)

    def pay(self, cost: int) -> bool:
        """Have all that one asks for."""
        return cost >= 0

    def blocked(self) -> None:
        """Nothing waits."""

    def flowing(self) -> None:
        """Nothing waits."""

    def gone(self, code: int) -> None:
        """Nobody stays."""


_SINK = Sink()


def wire(data: bytes) -> None:
    """Read what comes on a wire; the first byte says how many bytes each read takes."""
    if len(data) < 2:
        return
    piece, data = data[0] % 64 or len(data), data[1:]
    at = 0
    while at < len(data):
        begin, end = span(data, at)
        assert not end or at < end <= len(data)
        assert not begin or at < begin <= end
        if not end:
            break
        at = end
    _SINK.closing = False
    ours = Wire(_SINK, BatchWriter(), set(), encrypted=False)
    ours.open(Heard())  # type: ignore[arg-type]
    for start in range(0, len(data), piece):
        if not _SINK.closing:
            ours.data_received(data[start : start + piece])
    ours.connection_lost(None)


def masked(data: bytes) -> None:
    """Read a text in a frame that is right, in one piece."""
    size = len(data)
    head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + min(size, 65_535).to_bytes(2, "big")
    wire(b"\0" + head + b"\1\2\3\4" + apply_mask(data[:65_535], b"\1\2\3\4"))


def files(data: bytes) -> None:
    """Read what a secretariat hands in: an agenda, regions, seats, an application."""
    text = data.decode(errors="replace")
    for read in (read_agenda, read_regions):
        with contextlib.suppress(Refusal, Problems):
            read(text)
    with contextlib.suppress(Refusal):
        read_seats(data, {"regions": [["AF", "Africa", "AF"], ["AM", "Americas", "AM"]]})
    with contextlib.suppress(Refusal, Problems, msgspec.DecodeError, UnicodeError, RecursionError):
        read_application(msgspec.json.decode(data))


def credentials(data: bytes) -> None:
    """Read a credential that nobody signed, and one that is signed and holds anything."""
    reader = Credentials(None, b"a secret")  # type: ignore[arg-type] # what is not good never reaches the store
    reader._verified(data.decode("latin-1"))
    body = data.decode("latin-1").split(".")[0]
    reader._verified(f"{body}.{_b64(reader._mac(body))}")


def forms(data: bytes) -> None:
    """Read a form."""
    with contextlib.suppress(ValueError):
        dict(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))


TARGETS: dict[str, Target] = {
    "commands": commands, "wire": wire, "masked": masked, "files": files, "credentials": credentials, "forms": forms,
}  # fmt: skip
FRAME_DECODERS = ("commands", "wire", "masked")
SEEDS: dict[str, tuple[bytes, ...]] = {
    "commands": (
        b'{"type":"hello","ref":"1","seen":0,"have":{"r":{"epoch":1,"revision":1}}}',
        b'{"type":"cast_ballot","round_id":"r","epoch":1,"base_revision":0,"request_id":"a","ballot_id":"","marks":{}}',
    ),
    "wire": (
        b"\0\x81\x85\1\2\3\4abcde",
        b"\5\x01\x82\1\2\3\4ab\x80\x82\1\2\3\4cd",
        b"\3\x88\x82\0\0\0\0\3\xe8\x89\x80\0\0\0\0",
    ),
    "masked": (b'{"type":"hello"}',),
    "files": (
        b"A meeting\n\nSession 1. The past\n\nGuiding questions\n\n- What?\n",
        b"id,name\nAF,Africa\n",
        b'{"agenda":{"sessions":[{"title":"B","questions":["C?"]}]},"regions":[{"id":"AF","name":"Africa"}]}',
    ),
    "credentials": (b"WyJtIiwiY2hhaXIiLCIiLCIiLDFd.x",),
    "forms": (b"region_id=AF&name=%C3%A9&mark.r1=for",),
}


class StillLoop(asyncio.SelectorEventLoop):
    """A loop that does not turn: what is to be called later is forgotten."""

    def call_at(self, when: float, callback: Any, *args: Any, context: Any = None) -> asyncio.TimerHandle:
        """Keep nothing."""
        return asyncio.TimerHandle(when, callback, args, self, context)

    def call_soon(self, callback: Any, *args: Any, context: Any = None) -> asyncio.Handle:
        """Keep nothing."""
        return asyncio.Handle(callback, args, self, context)


@contextlib.contextmanager
def in_a_still_loop() -> Iterator[None]:
    """Let what needs a loop have one."""
    loop = StillLoop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)
        loop.close()
