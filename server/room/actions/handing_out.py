"""Handing out the report of the meeting: the chair lets everybody have it, and takes it back.

Refuses to write it. Invariant: what everybody has is the report for everybody, as the meeting stands when they ask.
"""

from dataclasses import replace

from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.protocol import replies
from server.protocol.programming import AboutReport, PublishReport, WithdrawReport
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.acts import Act
from server.store.changes import Changes


async def publish_report(context: Context, asker: Asker, command: PublishReport) -> replies.Done:
    """Let everybody of the meeting have its report."""
    return await _decide(context, asker, command, "publish_report", at_ms=context.now_ms())


async def withdraw_report(context: Context, asker: Asker, command: WithdrawReport) -> replies.Done:
    """Take the report back: whoever has a file of it keeps that file."""
    return await _decide(context, asker, command, "withdraw_report", at_ms=0)


async def _decide(context: Context, asker: Asker, command: AboutReport, act: str, *, at_ms: int) -> replies.Done:
    asker.require(act)
    if command.request_id:
        check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        programme = proceedings.programme
        if bool(programme.report_at_ms) == bool(at_ms):
            return Decided(None)
        changed = replace(programme, report_at_ms=at_ms, version=programme.version + 1)
        done = Act(act, asker.person.key, context.now_ms())
        return Decided(Changes(programme=changed, acts=(done,)))

    outcome = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)
