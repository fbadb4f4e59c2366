"""Merging: several recommendations become one, when everybody has agreed whose text is in it.

Refuses to judge it (`domain.procedure.merging`). Invariant: each act stands in the log of acts once, with the decision.
"""

from collections.abc import Callable

from server.domain.errors import Malformed, NotFound, NotPermitted, Overtaken
from server.domain.languages import read_language
from server.domain.procedure import merging, rewording
from server.domain.procedure.ballots import check_id
from server.domain.procedure.lineage import regions_of
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.merging import Merged
from server.domain.procedure.people import conducts, region_moderated
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, require_room_for_more
from server.protocol import commands, replies
from server.room.actions.answering import with_answers_of
from server.room.actions.handing import set_changes
from server.room.actions.reached import reached_merge, reached_parent, require_question
from server.room.context import Asker, Context
from server.room.decided import Decided, Outcome
from server.room.signing_views import signing_view
from server.store.acts import Act
from server.store.changes import Changes


async def propose_merge(context: Context, asker: Asker, command: commands.ProposeMerge) -> replies.MergeProposed:
    """Propose one text in the place of several; it stands at once where nobody else has to agree."""
    asker.require("propose_merge")
    check_id("request_id", command.request_id)
    title, text = rewording.checked_words(command.title, command.text)
    if (language := read_language(command.language) if command.language else "") is None:
        raise Malformed("language_tag")
    if answered := await context.answered(asker, command.request_id):  # before it uses up an id
        return await _proposed(context, command, answered)
    draft = Recommendation(
        id=await context.new_id(meeting_of(asker.room.id)),
        number=0,
        room_id=asker.room.id,
        question_id=command.question_id,
        title=title,
        text=text,
        language=language,
        region_ids=(),
    )

    def make(proceedings: Proceedings) -> Decided:
        parents = [reached_parent(proceedings, asker, "propose_merge", one) for one in command.parents]
        if command.question_id and command.question_id not in {one.question_id for one in parents}:
            require_question(proceedings.programme, asker, "propose", command.question_id)
        region = "" if conducts(asker.person, asker.room) else region_moderated(asker.person)
        if region and region not in regions_of(proceedings, command.parents):
            raise NotPermitted("propose_merge", role=asker.person.role)
        require_room_for_more(proceedings.recommendations.values(), asker.room.id, "")
        now_ms = context.now_ms()
        whole = with_answers_of(proceedings, draft, command, parents)
        try:
            merged = merging.propose_merge(
                proceedings, asker.room, whole, command.parents, now_ms=now_ms, agreed=region, read=command.versions
            )
        except Overtaken as refusal:
            refusal.current = {one.id: one.version for one in parents}
            raise
        return _decided(proceedings, merged, act_of(asker, "propose_merge", title, now_ms), answer=draft.id)

    return await _proposed(context, command, await context.decide(asker, command.request_id, make))


async def agree_merge(context: Context, asker: Asker, command: commands.AgreeMerge) -> replies.Done:
    """Agree to a merge for one's region; the chair records what a region's moderator has said aloud."""

    def step(proceedings: Proceedings, room: Room, found: Recommendation) -> tuple[Merged, Act]:
        own, now_ms = region_moderated(asker.person), context.now_ms()
        if own and command.region_id not in ("", own):
            raise NotPermitted("agree_merge", role=asker.person.role)
        region = own or command.region_id or asker.room.region_id
        try:
            merged = merging.agree_merge(
                proceedings, room, found, region, aloud=not own, now_ms=now_ms, asking=command.asking
            )
        except Overtaken as refusal:
            refusal.current = signing_view(proceedings, found)
            raise
        act = "agree_merge" if own else "agree_merge_aloud"
        return merged, act_of(asker, act, found.title, now_ms, region if not own else "")

    return await _answer(context, asker, "agree_merge", command, step)


async def refuse_merge(context: Context, asker: Asker, command: commands.RefuseMerge) -> replies.Done:
    """Refuse a merge that waits."""

    def step(_: Proceedings, __: Room, found: Recommendation) -> tuple[Merged, Act]:
        now_ms = context.now_ms()
        merged = merging.refuse_merge(found, region_moderated(asker.person), command.note, now_ms)
        return merged, act_of(asker, "refuse_merge", found.title, now_ms)

    return await _answer(context, asker, "refuse_merge", command, step)


async def undo_merge(context: Context, asker: Asker, command: commands.UndoMerge) -> replies.Done:
    """Take a merge back: its parents are as they were before."""

    def step(proceedings: Proceedings, room: Room, found: Recommendation) -> tuple[Merged, Act]:
        return merging.undo_merge(proceedings, room, found), act_of(asker, "undo_merge", found.title, context.now_ms())

    return await _answer(context, asker, "undo_merge", command, step)


def act_of(asker: Asker, act: str, title: str, now_ms: int, region_id: str = "") -> Act:
    """Write an entry for the log of acts: for which region something was recorded, and what it is about."""
    return Act(act, asker.person.key, now_ms, detail=f"{region_id} {title}")


async def _answer(
    context: Context,
    asker: Asker,
    act: str,
    command: commands.RecommendationCommand,
    step: Callable[[Proceedings, Room, Recommendation], tuple[Merged, Act]],
) -> replies.Done:
    asker.require(act)
    check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        found = reached_merge(proceedings, asker, act, command.recommendation_id)
        if (room := proceedings.programme.room(found.room_id)) is None:
            raise NotFound("room")
        merged, written = step(proceedings, room, found)
        return _decided(proceedings, merged, written) if merged.recommendations else Decided(None)

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)


def _decided(proceedings: Proceedings, merged: Merged, act: Act, answer: str = "") -> Decided:
    """Say what a merge changes: recommendations, and where it has a place in sets these, and what they were of."""
    sets = set_changes(proceedings, merged.handed_over) if merged.handed_over else Changes()
    changes = Changes(
        recommendations=merged.recommendations, rounds=sets.rounds, handed_over=sets.handed_over, acts=(act,)
    )
    return Decided(changes, answer=answer)


async def _proposed(context: Context, command: commands.ProposeMerge, done: Outcome) -> replies.MergeProposed:
    """Answer with where the merge stands by now."""
    found = (await context.read_proceedings(done.answer)).recommendations[done.answer]
    return replies.MergeProposed(
        ref=command.ref,
        seq=done.seq,
        recommendation_id=done.answer,
        already=done.already,
        number=found.number,
        label=found.called,
        status=found.status,
    )
