"""Drafting a round: prepare, change, discard and open it.

Invariant: a draft is changed and opened as it was read, or the asker is shown what stands.
"""

import secrets
from dataclasses import replace

from server.domain.errors import NotFound, Overtaken, TryLater, WrongState
from server.domain.methods import check_slate, is_silent, meant, read_method
from server.domain.procedure import drafts, opening
from server.domain.procedure.ballots import check_id
from server.domain.procedure.closing_dates import check_end
from server.domain.procedure.meeting import Live, Proceedings, meeting_of
from server.domain.procedure.opening import Elector, RegionSeats
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.readings import ReadingOf
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import make_rules
from server.protocol import commands, replies
from server.room.actions.reached import reached_recommendation, reached_round, require_question
from server.room.actions.steps import act_on_round, is_discarded, round_now
from server.room.actions.taking import read_source, require_wordings, taken_slate
from server.room.bounds import check_bounds
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.views import round_view
from server.store.changes import Changes

NONCE_BYTES = 16


async def prepare_round(context: Context, asker: Asker, command: commands.PrepareRound) -> replies.RoundPrepared:
    """Draft a round on recommendations that stand in this room or were handed to it."""
    asker.require("prepare_round")
    check_id("request_id", command.request_id)
    wanted = await _wanted(context, asker, "prepare_round", command)
    source = await read_source(context, asker, "prepare_round", command.taken)
    wanted = replace(wanted, id=await context.new_id(meeting_of(asker.room.id)))

    def make(proceedings: Proceedings) -> Decided:
        checked = _checked(proceedings, asker, "prepare_round", taken_slate(proceedings, wanted, source))
        draft = drafts.numbered(checked, proceedings.rounds.values())
        return Decided(Changes(rounds=(draft,)), answer=draft.id, round=draft)

    outcome = await context.decide(asker, command.request_id, make)
    round_ = outcome.round or await round_now(context, asker, outcome.answer)
    return replies.RoundPrepared(
        ref=command.ref,
        seq=outcome.seq,
        round_id=outcome.answer,
        round=round_view(round_, context.now_ms()) if round_ else None,
        already=outcome.already,
    )


async def change_round(context: Context, asker: Asker, command: commands.ChangeRound) -> replies.Done:
    """Put other choices in the place of those of a draft, unless somebody else has changed it since."""
    asker.require("change_round")
    wanted = await _wanted(context, asker, "change_round", command)
    source = await read_source(context, asker, "change_round", command.taken)

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        checked = _checked(proceedings, asker, "change_round", taken_slate(proceedings, wanted, source))
        return Changes(rounds=(drafts.change_draft(round_, checked, command.version),))

    return await act_on_round(context, asker, command, "change", step)


async def discard_round(context: Context, asker: Asker, command: commands.DiscardRound) -> replies.Done:
    """Throw a draft away: the room hears that it is gone, and the log of acts by whom."""
    asker.require("discard_round")
    if command.request_id:
        check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        draft = reached_round(proceedings, asker, "discard_round", command.round_id)
        try:
            drafts.require_draft(draft, "discard", command.version)
        except (Overtaken, WrongState) as refusal:
            refusal.current = round_view(draft, context.now_ms())
            raise
        return Decided(Changes(discarded=(draft,)))

    try:
        outcome = await context.decide(asker, command.request_id, make)
    except NotFound:
        if not await is_discarded(context, asker, command.round_id):
            raise
        seq = (await context.read_proceedings(asker.room.id)).room_seqs.get(asker.room.id, 0)
        return replies.Done(ref=command.ref, seq=seq, already=True)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)


