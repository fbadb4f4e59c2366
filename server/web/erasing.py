"""Erasing a meeting from the desk: its title is typed to confirm, and afterwards a page says what is gone.

Refuses to know what an erased meeting leaves where. Invariant: with another title nothing is erased.
"""

from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed, Refusal
from server.domain.procedure.meeting import Proceedings
from server.room.programme_views import meeting_view
from server.secretariat.actor import Actor
from server.secretariat.erasing import erase_meeting
from server.secretariat.meetings import list_rounds
from server.web.api import read_json
from server.web.forms import read_form
from server.web.guard import person_for
from server.web.page import language_of, show_page
from server.web.refusals import status_of
from server.web.secretariat import require_actor
from server.web.site import site_of
from server.words.refusals import words_of


@dataclass(frozen=True, slots=True)
class Gone:
    """What there was of a meeting; `records` are the keys that the store has lost."""

    title: str
    seats: int
    recommendations: int
    rounds: int
    records: int


async def delete_meeting(request: Request) -> Response:
    """Erase a meeting whose `title` is said, and tell what is gone."""
    actor = await require_actor(request)
    actor.require("erase_meeting", request.path_params["meeting_id"])  # before anything is read
    said = (await read_json(request)).get("title")
    return JSONResponse(asdict(await _erase(request, actor, said)))


async def close(request: Request) -> Response:
    """Show what erasing takes away, and ask for the title; whoever has typed it is told what is gone."""
    person, actor = await person_for(request, "desk"), await require_actor(request)
    actor.require("erase_meeting", request.path_params["meeting_id"])
    if request.method != "POST":
        return await _ask(request, person)
    try:
        gone = await _erase(request, actor, (await read_form(request)).get("title", ""))
    except Malformed as refusal:
        return await _ask(request, person, refusal)
    return await show_page(request, "desk/gone.html", person=person, gone=gone)


async def _erase(request: Request, actor: Actor, said: object) -> Gone:
    """Erase the meeting of an address.

    Raises:  Malformed where its title is another one, NotFound.
    """
    context, meeting_id = site_of(request).context, request.path_params["meeting_id"]
    before = await list_rounds(context, actor, meeting_id)
    if not isinstance(said, str) or " ".join(said.split()) != _typed(before):
        raise Malformed("other_title")
    seats = len(await context.store_of(meeting_id).seats.read_all(meeting_id))
    _, records = await erase_meeting(context, actor, meeting_id)
    return Gone(before.programme.title, seats, len(before.recommendations), len(before.rounds), records)


def _typed(now: Proceedings) -> str:
    """Say what is typed to confirm: the title, or the id of a meeting that has none."""
    return " ".join(now.programme.title.split()) or now.meeting.id


async def _ask(request: Request, person: object, refusal: Refusal | None = None) -> Response:
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    now = await site.context.read_proceedings(meeting_id)
    return await show_page(
        request,
        "desk/close.html",
        status=status_of(refusal) if refusal else 200,
        person=person,
        meeting=meeting_view(now.meeting, now.programme),
        typed=_typed(now),
        seats=len(await site.context.store_of(meeting_id).seats.read_all(meeting_id)),
        recommendations=len(now.recommendations),
        rounds=len(now.rounds),
        problem=words_of(site.strings, language_of(request), refusal) if refusal else "",
    )
