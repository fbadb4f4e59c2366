"""Showing in the hall: what the screens of a room show, from whichever device, and the word of the screens for it.

Refuses to know screens. Invariants: none of it is a decision; what is shown of another room is published. The log of
acts says whose round was shown and in which view, not each page that was turned.
"""

from dataclasses import replace

from server.domain.errors import Malformed, WrongState
from server.domain.procedure.ballots import check_id
from server.domain.procedure.halls import MOST_PAGES, Hall, check_number, check_shown, course_of
from server.domain.procedure.papers import find_paper
from server.domain.procedure.rounds import Round
from server.domain.procedure.whose import require_reach, whose_paper
from server.protocol import commands, replies
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context
from server.room.views import rounds_in
from server.store.acts import Act


async def show_in_hall(context: Context, asker: Asker, command: commands.ShowInHall) -> replies.Done:
    """Have the screens of this room show a round in a view, at a page; or follow their room again."""
    asker.require("show_in_hall")
    if command.request_id:
        check_id("request_id", command.request_id)
    proceedings = await context.read_proceedings(asker.room.id)
    round_: Round | None = None
    if command.view == "paper":
        paper = find_paper(proceedings.programme.papers, command.item)
        require_reach(asker.person, "show_in_hall", "paper", whose_paper(asker.room, paper))
    elif command.view == "presentation" and asker.room.id not in proceedings.presentations:
        raise WrongState("nobody_presents")
    elif command.round_id and command.view not in ("welcome", "presentation", "speakers"):
        round_ = reached_round(proceedings, asker, "show_in_hall", command.round_id)
    room_id = round_.room_id if round_ else asker.room.id
    if command.room_id not in ("", room_id):
        raise Malformed("field", field="room_id")
    wanted = Hall(room_id, command.round_id, command.view, command.page, command.item[:MOST_PAGES])
    checked = replace(check_shown(wanted, round_), course=course_of(rounds_in(proceedings, asker.room)))
    halls, meeting = context.store_of(asker.room.id).halls, proceedings.meeting
    now_ms = context.now_ms()
    before = (await halls.read(meeting.id, asker.room.id, now_ms)).hall
    turned = checked.view != "paper" and replace(before, page=checked.page, item=checked.item) == checked
    shown = checked.item if checked.view == "paper" else checked.round_id or "its room"
    detail = "" if turned else f"{asker.room.id}: {shown} {checked.view}".rstrip()
    act = Act("show_in_hall", asker.person.key, now_ms, detail=detail)
    request = f"{asker.person.key}#{command.request_id}" if command.request_id else ""
    done = await halls.show(meeting, asker.room.id, checked, act, request)
    return await _done(context, asker, command, already=not done)


async def hall_shown(context: Context, asker: Asker, command: commands.HallShown) -> replies.Done:
    """Take the word of a screen for what it shows."""
    asker.require("hall_shown")
    room_id, number, now_ms = asker.room.id, check_number(command.seq), context.now_ms()
    if asker.page:
        await context.screens.visit(f"{asker.person.key} {asker.page}", room_id, number, now_ms)
    else:
        await context.screens.show(asker, room_id, number, now_ms)
    return await _done(context, asker, command)


async def _done(context: Context, asker: Asker, command: commands.Command, *, already: bool = False) -> replies.Done:
    seq = await context.store_of(asker.room.id).admission.read_seq(asker.person.meeting_id, asker.room.id)
    return replies.Done(ref=command.ref, seq=seq, already=already)
