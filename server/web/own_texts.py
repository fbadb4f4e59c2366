"""The plain form in which a delegate changes a text of their own, for pages whose script has not come through."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.protocol import commands
from server.room.actions import perform
from server.web.forms import number_in, request_of
from server.web.guard import slot_of
from server.web.pages import asked_by_form
from server.web.site import site_of


async def edit_form(request: Request) -> Response:
    """Take the words of a text from the plain form."""
    asker, form = await asked_by_form(request)
    await perform(site_of(request).context, asker, commands.EditRecommendation(
        request_id=request_of(form),
        recommendation_id=form.get("recommendation_id", ""),
        title=form.get("title", ""),
        text=form.get("text", ""),
        version=max(0, number_in(form, "version")),
    ))  # fmt: skip
    return RedirectResponse(f"/tab/{slot_of(request)}/delegate/{asker.room.id}#own", status_code=303)
