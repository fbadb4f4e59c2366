"""The pages of the desk: its door, and one of the meetings that somebody may run.

Refuses to decide what may be done there (the tables of rights do). Invariants: the door works by a plain form; a wrong
key is answered late, a right one at once; whoever has the desk of one meeting is shown no other.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import Malformed, Refusal
from server.domain.procedure.people import AT_THE_DESK
from server.room.programme_views import meeting_view
from server.secretariat.links import list_links
from server.web.api import read_json
from server.web.desk_home import desk_page
from server.web.forms import read_form
from server.web.guard import address_of, is_key, new_slot, set_cookie
from server.web.page import language_of, show_page
from server.web.refusals import retry_after, status_of
from server.web.secretariat import actor_at_desk
from server.web.site import site_of
from server.web.tabs import people_of
from server.words.refusals import words_of


async def door(request: Request) -> Response:
    """Ask for the secretariat key or a link of the desk, and let whoever shows one in."""
    if request.method != "POST":
        return await _door(request)
    said = (await read_form(request)).get("key", "")
    try:
        credential = await _credential_for(request, said)
    except Refusal as refusal:
        return await _door(request, refusal)
    slot = new_slot()
    answer = RedirectResponse(desk_page(slot), status_code=303)
    return _with_cookies(request, answer, slot, credential)


async def post_desk(request: Request) -> Response:
    """Turn the secretariat key or a link of the desk into the cookie of a browser tab."""
    said = (await read_json(request)).get("key")
    if not isinstance(said, str):
        raise Malformed("field", field="key")
    slot, credential = new_slot(), await _credential_for(request, said)
    answer = JSONResponse({"slot": slot, "page": desk_page(slot)}, status_code=201)
    return _with_cookies(request, answer, slot, credential)


async def meeting(request: Request) -> Response:
    """Show one meeting."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    context = site_of(request).context
    now = await context.read_proceedings(meeting_id)  # as it was kept a moment ago, not as it is remembered
    shown = meeting_view(now.meeting, now.programme)
    links = await list_links(context, actor, site_of(request).credentials, meeting_id)
    return await show_page(request, "desk/meeting.html", person=person, meeting=shown, links=links)


async def programme(request: Request) -> Response:
    """Show the programme of one meeting, to be changed."""
    meeting_id = request.path_params["meeting_id"]
    person, _ = await actor_at_desk(request, meeting_id)
    context = site_of(request).context
    now = await context.read_proceedings(meeting_id)  # as it was kept a moment ago, not as it is remembered
    shown = meeting_view(now.meeting, now.programme)
    return await show_page(request, "desk/new.html", person=person, meeting=shown, programme=shown, regions=[])


async def papers(request: Request) -> Response:
    """Show what people read beside each agenda session of one meeting, to be changed."""
    meeting_id = request.path_params["meeting_id"]
    person, _ = await actor_at_desk(request, meeting_id)
    now = await site_of(request).context.read_proceedings(meeting_id)
    return await show_page(request, "desk/papers.html", person=person, meeting=meeting_view(now.meeting, now.programme))


async def _credential_for(request: Request, said: str) -> str:
    """Find the credential that a key or a link is good for; a link may be pasted whole, or without its address.

    Raises:  Malformed where nothing was said; as `WrongKeys.refuse` for what opens nothing.
    """
    site, token = site_of(request), said.rpartition("#")[2].strip()
    if not token:
        raise Malformed("field", field="key")
    if is_key(site, token):
        site.callers.give_back(request.scope)
        return await site.credentials.issue_secretariat()
    person = await site.credentials.read(token)
    if person is None or person.role not in AT_THE_DESK:
        await site.wrong_keys.refuse(address_of(request), "desk_key")
    return token


async def _door(request: Request, refusal: Refusal | None = None) -> Response:
    """Show the door, with the desks that are open in this browser already."""
    site = site_of(request)
    here = []
    for slot, one in await people_of(request):
        if one.role in AT_THE_DESK:
            title = (await site.context.programme(one.meeting_id)).title if one.meeting_id else ""
            here.append({"page": desk_page(slot), "title": title})
    page = await show_page(
        request,
        "desk/door.html",
        status=status_of(refusal) if refusal else 200,
        desks_here=here,
        problem=words_of(site.strings, language_of(request), refusal) if refusal else "",
    )
    page.headers.update(retry_after(refusal) if refusal else {})
    return page


def _with_cookies(request: Request, answer: Response, slot: str, credential: str) -> Response:
    """Set the cookie of a slot, and that of the language that was chosen at the door."""
    site = site_of(request)
    set_cookie(site, answer, slot, credential)
    if request.query_params.get("lang", "") in site.strings.languages:
        language = language_of(request)
        answer.set_cookie(f"plenum-language-{slot}", language, path="/", samesite="lax", secure=site.secure)
    return answer
