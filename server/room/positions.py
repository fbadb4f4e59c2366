"""How named positions look to those of whose region they are, in the room of their round, and to nobody else.

Refuses to show who has confirmed. Invariant: what a list tells once it is read is the same.
"""

from collections.abc import Iterable, Iterator

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.positions import NamedRegion
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.protocol import shapes
from server.room.views import rounds_in


def named_view(round_: Round, region: NamedRegion) -> shapes.Named:
    """Show what a region says in a round, and by how many it was confirmed."""
    said = {one.recommendation_id: shapes.Position(one.state, one.words) for one in region.positions}
    return shapes.Named(
        round_id=round_.id,
        region_id=region.region_id,
        version=region.version,
        seats=region.of_seats,
        confirmed=len(region.confirmed),
        positions=said,
    )


def named_in(proceedings: Proceedings, room: Room, region_id: str) -> Iterator[shapes.Named]:
    """List what a region says in the rounds of a room, the oldest round first."""
    for round_ in rounds_in(proceedings, room):
        yield from (named_view(round_, region) for region in round_.named if region.region_id == region_id)


def named_of(proceedings: Proceedings, room: Room, person: Person) -> list[shapes.Named]:
    """List what somebody's region says in the rounds of a room; nothing for whoever is of none."""
    return list(named_in(proceedings, room, person.region_id)) if person.region_id else []


def confirmed_by(rounds: Iterable[Round], person: Person) -> dict[str, int]:
    """Say by round, of those of which a seat hears, which version of its region's positions it has confirmed."""
    return {
        round_.id: region.version
        for round_ in rounds
        for region in round_.named
        if (generation := region.confirmed_by(person.seat_id)) is not None and person.has_said(generation)
    }
