"""How a page is made: a template, the words of one language, and what every page is told."""

from collections.abc import Mapping
from functools import cache, partial
from uuid import uuid4

import msgspec
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data
from server.domain.procedure.people import Person
from server.record.formats import FORMATS
from server.web.compression import PackedText, page_answer
from server.web.desk_standing import read_standing
from server.web.desk_steps import side_of
from server.web.drawing import Drawing
from server.web.guard import slot_of
from server.web.regions import regions_by
from server.web.site import site_of
from server.words.answers import about, asked_in
from server.words.closing_dates import days_words, place_of
from server.words.direction import direction_of
from server.words.wording import Wording


def language_of(connection: HTTPConnection) -> str:
    """Choose the language of a caller: what the page was asked in, the browser's, or English."""
    strings = site_of(connection).strings
    kept = (connection.cookies.get(name, "") for name in (f"plenum-language-{slot_of(connection)}", "plenum-language"))
    chosen = connection.query_params.get("lang", "") or next(filter(None, kept), "")
    return chosen if chosen in strings.languages else strings.negotiate(connection.headers.get("accept-language", ""))


async def show_page(request: Request, template: str, *, status: int = 200, **shown: object) -> Response:
    """Render a template for one caller; a page of the desk of a meeting gets its side as well."""
    language, person, meeting = language_of(request), shown.get("person"), shown.get("meeting")
    if template.startswith("desk/") and isinstance(person, Person) and isinstance(meeting, dict):
        site = site_of(request)
        now = await read_standing(site.context, str(meeting["id"]))
        shown["side"] = side_of(now, person.role, partial(site.strings.translate, language))
    return await page_answer(request, await _draw(request, template, language, shown), status)


async def show_page_for_all(request: Request, template: str, *, status: int = 200, **shown: object) -> Response:
    """Render a template that shows nothing of anybody: once for all who are shown the same."""
    language = language_of(request)
    drawing: Drawing = request.app.state.drawing
    key = (template, language, str(shown.get("slot", slot_of(request))), msgspec.json.encode(shown))
    if (kept := drawing.page_for_all(key)) is None:
        kept = PackedText((await _draw(request, template, language, shown)).encode(), "text/html")
        drawing.keep_for_all(key, kept)
    answer = kept.answer(request.headers)
    answer.status_code = status
    return answer


@cache
def _cards() -> Mapping[str, Mapping[str, object]]:
    """Write the cards of all methods as data, for templates and for the scripts of a page."""
    return {name: card_as_data(method.CARD) for name, method in METHODS.items()}


async def _draw(request: Request, template: str, language: str, shown: Mapping[str, object]) -> str:
    site = site_of(request)
    context: dict[str, object] = {
        "t": partial(site.strings.translate, language),
        "wording": Wording(site.strings, language),
        "lang": language,
        "dir": site.strings.direction(language),
        "direction_of": direction_of,
        "regions_by": regions_by,
        "language_name": partial(site.strings.language_name, language),
        "languages": site.strings.languages,
        "cards": _cards(),
        "list_files": tuple(FORMATS),
        "static": lambda path: f"/static/{site.version}/{path}",
        "strings_url": f"/strings/{site.version}/{language}.json",
        "slot": slot_of(request),
        "trial": site.trial,
        "fresh_id": lambda: uuid4().hex,
    }
    meeting = shown.get("meeting")
    if isinstance(meeting, dict) and "zone" in meeting:
        context |= {
            "place_of": partial(place_of, language),
            "closes_words": lambda clock: days_words(site.strings, language, clock, str(meeting["zone"])),
        }
    asked = asked_in(meeting) if isinstance(meeting, dict) else {}
    context |= {"questions_ask": asked, "about": partial(about, site.strings, language, asked)}
    names = str(meeting["version"]) if asked and isinstance(meeting, dict) else ""  # those of facets may change
    alike = (language, str(meeting["id"]) if isinstance(meeting, dict) else "", names)
    drawing: Drawing = request.app.state.drawing
    return await drawing.draw(template, {**context, **shown}, alike)
