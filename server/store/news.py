"""What is new in a room, read once a tick: the decisions since the last one, how its rounds stand, whether any calls.

Refuses to know who is told. Invariant: one round trip, however much is new.
"""

from collections.abc import Sequence

from server.domain.counting.tallies import Tally
from server.store import keys
from server.store.announced import Announced, announced_in, ask_announced
from server.store.connection.pipe import Command
from server.store.connection.pipes import Pipes
from server.store.rounds import Wanted, ask_tallies, tallies_in


class News:
    """Read what is new."""

    def __init__(self, pipes: Pipes) -> None:
        """Take the pipes for what is asked often."""
        self._pipes = pipes

    async def read(
        self, meeting_id: str, room_id: str, after: int, wanted: Wanted
    ) -> tuple[Sequence[Announced], list[tuple[int, Tally]], int]:
        """Read the events of a room after a seq, oldest first, and the tallies of rounds, each with its version.

        Shape:   the last is the decision of the meeting that last changed which rounds call, 0 before there was one.
        """
        asked: list[Command] = [
            ask_announced(meeting_id, room_id, after),
            ("HGET", keys.of(meeting_id, "state"), "called"),
        ]
        announced, called, *found = await self._pipes.ask(*asked, *ask_tallies(wanted))
        return announced_in(announced), tallies_in(found, wanted), int(called or 0)

    async def read_decision(self, meeting_id: str) -> int:
        """Say how many decisions were made in a meeting; nought where there is none."""
        (decision,) = await self._pipes.ask(("HGET", keys.of(meeting_id, "state"), "decision"))
        return int(decision or 0)
