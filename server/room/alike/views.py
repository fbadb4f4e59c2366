"""Who hears what of recommendations that are alike: those who conduct a room, of those in it, what they may know.

Refuses to compare anything. Invariants: of what waits nobody hears but who conducts its room; where somebody may not
read another region's text they hear of the region and how near it is, and of no more: neither which nor how many.
"""

from collections.abc import Iterable, Iterator

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person, conducts, may_enter
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.protocol import shapes
from server.room.alike.pairs import STANDING, Near
from server.room.set_views import sets_in
from server.room.views import recommendations_in

MOST_TOLD = 5
"""How many are told of one recommendation: the nearest."""


class Reach:
    """What one person may know of the recommendations of a meeting, as of one decision."""

    def __init__(self, proceedings: Proceedings, person: Person) -> None:
        """Look up which rooms the person conducts or may enter, and what plenary rooms speak of."""
        rooms = proceedings.programme.rooms
        self._standing = proceedings.recommendations
        self._conducted = {room.id for room in rooms if conducts(person, room)}
        self._entered = {room.id for room in rooms if may_enter(person, room)}
        plenary = {room.id for room in rooms if room.kind == "plenary" and room.id in self._entered}
        self._heard_in = {
            item: round_.room_id
            for round_ in proceedings.rounds.values()
            if round_.room_id in plenary
            for item in round_.slate
        } | {
            item: room.id
            for room in reversed(rooms)
            if room.id in plenary
            for one in sets_in(proceedings, room)
            for item in one.recommendation_ids
        }

    def told(self, recommendation_id: str, near: Iterable[Near]) -> tuple[shapes.Alike, ...]:
        """Say what the person hears of what a recommendation is alike to, the nearest first; of a merge no parent."""
        own = self._standing[recommendation_id]
        told: list[shapes.Alike] = []
        unnamed: set[tuple[str, ...]] = set()
        for found in near:
            other = self._standing.get(found.recommendation_id)
            if other is None or other.status not in STANDING or _is_of(own, other) or _is_of(other, own):
                continue
            where = self._room_of(other)
            if where:
                told.append(shapes.Alike(other.id, other.called, where, other.region_ids, found.score))
            elif other.status == "accepted" and other.region_ids not in unnamed:
                unnamed.add(other.region_ids)
                told.append(shapes.Alike("", "", "", other.region_ids, found.score))
            if len(told) == MOST_TOLD:
                break
        return tuple(told)

    def _room_of(self, other: Recommendation) -> str:
        """Name the room in which a recommendation may be read: its own, or a plenary one that speaks of it."""
        if other.status == "proposed":
            return other.room_id if other.room_id in self._conducted else ""
        return other.room_id if other.room_id in self._entered else self._heard_in.get(other.id, "")


def _is_of(merge: Recommendation, parent: Recommendation) -> bool:
    return merge.merge is not None and parent.id in merge.merge.parent_ids


def compared_in(proceedings: Proceedings, room: Room) -> Iterator[str]:
    """Name the recommendations of which those who conduct a room are told what they are alike to."""
    return (one.id for one in recommendations_in(proceedings, room) if one.status in STANDING)
