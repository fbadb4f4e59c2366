"""Closing a round: announce, wait for the ballots in flight, close for good, count, compare.

Invariant: every step can be taken by any process and taken twice; the count comes only after nothing can enter.
"""

from dataclasses import replace
from functools import partial

from server.domain.errors import TryLater, WrongState
from server.domain.methods import is_silent
from server.domain.procedure import rounds
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round, counted_from_ms
from server.domain.procedure.silence import LAST_BALLOTS_S
from server.logs import log
from server.protocol import commands, replies
from server.protocol.replies import Reply
from server.room.actions.counting import compare_counts, count_round
from server.room.actions.later import Later
from server.room.actions.one_count import count_once
from server.room.actions.reached import reached_round
from server.room.actions.steps import Condition, Taken, always, done, read_round, service_in, take_step
from server.room.context import MOST_TRIES, Asker, Context
from server.room.views import round_view
from server.room.watch.alarms import COUNTS_DIFFER
from server.store.changes import Changes


async def close_round(context: Context, asker: Asker, command: commands.CloseRound) -> Reply | Later:
    """Announce the close; the answer comes after the count."""
    asker.require("close_round")
    reached_round(await context.read_proceedings(asker.room.id), asker, "close_round", command.round_id)
    announced = await _announce(context, asker, command.round_id)
    if announced.round.state == "closed":
        return done(context, command, announced)

    async def finish() -> Reply:
        closed = await finish_closing(context, asker.room, command.round_id, announced.round.epoch)
        # Whoever announced it did it, even if another process was first to count.
        return done(context, command, replace(closed, already=announced.already))

    return Later(counted_from_ms(announced.round), finish)


async def finish_closing(context: Context, room: Room, round_id: str, epoch: int, *, waits: bool = True) -> Taken:
    """Close for good and count; harmless when another process has done it, or the round was opened again since.

    Shape:   one that does not wait leaves it to another process that counts, and says how the round stood before.
    """

    def step(round_: Round, _: Proceedings) -> Changes:
        return Changes(rounds=(rounds.finish_closing(round_, context.now_ms()),))

    closed = await take_step(context, service_in(room), "count", round_id, step, still=partial(_is_of_epoch, epoch))
    if closed.round.state != "closed":
        return closed

    async def count() -> None:
        if not (await count_round(context, closed.round)).agree:
            await freeze_round(context, room, round_id)

    await count_once(context, closed.round, count, waits=waits)
    is_frozen = waits and (await read_round(context, service_in(room), round_id)).frozen
    return await freeze_round(context, room, round_id) if is_frozen else closed


async def close_on_time(context: Context, room: Room, round_id: str) -> None:
    """Announce the close of a round whose time is over, unless the chair has added time meanwhile.

    One whose closing date went by while nobody was there is counted at once.
    """
    closing = (await _announce(context, service_in(room), round_id, _is_over)).round
    if closing.state == "closing" and context.now_ms() >= counted_from_ms(closing):
        await finish_closing(context, room, round_id, closing.epoch)


async def close_if_over(context: Context, room: Room, round_id: str) -> None:
    """Close a round of a room whose closing date has gone by, before anything is done in it.

    Raises:  NotFound.
    """
    round_ = await context.round(round_id)
    ends = round_.state == "open" and round_.clock.dated and _is_over(round_, context.now_ms())
    if ends and round_.room_id == room.id:
        await close_on_time(context, room, round_id)


def _is_of_epoch(epoch: int, round_: Round, _: int) -> bool:
    return round_.epoch == epoch


def _is_over(round_: Round, now_ms: int) -> bool:
    return round_.clock.running and round_.clock.left_ms(now_ms) == 0


async def _announce(context: Context, asker: Asker, round_id: str, still: Condition = always) -> Taken:
    given = await context.store_of(round_id).seats.read_personal_time(meeting_of(round_id))
    personal_s = max(given.values(), default=0)

    def step(round_: Round, _: Proceedings) -> Changes:
        longest_s = max(personal_s, LAST_BALLOTS_S) if is_silent(round_.method) else personal_s
        return Changes(rounds=(rounds.close_round(round_, context.now_ms(), longest_s),))

    return await take_step(context, asker, "close", round_id, step, still=still)


async def recount_round(context: Context, asker: Asker, command: commands.RecountRound) -> replies.Done:
    """Count every ballot again, put the recount in the place of the live tally, and lift the freeze."""
    asker.require("recount_round")
    round_ = reached_round(await context.read_proceedings(asker.room.id), asker, "recount_round", command.round_id)
    if not round_.epoch or round_.state in ("void", "published"):
        raise WrongState("recount", current=round_view(round_, context.now_ms()), state=round_.state)
    await _freeze(context, asker, round_.id, frozen=True)
    await _repair(context, round_)
    if round_.state == "closed":
        await count_round(context, round_)
    lifted = await _freeze(context, asker, round_.id, frozen=False)
    await context.store_of(round_.id).meetings.end_alarm(meeting_of(round_.id), COUNTS_DIFFER, round_.id)
    return done(context, command, lifted)


async def _repair(context: Context, round_: Round) -> None:
    """Mend the tally if it differs from the ballots; another recount may mend it, or lift the freeze, before us."""
    meeting = await context.meeting(round_.id)
    for _ in range(MOST_TRIES):
        counts = await compare_counts(context, round_)
        if counts.agree:
            return
        if await context.store_of(round_.id).rounds.repair_tally(round_.id, counts, meeting.expires_at_s):
            log.error("tally_repaired", round=round_.id, differ=counts.differ)
            return
    raise TryLater("overtaken")


async def freeze_round(context: Context, room: Room, round_id: str) -> Taken:
    """Freeze a round whose two counts differ: nothing is cast or published until it is recounted."""
    return await _freeze(context, service_in(room), round_id, frozen=True)


async def _freeze(context: Context, asker: Asker, round_id: str, *, frozen: bool) -> Taken:
    def step(round_: Round, _: Proceedings) -> Changes:
        return Changes(rounds=(replace(round_, frozen=frozen),))

    return await take_step(context, asker, "recount", round_id, step)
