"""Conducting a round: prepare, open, pause, resume, extend, reopen, void, publish, submit; and what is live.

Closing and counting have a file of their own.
"""

import json
import secrets
from dataclasses import replace

from server.domain.errors import Malformed, NotFound, RoundFrozen, TryLater, WrongState
from server.domain.methods import check_slate, read_method
from server.domain.procedure import rounds, timing
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Live, Proceedings, meeting_of
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.rounds import Round, RoundStep
from server.domain.procedure.rules import Rules, make_rules
from server.protocol import commands, replies
from server.room.actions.counting import ranked_list_of
from server.room.actions.reached import reached_recommendation, reached_round, require_question, require_session
from server.room.actions.steps import Step, act_of, done, read_round, take_step
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.views import round_view
from server.store.decisions import Changes

LONGEST_EXTENSION_S = 3_600
SEED_BYTES = 16


async def prepare_round(context: Context, asker: Asker, command: commands.PrepareRound) -> replies.RoundPrepared:
    """Draft a round on recommendations that stand in this room or were handed to it."""
    asker.require("prepare_round")
    check_id("request_id", command.request_id)
    check_slate(command.method, len(command.slate))
    rules = make_rules(command.rules)
    programme = (await context.read_proceedings(asker.room.id)).programme
    if command.question_id:
        require_question(programme, asker, "prepare_round", command.question_id)
    draft = rounds.prepare(
        Round(
            id=await context.new_id(meeting_of(asker.room.id)),
            room_id=asker.room.id,
            number=0,
            method=command.method,
            slate=tuple(command.slate),
            regions=_regions(asker.room, programme),
            rules=rules,
            question_id=command.question_id,
            seed=_seed(rules),
        )
    )

    def make(proceedings: Proceedings) -> Decided:
        for item in draft.slate:
            if reached_recommendation(proceedings, asker, "prepare_round", item).status != "accepted":
                raise NotFound("recommendation")
        numbered = rounds.numbered(draft, proceedings.rounds.values())
        return Decided(Changes(rounds=(numbered,)), answer=draft.id, round=numbered)

    outcome = await context.decide(asker, command.request_id, make)
    view = round_view(outcome.round or await read_round(context, asker, outcome.answer), context.now_ms())
    return replies.RoundPrepared(
        ref=command.ref, seq=outcome.seq, round_id=outcome.answer, round=view, already=outcome.already
    )


async def open_round(context: Context, asker: Asker, command: commands.OpenRound) -> replies.Done:
    """Open a draft: entitlement is taken now, and a plenary round becomes what the meeting is at."""
    asker.require("open_round")  # before every seat of the meeting is read
    read = (await context.read_proceedings(asker.room.id)).programme
    region_ids = _regions(asker.room, read)
    seats = context.store_of(asker.room.id).seats
    entitled, checked_in = await seats.read_presence_by_region(meeting_of(asker.room.id), region_ids)

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        if any(proceedings.recommendations[item].status != "accepted" for item in round_.slate):
            raise WrongState("slate_changed", state=round_.state)
        if _regions(asker.room, proceedings.programme) != region_ids:
            raise TryLater("overtaken")
        opened = rounds.open_round(replace(round_, regions=region_ids), context.now_ms(), entitled, checked_in)
        plenary = asker.room.kind == "plenary"
        live = Live(asker.room.agenda_session_id, round_.question_id, asker.room.id, round_.id)
        return Changes(rounds=(opened,), live=live if plenary else None)

    return await _act(context, asker, command, "open", step)


async def publish_round(context: Context, asker: Asker, command: commands.PublishRound) -> replies.Done:
    """Show the ranked list of a closed round to everybody."""
    asker.require("publish_round")
    round_ = reached_round(await context.read_proceedings(asker.room.id), asker, "publish_round", command.round_id)
    ranked_list = await ranked_list_of(context, round_) if round_.state in rounds.COUNTABLE else None

    def step(closed: Round, _: Proceedings) -> Changes:
        if closed.frozen:
            raise RoundFrozen(current=round_view(closed, context.now_ms()))
        if closed.epoch != round_.epoch:  # opened again and closed since its list was read
            raise WrongState("publish", state=closed.state)
        return Changes(rounds=(rounds.publish_round(closed, context.now_ms()),))

    return await _act(context, asker, command, "publish", step, ranked_list=ranked_list)


