"""Ranked lists and reports as files, for the secretariat.

Invariant: as on the podium, a list that is handed out before publication is first noted as read (`counting.hand_out`).
"""

from server.domain.errors import WrongState
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import may_read
from server.domain.procedure.rounds import COUNTABLE
from server.record.reporting.kept import Asked
from server.room.actions.counting import hand_out
from server.room.context import Context
from server.room.reports import make_report
from server.secretariat.actor import Actor


async def export_list(context: Context, actor: Actor, round_id: str, kind: str, language: str = "") -> bytes:
    """Write the ranked list of a closed or published round, as one of the formats of records.

    Raises:  NotFound where there is no such round, WrongState where it has no list yet.
    """
    actor.require("export_list", meeting_of(round_id))
    round_ = await context.round(round_id)
    what = "closed_list" if round_.state == "closed" else "published_list"
    if round_.state not in COUNTABLE or not may_read(actor.role, what):
        raise WrongState("not_published", state=round_.state)
    file = await hand_out(context, round_, kind, language)
    act = actor.act("export_list", context.now_ms(), detail=f"{round_id} {kind}")
    await context.store_of(round_id).acts.write(await context.meeting(round_id), act)
    return file


async def export_report(context: Context, actor: Actor, meeting_id: str, asked: Asked, template: bytes = b"") -> bytes:
    """Write the report of a meeting, or of one of its sessions; `template` as `make_report`.

    Raises:  NotFound for a meeting, a session or a kind that is not there; TryLater.
    """
    actor.require("export_report", meeting_id)
    file = await make_report(context, meeting_id, asked, template)
    act = actor.act("export_report", context.now_ms(), detail=f"{asked.kind} {asked.language}")
    await context.store_of(meeting_id).acts.write(await context.meeting(meeting_id), act)
    return file