async def open_round(context: Context, asker: Asker, command: commands.OpenRound) -> replies.Done:
    """Open a draft: entitlement is taken now, and a plenary round becomes what the meeting is at.

    One that is open to a date does not: whatever the meeting is at goes on beside it.
    """
    asker.require("open_round")  # before every seat of the meeting is read
    read = (await context.read_proceedings(asker.room.id)).programme
    region_ids = regions_of(asker.room, read)
    electors, present = await read_electorate(context, asker.room, read)

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        drafts.require_draft(round_, "open", command.version)
        if not all(_may_be_voted_on(proceedings, asker.room, item) for item in round_.slate):
            raise WrongState("slate_changed", state=round_.state)
        if regions_of(asker.room, proceedings.programme) != region_ids:
            raise TryLater("overtaken")
        require_wordings(proceedings, asker, "open_round", round_)
        check_bounds(replace(round_, regions=region_ids))
        opened = opening.open_round(round_, context.now_ms(), present, together=is_silent(round_.method))
        check_end(opened.clock, context.now_ms(), proceedings.meeting.expires_at_s)
        electorates = (opening.electorate_of(opened, electors),)
        takes_over = asker.room.kind == "plenary" and round_.rules.closes_at is None
        live = Live(asker.room.agenda_session_id, round_.question_id, asker.room.id, round_.id)
        return Changes(rounds=(opened,), electorates=electorates, live=live if takes_over else None)

    return await act_on_round(context, asker, command, "open", step)


async def read_electorate(
    context: Context, room: Room, programme: Programme
) -> tuple[tuple[Elector, ...], tuple[RegionSeats, ...]]:
    """Read who might cast in a round of a room that is opened now, and how many that are, region by region."""
    meeting = await context.meeting(room.id)
    region_ids = regions_of(room, programme)
    electors = await context.store_of(meeting.id).seats.read_electors(meeting.id, region_ids)
    given = {one.id: one.seats for one in programme.regions if one.id in region_ids}
    return electors, opening.seats_by_region(electors, given, named=meeting.seats_named)


async def _wanted(
    context: Context, asker: Asker, act: str, command: commands.PrepareRound | commands.ChangeRound
) -> Round:
    """Read what a draft is to be: checked by itself, not yet against what stands."""
    read_method(command.method)
    rules = meant(command.method, make_rules(command.rules))
    programme = (await context.read_proceedings(asker.room.id)).programme
    silent = read_method(command.method).CARD.silent
    opening.check_named(rules, regions_of(asker.room, programme), silent=silent)
    if command.question_id:
        require_question(programme, asker, act, command.question_id)
    of = command.reading_of
    wanted = Round(
        id="",
        room_id=asker.room.id,
        number=0,
        method=command.method,
        slate=tuple(command.slate),
        regions=regions_of(asker.room, programme),
        rules=rules,
        question_id=command.question_id,
        nonce=secrets.token_hex(NONCE_BYTES) if rules.tie_rule == "lot" else "",
        reading_of=ReadingOf(of.round_id, of.recommendation_id) if of else None,
    )
    return wanted if command.taken else _checked_size(wanted)


def _checked_size(wanted: Round) -> Round:
    check_slate(wanted.method, len(wanted.slate))
    return drafts.prepare(wanted)


def _checked(proceedings: Proceedings, asker: Asker, act: str, wanted: Round) -> Round:
    """Refuse a slate of which something does not stand here, or that is no reading of what it is said to be one of.

    Raises:  Malformed, NotFound, NotPermitted, WrongState.
    """
    for item in _checked_size(wanted).slate:
        if reached_recommendation(proceedings, asker, act, item).status != "accepted":
            raise NotFound("recommendation")
    require_wordings(proceedings, asker, act, wanted)
    return wanted


def _may_be_voted_on(proceedings: Proceedings, room: Room, item: str) -> bool:
    """Say whether a recommendation stands, and in this room: as its own, or handed to its agenda session."""
    found = proceedings.recommendations[item]
    here = found.room_id == room.id or proceedings.is_handed_to(room.agenda_session_id, item)
    return here and found.status == "accepted"


def regions_of(room: Room, programme: Programme) -> tuple[str, ...]:
    """Say which regions vote in a room: its own, or all that the programme has."""
    return (room.region_id,) if room.region_id else tuple(region.id for region in programme.regions)
