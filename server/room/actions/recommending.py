"""Recommendations in a room: propose, accept, reject, edit, translate, withdraw, and the queue of those that wait."""

from dataclasses import replace

from server.domain.errors import Malformed, Overtaken, WrongState
from server.domain.languages import read_language
from server.domain.procedure import recommendations
from server.domain.procedure.ballots import check_id
from server.domain.procedure.handing_over import after_change
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, RecommendationStep, require_room_for_more
from server.protocol import commands, replies
from server.room.actions.reached import reached_recommendation, require_question
from server.room.context import Asker, Context
from server.room.decided import Decided, Outcome
from server.room.views import recommendation_view, waiting_in
from server.store.changes import Changes

WAITING_PAGE = 50


async def propose(context: Context, asker: Asker, command: commands.Propose) -> replies.Proposed:
    """Put a recommendation forward; it stands at once unless the meeting moderates before."""
    asker.require("propose")
    check_id("request_id", command.request_id)
    title, text = recommendations.checked_words(command.title, command.text)
    programme = (await context.read_proceedings(asker.room.id)).programme
    require_question(programme, asker, "propose", command.question_id)
    if (language := read_language(command.language) if command.language else "") is None:
        raise Malformed("language_tag")
    if answered := await context.answered(asker, command.request_id):  # before it uses up an id
        return await _proposed(context, command, answered)
    require_room_for_more(
        (await context.read_proceedings(asker.room.id)).recommendations.values(), asker.room.id, asker.person.seat_id
    )
    _keep_pace(context, asker)
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
        proposed = replace(draft, turn=proceedings.decision + 1)
        proposed = recommendations.numbered(proposed, known, *proceedings.programme.counted_with(asker.room.id))
        return Decided(Changes(recommendations=(proposed,)), answer=draft.id)

    return await _proposed(context, command, await context.decide(asker, command.request_id, make))


def _origin(asker: Asker) -> tuple[str, ...]:
    """Say from which region a proposal comes: that of the room, else that of whoever proposes; the chair has none."""
    region_id = asker.room.region_id or asker.person.region_id
    return (region_id,) if region_id else ()


async def _proposed(context: Context, command: commands.Propose, done: Outcome) -> replies.Proposed:
    """Answer with where the proposal stands by now."""
    found = (await context.read_proceedings(done.answer)).recommendations[done.answer]
    return replies.Proposed(
        ref=command.ref,
        seq=done.seq,
        recommendation_id=done.answer,
        already=done.already,
        number=found.number,
        label=found.called,
        status=found.status,
    )


def _keep_pace(context: Context, asker: Asker) -> None:
    """Count a proposal against the pace of a delegate's address in this meeting; a whole hall may have one address."""
    if asker.person.seat_id and asker.address:
        context.proposals.step(f"{asker.person.meeting_id} {asker.address}", context.now_ms())


async def list_waiting(context: Context, asker: Asker, command: commands.ListWaiting) -> replies.Waiting:
    """Show one page of the proposals that wait in a room to those who conduct it."""
    asker.require("list_waiting")
    return waiting_page(await context.read_proceedings(asker.room.id), asker.room, command.ref, command.after)


def waiting_page(proceedings: Proceedings, room: Room, ref: str = "", after: int = 0) -> replies.Waiting:
    """Cut one page out of the queue of a room, from behind a place in it on."""
    waiting = waiting_in(proceedings, room)
    behind = [one for one in waiting if one.turn > after]
    page = behind[:WAITING_PAGE]
    return replies.Waiting(
        ref=ref,
        seq=proceedings.room_seqs.get(room.id, 0),
        waiting=len(waiting),
        recommendations=[recommendation_view(one, "conducting") for one in page],
        more=page[-1].turn if len(behind) > len(page) else None,
    )


async def accept_recommendation(context: Context, asker: Asker, command: commands.AcceptRecommendation) -> replies.Done:
    """Let a proposal stand."""
    return await _change(context, asker, command, "accept")


async def reject_recommendation(context: Context, asker: Asker, command: commands.RejectRecommendation) -> replies.Done:
    """Take a proposal off the list."""
    return await _change(context, asker, command, "reject")


async def edit_recommendation(context: Context, asker: Asker, command: commands.EditRecommendation) -> replies.Done:
    """Change the words of a recommendation, as long as no ballot is bound to them."""
    return await _change(context, asker, command, "edit")


async def translate_recommendation(
    context: Context, asker: Asker, command: commands.TranslateRecommendation
) -> replies.Done:
    """Say the words of a recommendation in another language, as long as nobody is voting on them."""
    return await _change(context, asker, command, "translate")


async def withdraw_recommendation(
    context: Context, asker: Asker, command: commands.WithdrawRecommendation
) -> replies.Done:
    """Take back a proposal: one's own, or any in a room that one conducts."""
    return await _change(context, asker, command, "withdraw")


async def _change(
    context: Context, asker: Asker, command: commands.RecommendationCommand, act: RecommendationStep
) -> replies.Done:
    asker.require(f"{act}_recommendation")
    check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        found = reached_recommendation(proceedings, asker, f"{act}_recommendation", command.recommendation_id)
        try:
            changed = _changed(found, command, act, proceedings)
        except (Overtaken, WrongState):  # whoever may change nothing is not asked to choose between two texts
            _require_unbound(proceedings, found, act)
            raise
        if changed == found:
            return Decided(None)
        _require_unbound(proceedings, found, act)
        # What does not stand any more leaves the set in which it was handed over.
        return Decided(Changes(recommendations=(changed,), handed_over=after_change(proceedings, changed)))

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)


def _changed(
    found: Recommendation,
    command: commands.RecommendationCommand,
    act: RecommendationStep,
    proceedings: Proceedings,
) -> Recommendation:
    """Work out what a command makes of a recommendation; what was overtaken is shown what stands."""
    try:
        if isinstance(command, commands.EditRecommendation):
            title = found.title if command.title is None else command.title
            text = found.text if command.text is None else command.text
            return recommendations.edit(found, title, text, command.version)
        if isinstance(command, commands.TranslateRecommendation):
            if command.version and command.version != found.version:
                raise WrongState("words_changed", act=act, current=recommendation_view(found, "conducting"))
            return recommendations.translate(found, command.language, command.title, command.text, command.replaces)
    except Overtaken as refusal:
        raise Overtaken(refusal.reason, current=recommendation_view(found, "conducting")) from None
    reason = command.reason if isinstance(command, commands.RejectRecommendation) else ""
    moved = recommendations.move(found, act, reason)
    counted = proceedings.programme.counted_with(found.room_id)
    return recommendations.numbered(moved, proceedings.recommendations.values(), *counted)


def _require_unbound(proceedings: Proceedings, recommendation: Recommendation, act: RecommendationStep) -> None:
    """Refuse to touch what a round has put to the vote: a ballot is bound to the words its seat has read.

    Translations are bound until the round is published: what is voted on next may be read in more languages.
    """
    unbound = ("published", "void") if act == "translate" else ("void",)
    for round_ in proceedings.rounds.values():
        if round_.epoch and round_.state not in unbound and recommendation.id in round_.slate:
            raise WrongState("bound_to_round", act=act, number=round_.called)
