"""The tabs of a browser: who it is in each of them, for whom it waits there, and leaving one.

Refuses to know what is asked for in a tab. Invariant: whoever leaves a tab leaves no other one, on this device or any.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.domain.procedure.people import Person
from server.store import StoreFault
from server.web.guard import SLOT, cookie_name, person_at, slot_of
from server.web.site import site_of

MOST_TABS = 12


async def leave(connection: HTTPConnection, response: Response) -> Person | None:
    """End the seat or role of a tab: its cookie goes, its sockets are closed wherever they are; say whose it was.

    Others may hold the same credential on a device of their own: it stays good, and this device no longer has it.
    """
    site, slot = site_of(connection), slot_of(connection)
    if not slot:
        return None
    for name in (cookie_name(site, slot), f"plenum-language-{slot}"):
        response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=site.secure)
    if not connection.cookies.get(cookie_name(site, slot)):
        return None
    try:
        person = await person_at(connection)
        if person is not None:
            for meeting_id in (
                [person.meeting_id] if person.meeting_id else await site.context.shards.directory.all_ids()
            ):
                await site.context.store_of(meeting_id).seats.say_left(meeting_id, slot, person.key)
    except StoreFault:  # the cookie goes all the same; sockets end with the page
        return None
    return person


async def people_of(connection: HTTPConnection) -> list[tuple[str, Person]]:
    """Say who a browser is in its tabs: slot and person for each cookie that is good, the newest first."""
    site = site_of(connection)
    found = [(slot, await site.credentials.read(token)) for slot, token in _tabs_of(connection)]
    return [(slot, person) for slot, person in found if person is not None]


def waiting_of(connection: HTTPConnection) -> list[tuple[str, str, str]]:
    """Say for which seats of which meetings a browser waits in its tabs, and under which claims."""
    read = site_of(connection).credentials.read_waiting
    return [claim for _, token in _tabs_of(connection) if (claim := read(token)) is not None]


def _tabs_of(connection: HTTPConnection) -> list[tuple[str, str]]:
    """List slot and token of the newest dozen tabs, the newest first: browsers send the oldest cookie first."""
    begins = cookie_name(site_of(connection), "")
    tabs = [(name.removeprefix(begins), token) for name, token in connection.cookies.items() if name.startswith(begins)]
    return [(slot, token) for slot, token in reversed(tabs) if SLOT.fullmatch(slot)][:MOST_TABS]
