"""The page of the desk on regions and delegations, and the call by which it learns whose seats there are.

Refuses to decide what may be done there (the tables of rights do), and to store anything: the page edits the programme
as whoever is in the desk's room does. Invariant: page and call count the same seats.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.procedure.delegations import LONGEST_NAME, LONGEST_SHORT
from server.protocol.message import Json
from server.room.programme_views import meeting_view
from server.secretariat.delegations import Listed, list_delegations
from server.secretariat.importing import sample_regions
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk, require_actor
from server.web.site import site_of

UN_GROUPS = {"AFR": "AF", "APG": "AP", "EEG": "EE", "GRULAC": "LA", "WEOG": "WE"}
"""The regional groups of the United Nations and the letters of their chips; their names are sentences."""


async def regions(request: Request) -> Response:
    """Show regions and delegations."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    context = site_of(request).context
    now = await context.read_proceedings(meeting_id)  # as it was kept a moment ago, not as it is remembered
    return await show_page(
        request,
        "desk/regions.html",
        person=person,
        meeting=meeting_view(now.meeting, now.programme),
        listed=_shown(await list_delegations(context, actor, meeting_id)),
        presets={"un": _un_groups(request), "sample": _sample()},
        longest={"name": LONGEST_NAME, "short": LONGEST_SHORT},
    )


async def get_delegations(request: Request) -> Response:
    """Say which delegations there are, with their seats."""
    actor, meeting_id = await require_actor(request), request.path_params["meeting_id"]
    return JSONResponse(_shown(await list_delegations(site_of(request).context, actor, meeting_id)))


def _shown(listed: Listed) -> Json:
    return {
        "version": listed.version,
        "delegations": [
            {
                "name": one.delegation.name,
                "short": one.delegation.short,
                "region_id": one.delegation.region_id,
                "votes": one.votes,
                "observers": one.observers,
                "listed": one.listed,
            }
            for one in listed.delegations
        ],
    }


def _un_groups(request: Request) -> list[Json]:
    strings, language = site_of(request).strings, language_of(request)
    return [
        {"id": id_, "name": strings.translate(language, f"regions.un.{id_}"), "short": short}
        for id_, short in UN_GROUPS.items()
    ]


def _sample() -> list[Json]:
    return [{"id": one.id, "name": one.name, "short": one.short} for one in sample_regions()]
