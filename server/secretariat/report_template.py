"""The template of a meeting's reports, from the desk: kept in the place of another, given back, taken away.

Refuses to know what is in it (`record.word_template` looks). Invariant: what is refused leaves the one before.
"""

from server.domain.errors import NotFound
from server.domain.procedure.paper_reading import clean_name
from server.record.word_template import check_template
from server.room.context import Context
from server.secretariat.actor import Actor


async def keep_template(context: Context, actor: Actor, meeting_id: str, given: bytes, name: str) -> str:
    """Keep a Word document as the template of the meeting's reports, and say what it is called.

    Raises:  NotPermitted; NotFound without such a meeting; TooLarge; Malformed with what to do about it; TryLater.
    """
    actor.require("keep_template", meeting_id)
    meeting = await context.meeting(meeting_id)
    await context.files.apart(check_template, given)
    called = clean_name(name, "docx")
    act = actor.act("keep_template", context.now_ms(), detail=called)
    await context.store_of(meeting_id).templates.keep(meeting, called, given, act)
    return called


async def read_template(context: Context, actor: Actor, meeting_id: str) -> tuple[str, bytes]:
    """Give the template back, with its name.

    Raises:  NotPermitted; NotFound where the meeting has none.
    """
    actor.require("read_template", meeting_id)
    templates = context.store_of(meeting_id).templates
    if not (given := await templates.read(meeting_id)):
        raise NotFound("template")
    return await templates.read_name(meeting_id), given


async def drop_template(context: Context, actor: Actor, meeting_id: str) -> None:
    """Take the template away: reports look as they do without one. Where there is none, nothing happens."""
    actor.require("drop_template", meeting_id)
    meeting = await context.meeting(meeting_id)
    templates = context.store_of(meeting_id).templates
    if name := await templates.read_name(meeting_id):
        await templates.drop(meeting, actor.act("drop_template", context.now_ms(), detail=name))
