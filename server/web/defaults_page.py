"""The page of the desk on defaults of rounds, and the call by which it says at once what they come to.

Refuses to decide what may be done there (the tables of rights do), and to store anything: the page edits the programme
as whoever is in the desk's room does. Invariant: page and call say the same sentences.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Malformed
from server.domain.methods.worked import CARDS
from server.protocol.message import Json
from server.room.programme_views import meeting_view
from server.secretariat.defaults import Tried, try_defaults
from server.web.api import read_json
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk, require_actor
from server.web.site import site_of
from server.words.closing_dates import zones_offered
from server.words.refusals import words_of

_NOTHING: Mapping[str, object] = {}


async def defaults(request: Request) -> Response:
    """Show what new rounds begin with."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    context = site_of(request).context
    now = await context.read_proceedings(meeting_id)  # as it was kept a moment ago, not as it is remembered
    tried = await try_defaults(context, actor, meeting_id, _NOTHING)
    return await show_page(
        request,
        "desk/defaults.html",
        person=person,
        meeting=meeting_view(now.meeting, now.programme),
        tried=_said(request, tried),
        zones=sorted({*zones_offered(), now.programme.zone}),
    )


async def post_try_defaults(request: Request) -> Response:
    """Say what defaults would come to."""
    meeting_id, actor = request.path_params["meeting_id"], await require_actor(request)
    actor.require("try_defaults", meeting_id)  # before anything is read
    said = (await read_json(request)).get("defaults")
    if not isinstance(said, dict):
        raise Malformed("field", field="defaults")
    return JSONResponse(_said(request, await try_defaults(site_of(request).context, actor, meeting_id, said)))


def _said(request: Request, tried: Tried) -> Json:
    """Word what was tried out, in the language of the page."""
    strings, language = site_of(request).strings, language_of(request)
    examples = {
        card: [
            strings.translate(language, f"defaults.example.{one.code}", **one.figures)
            for one in tried.examples.get(card, ())
        ]
        for card in CARDS
    }
    problem = words_of(strings, language, tried.refusal) if tried.refusal else ""
    return {"examples": examples, "problem": problem, "card": tried.card or ""}
