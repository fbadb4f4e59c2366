"""Who is let in: how a meeting is joined, seats that arrive, wait, are barred and removed.

Refuses to know who may do it. Invariant: each act is one function of the Lua library, which writes it into the log of
acts and rings the bell.
"""

from collections.abc import Sequence

from redis.asyncio import Redis

from server.domain.procedure.admission import YOUNG_MS, Claim, Joining, Totals
from server.domain.procedure.meeting import Meeting, seat_id_of
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import Round
from server.store import keys, library
from server.store.acts import Act
from server.store.codec import from_json, text, to_json
from server.store.connection.pipes import Pipes
from server.store.rolls import CLAIM_HOLDS_MS, standing

Said = list[str | int]


class Admission:
    """One method for each thing that can be done at the door."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client for reads and acts, and the pipes for what is asked often."""
        self._client = client
        self._pipes = pipes

    async def read_joining(self, meeting: Meeting) -> Joining:
        """Read how a meeting is joined now; what nobody has chosen since is as it was founded."""
        ((is_open, code, limit, one_seat),) = await self._pipes.ask(
            ("HMGET", keys.of(meeting.id, "joining"), "open", "code", "limit", "one_seat")
        )
        return Joining(
            text(is_open) == "1" if is_open else meeting.open_join,
            text(code) or meeting.join_code,
            int(limit or meeting.seat_limit),
            text(one_seat) == "1" if one_seat else meeting.one_seat_per_device,
        )

    async def new_seat_id(self, meeting_id: str) -> str:
        """Give out the id of a new seat; one that is not used leaves a gap that nobody sees."""
        (number,) = await self._pipes.ask(("HINCRBY", keys.of(meeting_id, "state"), "seat_ids", 1))
        return seat_id_of(meeting_id, int(number))

    async def arrive(self, meeting: Meeting, seat: Seat, code: str) -> str:
        """Keep a seat that was taken by code until it opens a room: `done`, or why there is none."""
        names = self._names(meeting, "joining", "seats", "arriving", "arrivals")
        said: Said = [
            seat.id,
            to_json(seat),
            seat.joined_at_ms,
            meeting.expires_at_s,
            _flag(meeting.open_join),
        ]
        outcome: object = await library.call(self._pipes, "arrive", names, [*said, meeting.seat_limit, code, YOUNG_MS])
        return text(outcome)  # type: ignore[arg-type] # a word

    async def claim(self, meeting: Meeting, claim: Claim, code: str, earlier: Sequence[str] = ()) -> str:
        """Let somebody wait for a named seat, in the place of earlier claims: `waiting`, `admitted`, or why not."""
        names = self._names(meeting, "joining", "seats", "entered", "waiting", "admitted")
        said: Said = [
            claim.seat_id,
            to_json(claim),
            claim.id,
            claim.at_ms,
            meeting.expires_at_s,
            _flag(meeting.open_join),
        ]
        outcome: object = await library.call(
            self._pipes, "claim_seat", names, [*said, code, _flag(meeting.nod), CLAIM_HOLDS_MS, *earlier]
        )
        return text(outcome)  # type: ignore[arg-type] # a word

    async def read_claim(self, meeting_id: str, seat_id: str) -> tuple[str, str, int]:
        """Read whose claim to a seat waits, whose was admitted (empty where there is none), and its generation.

        Invariant: a claim that was admitted is never read with a later generation than the one it was admitted in.
        """
        generation, waiting, admitted = await self._pipes.ask(
            ("HGET", keys.of(meeting_id, "generations"), f"seat:{seat_id}"),
            ("HGET", keys.of(meeting_id, "waiting"), seat_id),
            ("HGET", keys.of(meeting_id, "admitted"), seat_id),
        )
        return from_json(waiting, Claim).id if waiting else "", text(admitted), int(generation or 1)

    async def read_named(self, meeting_id: str) -> list[Seat]:
        """Read every seat that was named, those that are barred included: they may be let in again."""
        seats, barred = await self._pipes.ask(*(("HVALS", keys.of(meeting_id, one)) for one in ("seats", "barred")))
        return [from_json(one, Seat) for one in (*seats, *(one.partition(b" ")[2] for one in barred))]

    async def read_free(self, meeting_id: str, seat_ids: Sequence[str], now_ms: int) -> set[str]:
        """Say which of some named seats nobody has, was admitted to or waits for."""
        wanted = [("HMGET", keys.of(meeting_id, one), *seat_ids) for one in ("seats", "entered", "admitted", "waiting")]
        free = set()
        for seat_id, seat, *had, claim in zip(seat_ids, *await self._pipes.ask(*wanted), strict=True):
            if seat and not any(had) and not (claim and any(standing([claim], now_ms))):
                free.add(seat_id)
        return free

    async def answer(self, meeting: Meeting, act: Act) -> bool:
        """Admit or refuse whoever waits for a seat; false where nobody does."""
        names = self._names(meeting, "waiting", "admitted", "entered", "acts")
        said: Said = [act.act, act.actor, act.at_ms, act.seat_id, meeting.expires_at_s]
        return bool(await library.call(self._client, "answer_claim", names, said))

    async def withdraw(self, meeting: Meeting, seat_id: str, claim_id: str) -> None:
        """Let nobody wait for a seat, or be admitted to it, under one claim."""
        names = self._names(meeting, "waiting", "admitted")
        await library.call(self._pipes, "withdraw_claim", names, [seat_id, claim_id])

    async def bar(self, meeting: Meeting, seat: Seat, act: Act) -> bool:
        """Keep the holder of a seat out, or let them in again; false where that is so already."""
        here = f"checked_in:{seat.region_id}"
        names = self._names(
            meeting, "seats", "arriving", "arrivals", "entered", "gone", here, "waiting", "barred", "acts"
        )
        said: Said = [
            act.act,
            act.actor,
            act.at_ms,
            seat.id,
            meeting.expires_at_s,
            _flag(seat.votes),
            seat.joined_at_ms,
        ]
        return bool(await library.call(self._client, "bar_seat", names, said))

    async def remove(
        self, meeting: Meeting, seat: Seat, rounds: Sequence[tuple[Round, int]], act: Act
    ) -> tuple[int, int]:
        """Take a seat away and its ballots out of rounds that are being voted on.

        Shape:   `rounds` are all in which it may have cast, each with the number of its columns. The answer is 1, or 0
                 where it was gone before, or -1 where there was no such seat; and how many ballots were taken out.
        """
        names = self._names(
            meeting, "seats", "arriving", "arrivals", "entered", "gone", f"checked_in:{seat.region_id}",
            "waiting", "barred", "admitted", "personal_time", "acts",
        )  # fmt: skip
        said: Said = [act.actor, act.at_ms, seat.id, meeting.expires_at_s, act.detail]
        for round_, columns in rounds:
            names += [keys.of_round(round_.id), *(keys.of_round(round_.id, name) for name in ("tally", "ballots"))]
            said += [round_.room_id, len(round_.regions), columns]
        outcome, taken = await library.call(self._client, "remove_seat", names, said)
        return int(outcome or 0), int(taken or 0)

    async def change(self, meeting: Meeting, joining: Joining, act: Act, *, request: str, **chosen: str) -> str:
        """Choose how a meeting is joined, as it was when that was decided: `done`, `already` or `overtaken`.

        Shape:   one of `code`, `open` and `one_seat` (`1` or `0`), and `limit`.
        """
        ((field, value),) = chosen.items()
        names = [*self._names(meeting, "joining", "requests", "acts"), keys.of(meeting.id, "requests_before")]
        said: Said = [meeting.expires_at_s, act.act, act.actor, act.at_ms, request, field, value]
        said += [joining.code, _flag(joining.open), str(joining.limit), _flag(joining.one_seat)]
        outcome: object = await library.call(self._client, "change_joining", names, said)
        return text(outcome)  # type: ignore[arg-type] # a word

    async def read_totals(self, meeting: Meeting, limit: int, now_ms: int) -> tuple[Totals, list[Claim]]:
        """Read how many seats there are by state, and who waits, the longest first."""
        name = {one: keys.of(meeting.id, one) for one in ("seats", "arrivals", "entered", "barred", "waiting")}
        seats, young, here, barred, waiting = await self._pipes.ask(
            ("HLEN", name["seats"]),
            ("ZCOUNT", name["arrivals"], f"({now_ms - YOUNG_MS}", "+inf"),
            ("HLEN", name["entered"]),
            ("HLEN", name["barred"]),
            ("HVALS", name["waiting"]),
        )
        claims = sorted(standing(waiting, now_ms), key=lambda claim: (claim.at_ms, claim.seat_id))
        return Totals(int(seats) + int(young), limit, len(claims), int(here), int(barred)), claims

    async def count_cast(self, round_ids: Sequence[str], seat_ids: Sequence[str]) -> dict[str, int]:
        """Count in how many of some rounds each seat has a ballot."""
        counts = dict.fromkeys(seat_ids, 0)
        if round_ids and seat_ids:
            wanted = [("HMGET", keys.of_round(round_id, "ballots"), *seat_ids) for round_id in round_ids]
            for found in await self._pipes.ask(*wanted):
                for seat_id, ballot in zip(seat_ids, found, strict=True):
                    counts[seat_id] += ballot is not None
        return counts

    async def read_seq(self, meeting_id: str, room_id: str) -> int:
        """Read the number of a room's newest decision."""
        (seq,) = await self._pipes.ask(("HGET", keys.of(meeting_id, "seqs"), room_id))
        return int(seq or 0)

    def _names(self, meeting: Meeting, *names: str) -> list[str]:
        """Name keys of a meeting, and its bell behind them."""
        return [*(keys.of(meeting.id, name) for name in names), keys.bell(meeting.id)]


def _flag(value: bool) -> str:
    return "1" if value else "0"
