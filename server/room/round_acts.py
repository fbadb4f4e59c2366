"""What was done with a round, read from the log of acts of its room.

Refuses to know who asks. Invariants: an event that changes nothing of a round is no act; of somebody on a seat
nobody is named.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.record.occasion import SaidAct
from server.room.context import Context
from server.store.announced import Announced

Event = Mapping[str, Any]


def act_on_round(round_: Event, was: dict[str, str]) -> str:
    """Say what was done with a round, from what stood before and what an event says; empty where nothing was.

    Shape:   `was` has by round what was told of it last, and is told this.
    """
    told = json.dumps({**round_, "submitted": None})  # what is handed over is told by its set
    before, was[round_["id"]] = was.get(round_["id"], ""), told
    if before == told:
        return ""
    return f"round.{'change' if before and json.loads(before)['state'] == round_['state'] else round_['state']}"


async def read_round_acts(context: Context, round_: Round) -> tuple[SaidAct, ...]:
    """Read what was done with a round by now, the oldest first."""
    return (await read_room_acts(context, meeting_of(round_.id), round_.room_id, [round_.id]))[round_.id]


async def read_room_acts(
    context: Context, meeting_id: str, room_id: str, round_ids: Sequence[str]
) -> dict[str, tuple[SaidAct, ...]]:
    """Read what was done with rounds of one room by now, by round, the oldest first."""
    told = await context.store_of(meeting_id).acts.read_room(meeting_id, room_id)
    return {one: tuple(_acts_on(one, told)) for one in round_ids}


def acted(act: str, key: str, at_ms: int) -> SaidAct:
    """Say an act by the key of its holder."""
    role, _, region_id = key.partition(":")
    return SaidAct(act, at_ms, *(("delegate", "") if role == "seat" else (role, region_id)))


def _acts_on(round_id: str, told: Sequence[Announced]) -> Iterator[SaidAct]:
    was: dict[str, str] = {}
    named = round_id.encode()
    for one in told:
        if named not in one.event:
            continue
        event = json.loads(one.event)
        of_it = event["type"] == "round_changed" and event["round"]["id"] == round_id
        if of_it and (act := act_on_round(event["round"], was)):
            yield acted(act, one.actor, one.at_ms)
