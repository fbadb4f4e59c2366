"""The plain forms in which a delegate changes a text of their own, or confirms what their region says by name.

For pages whose script has not come through. Refuses to know how they are drawn.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.protocol import commands
from server.room.actions import perform
from server.web.forms import answers_of, number_in, request_of
from server.web.guard import slot_of
from server.web.pages import asked_by_form
from server.web.site import site_of


async def edit_form(request: Request) -> Response:
    """Take the words of a text from the plain form."""
    asker, form = await asked_by_form(request)
    kind, facets = answers_of(form, question := form.get("question_id", ""))
    asks = any(name.startswith((f"facet.{question}.", f"kind.{question}")) for name in form)
    await perform(site_of(request).context, asker, commands.EditRecommendation(
        request_id=request_of(form),
        recommendation_id=form.get("recommendation_id", ""),
        title=form.get("title", ""),
        text=form.get("text", ""),
        version=max(0, number_in(form, "version")),
        kind=kind or None,
        facets=facets if asks else None,
    ))  # fmt: skip
    return RedirectResponse(f"/tab/{slot_of(request)}/delegate/{asker.room.id}#own", status_code=303)


async def confirm_form(request: Request) -> Response:
    """Take from the plain form that what one's region says by name is its position."""
    asker, form = await asked_by_form(request)
    round_id, version = form.get("round_id", ""), max(0, number_in(form, "version"))
    await perform(site_of(request).context, asker, commands.ConfirmPosition(round_id=round_id, version=version))
    return RedirectResponse(f"/tab/{slot_of(request)}/delegate/{asker.room.id}", status_code=303)
