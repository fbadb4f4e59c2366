"""Acts on a list of speakers: people ask for the floor or are added, one is called, the clock stops and goes on.

Refuses to know what time it is and how seats are found. Invariants: the order is that of asking, and only whoever
conducts the room gives the floor out of it; what is done twice is done once.
"""

from dataclasses import replace

from server.domain.errors import LimitReached, Malformed, NotFound, WrongState
from server.domain.procedure.countdown import NO_CLOCK, Clock, from_now
from server.domain.procedure.programme import Programme
from server.domain.procedure.speakers import Speaker, Speakers, Turn
from server.domain.procedure.words import printable
from server.domain.visible import has_visible_character

MOST_WAITING = 100
LONGEST_NAME = 80
LONGEST_S = 3_600
SHORTEST_S = 15
NOBODY = 0
"""The number under which nobody is called: whoever spoke is done."""


def set_up(kept: Speakers, *, asking: bool, seconds: int) -> Speakers:
    """Say whether phones may ask, and how long each may speak from the next one on; nought is no limit.

    Raises:  Malformed for a time out of its bounds.
    """
    if seconds and not SHORTEST_S <= seconds <= LONGEST_S:
        raise Malformed("countdown", least=SHORTEST_S, most=LONGEST_S)
    return replace(kept, asking=asking, seconds=seconds)


def add(kept: Speakers, programme: Programme, region_id: str, typed: str) -> Speakers:
    """Add a region, or somebody by name; the name of a delegation brings its region along.

    Raises:  Malformed without either, NotFound for a region that there is not, LimitReached where too many wait.
    """
    name = " ".join(printable(typed).split())[:LONGEST_NAME]
    if typed.strip() and not has_visible_character(name):
        raise Malformed("unseen_name")
    if region_id and region_id not in {region.id for region in programme.regions}:
        raise NotFound("region")
    if not region_id and not name:
        raise Malformed("field", field="name")
    region = region_id or next((one.region_id for one in programme.delegations if one.name == name), "")
    return _with(kept, name, region, 0)


def ask(kept: Speakers, name: str, region_id: str, seat: int, *, on: bool) -> Speakers:
    """Have a seat ask for the floor, or take that back.

    Raises:  WrongState where phones may not ask, LimitReached where too many wait.
    """
    if not on:
        return replace(kept, waiting=tuple(one for one in kept.waiting if one.seat != seat))
    if seat in kept.seats:
        return kept
    if not kept.asking:
        raise WrongState("no_asking")
    return _with(kept, name, region_id, seat)


def remove(kept: Speakers, number: int) -> Speakers:
    """Take somebody who waits off the list; who is gone already stays so."""
    return replace(kept, waiting=tuple(one for one in kept.waiting if one.number != number))


def call(kept: Speakers, number: int, now_ms: int) -> Speakers:
    """Give the floor to somebody who waits, or to nobody; whoever spoke is done.

    Raises:  NotFound for somebody who does not wait, and does not speak already.
    """
    if kept.turn is not None and kept.turn.speaker.number == number:
        return kept
    if number == NOBODY:
        return kept.without_turn(now_ms) if kept.turn else kept
    speaker = next((one for one in kept.waiting if one.number == number), None)
    if speaker is None:
        raise NotFound("speaker")
    clock = from_now(now_ms, kept.seconds) if kept.seconds else NO_CLOCK
    done = kept.without_turn(now_ms)
    return replace(remove(done, number), turn=Turn(speaker, clock, now_ms))


def pause(kept: Speakers, now_ms: int, *, paused: bool) -> Speakers:
    """Stop the clock of whoever speaks, or let it run again.

    Raises:  WrongState where nobody speaks.
    """
    turn = kept.turn
    if turn is None:
        raise WrongState("pause_speaker")
    if (turn.since_ms is None) == paused:
        return kept
    left_ms = turn.clock.left_ms(now_ms)
    if paused:
        stopped = NO_CLOCK if left_ms is None else Clock(remaining_ms=left_ms)
        return replace(kept, turn=Turn(turn.speaker, stopped, None, turn.spoken_ms(now_ms)))
    running = NO_CLOCK if left_ms is None else Clock(ends_at_ms=now_ms + left_ms)
    return replace(kept, turn=Turn(turn.speaker, running, now_ms, turn.counted_ms))


def end(kept: Speakers) -> Speakers:
    """Empty the list: nobody waits, speaks or may ask, and no time is kept."""
    return Speakers(kept.room_id, seconds=kept.seconds, last=kept.last)


def _with(kept: Speakers, name: str, region_id: str, seat: int) -> Speakers:
    if len(kept.waiting) >= MOST_WAITING:
        raise LimitReached("speakers", limit=MOST_WAITING)
    number = kept.last + 1
    return replace(kept, waiting=(*kept.waiting, Speaker(number, name, region_id, seat)), last=number)
