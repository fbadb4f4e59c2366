"""What everything costs that may be asked of a process; docs/decisions/0014-a-budget-for-everything.md argues it.

Refuses to know who pays. Invariants: nothing that is read from a socket is free. Two kinds of requests are: those
answered from memory, because refusing them would cost as much, and those that ask whether the process lives.

Units:   microseconds of the loop, as measured on one core of a small server, rounded up.
"""

from collections.abc import Mapping

from server.protocol import commands
from server.protocol.commands import Command

ENTER = 1_000
"""To come in: a handshake, a credential, a way into the room."""
FRAME = 50
"""To read any text and answer it, a ballot in its batch included."""
UNREADABLE = 200
"""To find out what is wrong with a text, beside reading it."""
PING, PONG, PART, HALF = 100, 20, 100, 20
"""To answer a ping; to pass over an answer; to keep a part of a text; to be woken by less than a frame."""
CHARACTERS, WRITTEN = 64, 256
"""How many characters that are read, and how many bytes of a picture that are written, cost one."""
HELLO, CLAIM = 1_500, 5
"""To make a greeting; to look at one of the ballots that a phone says it has."""
SIMILAR, TITLE = 500, 3
"""To find what sounds like a title; and for each title of the room, in each language, that it is compared with."""
DECISION = 1_500
"""To read the proceedings, decide, write and tell everybody: what every act costs at least."""
CALL, PAGE, JOIN_PAGE, FIGURES = 500, 1_500, 2_000, 2_000
"""To answer a call of a program; to draw a page of the door; to look up a code and draw its page; to write figures.

Most pages of the door are kept and cost a third of that. One on which names are looked for costs more, and is held back
by the pace of those searches.
"""
VISIT: Mapping[str, int] = {"arriving": 3 * JOIN_PAGE, "elsewhere": 2 * PAGE}
"""What one person may ask for before they have a seat: pages and calls on the way to it, and everything else."""

FILE = 15_000
"""To hand a file in or out: at most 80 pieces, each of which is written or read in a turn of the store."""

_FREE = ("static", "strings", "service-worker.js", "health", "ready")
_REQUESTS: Mapping[str, tuple[str, int]] = {
    "": ("arriving", PAGE),
    "enter": ("arriving", PAGE),
    "s": ("arriving", JOIN_PAGE),
    "join": ("arriving", JOIN_PAGE),
    "api/join": ("arriving", CALL),
    "api/seat": ("arriving", CALL),
    "api/enter": ("arriving", CALL),
    "api": ("elsewhere", CALL),
    "api/rooms": ("elsewhere", CALL),
    "metrics": ("elsewhere", FIGURES),
}
_FILES, _COPY = "/files", "/copy"
_MORE: Mapping[type[Command], int] = {
    commands.Hello: HELLO,
    commands.FindSimilar: SIMILAR,
    commands.CastBallot: 0,
}


def of_text(text: str) -> int:
    """Say what it costs to read a text, whatever it says."""
    return FRAME + len(text) // CHARACTERS


def of_command(command: Command) -> int:
    """Say what it costs to do what is asked, beside reading it."""
    claims = CLAIM * len(command.have) if isinstance(command, commands.Hello) else 0
    return _MORE.get(type(command), DECISION) + claims


def of_request(path: str) -> tuple[str, int]:
    """Say what a request costs by its path, and in which row of `VISIT` it is counted."""
    _, first, second, *_ = [*path.split("/", 3), "", ""]
    if first in _FREE:
        return "elsewhere", 0
    if (second == "meetings" and _FILES in path) or path.endswith(_COPY):
        return "elsewhere", FILE
    return _REQUESTS.get(f"{first}/{second}") or _REQUESTS.get(first) or ("elsewhere", PAGE)
