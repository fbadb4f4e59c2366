"""The log of acts at the desk: found by its words, a page at a time, and as a file.

Refuses to decide who may read it (the tables of rights do). Invariant: page and file say the same lines.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from server.domain.procedure.programme import Programme
from server.domain.whole_numbers import whole_number
from server.record.acts_file import write_acts
from server.room.programme_views import meeting_view
from server.secretariat.log_of_acts import KINDS, Line, read_whole_log
from server.web.log_details import Details
from server.web.page import language_of, show_page
from server.web.secretariat import actor_at_desk, require_actor
from server.web.site import site_of

MOST_ON_A_PAGE = 100
_IN_FILE = ("at", "who", "region", "act", "done", "named", "where", "detail")
_ROLES = frozenset({"chair", "moderator", "observer", "screen"})


async def log(request: Request) -> Response:
    """Show the log of acts, the newest first."""
    meeting_id = request.path_params["meeting_id"]
    person, actor = await actor_at_desk(request, meeting_id)
    context, asked = site_of(request).context, request.query_params
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    kind, words = asked.get("kind", ""), asked.get("q", "").strip()
    async with site_of(request).log_turns.one():
        told = [one for one in await read_whole_log(context, actor, meeting_id) if kind in ("", one.kind)][::-1]
        written: list[dict[str, str]] | None = None
        if words:
            written = _with_words(await asyncio.to_thread(_written, request, programme, told), words)
        found = len(told if written is None else written)
        pages = max(1, -(-found // MOST_ON_A_PAGE))
        page = min(max(1, whole_number(asked.get("page", ""), 1)), pages)
        here = slice((page - 1) * MOST_ON_A_PAGE, page * MOST_ON_A_PAGE)
        lines = _written(request, programme, told[here]) if written is None else written[here]
    return await show_page(
        request,
        "desk/log.html",
        person=person,
        meeting=meeting_view(meeting, programme),
        kinds=KINDS,
        kind=kind,
        words=words,
        lines=lines,
        page_number=page,
        pages=pages,
    )


async def get_acts(request: Request) -> Response:
    """Hand out the whole log of acts."""
    actor, meeting_id = await require_actor(request), request.path_params["meeting_id"]
    context = site_of(request).context
    async with site_of(request).log_turns.one():
        lines = await read_whole_log(context, actor, meeting_id)
        said = await asyncio.to_thread(_written, request, await context.programme(meeting_id), lines)
        file = await asyncio.to_thread(write_acts, [[line[name] for name in _IN_FILE] for line in said])
    headers = {"content-disposition": f'attachment; filename="plenum-{meeting_id}-acts.csv"'}
    return Response(file, media_type="text/csv; charset=utf-8", headers=headers)


def _written(request: Request, programme: Programme, lines: Sequence[Line]) -> list[dict[str, str]]:
    """Write lines in the language of a request."""
    strings = site_of(request).strings
    say = partial(strings.translate, language_of(request))
    regions = {region.id: region.name for region in programme.regions}
    rooms = {room.id: room.title for room in programme.rooms}
    details = Details(say, strings.has, regions, rooms)
    sessions = {session.id: session.title for session in programme.agenda.sessions}
    written = []
    for line in lines:
        named = say("acts.round", n=line.named) if line.kind == "round" and line.named else line.named
        where = rooms.get(line.room_id, "") or sessions.get(line.thing, "")
        at = datetime.fromtimestamp(line.at_ms / 1_000, UTC)
        written.append(
            {
                "at": at.isoformat(timespec="seconds"),
                "clock": f"{at:%Y-%m-%d %H:%M:%S} UTC",
                "who": _who(say, line),
                "region": _region_of(line, regions),
                "kind": line.kind,
                "act": line.act,
                "done": say(f"acts.done.{line.act}"),
                "named": named,
                "where": where,
                "detail": details.of(line.act, line.detail),
            }
        )
    return written


def _who(say: Callable[..., str], line: Line) -> str:
    """Say in which role somebody acted."""
    role = line.actor.partition(":")[0]
    return say("role.delegate" if role == "seat" else f"role.{role}" if role in _ROLES else f"acts.by.{role}")


def _region_of(line: Line, regions: Mapping[str, str]) -> str:
    """Say of which region whoever acted is; of a delegate that is all that is said."""
    region_id = line.region_id or line.actor.partition(":")[2]
    return regions.get(region_id, region_id)


def _with_words(lines: Sequence[dict[str, str]], words: str) -> list[dict[str, str]]:
    """Find lines that have some words."""
    wanted = words.casefold().split()
    return [line for line in lines if all(word in " ".join(line.values()).casefold() for word in wanted)]
