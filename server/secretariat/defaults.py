"""Trying out what new rounds are to begin with: what contradicts, and what it comes to on the seats that there are.

Refuses to store anything (`room.programming` does). Invariant: whatever is found here in the way of a default would be
refused when it is kept, and nothing else is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.errors import Bound, Malformed, Refusal
from server.domain.methods.choosing import Chosen, chosen_in, wanted_choices
from server.domain.methods.worked import Card, Example, Roll, examples
from server.domain.procedure.changing import require_limit
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.opening import seats_by_region
from server.domain.procedure.programme import Programme
from server.room.context import Context
from server.secretariat.actor import Actor

_CARDS: Mapping[str, Card] = {
    "rules_places": "lists",
    "hand_over_limit": "lists",
    "rules_quorum": "across",
    "rules_leans": "across",
    "rules_live": "secrecy",
    "rules_named": "secrecy",
    "rules_roll_call": "secrecy",
    "rules_roll_call_method": "secrecy",
    "rules_wishes": "across",
    "rules_wishes_method": "across",
}
"""Beside which card a contradiction stands; any other is of the page as a whole."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What defaults come to: examples of what stands or would, and what is in the way of what was said.

    Shape:   `card` names the card that the refusal is about, and is empty without one.
    """

    examples: Mapping[Card, Sequence[Example]]
    refusal: Refusal | None = None
    card: Card | None = None


async def try_defaults(context: Context, actor: Actor, meeting_id: str, said: Mapping[str, object]) -> Tried:
    """Say what the defaults of a meeting would come to; of what contradicts nothing is worked."""
    actor.require("try_defaults", meeting_id)
    meeting = await context.meeting(meeting_id)
    proceedings = await context.read_proceedings(meeting_id)
    try:
        chosen = _chosen(meeting, proceedings, said)
    except (Malformed, Bound) as refused:
        return Tried({}, refused, _CARDS.get(refused.reason))
    return Tried(examples(chosen, await read_roll(context, meeting, proceedings.programme)))


def _chosen(meeting: Meeting, proceedings: Proceedings, said: Mapping[str, object]) -> Chosen:
    now = proceedings.programme
    defaults, secrecy = wanted_choices(now, meeting.hand_over_limit, said)
    then = replace(now, defaults=defaults, secrecy=secrecy)
    require_limit(replace(proceedings, programme=then), proceedings.hand_over_limit)
    return chosen_in(then, meeting.hand_over_limit)


async def read_roll(context: Context, meeting: Meeting, programme: Programme) -> Roll:
    """Read how many seats of each region may vote, as if everybody were there."""
    given = {region.id: region.seats for region in programme.regions}
    electors = await context.store_of(meeting.id).seats.read_electors(meeting.id, list(given))
    speakers = {one.mandate.speaker for one in electors if one.mandate and one.mandate.delegation}
    regions = seats_by_region(electors, given, named=True)
    return Roll(regions, {region.id: region.name for region in programme.regions}, len(speakers))