async def reopen_round(context: Context, asker: Asker, command: commands.ReopenRound) -> replies.Done:
    """Open a closed round again: ballots stay, a later close counts them anew, and a lot gets another seed."""

    def step(round_: Round, _: Proceedings) -> Changes:
        return Changes(rounds=(replace(rounds.reopen_round(round_, context.now_ms()), seed=_seed(round_.rules)),))

    return await _act(context, asker, command, "reopen", step)


async def void_round(context: Context, asker: Asker, command: commands.VoidRound) -> replies.Done:
    """Void a round with a reason that everybody reads."""
    return await _act(
        context, asker, command, "void", lambda round_, _: Changes(rounds=(rounds.void_round(round_, command.reason),))
    )


async def pause_round(context: Context, asker: Asker, command: commands.PauseRound) -> replies.Done:
    """Stop the countdown."""
    return await _act(
        context,
        asker,
        command,
        "pause",
        lambda round_, _: Changes(rounds=(timing.pause_clock(round_, context.now_ms()),)),
    )


async def resume_round(context: Context, asker: Asker, command: commands.ResumeRound) -> replies.Done:
    """Let the countdown run again."""
    return await _act(
        context,
        asker,
        command,
        "resume",
        lambda round_, _: Changes(rounds=(timing.resume_clock(round_, context.now_ms()),)),
    )


async def extend_round(context: Context, asker: Asker, command: commands.ExtendRound) -> replies.Done:
    """Give more time, up to an hour at once."""
    if not 1 <= command.seconds <= LONGEST_EXTENSION_S:
        raise Malformed("seconds", most=LONGEST_EXTENSION_S)
    return await _act(
        context,
        asker,
        command,
        "extend",
        lambda round_, _: Changes(rounds=(timing.extend_clock(round_, context.now_ms(), command.seconds * 1_000),)),
    )


async def submit_shortlist(context: Context, asker: Asker, command: commands.SubmitShortlist) -> replies.Done:
    """Hand what a region chose to the plenary."""
    asker.require("submit_shortlist")
    round_ = reached_round(await context.read_proceedings(asker.room.id), asker, "submit_shortlist", command.round_id)
    kept = await ranked_list_of(context, round_) if round_.state == "published" else b"{}"
    chosen = tuple(item["recommendation_id"] for item in json.loads(kept).get("items", []) if item.get("selected"))

    def step(round_: Round, _: Proceedings) -> Changes:
        chooses = read_method(round_.method).CARD.kind == "choice"
        if asker.room.kind != "region" or not chooses or round_.state != "published":
            raise WrongState("submit", state=round_.state, current=round_view(round_, context.now_ms()))
        if not chosen:
            raise WrongState("nothing_selected", state=round_.state)
        return Changes(rounds=(replace(round_, shortlist=chosen),))

    return await _act(context, asker, command, "submit", step)


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


def _regions(room: Room, programme: Programme) -> tuple[str, ...]:
    """Say which regions vote in a room: its own, or all that the programme has."""
    return (room.region_id,) if room.region_id else tuple(region.id for region in programme.regions)


def _seed(rules: Rules) -> str:
    """Make the seed of a lot that nobody can know, where the rules sheet agrees on one."""
    return secrets.token_hex(SEED_BYTES) if rules.tie_rule == "lot" else ""


async def _act(
    context: Context,
    asker: Asker,
    command: commands.RoundCommand,
    act: RoundStep,
    step: Step,
    *,
    ranked_list: bytes | None = None,
) -> replies.Done:
    """Take one step that somebody asks for: done, done already, or refused with the round as it stands."""
    asker.require(act_of(act))
    if command.request_id:
        check_id("request_id", command.request_id)
    taken = await take_step(
        context, asker, act, command.round_id, step, request_id=command.request_id, ranked_list=ranked_list
    )
    return done(context, command, taken)
