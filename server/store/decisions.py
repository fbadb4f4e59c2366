"""Decisions: read the proceedings of a meeting, change them at one instant, replay what was announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from redis.asyncio import Redis

from server.domain.errors import NotFound
from server.domain.procedure.bulletins import Bulletin
from server.domain.procedure.calls import turns
from server.domain.procedure.history import MOST_KEPT, HistoryEntry
from server.domain.procedure.meeting import Live, Meeting, Proceedings
from server.domain.procedure.presentation import Presentation
from server.domain.procedure.programme import Programme
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import Confirmation, HandedOver, with_older
from server.domain.procedure.speakers import Speakers
from server.store import keys, library
from server.store.acts import words_of
from server.store.announced import Announced, announced_in, ask_announced
from server.store.changes import Changes
from server.store.codec import from_json, text, to_json
from server.store.connection.pipes import Pipes
from server.store.histories import read_histories
from server.store.key_table import KeyTable
from server.store.packing import read_said, write_electorate, write_said

_MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class Committed:
    """The outcome of a commit: `done`, `already` done under this request, or `overtaken` by another decision."""

    outcome: str
    seq: int = 0
    answer: str = ""


class Decisions:
    """One method for each thing that can be done with the proceedings."""

    def __init__(self, client: Redis, pipes: Pipes) -> None:
        """Take the client for reads and decisions, and the pipes for what is asked often."""
        self._client = client
        self._pipes = pipes
        self._known: dict[str, Proceedings] = {}

    def forget(self, meeting_id: str = "") -> None:
        """Forget what was read of an erased meeting; or of all, for a store that comes back may have lost decisions."""
        if meeting_id:
            self._known.pop(meeting_id, None)
        else:
            self._known.clear()

    async def read_proceedings(self, meeting: Meeting) -> Proceedings:
        """Say everything decided so far; what was read before is good as long as nothing more was decided."""
        known = self._known.get(meeting.id)
        if known is not None:
            (decision,) = await self._pipes.ask(("HGET", keys.of(meeting.id, "state"), "decision"))
            if decision is not None and int(decision) == known.decision and known.meeting is meeting:
                return known
        return await self.read_afresh(meeting)

    async def read_afresh(self, meeting: Meeting) -> Proceedings:
        """Read everything decided so far, as of one instant; a programme that is known is not read again.

        Raises:  NotFound if there is no such meeting any more.
        """
        known = self._known.get(meeting.id)
        programme = known.programme if known is not None else None
        found = await self._read_all(meeting.id, "version" if programme else "head")
        if programme is None or found[0][0] is None or int(found[0][0]) != programme.version:
            if programme is not None:  # its version has changed: everything is read again, with it, as of one instant
                found = await self._read_all(meeting.id, "head")
            if found[0][0] is None:
                raise NotFound("meeting")
            programme = from_json(found[0][0], Programme)
        _, (decision, live), room_ids, seqs, recommendations, rounds, handed_over, *by_room = found
        in_rounds = [from_json(value, Round) for value in rounds]
        self._known.pop(meeting.id, None)
        if len(self._known) >= _MOST_KNOWN:
            self._known.pop(next(iter(self._known)))
        self._known[meeting.id] = proceedings = Proceedings(
            meeting,
            programme,
            int(decision or 0),
            from_json(live, Live) if live else Live(),
            {value.id: value for value in (from_json(value, Recommendation) for value in recommendations)},
            {value.id: value for value in in_rounds},
            {text(room_id): int(seq) for room_id, seq in zip(room_ids, seqs, strict=True)},
            with_older((from_json(value, HandedOver) for value in handed_over), in_rounds, programme),
            {value.room_id: value for value in (from_json(value, Bulletin) for value in by_room[0])},
            {value.room_id: value for value in (from_json(value, Presentation) for value in by_room[1])},
            {value.room_id: value for value in (from_json(value, Confirmation) for value in by_room[2])},
            {value.room_id: value for value in (from_json(value, Speakers) for value in by_room[3])},
        )
        return proceedings

    async def _read_all(self, meeting_id: str, of_programme: str) -> list[Any]:
        *_, found = await self._pipes.ask(
            ("MULTI",),
            ("HMGET", keys.of(meeting_id, "programme"), of_programme),
            ("HMGET", keys.of(meeting_id, "state"), "decision", "live"),
            ("HKEYS", keys.of(meeting_id, "seqs")),
            ("HVALS", keys.of(meeting_id, "seqs")),
            ("HVALS", keys.of(meeting_id, "recommendations")),
            ("HVALS", keys.of(meeting_id, "rounds")),
            ("HVALS", keys.of(meeting_id, "handed_over")),
            ("HVALS", keys.of(meeting_id, "bulletins")),
            ("HVALS", keys.of(meeting_id, "presentations")),
            ("HVALS", keys.of(meeting_id, "confirmations")),
            ("HVALS", keys.of(meeting_id, "speakers")),
            ("EXEC",),
        )
        return list(found)

    async def commit(
        self, on: Proceedings, changes: Changes, *, request: str, answer: str, room_id: str, actor: str, at_ms: int
    ) -> Committed:
        """Write a decision, if nothing was decided since the proceedings `on` were read.

        Shape:   `request` is empty or the holder and their request id; `answer` is what a repeat is told.
        """
        meeting_id = on.meeting.id
        table = KeyTable(
            [
                keys.of(meeting_id, "state"),
                keys.of(meeting_id, "seqs"),
                keys.of(meeting_id, "requests"),
                keys.bell(meeting_id),
            ]
        )
        writes: list[tuple[int, str, str]] = [
            (table.of(keys.of(meeting_id, "recommendations")), value.id, to_json(value))
            for value in changes.recommendations
        ]
        for round_ in changes.rounds:
            writes.append((table.of(keys.of(meeting_id, "rounds")), round_.id, to_json(round_)))
            casting_key = table.of(keys.of_round(round_.id))
            writes += [
                (casting_key, "state", round_.state),
                (casting_key, "epoch", str(round_.epoch)),
                (casting_key, "frozen", "1" if round_.frozen else "0"),
            ]
        writes += [
            (table.of(keys.of(meeting_id, "handed_over")), value.room_id, to_json(value))
            for value in changes.handed_over
        ]
        writes += [(table.of(keys.of(meeting_id, "occasions")), *occasion) for occasion in changes.occasions]
        writes += [
            (table.of(keys.of_round(one.round_id, "mandates")), seat_id, to_json(mandate))
            for one in changes.electorates
            for seat_id, mandate in one.mandates
        ]
        writes += [(table.of(keys.of(meeting_id, "discarded")), one.id, one.room_id) for one in changes.discarded]
        drops = [
            drop
            for round_ in changes.discarded
            for drop in (
                (table.of(keys.of(meeting_id, "rounds")), round_.id),
                *((table.of(keys.of_round(round_.id)), name) for name in ("state", "epoch", "frozen")),
            )
        ]
        supported = table.of(keys.of(meeting_id, "supported")) if changes.supports else 0
        writes += [(supported, one.seat_id, write_said(one.held)) for one in changes.supports if one.held]
        drops += [(supported, one.seat_id) for one in changes.supports if not one.held]
        for name in ("bulletin", "presentation", "confirmation", "speakers"):
            if (one := getattr(changes, name)) is not None:
                kept_in = keys.of(meeting_id, name if name == "speakers" else f"{name}s")
                writes.append((table.of(kept_in), one.room_id, to_json(one)))
        if (yes := changes.confirms) is not None and (asking := changes.confirmation) is not None:
            key = table.of(keys.of(meeting_id, f"confirmed:{asking.room_id}"))
            writes.append((key, yes.seat_id, write_said({str(asking.asked): yes.generation})))
        if changes.live is not None:
            writes.append((1, "live", to_json(changes.live)))
        calls = any(turns(on.rounds.get(round_.id), round_) for round_ in changes.rounds)
        if calls:
            writes.append((1, "called", str(on.decision + 1)))
        if changes.programme is not None:
            programme_key = table.of(keys.of(meeting_id, "programme"))
            writes.append((programme_key, "version", str(changes.programme.version)))
            writes.append((programme_key, "head", to_json(changes.programme)))
        asked = {
            "decision": on.decision,
            "expires_at_s": on.meeting.expires_at_s,
            "request": request,
            "answer": answer,
            "answered_room": room_id,
            "actor": actor,
            "at_ms": str(at_ms),
            "writes": writes,
            "drops": drops,
            "older": table.of(keys.of(meeting_id, "requests_before")),
            "electorates": [
                (table.of(keys.of_round(one.round_id, "electorate")), write_electorate(one))
                for one in changes.electorates
            ],
            "appends": [
                (table.of(keys.of(meeting_id, f"history:{one}")), to_json(entry), MOST_KEPT)
                for one, entry in changes.history
            ],
            "seated": [
                (table.of(keys.of(meeting_id, "gone")), one.seat_id) for one in changes.supports if not one.leaves
            ],
            "rings": ["calls"] if calls else [],
            "acts": [(table.of(keys.of(meeting_id, "acts")), words_of(one)) for one in changes.acts],
            "events": [
                (table.of(keys.of(meeting_id, f"events:{one.room_id}")), one.room_id, one.event, one.fields())
                for one in changes.events
            ],
        }
        reply = await library.call(self._client, "commit", table.names, [msgspec.json.encode(asked).decode()])
        return Committed(text(reply[0]), int(reply[1] or 0), text(reply[2]) if len(reply) > 2 else "")

    async def read_answer(self, meeting_id: str, request: str) -> Committed | None:
        """Read what a request was answered when it was first made."""
        names = ("requests", "requests_before")
        newer, older = await self._pipes.ask(*(("HGET", keys.of(meeting_id, name), request) for name in names))
        seq, _, answer = text(newer or older).partition(" ")
        return Committed("already", int(seq), answer) if seq else None

    async def read_announced(self, meeting_id: str, room_id: str, after: int, most: int = 200) -> Sequence[Announced]:
        """Read the events of a room after a seq, oldest first."""
        (entries,) = await self._pipes.ask(ask_announced(meeting_id, room_id, after, most))
        return announced_in(entries)

    async def read_histories(self, recommendation_ids: Sequence[str]) -> list[tuple[HistoryEntry, ...]]:
        """Read what was done with each recommendation, oldest first."""
        return await read_histories(self._pipes, recommendation_ids)

    async def read_supported(self, meeting_id: str, seat_id: str) -> tuple[dict[str, int], bool]:
        """Read what a seat supports, with the generation of the credential it was said with, and whether it is gone."""
        ids, gone = await self._pipes.ask(
            ("HGET", keys.of(meeting_id, "supported"), seat_id), ("SISMEMBER", keys.of(meeting_id, "gone"), seat_id)
        )
        return read_said(text(ids)), bool(gone)

    async def is_discarded(self, meeting_id: str, room_id: str, round_id: str) -> bool:
        """Say whether a draft of a room was thrown away."""
        return text(await self._client.hget(keys.of(meeting_id, "discarded"), round_id)) == room_id

    async def new_id(self, meeting_id: str, count: int = 1) -> int:
        """Give out the next ids of a meeting and say the last; what is not used leaves a gap that nobody sees."""
        return int(await self._client.hincrby(keys.of(meeting_id, "state"), "ids", count))
