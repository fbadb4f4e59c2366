"""Neighbours: a hall of phones that cast at a hand's pace, and how long each acknowledgement took.

Refuses to know who attacks. Invariant: every ballot is in the figures, also one that was never answered.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from server.rehearsal.phone import Phone
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit

PHONES = 20
A_SECOND = 5


@dataclass(frozen=True, slots=True)
class Ack:
    """One acknowledgement: when its ballot was cast, and how long it took."""

    cast_s: float
    took_s: float


@dataclass(slots=True)
class Neighbours:
    """A hall that votes until it is told to stop."""

    acks: list[Ack] = field(default_factory=list)
    refused: list[Json] = field(default_factory=list)
    _casting: list[asyncio.Task[None]] = field(default_factory=list)

    async def enter(self, hall: AsyncExitStack, kit: Kit) -> None:
        """Open a round in which everybody casts again and again."""
        room = kit.room("s1")
        chair = await witness(hall, kit, room, "chair")
        round_ = await an_open_round(chair, kit, visibility="live", secrecy="recorded")
        for number in range(PHONES):
            joined = await asyncio.to_thread(kit.a_delegate, ("AF", "AM", "AP")[number % 3])
            phone = await hall.enter_async_context(kit.phone(room, joined))
            self._casting.append(asyncio.create_task(self._cast(phone, round_, number / PHONES / A_SECOND)))

    async def leave(self) -> None:
        """Stop voting."""
        for task in self._casting:
            task.cancel()
        await asyncio.gather(*self._casting, return_exceptions=True)

    async def _cast(self, phone: Phone, round_: Json, offset_s: float) -> None:
        revision, due_s = 0, time.monotonic() + offset_s
        while True:
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            cast_s, mark = time.monotonic(), ("for", "against")[revision % 2]
            phone.heard.clear()
            answer = await phone.cast(round_, dict.fromkeys(round_["slate"], mark), revision)
            self.acks.append(Ack(cast_s, time.monotonic() - cast_s))
            if answer["type"] == "ballot_cast":
                revision = answer["revision"]
            else:
                self.refused.append(answer)
            due_s = max(due_s + 1 / A_SECOND, time.monotonic())

    def p99_ms(self, *times: tuple[float, float]) -> float:
        """Say what all but the slowest hundredth of the acknowledgements of some times together took at most."""
        took = sorted(ack.took_s for ack in self.acks if any(begin <= ack.cast_s < end for begin, end in times))
        return took[min(len(took) - 1, int(len(took) * 0.99))] * 1_000 if took else float("inf")

    def silence_s(self, begin_s: float, end_s: float) -> float:
        """Say for how long nobody was answered at the longest, beyond what the pace of the hands makes."""
        answered = sorted(ack.cast_s + ack.took_s for ack in self.acks if begin_s <= ack.cast_s + ack.took_s <= end_s)
        gaps = [after - before for before, after in zip([begin_s, *answered], [*answered, end_s], strict=True)]
        return max(0.0, max(gaps) - 1 / A_SECOND)
