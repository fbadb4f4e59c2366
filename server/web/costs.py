"""What everything costs that a socket may ask of its process; docs/decisions/0014-a-budget-for-everything.md argues it.

Refuses to know who pays. Invariant: nothing that is read from a socket is free.

Units:   microseconds of the loop, as measured on one core of a small server, rounded up.
"""

from collections.abc import Mapping

from server.protocol import commands
from server.protocol.commands import Command

ENTER = 1_000
"""To come in: a handshake, a credential, a place."""
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
SIMILAR = 500
DECISION = 1_500
"""To read the proceedings, decide, write and tell everybody: what every act costs at least."""

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
