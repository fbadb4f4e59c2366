"""How readings look from outside: what they came to, from which list a slate was taken, and what is read again.

Refuses to know lists. Invariant: which groups were taken from a list is told only where that list was published by
then, for they say of each of them what the list says of it.
"""

from server.domain.procedure.readings import FromRound, Reading, ReadingOf
from server.protocol import shapes


def readings_view(readings: tuple[Reading, ...]) -> tuple[shapes.Reading, ...]:
    """Show the readings of an item whose lists were published."""
    return tuple(shapes.Reading(one.round_id, one.number, one.recommendation_id, one.verdict) for one in readings)


def from_round_view(taken: FromRound | None) -> shapes.FromRound | None:
    """Show from which list a slate was taken."""
    if taken is None:
        return None
    if not taken.told:
        return shapes.FromRound(taken.round_id, (), 0, 0)
    return shapes.FromRound(taken.round_id, taken.take, taken.most, taken.left_out)


def reading_of_view(of: ReadingOf | None) -> shapes.ReadingOf | None:
    """Show the item whose wordings a round is about."""
    return shapes.ReadingOf(of.round_id, of.recommendation_id) if of else None
