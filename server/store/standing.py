"""Where a meeting is, in counts: read together in one round trip, for the side of its desk.

Refuses to know what is ready. Invariant: nothing is written, and no ballot and no recommendation is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redis.asyncio import Redis

from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import Round
from server.store import keys
from server.store.codec import from_json, text


@dataclass(frozen=True, slots=True)
class Counted:
    """What is there of a meeting, in counts.

    Shape:   `voting` is seats with a vote by region; `here` counts those that have come in; `printed` counts the seats
             whose badge was printed at some time; `rehearsal` is what is kept of it (`store.rehearsals`).
    """

    voting: Mapping[str, int]
    observers: int
    here: int
    printed: int
    acts: int
    rounds: Sequence[Round]
    rehearsal: Mapping[str, str]
    rehearsing: bool

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return self.voters + self.observers

    @property
    def voters(self) -> int:
        """How many of them have a vote."""
        return sum(self.voting.values())


class Standing:
    """What the side of a desk is told of."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def read(self, meeting_id: str, region_ids: Sequence[str]) -> Counted:
        """Count what is there."""
        async with self._client.pipeline(transaction=True) as together:
            together.hvals(keys.of(meeting_id, "seats"))
            together.hvals(keys.of(meeting_id, "rounds"))
            together.hlen(keys.of(meeting_id, "printed"))
            together.xlen(keys.of(meeting_id, "acts"))
            together.hgetall(keys.of(meeting_id, "rehearsal"))
            together.exists(keys.of(meeting_id, "rehearsing"))
            for region_id in region_ids:
                together.scard(keys.of(meeting_id, f"checked_in:{region_id}"))
            seats, rounds, printed, acts, rehearsed, playing, *here = await together.execute()
        kept = [from_json(text(one), Seat) for one in seats]
        voting = dict.fromkeys(region_ids, 0)
        for seat in kept:
            if seat.votes:
                voting[seat.region_id] = voting.get(seat.region_id, 0) + 1
        return Counted(
            voting=voting,
            observers=sum(not seat.votes for seat in kept),
            here=sum(map(int, here)),
            printed=int(printed),
            acts=int(acts),
            rounds=[from_json(text(one), Round) for one in rounds],
            rehearsal={text(name): text(value) for name, value in rehearsed.items()},
            rehearsing=bool(playing),
        )
