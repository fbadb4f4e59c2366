"""The calls that show how a file is understood; they store nothing.

Refuses to know what a file is: its bytes go to a reader in a process of its own. Invariant: what a file holds is in
nobody's log.
"""

from typing import TypeVar

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from server.domain.agenda.reading import LINES_LIMIT, SAYABLE
from server.domain.errors import Malformed
from server.domain.procedure.handed_in import read_regions_of
from server.secretariat.programme_files import read_programme
from server.secretariat.seat_files import Hints, read_seat_list
from server.web.guard import LARGEST_IMPORT, read_body
from server.web.page import language_of
from server.web.secretariat import require_actor
from server.web.site import site_of
from server.words.problems import told_programme
from server.words.seat_list import told_seat_list

_LONGEST_NAME = 200
MOST_ROWS = 1_048_576
Kind = TypeVar("Kind")


async def post_read_seats(request: Request) -> Response:
    """Show how a seat list is understood: for secretariat and desk."""
    site, query = site_of(request), request.query_params
    actor = await require_actor(request)
    given = await read_body(request, LARGEST_IMPORT)
    read = await read_seat_list(
        site.context,
        actor,
        query.get("meeting", ""),
        readers=site.readers,
        given=given,
        regions=read_regions_of({"regions": _json(query, "regions", list[dict[str, object]]) or []}),
        hints=_hints(query),
    )
    told = told_seat_list(site.strings, language_of(request), read)
    return Response(msgspec.json.encode(told), media_type="application/json")


async def post_read_programme(request: Request) -> Response:
    """Show how a programme is understood: the bytes of a file, or `{"text"}`; for secretariat and desk."""
    site = site_of(request)
    actor = await require_actor(request)
    given = await read_body(request, LARGEST_IMPORT)
    name, content_type = request.query_params.get("name", "")[:_LONGEST_NAME], request.headers.get("content-type", "")
    read = await read_programme(
        site.context,
        actor,
        readers=site.readers,
        given=given,
        name=name,
        content_type=content_type[:_LONGEST_NAME],
        kinds=_kinds(request.query_params.get("kinds", "")),
    )
    told = told_programme(site.strings, language_of(request), read)
    return Response(msgspec.json.encode(told), media_type="application/json")


def _kinds(said: str) -> dict[int, str]:
    """Read `session:12,14;note:3`: what somebody has said of lines.

    Raises:  Malformed naming what is no kind, or no line.
    """
    kinds: dict[int, str] = {}
    for part in filter(None, said.split(";")):
        kind, _, lines = part.partition(":")
        for line in lines.split(","):
            if kind not in SAYABLE or not (line.isdecimal() and line.isascii() and 0 < int(line[:8]) <= LINES_LIMIT):
                raise Malformed("kinds", text=part[:80])
            kinds[int(line)] = kind
    return kinds


def _hints(query: QueryParams) -> Hints:
    header = query.get("header")
    if header is not None and not (header.isdecimal() and header.isascii() and int(header[:8]) <= MOST_ROWS):
        raise Malformed("header")
    return Hints(
        columns=_columns(query.get("columns", "")),
        answers=_json(query, "answers", dict[str, str]) or {},
        header=None if header is None else int(header),
        sheet=query.get("sheet", ""),
        encoding=query.get("encoding", ""),
    )


def _columns(said: str) -> dict[str, str]:
    """Read `A:name,B:delegation,C:-`."""
    pairs = [part.partition(":") for part in said.split(",") if part.strip()]
    return {letters.strip(): meaning.strip() for letters, _, meaning in pairs}


def _json(query: QueryParams, field: str, kind: type[Kind]) -> Kind | None:
    try:
        return msgspec.json.decode(query[field], type=kind) if field in query else None
    except (msgspec.DecodeError, RecursionError, UnicodeError) as fault:
        raise Malformed("field", field=field) from fault
