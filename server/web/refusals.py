"""How a refusal is answered: in the caller's language, with a code that never changes."""

import secrets

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Refusal, TooFast, TryLater
from server.logs import log
from server.store import StoreFault
from server.web.page import language_of, show_page_for_all
from server.web.site import site_of
from server.words.refusals import words_of
from server.words.strings import Strings

_STATUS = {
    "malformed": 422,
    "too_large": 413,
    "not_permitted": 403,
    "not_found": 404,
    "text_too_long": 422,
    "invalid_ballot": 422,
    "too_fast": 429,
    "try_later": 503,
    "not_recorded": 503,
    "not_confirmed": 503,
}


def refusal_of(fault: Exception) -> Refusal | None:
    """Say which refusal a fault is to whoever asked; None if it is a defect of ours."""
    if isinstance(fault, StoreFault):
        return TryLater("store_away")
    return fault if isinstance(fault, Refusal) else None


def confess(strings: Strings, language: str, defect: Exception, **where: str) -> str:
    """Tell of a defect of ours: the log what it was, whoever asked a reference to it and never its text."""
    reference = secrets.token_hex(4)
    log.error("defect", reference=reference, exc_info=defect, **where)
    return strings.translate(language, f"refusal.{Refusal.code}", reference=reference)


def status_of(refusal: Refusal) -> int:
    """Say with which status of HTTP a refusal is answered."""
    return _STATUS.get(refusal.code, 409)


def refuse(request: Request, refusal: Refusal) -> Response:
    """Answer a call with a refusal."""
    message = words_of(site_of(request).strings, language_of(request), refusal)
    body: dict[str, object] = {"code": refusal.code, "message": message}
    if refusal.current is not None:
        body["current"] = to_builtins(refusal.current)
    return JSONResponse(body, status_code=status_of(refusal), headers=retry_after(refusal))


async def refuse_page(request: Request, refusal: Refusal) -> Response:
    """Show a person why a page is not to be had, and what to do."""
    site, language = site_of(request), language_of(request)
    page = await show_page_for_all(
        request,
        "refusal.html",
        status=status_of(refusal),
        code=refusal.code,
        message=words_of(site.strings, language, refusal),
    )
    page.headers.update(retry_after(refusal))
    return page


def retry_after(refusal: Refusal) -> dict[str, str]:
    """Say when to come back, where that is known: the figure of `too_fast` is in seconds."""
    known = refusal.code == TooFast.code and "n" in refusal.figures
    return {"retry-after": str(refusal.figures["n"])} if known else {}
