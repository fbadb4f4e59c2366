"""What the store knows of a round's ballots: the live tally, the ballots themselves, the counted list."""

from collections.abc import Iterable, Mapping, Sequence

from redis.asyncio import Redis

from server.domain.counting.lists_read import ListRead
from server.domain.counting.lots import Nonces
from server.domain.counting.tallies import Tally
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import Round
from server.store import keys, library
from server.store.codec import from_json, raw, text, to_json
from server.store.connection.pipe import Command
from server.store.connection.pipes import Pipes
from server.store.packing import BallotRecord, TwoCounts, pack_tally, read_record, read_said, read_tally

COUNTED = "counted"
Wanted = Sequence[tuple[Round, tuple[str, ...]]]
"""Rounds whose tallies are wanted, each with its columns."""


def ask_tallies(wanted: Wanted) -> list[Command]:
    """Ask for the tallies of rounds."""
    return [("GET", keys.of_round(round_.id, "tally")) for round_, _ in wanted]


def tallies_in(found: Sequence[bytes | None], wanted: Wanted) -> list[tuple[int, Tally]]:
    """Read the answers to `ask_tallies`, each with its version: it grows with every cast and every agreed count."""
    read = [read_tally(raw(packed), round_, columns) for packed, (round_, columns) in zip(found, wanted, strict=True)]
    return [(casts + round_.counts_version, tally) for (casts, tally), (round_, _) in zip(read, wanted, strict=True)]


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
    ) -> tuple[dict[str, BallotRecord], int, dict[str, int]]:
        """Read the ballots of one seat, by round, how many seconds of its own it has, and what it supports, at once.

        Shape:   what it supports with the generation of the credential that it was said with.
        """
        if not seat_id:
            return {}, 0, {}
        wanted = [("HGET", keys.of_round(round_id, "ballots"), seat_id) for round_id in round_ids]
        of_seat = [("HGET", keys.of(meeting_id, name), seat_id) for name in ("personal_time", "supported")]
        seconds, supported, *found = await self._pipes.ask(*of_seat, *wanted)
        ballots = {round_id: read_record(text(one)) for round_id, one in zip(round_ids, found, strict=True) if one}
        return ballots, int(seconds or 0), read_said(text(supported))

    async def read_casts_in(self, rounds: Iterable[Round], person: Person) -> list[str]:
        """Say in which rounds a seat casts, by what their openings have settled, though its region is named there."""
        named = [one for one in rounds if person.seat_id and person.region_id in one.named_ids]
        if not named:
            return []
        found = await self._pipes.ask(*(("HGET", keys.of_round(one.id, "electorate"), person.seat_id) for one in named))
        places = [int(text(one).partition(" ")[0]) if one else -1 for one in found]
        return [one.id for one, at in zip(named, places, strict=True) if 0 <= at < len(one.regions)]

    async def read_box(self, round_: Round) -> tuple[bytes, dict[str, str]]:
        """Read the live tally as it is stored, and the record of every ballot by its seat, both as of one instant."""
        async with self._client.pipeline(transaction=True) as together:
            together.get(keys.of_round(round_.id, "tally"))
            together.hgetall(keys.of_round(round_.id, "ballots"))
            packed, records = await together.execute()
        return raw(packed), {text(seat_id): text(record) for seat_id, record in records.items()}

    async def repair_tally(self, round_id: str, counts: TwoCounts, expires_at_s: int) -> bool:
        """Replace the live tally by a recount; false if it has changed since it was compared.

        Invariant: the tally becomes one version newer, so that pages that were told the wrong count take the right one.
        """
        mended = pack_tally(counts.version + 1, counts.recounted)
        where = [keys.of_round(round_id, "tally")]
        done: object = await library.call(self._client, "repair_tally", where, [counts.packed, mended, expires_at_s])
        return bool(done)

    async def read_nonces(self, round_: Round) -> Nonces | None:
        """Read what phones had added to the lot of a round when it was closed first; None if nobody has kept it."""
        (found,) = await self._pipes.ask(("GET", keys.of_round(round_.id, "nonces")))
        return from_json(text(found), Nonces) if found else None

    async def keep_nonces(self, round_: Round, nonces: Nonces, expires_at_s: int) -> bool:
        """Keep what phones have added to the lot of a round, once for all; false if it was kept before."""
        where = keys.of_round(round_.id, "nonces")
        return bool(await self._client.set(where, to_json(nonces), nx=True, exat=expires_at_s))

    async def read_mandates(self, round_: Round) -> dict[str, Mandate]:
        """Read for whom the seats of a round speak, by seat."""
        found = await self._client.hgetall(keys.of_round(round_.id, "mandates"))
        return {text(seat_id): from_json(one, Mandate) for seat_id, one in found.items()}

    async def keep_mandates(self, round_: Round, found: Mapping[str, Mandate], expires_at_s: int) -> dict[str, Mandate]:
        """Keep for whom seats speak that were made after the opening, once for all; say what is kept of all."""
        where = keys.of_round(round_.id, "mandates")
        async with self._client.pipeline(transaction=True) as together:
            for seat_id, mandate in found.items():
                together.hsetnx(where, seat_id, to_json(mandate))
            together.expireat(where, expires_at_s)
            await together.execute()
        return await self.read_mandates(round_)

    async def keep_list(self, round_: Round, kept: bytes, told: ListRead, expires_at_s: int) -> None:
        """Keep the ranked list of a round under its epoch, so that a slow count never replaces that of a later epoch.

        Shape:   `kept` as `kept_lists` writes it; `told` is what the list tells of, which matters once it is read.
        """
        async with self._client.pipeline(transaction=True) as together:
            together.set(_list_of(round_), kept, exat=expires_at_s)
            together.set(_told_of(round_), to_json(told), exat=expires_at_s)
            await together.execute()

    async def claim_count(self, round_: Round, token: str, held_ms: int) -> str:
        """Claim the count of a closed round for a while, unless it is claimed; say who has it, or COUNTED."""
        before = await self._client.set(_counting(round_), token, nx=True, px=held_ms, get=True)
        return text(before) if before else token

    async def renew_count(self, round_: Round, token: str, held_ms: int) -> None:
        """Keep the claim to a count for a while more, if it is still one's own."""
        if text(await self._client.get(_counting(round_))) == token:
            await self._client.pexpire(_counting(round_), held_ms)

    async def end_count(self, round_: Round, expires_at_s: int) -> None:
        """Say that a round is counted, and whatever follows from that is done."""
        await self._client.set(_counting(round_), COUNTED, exat=expires_at_s)

    async def read_counting(self, round_: Round) -> str:
        """Say who counts a round, or that it is COUNTED; empty where nobody does."""
        (found,) = await self._pipes.ask(("GET", _counting(round_)))
        return text(found)

    async def claim_check(self, round_id: str, token: str, held_ms: int) -> bool:
        """Say whether it is for this one to compare the counts of a round: whoever has begun goes on with it."""
        where = keys.of_round(round_id, "checking")
        before = await self._client.set(where, token, nx=True, px=held_ms, get=True)
        if text(before) == token:
            await self._client.pexpire(where, held_ms)
        return text(before) in ("", token)

    async def read_list(self, round_: Round) -> tuple[bytes, str] | None:
        """Read the ranked list of a round in its epoch and, as JSON, what it tells of; None if nobody counted."""
        kept, told = await self._client.mget(_list_of(round_), _told_of(round_))
        return (raw(kept), text(told)) if kept and told else None

    async def read_occasion(self, round_: Round) -> str:
        """Read what the list of a published round is of, as it was kept; empty where an older release published it."""
        (found,) = await self._pipes.ask(("HGET", keys.of(meeting_of(round_.id), "occasions"), round_.id))
        return text(found)

    async def keep_occasion(self, round_: Round, said: str, expires_at_s: int) -> str:
        """Keep what the list of a published round is of, unless it was kept before; say what is kept."""
        where = keys.of(meeting_of(round_.id), "occasions")
        async with self._client.pipeline(transaction=True) as together:
            together.hsetnx(where, round_.id, said)
            together.expireat(where, expires_at_s)
            together.hget(where, round_.id)
            *_, kept = await together.execute()
        return text(kept)

    async def mark_read(self, round_: Round, told: str, expires_at_s: int) -> bool:
        """Note that the list of a round is being read, and of what it tells; false if the round was opened again."""
        where = [keys.of_round(round_.id), keys.of_round(round_.id, "read")]
        done: object = await library.call(self._client, "mark_read", where, [round_.epoch, told, expires_at_s])
        return bool(done)

    async def read_lists_read(self, round_: Round) -> tuple[ListRead, ...]:
        """Read what the lists tell of that were read in earlier epochs of a round, oldest first."""
        found = await self._client.hgetall(keys.of_round(round_.id, "read"))
        told = {int(epoch): text(one) for epoch, one in found.items()}
        return tuple(from_json(told[epoch], ListRead) for epoch in sorted(told) if epoch < round_.epoch)

    async def read_lists(self, rounds: Sequence[Round]) -> dict[str, bytes]:
        """Read the ranked lists that were kept of rounds in their epochs, by round."""
        (found,) = await self._pipes.ask(("MGET", *map(_list_of, rounds)))
        return {round_.id: raw(one) for round_, one in zip(rounds, found, strict=True) if one}


def _list_of(round_: Round) -> str:
    return keys.of_round(round_.id, f"list:{round_.epoch}")


def _counting(round_: Round) -> str:
    return keys.of_round(round_.id, f"counting:{round_.epoch}")


def _told_of(round_: Round) -> str:
    return keys.of_round(round_.id, f"told:{round_.epoch}")
