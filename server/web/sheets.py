"""The calls that hand out sheets of paper as PDF, and the list of badges for a mail merge.

Refuses to know what is on a sheet. Invariant: the password of a wifi comes in a body, never in an address.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from server.domain.errors import Malformed
from server.domain.languages import LANGUAGES
from server.secretariat.actor import Actor
from server.secretariat.print_sheets import list_badges, print_sheets
from server.secretariat.printing.shown import OWN, PAPERS, Look, Wifi
from server.web.api import read_json
from server.web.page import language_of
from server.web.secretariat import require_actor
from server.web.site import site_of

Choice = TypeVar("Choice")
EACH = (8, 10)
MOST_LETTERS = 100
"""How many letters that no face has are told."""
LONGEST_WIFI = 63
"""Of a name and of a password. Source: IEEE 802.11 (a name has 32 bytes, a passphrase 63 signs)."""


async def get_sheets(request: Request) -> Response:
    """Draw sheets: for secretariat and desk."""
    return await _sheets(request, await _printer(request), {})


async def post_sheets(request: Request) -> Response:
    """Draw sheets, with what is not to stand in an address: the wifi."""
    return await _sheets(request, await _printer(request), await read_json(request))


async def get_badges_csv(request: Request) -> Response:
    """Write what is on badges as a CSV: for secretariat and desk."""
    site, meeting_id = site_of(request), request.path_params["meeting_id"]
    actor = await require_actor(request)
    written = await list_badges(site.context, actor, site.credentials, meeting_id, request.query_params.get("only", ""))
    return _file(written, "text/csv; charset=utf-8", f"attachment; filename=badges-{meeting_id}.csv")


async def _printer(request: Request) -> Actor:
    """Say who prints; nothing is read of what others say."""
    actor = await require_actor(request)
    actor.require("print_sheets", request.path_params["meeting_id"])
    return actor


async def _sheets(request: Request, actor: Actor, body: dict[str, object]) -> Response:
    site, meeting_id, sheet = site_of(request), request.path_params["meeting_id"], request.path_params["sheet"]
    said = {**request.query_params, **{name: str(value) for name, value in body.items() if name != "wifi"}}
    look = Look(
        paper=_one_of(said, "paper", PAPERS),
        each=_one_of(said, "each", EACH),
        language=_one_of(said, "language", (*LANGUAGES, OWN), language_of(request)),
        wifi=_wifi(body.get("wifi")),
    )
    drawn = await print_sheets(
        site.context, actor, site.credentials, meeting_id, sheet, press=site.press, look=look, only=said.get("only", "")
    )
    answer = _file(drawn.pdf, "application/pdf", f"inline; filename={sheet}-{meeting_id}.pdf")
    if drawn.missing:
        answer.headers["plenum-letters-missing"] = quote(drawn.missing[:MOST_LETTERS])
    return answer


def _file(written: bytes, media: str, disposition: str) -> Response:
    return Response(written, media_type=media, headers={"content-disposition": disposition})


def _one_of(said: Mapping[str, str], field: str, choices: Sequence[Choice], otherwise: object = "") -> Choice:
    chosen = said.get(field) or str(otherwise or choices[0])
    if chosen not in map(str, choices):
        raise Malformed("field", field=field)
    return next(one for one in choices if str(one) == chosen)


def _wifi(said: object) -> Wifi | None:
    if said is None:
        return None
    words = [said.get(name, "") for name in ("name", "password")] if isinstance(said, dict) else []
    if not words or not words[0] or any(not isinstance(one, str) or len(one) > LONGEST_WIFI for one in words):
        raise Malformed("field", field="wifi")
    return Wifi(*words)
