"""The page of the desk from which badges, posters and the other sheets are printed.

Refuses to draw them: the calls of `sheets` do. Invariant: no code and no link that opens a seat stands on the page.
"""

from starlette.requests import Request
from starlette.responses import Response

from server.domain.languages import LANGUAGES
from server.domain.procedure.people import Seat
from server.room.programme_views import meeting_view
from server.secretariat.printing.codes import drawn_code
from server.secretariat.printing.shown import PAPERS
from server.secretariat.sheets_ahead import read_sheets_ahead
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk
from server.web.sheets import EACH, LONGEST_WIFI
from server.web.site import site_of


async def badges(request: Request) -> Response:
    """Show what can be printed, and what would be."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    site = site_of(request)
    context, language = site.context, language_of(request)
    ahead = await read_sheets_ahead(context, actor, site.credentials, meeting_id, language)
    shown = meeting_view(await context.meeting(meeting_id), await context.programme(meeting_id))
    return await show_page(
        request,
        "desk/badges.html",
        person=person,
        meeting=shown,
        ahead=ahead,
        cards={of: _card(seat) for of, seat in ahead.first.items()},
        papers=PAPERS,
        each=EACH,
        tongues=LANGUAGES,
        longest_wifi=LONGEST_WIFI,
        scan=drawn_code(context.short_url()),
    )


def _card(seat: Seat) -> dict[str, object]:
    """Say what of a seat stands on its card, apart from what opens it."""
    return {
        "seat_id": seat.id, "number": seat.number, "name": seat.name, "delegation": seat.delegation,
        "region_id": seat.region_id, "votes": seat.votes,
    }  # fmt: skip
