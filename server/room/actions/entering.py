"""Counts of hands and paper: each of two persons enters what they counted in a region of an open round.

Refuses to judge figures (`domain.procedure.entered`). Invariants: who may enter one conducts the room of the round, or
moderates that region; the log of acts has each entry once, and no figure of it.
"""

from dataclasses import replace

from server.domain.counting.attendance import room_for_counts
from server.domain.counting.tallies import Tally
from server.domain.errors import Malformed, NotFound, NotPermitted, RoundFrozen, RoundNotOpen
from server.domain.methods import read_method
from server.domain.procedure.ballots import check_id
from server.domain.procedure.entered import (
    Entered,
    EnteredCount,
    Figures,
    count_in,
    enter,
    read_channel,
    read_figures,
    with_count,
)
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.pools import members_in
from server.domain.procedure.rounds import Round
from server.protocol import commands, replies
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.entered_views import counted, form_of
from server.room.views import columns_of, round_view, shows_directions, shows_turnout
from server.store.acts import Act
from server.store.changes import Changes


async def enter_count(context: Context, asker: Asker, command: commands.EnterCount) -> replies.Done:
    """Take what the asker counted in a region; nothing changes where they said the same before, and wait.

    Raises:  NotPermitted, NotFound; RoundNotOpen, RoundFrozen; Malformed where the round cannot be counted so, or the
             figures are none of a count.
    """
    asker.require("enter_count")
    if command.request_id:
        check_id("request_id", command.request_id)
    channel = read_channel(command.channel)
    found = reached_round(await context.read_proceedings(asker.room.id), asker, "enter_count", command.round_id)
    wanted = [(found, columns_of(found))] if found.epoch else []
    tallies = await context.store_of(found.id).rounds.read_tallies(wanted)

    def make(proceedings: Proceedings) -> Decided:
        round_ = reached_round(proceedings, asker, "enter_count", command.round_id)
        _require_region(asker, round_, command.region_id, "enter_count")
        if round_.state != "open":
            raise RoundNotOpen(state=round_.state, current=round_view(round_, context.now_ms()))
        if round_.frozen:
            raise RoundFrozen(current=round_view(round_, context.now_ms()))
        _check_countable(round_)
        figures = read_figures(form_of(round_), command.marks)
        count = count_in(round_.counts, command.region_id, channel)
        if tallies:
            _check_room(round_, tallies[0][1], count, figures, asker.person.key)
        changed = enter(count, Entered(asker.person.key, context.now_ms(), figures))
        if changed == count:
            return Decided(None)
        said = f"{round_.id} {round_.room_id} {round_.called} {count.region_id} {channel} {_came_to(changed)}"
        entry = Act("enter_count", asker.person.key, context.now_ms(), detail=said)
        return Decided(Changes(rounds=(replace(round_, counts=with_count(round_.counts, changed)),), acts=(entry,)))

    done = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=done.seq, already=done.already)


async def read_count(context: Context, asker: Asker, command: commands.ReadCount) -> replies.Counted:
    """Tell the asker the figures of a count that are theirs to know.

    Raises:  NotPermitted, NotFound.
    """
    asker.require("read_count")
    channel = read_channel(command.channel)
    proceedings = await context.read_proceedings(asker.room.id)
    round_ = reached_round(proceedings, asker, "read_count", command.round_id)
    _require_region(asker, round_, command.region_id, "read_count")
    return counted(command.ref, round_, count_in(round_.counts, command.region_id, channel), asker.person.key)


def _require_region(asker: Asker, round_: Round, region_id: str, act: str) -> None:
    person = asker.person
    if person.role == "moderator" and person.region_id not in members_in(region_id):
        raise NotPermitted(act, role=person.role)
    if region_id in round_.named_ids:
        raise Malformed("count_named")
    if region_id not in round_.regions:
        raise NotFound("region")


def _check_countable(round_: Round) -> None:
    """Refuse a round in which nobody can be counted beside ballots.

    Raises:  Malformed: for a method that looks at whole ballots; for a roll call, which names who votes; for a tally
             that everybody sees, which would not be that of the list.
    """
    if not read_method(round_.method).CARD.by_hand:
        raise Malformed("count_method")
    if round_.rules.roll_call:
        raise Malformed("count_roll_call")
    if shows_directions(round_):
        raise Malformed("count_live")


def _check_room(round_: Round, tally: Tally, count: EnteredCount, figures: Figures, by: str) -> None:
    """Refuse more votes than there are seats without a ballot and not counted yet.

    Where turnout is hidden the refusal would tell it: there are as many as seats, without what the asker counted too.
    What is too much then is set aside at the close.
    """
    place, shown = round_.regions.index(count.region_id), shows_turnout(round_)
    seats = room_for_counts(round_, tally)[place] if shown else round_.entitled[place]
    others = (
        one
        for one in round_.counts
        if one.region_id == count.region_id and one.channel != count.channel and (shown or by in one.agreed_by)
    )
    most = max(0, seats - sum(one.votes for one in others))
    if figures.votes > most:
        raise Malformed("count_too_many", votes=figures.votes, most=most)


def _came_to(count: EnteredCount) -> str:
    return "differs" if count.differs else "entered" if count.entered else "agreed"
