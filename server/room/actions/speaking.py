"""The list of speakers of a room: set up, filled, called through and ended by whoever conducts it; phones ask.

Refuses to judge it (`domain.procedure.speaking`). Invariant: what anybody is called stands in no log of acts: it says
the region, and of a phone that asks nothing at all.
"""

from collections.abc import Callable

from server.domain.errors import NotPermitted
from server.domain.procedure import speaking
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Seat
from server.domain.procedure.speakers import Speaker, Speakers
from server.protocol import replies
from server.protocol.asking import Command
from server.protocol.speaking import (
    AddSpeaker,
    AskToSpeak,
    CallSpeaker,
    EndSpeakers,
    PauseSpeaker,
    RemoveSpeaker,
    SetUpSpeakers,
)
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.acts import Act
from server.store.changes import Changes

Make = Callable[[Proceedings, Speakers], Speakers]


async def set_up_speakers(context: Context, asker: Asker, command: SetUpSpeakers) -> replies.Done:
    """Say whether phones may ask for the floor, and how long each may speak."""

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.set_up(kept, asking=command.on, seconds=command.seconds)

    return await _do(context, asker, "set_up_speakers", command, make)


async def add_speaker(context: Context, asker: Asker, command: AddSpeaker) -> replies.Done:
    """Add a region, or somebody by name."""

    def make(proceedings: Proceedings, kept: Speakers) -> Speakers:
        return speaking.add(kept, proceedings.programme, command.region_id, command.name)

    return await _do(context, asker, "add_speaker", command, make)


async def ask_to_speak(context: Context, asker: Asker, command: AskToSpeak) -> replies.Done:
    """Ask for the floor with one's seat, or take that back.

    Raises:  TooFast; NotPermitted for a seat that was taken away meanwhile.
    """
    asker.require("ask_to_speak")
    meeting_id, seat_id = asker.person.meeting_id, asker.person.seat_id
    seat = await context.store_of(meeting_id).seats.read(meeting_id, seat_id)
    if seat is None:
        raise NotPermitted("credential")

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.ask(kept, called(seat), seat.region_id, seat.number, on=command.on)

    return await _do(context, asker, "ask_to_speak", command, make)


async def remove_speaker(context: Context, asker: Asker, command: RemoveSpeaker) -> replies.Done:
    """Take somebody who waits off the list."""

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.remove(kept, command.speaker)

    return await _do(context, asker, "remove_speaker", command, make, about=command.speaker)


async def call_speaker(context: Context, asker: Asker, command: CallSpeaker) -> replies.Done:
    """Give the floor to somebody who waits, or to nobody."""

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.call(kept, command.speaker, context.now_ms())

    return await _do(context, asker, "call_speaker", command, make, about=command.speaker)


async def pause_speaker(context: Context, asker: Asker, command: PauseSpeaker) -> replies.Done:
    """Stop the clock of whoever speaks, or let it run again."""

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.pause(kept, context.now_ms(), paused=command.paused)

    return await _do(context, asker, "pause_speaker", command, make)


async def end_speakers(context: Context, asker: Asker, command: EndSpeakers) -> replies.Done:
    """Empty the list."""

    def make(_: Proceedings, kept: Speakers) -> Speakers:
        return speaking.end(kept)

    return await _do(context, asker, "end_speakers", command, make)


def called(seat: Seat) -> str:
    """Say what the room calls a seat: its delegation, else its name; one without either is called by its number."""
    return seat.delegation or seat.name


async def _do(
    context: Context, asker: Asker, act: str, command: Command, make: Make, *, about: int = 0
) -> replies.Done:
    asker.require(act)
    request_id = getattr(command, "request_id", "")
    check_id("request_id", request_id)

    def decide(proceedings: Proceedings) -> Decided:
        kept = proceedings.speakers.get(asker.room.id) or Speakers(asker.room.id)
        made = make(proceedings, kept)
        if made == kept:
            return Decided(None)
        spoken_of = next((one.region_id for one in _everybody(kept) if one.number == about), "")
        logged = Act(act, asker.person.key, context.now_ms(), detail=spoken_of)
        return Decided(Changes(speakers=made, acts=() if act == "ask_to_speak" else (logged,)))

    told_as = f"{asker.person.role}:{asker.person.region_id}" if asker.person.seat_id else ""
    outcome = await context.decide(asker, request_id, decide, told_as=told_as)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)


def _everybody(kept: Speakers) -> tuple[Speaker, ...]:
    return (*kept.waiting, *((kept.turn.speaker,) if kept.turn else ()))
