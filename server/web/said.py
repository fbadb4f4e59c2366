"""What a page says of its room before its line is there: what the line would say first to somebody who enters.

Refuses to know how a page is drawn. Invariant: nothing that is said can be taken for markup.
"""

from collections.abc import Mapping

from server.domain.procedure.audiences import audience_of
from server.domain.procedure.people import Person
from server.domain.procedure.shapes import hears
from server.live.snapshot import Shown
from server.protocol import encode, events
from server.protocol.replies import You
from server.room.actions.recommending import waiting_page
from server.room.context import Context
from server.room.halls import hall_text, read_hall


async def said_first(context: Context, shown: Shown, person: Person, you: You, *, joining: Mapping[str, object]) -> str:
    """Write what the line would say first to somebody who enters a room and follows its hall."""
    room = shown.picture.room
    audience, (_, hall) = audience_of(person, room), await read_hall(context, room)
    snapshot = shown.snapshot("", outlook=False, audience=audience, person=person, hall=hall_text(hall), paged=True)
    said = [snapshot, encode(you)]
    if joining["told"]:
        open_, code, url = bool(joining["open"]), str(joining["code"]), str(joining["url"])
        said.append(encode(events.JoiningChanged(open=open_, code=code, url=url)))
    if hears(audience, "waiting", "recommendations"):
        said.append(encode(waiting_page(shown.picture.proceedings, room)))
    return _as_data(said)


def _as_data(messages: list[bytes]) -> str:
    """Write messages, as the line says them, so that no page takes anything in them for markup."""
    written = (b"[" + b",".join(messages) + b"]").decode()
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written
