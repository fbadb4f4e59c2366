"""What is new in a room, read once a tick: the decisions since the last one, and how its rounds stand.

Refuses to know who is told. Invariant: one round trip, however much is new.
"""

from collections.abc import Sequence

from server.domain.counting.tallies import Tally
from server.store.connection.pipe import Pipes
from server.store.decisions import Announced, announced_in, ask_announced
from server.store.rounds import Wanted, ask_tallies, tallies_in


class News:
    """Read what is new."""

    def __init__(self, pipes: Pipes) -> None:
        """Take the pipes for what is asked often."""
        self._pipes = pipes

    async def read(
        self, meeting_id: str, room_id: str, after: int, wanted: Wanted
    ) -> tuple[Sequence[Announced], list[tuple[int, Tally]]]:
        """Read the events of a room after a seq, oldest first, and the tallies of rounds, each with its version."""
        questions = [ask_announced(meeting_id, room_id, after), *ask_tallies(wanted)]
        announced, *found = await self._pipes.ask(*questions)
        return announced_in(announced), tallies_in(found, wanted)
