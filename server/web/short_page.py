"""The page of short links: the eight letters of a badge, scanned or typed, let their holder in by a tap.

What is scanned stands behind the `#`: looking at a link, as previews and scanners do, uses nothing up and tells nobody.
Refuses to decide who is let in (`secretariat.short_links`). Invariants: a code is never part of an address that is
sent; the page works by a plain form, and says what is refused with what to do.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import NotFound, Refusal, TooFast, TryLater, WrongState
from server.web.api import person_by_code
from server.web.forms import read_form
from server.web.guard import new_slot, set_cookie
from server.web.page import language_of, show_page, show_page_for_all
from server.web.refusals import retry_after, status_of
from server.web.site import site_of
from server.words.refusals import words_of

_SAID_HERE = (NotFound, TooFast, TryLater, WrongState)
_HELP = {"not_found": "enter.help", "wrong_state": "join.help.device"}
LONGEST = 40


async def short(request: Request) -> Response:
    """Ask for the code of a badge, and let its holder in."""
    if request.method != "POST":
        return await show_page_for_all(
            request, "short.html", problem="", to_do="", code="", seat_page="", longest=LONGEST
        )
    typed = (await read_form(request)).get("code", "")
    try:
        person, slot = await person_by_code(request, typed)
    except _SAID_HERE as refusal:
        return await _refused(request, typed, refusal)
    site, slot = site_of(request), slot or new_slot()
    answer = RedirectResponse(f"/tab/{slot}/", status_code=303)
    set_cookie(site, answer, slot, await site.credentials.issue(person))
    return answer


async def _refused(request: Request, typed: str, refusal: Refusal) -> Response:
    """Say on the page why nobody is let in; what was typed stays."""
    current = refusal.current if isinstance(refusal.current, dict) else {}
    page = await show_page(
        request,
        "short.html",
        status=status_of(refusal),
        problem=words_of(site_of(request).strings, language_of(request), refusal),
        to_do=_HELP.get(refusal.code, "join.help.again"),
        code=typed[:LONGEST],
        seat_page=current.get("page", ""),
        longest=LONGEST,
    )
    page.headers.update(retry_after(refusal))
    return page
