"""The rest of a long room: the recommendations that a picture has left out, compressed once for all who read them.

Refuses to decide who may enter a room, and what they see there. Invariant: what is handed out is what an audience sees
of one decision, and says of which.
"""

import asyncio
import gzip

from starlette.requests import Request
from starlette.responses import Response

from server.domain.errors import NotPermitted
from server.domain.procedure.audiences import audience_of
from server.domain.procedure.meeting import meeting_of
from server.tasks import share
from server.web.compression import accepts_gzip
from server.web.guard import person_at
from server.web.site import site_of
from server.web.socket.live import room_for

_QUICK = 5


async def get_recommendations(request: Request) -> Response:
    """Hand out the second part of a room to somebody who may enter it."""
    site, person = site_of(request), await person_at(request)
    if person is None:
        raise NotPermitted("credential")
    person = person.within(meeting_of(room_id := request.path_params["room_id"]))
    room = await room_for(site, person, room_id)
    if room is None:
        raise NotPermitted("room")
    parts = (await site.hub.picture(room)).lasting.parts(audience_of(person, room))
    said = {"vary": "accept-encoding", "cache-control": "no-store"}
    body = parts.rest
    if accepts_gzip(request.headers):
        said["content-encoding"] = "gzip"
        if parts.packing is None:  # one compresses for all, in a thread: the loop takes ballots
            parts.packing = share(asyncio.to_thread(gzip.compress, body, _QUICK, mtime=0))
        body = await asyncio.shield(parts.packing)
    return Response(body, media_type="application/json", headers=said)
