"""The message table: everything that is said on `/live/{room_id}`.

Commands go to the service, replies come back to the one who asked, events to everybody in the room. Refuses to know
who may say what (`domain.people`) and what happens then (`room`). Invariant: a message that is not a class here is
neither sent nor understood; docs/protocol.md, the JavaScript and the tests are checked against these classes.
"""

from server.protocol import commands, events, replies
from server.protocol.decode import decode, encode

__all__ = ["commands", "decode", "encode", "events", "replies"]
