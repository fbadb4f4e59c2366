"""What the store knows of a round's ballots: the live tally, the ballots themselves, the counted list."""

from collections.abc import Sequence
from dataclasses import dataclass

from redis.asyncio import Redis

from server.domain.rounds import Round
from server.domain.tallies import CountedBallot, Tally, recount
from server.store import keys, library
from server.store.codec import raw, text
from server.store.packing import BallotRecord, counted, pack_tally, read_record, read_tally
from server.store.pipe import Command, Pipes


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """The live count and the recount of one round, from one consistent read.

    Units:   `version` is the number of casts accepted so far.
    Shape:   `packed` is the live tally as it lay in the store.
    """

    version: int
    tally: Tally
    recounted: Tally
    ballots: tuple[CountedBallot, ...]
    packed: bytes = b""

    @property
    def agree(self) -> bool:
        """Say whether both roads led to the same number, cell by cell."""
        return self.tally == self.recounted

    @property
    def differ(self) -> str:
        """Say where the two roads part, without saying what stands there: marks are nobody's business in a log."""
        pairs = zip(self.tally.slate, self.tally.cells, self.recounted.cells, strict=True)
        items = [item for item, live, again in pairs if live != again]
        return f"{len(items)} of the slate, turnout {'too' if self.tally.ballots != self.recounted.ballots else 'not'}"


Wanted = Sequence[tuple[Round, tuple[str, ...]]]
"""Rounds whose tallies are wanted, each with its columns."""


def ask_tallies(wanted: Wanted) -> list[Command]:
    """Ask for the tallies of rounds."""
    return [("GET", keys.of_round(round_.id, "tally")) for round_, _ in wanted]


def tallies_in(found: Sequence[bytes | None], wanted: Wanted) -> list[tuple[int, Tally]]:
    """Read the answers to `ask_tallies`, each with its version."""
    return [read_tally(raw(packed), round_, columns) for packed, (round_, columns) in zip(found, wanted, strict=True)]


class Rounds:
    """Read and repair what casting has written."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client for reads, and the pipes for what is asked often."""
        self._client = client
        self._pipes = pipes

    async def read_tallies(self, wanted: Wanted) -> list[tuple[int, Tally]]:
        """Read the live tallies of several rounds, each with its version, in one round trip."""
        return tallies_in(await self._pipes.ask(*ask_tallies(wanted)), wanted) if wanted else []

    async def read_ballot(self, round_id: str, seat_id: str) -> BallotRecord | None:
        """Read the ballot of one seat."""
        (found,) = await self._pipes.ask(("HGET", keys.of_round(round_id, "ballots"), seat_id))
        return read_record(text(found)) if found else None

    async def read_own(
        self, meeting_id: str, seat_id: str, round_ids: Sequence[str]
    ) -> tuple[dict[str, BallotRecord], int]:
        """Read the ballots of one seat, by round, and how many seconds of its own it has, in one round trip."""
        if not seat_id:
            return {}, 0
        wanted = [("HGET", keys.of_round(round_id, "ballots"), seat_id) for round_id in round_ids]
        seconds, *found = await self._pipes.ask(("HGET", keys.of(meeting_id, "personal_time"), seat_id), *wanted)
        ballots = {round_id: read_record(text(one)) for round_id, one in zip(round_ids, found, strict=True) if one}
        return ballots, int(seconds or 0)

    async def read_two_counts(self, round_: Round, columns: tuple[str, ...]) -> TwoCounts:
        """Read the live tally and count every ballot again, both as of one instant."""
        async with self._client.pipeline(transaction=True) as together:
            together.get(keys.of_round(round_.id, "tally"))
            together.hvals(keys.of_round(round_.id, "ballots"))
            packed, records = await together.execute()
        version, tally = read_tally(raw(packed), round_, columns)
        ballots = tuple(counted(read_record(text(record)), round_, columns) for record in records)
        return TwoCounts(version, tally, recount(round_.slate, round_.regions, columns, ballots), ballots, raw(packed))

    async def repair_tally(self, round_id: str, counts: TwoCounts, expires_at_s: int) -> bool:
        """Put the recount in the place of the live tally it was held against; false if that has moved since.

        Invariant: the tally becomes one version newer, so that who has heard the wrong count takes the right one.
        """
        mended = pack_tally(counts.version + 1, counts.recounted)
        where = [keys.of_round(round_id, "tally")]
        done: object = await library.call(self._client, "repair_tally", where, [counts.packed, mended, expires_at_s])
        return bool(done)

    async def keep_ranked_list(self, round_: Round, ranked: str, expires_at_s: int) -> None:
        """Keep the ranked list of a round as it was counted in its epoch: a late counter spoils no later count."""
        await self._client.set(_ranked_list_of(round_), ranked, exat=expires_at_s)

    async def read_ranked_lists(self, rounds: Sequence[Round]) -> dict[str, str]:
        """Read the ranked lists that were kept of rounds in their epochs, as JSON, by round."""
        if not rounds:
            return {}
        (found,) = await self._pipes.ask(("MGET", *map(_ranked_list_of, rounds)))
        return {round_.id: text(kept) for round_, kept in zip(rounds, found, strict=True) if kept}


def _ranked_list_of(round_: Round) -> str:
    return keys.of_round(round_.id, f"ranked_list:{round_.epoch}")
