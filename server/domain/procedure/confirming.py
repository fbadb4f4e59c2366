"""A confirmation: a region is asked whether what is to be handed over is its text, and how many have said so.

Refuses to know which seat has said so. Invariants: it is bound to the versions of its texts, and is over as soon as one
of them stands no more or in other words; whoever asks again begins at nought; it hinders nobody from handing over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.domain.errors import Malformed, NotFound, Overtaken, WrongState
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.sets import Confirmation, HandedSet


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many of a region have confirmed a set, of how many seats."""

    confirmed: int
    entitled: int


def standing_in(proceedings: Proceedings, room: Room) -> Confirmation | None:
    """Find what the region of a room is asked to confirm; None where it is asked nothing, or no more."""
    found = proceedings.confirmations.get(room.id)
    return found if found is not None and found.texts and _stands(proceedings, found) else None


def _stands(proceedings: Proceedings, asked: Confirmation) -> bool:
    known = [proceedings.recommendations.get(one) for one in asked.recommendation_ids]
    return all(
        one is not None and one.status == "accepted" and one.version == version
        for one, (_, version) in zip(known, asked.texts, strict=True)
    )


def ask(
    proceedings: Proceedings, room: Room, recommendation_ids: Sequence[str], *, entitled: int, now_ms: int
) -> Confirmation:
    """Ask the region of a room whether these are its text; without any, it is asked no more.

    Shape:   `entitled` is how many seats of the region have a vote.
    Raises:  WrongState in a plenary room; Malformed for one of them twice, or for more than may be handed over;
             NotFound for what does not stand in the room.
    """
    if room.kind != "region":
        raise WrongState("ask_confirmation")
    if len(set(recommendation_ids)) != len(recommendation_ids):
        raise Malformed("set_repeats")
    if len(recommendation_ids) > proceedings.hand_over_limit:
        raise Malformed("confirm_too_many", most=proceedings.hand_over_limit)
    texts = []
    for one in recommendation_ids:
        found = proceedings.recommendations.get(one)
        if found is None or found.room_id != room.id or found.status != "accepted":
            raise NotFound("recommendation")
        texts.append((one, found.version))
    before = proceedings.confirmations.get(room.id)
    asked = (before.asked if before else 0) + 1
    return Confirmation(room.id, asked, tuple(texts), entitled, asked_at_ms=now_ms)


def confirm(proceedings: Proceedings, room: Room, asked: int) -> Confirmation:
    """Count one seat more among those that confirm.

    Raises:  WrongState where the region is asked nothing; Overtaken where it is asked something else by now.
    """
    found = standing_in(proceedings, room)
    if found is None:
        raise WrongState("confirm_set")
    if found.asked != asked:
        raise Overtaken("confirmation")
    confirmed = found.confirmed + 1
    return replace(found, confirmed=confirmed, entitled=max(found.entitled, confirmed))


def confirmed_of(proceedings: Proceedings, handed: HandedSet) -> Confirmed | None:
    """Say how many have confirmed a set that was handed over; None where nobody was asked about it as it stands."""
    room = proceedings.programme.room(handed.room_id)
    found = standing_in(proceedings, room) if room else None
    if found is None or set(found.recommendation_ids) != set(handed.recommendation_ids):
        return None
    return Confirmed(found.confirmed, found.entitled)
