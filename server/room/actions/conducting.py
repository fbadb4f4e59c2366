"""Conducting a round: publish, reopen, void; and what is live.

Drafts, countdowns, closing with the count, and handing over have files of their own.
"""

from server.domain.errors import Malformed, RoundFrozen, TryLater, WrongState
from server.domain.methods import is_silent
from server.domain.procedure import rounds
from server.domain.procedure.ballots import check_id
from server.domain.procedure.closing_dates import check_end
from server.domain.procedure.countdown import check_countdown
from server.domain.procedure.meeting import Live, Proceedings
from server.domain.procedure.rounds import Round
from server.protocol import commands, replies
from server.room.actions.counting import ranked_list_of
from server.room.actions.reached import reached_round, require_question, require_session
from server.room.actions.reading_again import Outcomes, read_outcomes, readings_told
from server.room.actions.settling_lots import settle_lot
from server.room.actions.steps import act_on_round
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.occasions import occasion_of
from server.room.round_acts import acted, read_round_acts
from server.room.views import round_view
from server.store.changes import Changes
from server.store.codec import to_json


async def publish_round(context: Context, asker: Asker, command: commands.PublishRound) -> replies.Done:
    """Show the ranked list of a closed round to everybody."""
    asker.require("publish_round")
    round_ = reached_round(await context.read_proceedings(asker.room.id), asker, "publish_round", command.round_id)
    ranked_list = await ranked_list_of(context, round_) if round_.state in rounds.COUNTABLE else None
    outcomes = await read_outcomes(context, round_) if ranked_list else Outcomes()
    before = await read_round_acts(context, round_) if ranked_list else ()

    def step(closed: Round, proceedings: Proceedings) -> Changes:
        if closed.frozen:
            raise RoundFrozen(current=round_view(closed, context.now_ms()))
        if closed.epoch != round_.epoch:  # opened again and closed since its list was read
            raise WrongState("publish", state=closed.state)
        published = rounds.publish_round(closed, context.now_ms())
        if ranked_list is None:  # it was closed this instant, by another process: nobody has read its list yet
            raise TryLater("overtaken")
        acts = (*before, acted("round.published", asker.person.key, context.now_ms()))
        return Changes(
            rounds=(published,),
            recommendations=readings_told(proceedings, published, outcomes.by_round),
            occasions=(
                (closed.id, to_json(occasion_of(proceedings, published, outcomes.movement, acts, outcomes.before))),
            ),
        )

    return await act_on_round(context, asker, command, "publish", step, ranked_list=ranked_list)


async def reopen_round(context: Context, asker: Asker, command: commands.ReopenRound) -> replies.Done:
    """Open a closed round again: ballots stay, a later close counts them anew, and the lot stays what it was."""
    asker.require("reopen_round")
    check_countdown(command.seconds)
    if command.closes_at and command.seconds is not None:
        raise Malformed("closing_twice")
    found = reached_round(await context.read_proceedings(asker.room.id), asker, "reopen_round", command.round_id)
    if found.state == "closed":
        await settle_lot(context, found)

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        now_ms = context.now_ms()
        reopened = rounds.reopen_round(round_, now_ms, command.seconds, command.closes_at)
        if is_silent(round_.method):  # what was agreed by silence stands; what was not goes to a vote
            raise WrongState("silence_over", state=round_.state)
        if round_.nonce and found.state != "closed":  # it was closed this instant: nobody has settled its lot yet
            raise TryLater("overtaken")
        check_end(reopened.clock, now_ms, proceedings.meeting.expires_at_s)
        return Changes(rounds=(reopened,))

    return await act_on_round(context, asker, command, "reopen", step)


async def void_round(context: Context, asker: Asker, command: commands.VoidRound) -> replies.Done:
    """Void a round with a reason that everybody reads."""
    return await act_on_round(
        context, asker, command, "void", lambda round_, _: Changes(rounds=(rounds.void_round(round_, command.reason),))
    )


async def set_live(context: Context, asker: Asker, command: commands.SetLive) -> replies.Done:
    """Say what the meeting is at: an agenda session, this room's if none is named, and one of its guiding questions."""
    asker.require("set_live")
    if command.request_id:
        check_id("request_id", command.request_id)
    session_id = command.session_id or asker.room.agenda_session_id

    def make(proceedings: Proceedings) -> Decided:
        programme = proceedings.programme
        require_session(programme, asker, "set_live", session_id)
        if command.question_id:
            require_question(programme, asker, "set_live", command.question_id, session_id)
        rooms = [room.id for room in programme.rooms if room.agenda_session_id == session_id and not room.region_id]
        live = Live(session_id, command.question_id, rooms[0] if rooms else "")
        return Decided(None if proceedings.live == live else Changes(live=live))

    outcome = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)
