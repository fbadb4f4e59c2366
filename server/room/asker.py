"""A person in the room where they ask, and how much was compared for them: what that costs is known afterwards alone.

Refuses to know sockets and what is asked.
"""

from server.domain.procedure.people import Person, require
from server.domain.procedure.programme import Room


class Asker:
    """Who asks, and in which room; neither ever changes, so an act that was allowed once is allowed always.

    Shape:   `compared` counts the titles that were compared for them since somebody last asked.
    """

    __slots__ = ("_may", "address", "compared", "page", "person", "room")

    def __init__(self, person: Person, room: Room, address: str = "", page: str = "") -> None:
        """Take who asks, where they are, and the address they ask from; it is empty on the service's own machine.

        Shape:   `page` names the page of whoever comes by calls, each of which is another asker; else it is empty.
        """
        self.address, self.page = address, page
        self.person = person
        self.room = room
        self.compared = 0
        self._may: frozenset[str] = frozenset()

    def require(self, act: str) -> None:
        """Check one act against the table of `people`.

        Raises:  NotPermitted.
        """
        if act not in self._may:
            require(self.person, act, self.room)
            self._may |= {act}

    def take_compared(self) -> int:
        """Say how many titles were compared since this was last asked."""
        compared, self.compared = self.compared, 0
        return compared
