"""The files of papers as addresses: handed in by the desk, and read by whoever belongs to the meeting.

Refuses to decide who that is (the tables of rights do). Invariants: a file is served as what its bytes are and runs
nothing, whatever else it may be; nobody is given one without a credential of its meeting.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from server.domain.errors import NotFound, NotPermitted
from server.domain.procedure.file_kinds import ENDINGS, PDF
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.papers import KeptFile, find_paper
from server.domain.procedure.people import AT_THE_DESK, may_read
from server.room.paper_views import file_address
from server.secretariat.keeping_files import find_file, keep_file
from server.web.api import meeting_for
from server.web.drawn_codes import qr_of
from server.web.guard import person_at
from server.web.secretariat import require_actor
from server.web.site import site_of
from server.web.tabs import people_of

MOST_IN_A_CODE = 120
"""Bytes of an address. A longer one makes a picture so fine that no phone reads it from the rows, and none at last."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


async def post_file(request: Request) -> Response:
    """Keep a file that the desk hands in: its bytes are the body."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    actor = await require_actor(request)
    name = request.query_params.get("name", "")
    file = await keep_file(site.context, actor, meeting_id, uploads=site.uploads, given=request.stream(), name=name)
    shown = {"file": file.digest, "media": file.media, "size": file.size, "name": file.name}
    return JSONResponse({**shown, "address": file_address(meeting_id, file)}, status_code=201)


async def get_file(request: Request) -> Response:
    """Hand out a file; whoever has it already is told so."""
    context, meeting_id = site_of(request).context, request.path_params["meeting_id"]
    await meeting_for(request, meeting_id)
    person, digest = await person_at(request), request.path_params["digest"]
    if person is None or not may_read(person.role, "papers"):
        raise NotPermitted("credential")
    if not _DIGEST.fullmatch(digest):
        raise NotFound("file")
    file = await find_file(context, meeting_id, digest, at_desk=person.role in AT_THE_DESK)
    if ENDINGS[file.media] != request.path_params["ending"]:
        raise NotFound("file")
    tag = f'"{digest}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    pieces = context.store_of(meeting_id).paper_files.read(meeting_id, digest)
    first = await anext(pieces)  # before it is said that the file comes
    return StreamingResponse(_from(first, pieces), media_type=file.media, headers={**_headers(file), "etag": tag})


async def open_paper(request: Request) -> Response:
    """Lead whoever has scanned the code of a paper in the hall to it, as whom they are in this browser."""
    context, paper_id = site_of(request).context, request.path_params["paper_id"]
    meeting_id = meeting_of(paper_id)
    here = [slot for slot, person in await people_of(request) if person.meeting_id in ("", meeting_id)]
    if not here:
        raise NotPermitted("papers")
    paper = find_paper((await context.read_proceedings(meeting_id)).programme.papers, paper_id)
    if paper is None:
        raise NotFound("paper")
    if paper.kind == "link":
        return RedirectResponse(paper.address, status_code=303)
    if paper.file is None:  # it is read on the pages of the meeting
        return RedirectResponse(f"/tab/{here[0]}/", status_code=303)
    return RedirectResponse(f"{file_address(meeting_id, paper.file)}?slot={here[0]}", status_code=303)


async def paper_qr(request: Request) -> Response:
    """Draw the code of a paper for the hall: of a link its address if it is short, of any other where it is read."""
    site, person = site_of(request), await person_at(request)
    if person is None or not may_read(person.role, "papers"):
        raise NotPermitted("credential")
    programme = (await site.context.read_proceedings(person.meeting_id)).programme
    paper = find_paper(programme.papers, request.query_params.get("paper", ""))
    if paper is None:
        raise NotFound("paper")
    short = 0 < len(paper.address.encode()) <= MOST_IN_A_CODE
    address = paper.address if short else f"{site.base_url}/papers/{paper.id}"
    return Response(await asyncio.to_thread(qr_of, address), media_type="image/svg+xml")


def _headers(file: KeptFile) -> dict[str, str]:
    """Say how a file is to be shown: a picture where it is asked for, a PDF by what reads PDFs on the device.

    Source:  RFC 6266; a browser's own reader of PDFs does not run in a sandbox, so that one is saved or handed on.
    """
    how = "attachment" if file.media == PDF else "inline"
    plain = f"paper.{ENDINGS[file.media]}"
    said = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name or plain, safe='')}"
    return {"content-disposition": said, "content-length": str(file.size)}


async def _from(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
