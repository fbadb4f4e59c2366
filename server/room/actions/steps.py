"""One step of one round, whoever takes it: those who conduct its room, or the service by itself.

Refuses to know what a step changes. Invariant: a step that is taken already is answered with the round as it stands,
and one that the round's state does not allow is refused with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.domain.errors import NotFound, Overtaken, WrongState
from server.domain.procedure import rounds
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round, RoundStep
from server.protocol import commands, replies
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context, find_round
from server.room.decided import Decided
from server.room.views import round_view
from server.store.changes import Changes

_SERVICE: Final = "service"
_NAMES: Final = {"submit": "submit_shortlist", "countdown": "set_countdown"}

Step = Callable[[Round, Proceedings], Changes]
"""Says what a step changes; the round is the first of the changed ones."""
Condition = Callable[[Round, int], bool]
"""What must hold of a round, now, for a step to be taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, `already` before or now: the number of the decision, and the round as it stands."""

    seq: int
    already: bool
    round: Round


def service_in(room: Room) -> Asker:
    """Name the service itself, which takes the steps that are due in a room."""
    return Asker(Person(meeting_of(room.id), _SERVICE), room)


def always(_: Round, __: int) -> bool:
    """Say that a step is due however the round stands."""
    return True


async def take_step(
    context: Context,
    asker: Asker,
    act: RoundStep,
    round_id: str,
    step: Step,
    *,
    request_id: str = "",
    ranked_list: bytes | None = None,
    still: Condition = always,
) -> Taken:
    """Take one step with a round, unless it was taken already, or `still` says that it is not due any more.

    Raises:  NotFound, NotPermitted, WrongState, and what `step` raises.
    """

    def make(proceedings: Proceedings) -> Decided:
        round_ = _found(proceedings, asker, act, round_id)
        if rounds.is_done_already(round_, act) or not still(round_, context.now_ms()):
            return Decided(None, round=round_)
        try:
            changes = step(round_, proceedings)
        except (Overtaken, WrongState) as refusal:
            refusal.current = round_view(round_, context.now_ms())
            raise
        if changes == Changes(rounds=(round_,)):  # paused, running, frozen or handed over already
            return Decided(None, round=round_)
        return Decided(changes, ranked_list=ranked_list, round=changes.rounds[0])

    outcome = await context.decide(asker, request_id, make)
    return Taken(outcome.seq, outcome.already, outcome.round or await read_round(context, asker, round_id))


async def read_round(context: Context, asker: Asker, round_id: str) -> Round:
    """Read a round of the asker's room as it stands.

    Raises:  NotFound.
    """
    return find_round(await context.read_proceedings(asker.room.id), round_id, asker.room)


async def is_discarded(context: Context, asker: Asker, round_id: str) -> bool:
    """Say whether a draft of the asker's room was thrown away."""
    decisions = context.store_of(asker.room.id).decisions
    return await decisions.is_discarded(meeting_of(asker.room.id), asker.room.id, round_id)


async def round_now(context: Context, asker: Asker, round_id: str) -> Round | None:
    """Read a round of the asker's room as it stands; None where it is a draft that was thrown away since.

    Raises:  NotFound where it never was there.
    """
    try:
        return await read_round(context, asker, round_id)
    except NotFound:
        if not await is_discarded(context, asker, round_id):
            raise
        return None


def done(context: Context, command: commands.RoundCommand, taken: Taken) -> replies.Done:
    """Answer with the round as it stands after a step."""
    view = round_view(taken.round, context.now_ms())
    return replies.Done(ref=command.ref, seq=taken.seq, round=view, already=taken.already)


def act_of(act: RoundStep) -> str:
    """Name a step as the tables of rights do."""
    return _NAMES.get(act, f"{act}_round")


async def act_on_round(
    context: Context,
    asker: Asker,
    command: commands.RoundCommand,
    act: RoundStep,
    step: Step,
    *,
    ranked_list: bytes | None = None,
) -> replies.Done:
    """Take one step that somebody asks for: done, done already, or refused with the round as it stands.

    Shape:   of a draft that was thrown away since, the answer of the first time has no round.
    """
    asker.require(act_of(act))
    if command.request_id:
        check_id("request_id", command.request_id)
    try:
        taken = await take_step(
            context, asker, act, command.round_id, step, request_id=command.request_id, ranked_list=ranked_list
        )
    except NotFound:
        before = await context.answered(asker, command.request_id)
        if before is None or not await is_discarded(context, asker, command.round_id):
            raise
        return replies.Done(ref=command.ref, seq=before.seq, already=True)
    return done(context, command, taken)


def _found(proceedings: Proceedings, asker: Asker, act: RoundStep, round_id: str) -> Round:
    if asker.person.role == _SERVICE:
        return find_round(proceedings, round_id, asker.room)
    return reached_round(proceedings, asker, act_of(act), round_id)
