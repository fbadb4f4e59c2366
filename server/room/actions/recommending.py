"""Proposing in a room: putting a recommendation forward, and the queue of those that wait."""

from dataclasses import replace

from server.domain.errors import Malformed
from server.domain.languages import read_language
from server.domain.procedure import recommendations, rewording
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, require_room_for_more
from server.protocol import commands, replies
from server.room.actions.answering import with_answers
from server.room.actions.reached import require_question
from server.room.context import Asker, Context
from server.room.decided import Decided, Outcome
from server.room.views import recommendation_view, waiting_in
from server.store.changes import Changes

WAITING_PAGE = 50


async def propose(context: Context, asker: Asker, command: commands.Propose) -> replies.Proposed:
    """Put a recommendation forward; it stands at once unless the meeting moderates before."""
    asker.require("propose")
    check_id("request_id", command.request_id)
    title, text = rewording.checked_words(command.title, command.text)
    programme = (await context.read_proceedings(asker.room.id)).programme
    require_question(programme, asker, "propose", command.question_id)
    if (language := read_language(command.language) if command.language else "") is None:
        raise Malformed("language_tag")
    if answered := await context.answered(asker, command.request_id):  # before it uses up an id
        return await proposed_reply(context, command.ref, answered)
    require_room_for_more(
        (await context.read_proceedings(asker.room.id)).recommendations.values(), asker.room.id, asker.person.seat_id
    )
    keep_pace(context, asker)
    awaits = programme.moderation == "pre" and asker.person.role == "delegate"
    draft = Recommendation(
        id=await context.new_id(meeting_of(asker.room.id)),
        number=0,
        room_id=asker.room.id,
        question_id=command.question_id,
        title=title,
        text=text,
        language=language,
        region_ids=_origin(asker),
        seat_id=asker.person.seat_id,
        status="proposed" if awaits else "accepted",
    )

    def make(proceedings: Proceedings) -> Decided:
        known = proceedings.recommendations.values()
        require_question(proceedings.programme, asker, "propose", command.question_id)
        require_room_for_more(known, asker.room.id, asker.person.seat_id)
        proposed = with_answers(proceedings, replace(draft, turn=proceedings.decision + 1), command)
        proposed = recommendations.numbered(proposed, known, *proceedings.programme.counted_with(asker.room.id))
        return Decided(Changes(recommendations=(proposed,)), answer=draft.id)

    return await proposed_reply(context, command.ref, await context.decide(asker, command.request_id, make))


def _origin(asker: Asker) -> tuple[str, ...]:
    """Say from which region a proposal comes: that of the room, else that of whoever proposes; the chair has none."""
    region_id = asker.room.region_id or asker.person.region_id
    return (region_id,) if region_id else ()


async def proposed_reply(context: Context, ref: str, done: Outcome) -> replies.Proposed:
    """Answer with where the proposal stands by now."""
    found = (await context.read_proceedings(done.answer)).recommendations[done.answer]
    return replies.Proposed(
        ref=ref,
        seq=done.seq,
        recommendation_id=done.answer,
        already=done.already,
        number=found.number,
        label=found.called,
        status=found.status,
    )


def keep_pace(context: Context, asker: Asker) -> None:
    """Count what a delegate words against the pace of their address in this meeting; a whole hall may have one."""
    if asker.person.seat_id and asker.address:
        context.proposals.step(f"{asker.person.meeting_id} {asker.address}", context.now_ms())


async def list_waiting(context: Context, asker: Asker, command: commands.ListWaiting) -> replies.Waiting:
    """Show one page of the proposals that wait in a room to those who conduct it."""
    asker.require("list_waiting")
    return waiting_page(await context.read_proceedings(asker.room.id), asker.room, command.ref, command.after)


def waiting_page(proceedings: Proceedings, room: Room, ref: str = "", after: int = 0) -> replies.Waiting:
    """Cut one page out of the queue of a room, from behind a place in it on."""
    waiting = waiting_in(proceedings, room)
    behind = [one for one in waiting if one.place > after]
    page = behind[:WAITING_PAGE]
    return replies.Waiting(
        ref=ref,
        seq=proceedings.room_seqs.get(room.id, 0),
        waiting=len(waiting),
        recommendations=[recommendation_view(one, "conducting") for one in page],
        more=page[-1].place if len(behind) > len(page) else None,
    )
