"""What is done with a recommendation that is there: accept, reject, send back, edit, translate, withdraw."""

from server.domain.errors import Overtaken, WrongState
from server.domain.procedure import recommendations, rewording
from server.domain.procedure.audiences import standing_of
from server.domain.procedure.ballots import check_id
from server.domain.procedure.handing_over import after_change
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.merging import asked_again, fallen_with
from server.domain.procedure.people import Person
from server.domain.procedure.recommendations import Recommendation, RecommendationStep
from server.protocol import commands, replies
from server.room.actions.answering import edited
from server.room.actions.merging import act_of
from server.room.actions.reached import reached_recommendation
from server.room.actions.recommending import keep_pace
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.views import recommendation_view
from server.store.changes import Changes


async def accept_recommendation(context: Context, asker: Asker, command: commands.AcceptRecommendation) -> replies.Done:
    """Let a proposal stand, or restore what was taken off the list."""
    return await _change(context, asker, command, "accept")


async def reject_recommendation(context: Context, asker: Asker, command: commands.RejectRecommendation) -> replies.Done:
    """Take a proposal off the list."""
    return await _change(context, asker, command, "reject")


async def return_recommendation(context: Context, asker: Asker, command: commands.ReturnRecommendation) -> replies.Done:
    """Send a recommendation back to its author with a note, as long as no ballot is bound to it."""
    return await _change(context, asker, command, "return")


async def edit_recommendation(context: Context, asker: Asker, command: commands.EditRecommendation) -> replies.Done:
    """Change the words of a recommendation, as long as no ballot is bound to them: one's own while they do not stand.

    Raises:  TooFast where a delegate's address changes words too often.
    """
    if asker.person.seat_id:
        keep_pace(context, asker)
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
            changed = _changed(found, command, act, proceedings, asker.person)
        except (Overtaken, WrongState):  # whoever may change nothing is not asked to choose between two texts
            require_unbound(proceedings, found, act)
            raise
        if changed == found:
            return Decided(None)
        require_unbound(proceedings, found, act)
        now_ms = context.now_ms()
        # What does not stand any more leaves its set, and merges of it fall; who had agreed to one is asked again.
        fallen = fallen_with(proceedings, changed)
        edited_merge = ["edit_merge"] if standing_of(changed) == "signed" else []
        return Decided(
            Changes(
                recommendations=(*asked_again(proceedings, changed, now_ms), *fallen),
                handed_over=after_change(proceedings, changed),
                acts=(
                    *(act_of(asker, act, changed.title, now_ms) for act in edited_merge),
                    *(act_of(asker, "merge_fell", one.title, now_ms) for one in fallen),
                ),
            )
        )

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)


def _changed(
    found: Recommendation,
    command: commands.RecommendationCommand,
    act: RecommendationStep,
    proceedings: Proceedings,
    person: Person,
) -> Recommendation:
    """Work out what a command makes of a recommendation; what was overtaken is shown what stands."""
    counted = proceedings.programme.counted_with(found.room_id)
    try:
        if isinstance(command, commands.ReturnRecommendation):
            return recommendations.send_back(found, command.note, command.version)
        if isinstance(command, commands.EditRecommendation):
            _require_free_words(found)
            changed = edited(proceedings, found, command, own=person.role == "delegate")
            return recommendations.numbered(changed, proceedings.recommendations.values(), *counted)
        if isinstance(command, commands.TranslateRecommendation):
            if command.version and command.version != found.version:
                raise WrongState("words_changed", act=act, current=recommendation_view(found, "conducting"))
            return rewording.translate(found, command.language, command.title, command.text, command.replaces)
    except Overtaken as refusal:
        raise Overtaken(refusal.reason, current=recommendation_view(found, "conducting")) from None
    reason = command.reason if isinstance(command, commands.RejectRecommendation) else ""
    moved = recommendations.move(found, act, reason, by_author=person.role == "delegate")
    return recommendations.numbered(moved, proceedings.recommendations.values(), *counted)


def _require_free_words(found: Recommendation) -> None:
    """Refuse to change words that regions have agreed to: others are proposed to them.

    Raises:  WrongState.
    """
    if found.merge is not None and found.merge.agreements and found.status == "accepted":
        raise WrongState("agreed_words")


def require_unbound(proceedings: Proceedings, recommendation: Recommendation, act: RecommendationStep) -> None:
    """Refuse to touch what a round has put to the vote: a ballot is bound to the words its seat has read.

    Translations are bound until the round is published: what is voted on next may be read in more languages.
    """
    unbound = ("published", "void") if act == "translate" else ("void",)
    for round_ in proceedings.rounds.values():
        if round_.epoch and round_.state not in unbound and recommendation.id in round_.slate:
            raise WrongState("bound_to_round", act=act, number=round_.called)
