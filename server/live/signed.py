"""What there is to sign in a room, as a picture of it shows it: written once for all who hear the same."""

import msgspec

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person, region_moderated
from server.domain.procedure.programme import Room
from server.domain.procedure.shapes import Audience
from server.room.entered_views import counts_in
from server.room.positions import named_of
from server.room.signing_views import signed_in, signing_regions, signing_view

_NOTHING = b"[]"


class Signed:
    """What there is to sign as of one decision."""

    def __init__(self, proceedings: Proceedings, room: Room) -> None:
        """Look what there is."""
        self._proceedings, self._room = proceedings, room
        found = signed_in(proceedings, room)
        self._all = [(signing_regions(proceedings, one), signing_view(proceedings, one)) for one in found]
        self._written: dict[str, bytes] = {}

    def all(self, audience: Audience, person: Person | None) -> tuple[bytes, bytes, bytes]:
        """Write what there is to sign, what is said by name, and who has counted."""
        return self.write(audience, person), self.named(person), self.counts(audience, person)

    def write(self, audience: Audience, person: Person | None) -> bytes:
        """Write what somebody hears of it: all who conducts the room, elsewhere a moderator what their region signs."""
        whose = region_moderated(person) if person and audience != "conducting" else ""
        if not self._all or (audience != "conducting" and not whose):
            return _NOTHING
        if whose not in self._written:
            told = [view for regions, view in self._all if not whose or whose in regions]
            self._written[whose] = msgspec.json.encode(told)
        return self._written[whose]

    def counts(self, audience: Audience, person: Person | None) -> bytes:
        """Write who has counted in the room: for those who conduct it, elsewhere for a moderator in their region."""
        whose = region_moderated(person) if person and audience != "conducting" else ""
        if person is None or (audience != "conducting" and not whose):
            return _NOTHING
        return msgspec.json.encode(list(counts_in(self._proceedings, self._room, whose)))

    def named(self, person: Person | None) -> bytes:
        """Write what a region says by name in the rounds of the room, for its seats and its moderator."""
        return msgspec.json.encode(named_of(self._proceedings, self._room, person)) if person else _NOTHING
