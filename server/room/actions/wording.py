"""Rewording by agreement: other words are proposed for what regions handed over, and answered.

Refuses to judge them (`domain.procedure.wordings`). Invariant: each act stands in the log of acts once, with the
decision.
"""

from collections.abc import Callable

from server.domain.errors import Overtaken
from server.domain.procedure import wordings
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.merging import asked_again
from server.domain.procedure.people import region_moderated
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.signatures import Wording
from server.protocol import commands, replies
from server.room.actions.merging import act_of
from server.room.actions.moderating import require_unbound
from server.room.actions.reached import reached_wording
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.signing_views import signing_view
from server.room.views import recommendation_view
from server.store.changes import Changes


async def propose_wording(context: Context, asker: Asker, command: commands.ProposeWording) -> replies.Done:
    """Propose other words, or answer those that are pending with others."""

    def step(proceedings: Proceedings, found: Recommendation) -> Recommendation:
        pending = wordings.pending(proceedings, found)
        room = proceedings.programme.room(pending.room_id) if pending else None
        wanted = Wording("", "", command.version, command.title, command.text, (), at_ms=context.now_ms())
        try:
            return wordings.propose_wording(
                proceedings, room or asker.room, found, wanted, region_moderated(asker.person)
            )
        except Overtaken as refusal:
            refusal.current = recommendation_view(found, "conducting")
            raise

    return await _answer(context, asker, "propose_wording", command, step)


async def accept_wording(context: Context, asker: Asker, command: commands.AcceptWording) -> replies.Done:
    """Accept the words that are proposed, for one's region or as the chair."""

    def step(proceedings: Proceedings, found: Recommendation) -> Recommendation:
        words = None if command.title is None else (command.title, command.text or "")
        region, now_ms = region_moderated(asker.person), context.now_ms()
        try:
            return wordings.accept_wording(proceedings, found, region, words=words, now_ms=now_ms)
        except Overtaken as refusal:
            refusal.current = signing_view(proceedings, found)
            raise

    return await _answer(context, asker, "accept_wording", command, step)


async def refuse_wording(context: Context, asker: Asker, command: commands.RefuseWording) -> replies.Done:
    """Refuse the words that are proposed."""

    def step(proceedings: Proceedings, found: Recommendation) -> Recommendation:
        region, now_ms = region_moderated(asker.person), context.now_ms()
        return wordings.refuse_wording(proceedings, found, region, note=command.note, now_ms=now_ms)

    return await _answer(context, asker, "refuse_wording", command, step)


async def _answer(
    context: Context,
    asker: Asker,
    act: str,
    command: commands.RecommendationCommand,
    step: Callable[[Proceedings, Recommendation], Recommendation],
) -> replies.Done:
    asker.require(act)
    check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        found = reached_wording(proceedings, asker, act, command.recommendation_id)
        if act != "refuse_wording":
            require_unbound(proceedings, found, "edit")
        changed = step(proceedings, found)
        if changed == found:
            return Decided(None)
        now_ms = context.now_ms()
        changes = asked_again(proceedings, changed, now_ms)
        return Decided(Changes(recommendations=changes, acts=(act_of(asker, act, found.title, now_ms),)))

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)
