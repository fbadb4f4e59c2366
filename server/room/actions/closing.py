"""Closing a round: announce, wait for the ballots in flight, close for good, count, compare.

Invariant: every step can be taken by any process and taken twice; the count comes only after nothing can enter.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from server.domain.errors import TryLater, WrongState
from server.domain.procedure import rounds
from server.domain.procedure.meeting import Proceedings, Room, meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import Round, counted_from_ms
from server.logs import log
from server.protocol import commands, replies
from server.protocol.replies import Reply
from server.room.actions.counting import compare_counts, count_round
from server.room.actions.later import Later
from server.room.actions.reached import reached_round
from server.room.place import MOST_TRIES, Asker, Decided, Place, find_round
from server.room.views import round_view
from server.room.watch.alarms import COUNTS_DIFFER
from server.store.decisions import Changes, Committed

Condition = Callable[[Round, int], bool]
"""What must hold of a round, now, for a step to be taken."""


async def close_round(place: Place, asker: Asker, command: commands.CloseRound) -> Reply | Later:
    """Announce the close; the answer comes after the count."""
    asker.require("close_round")
    reached_round(await place.read_proceedings(asker.room.id), asker, "close_round", command.round_id)
    announced = await _announce(place, asker, command.round_id)
    if announced[1].state == "closed":
        return _done(place, command, announced)

    async def finish() -> Reply:
        closed = await finish_closing(place, asker.room, command.round_id, announced[1].epoch)
        already = announced[0].outcome  # whoever announced it did it, even if another process was first to count
        return _done(place, command, (replace(closed[0], outcome=already), closed[1]))

    return Later(counted_from_ms(announced[1]), finish)


async def finish_closing(place: Place, room: Room, round_id: str, epoch: int) -> tuple[Committed, Round]:
    """Close for good and count; harmless when another process has done it, or the round was opened again since."""
    service = Asker(Person(meeting_of(room.id), "service"), room)
    still = partial(_is_of_epoch, epoch)
    closed = await _step(place, service, round_id, "count", rounds.finish_closing, still=still)
    if closed[1].state != "closed":
        return closed
    counts = await count_round(place, closed[1])
    if counts.agree:
        return closed
    return await _freeze(place, service, round_id, frozen=True)


async def close_on_time(place: Place, room: Room, round_id: str) -> None:
    """Announce the close of a round whose time is over, and still is by then: a chair may have added a minute."""
    await _announce(place, Asker(Person(meeting_of(room.id), "service"), room), round_id, _is_over)


def _is_of_epoch(epoch: int, round_: Round, _: int) -> bool:
    return round_.epoch == epoch


def _is_over(round_: Round, now_ms: int) -> bool:
    return round_.clock.running and round_.clock.left_ms(now_ms) == 0


def _always(_: Round, __: int) -> bool:
    return True


async def _announce(place: Place, asker: Asker, round_id: str, still: Condition = _always) -> tuple[Committed, Round]:
    given = await place.store.seats.read_personal_time(meeting_of(round_id))
    close = partial(rounds.close_round, personal_s=max(given.values(), default=0))
    return await _step(place, asker, round_id, "close", close, still=still)


async def recount_round(place: Place, asker: Asker, command: commands.RecountRound) -> replies.Done:
    """Count every ballot again, put the recount in the place of the live tally, and lift the freeze."""
    asker.require("recount_round")
    round_ = reached_round(await place.read_proceedings(asker.room.id), asker, "recount_round", command.round_id)
    if not round_.epoch or round_.state in ("void", "published"):
        raise WrongState("recount", current=round_view(round_, place.now_ms()), state=round_.state)
    await _freeze(place, asker, round_.id, frozen=True)
    await _repair(place, round_)
    if round_.state == "closed":
        await count_round(place, round_)
    lifted = await _freeze(place, asker, round_.id, frozen=False)
    await place.store.meetings.end_alarm(meeting_of(round_.id), COUNTS_DIFFER, round_.id)
    return _done(place, command, lifted)


async def _repair(place: Place, round_: Round) -> None:
    """Mend the tally if it differs from the ballots; another recount may mend it, or lift the freeze, before us."""
    meeting = await place.meeting(round_.id)
    for _ in range(MOST_TRIES):
        counts = await compare_counts(place, round_)
        if counts.agree:
            return
        if await place.store.rounds.repair_tally(round_.id, counts, meeting.expires_at_s):
            log.error("tally_repaired", round=round_.id, differ=counts.differ)
            return
    raise TryLater("overtaken")


async def freeze_round(place: Place, room: Room, round_id: str) -> None:
    """Freeze a round whose two counts differ: nothing is cast or published until it is recounted."""
    await _freeze(place, Asker(Person(meeting_of(room.id), "service"), room), round_id, frozen=True)


async def _step(
    place: Place,
    asker: Asker,
    round_id: str,
    act: str,
    step: Callable[[Round, int], Round],
    *,
    still: Condition = _always,
) -> tuple[Committed, Round]:
    """Take one step with a round as it stands by then, unless it is taken or `still` says that it is not due."""
    standing: list[Round] = []

    def make(proceedings: Proceedings) -> Decided:
        round_ = find_round(proceedings, round_id, asker.room)
        standing[:] = [round_]
        if rounds.is_done_already(round_, act) or not still(round_, place.now_ms()):
            return Decided(None)
        try:
            standing[:] = [step(round_, place.now_ms())]
        except WrongState as refusal:
            refusal.current = round_view(round_, place.now_ms())
            raise
        return Decided(Changes(rounds=(standing[0],)))

    committed = await place.decide(asker, "", make)
    return committed, standing[0]


async def _freeze(place: Place, asker: Asker, round_id: str, *, frozen: bool) -> tuple[Committed, Round]:
    standing: list[Round] = []

    def make(proceedings: Proceedings) -> Decided:
        round_ = find_round(proceedings, round_id, asker.room)
        standing[:] = [replace(round_, frozen=frozen)]
        return Decided(None if round_.frozen == frozen else Changes(rounds=(standing[0],)))

    return await place.decide(asker, "", make), standing[0]


def _done(place: Place, command: commands.RoundCommand, outcome: tuple[Committed, Round]) -> replies.Done:
    committed, round_ = outcome
    return replies.Done(
        ref=command.ref,
        seq=committed.seq,
        round=round_view(round_, place.now_ms()),
        already=committed.outcome == "already",
    )
