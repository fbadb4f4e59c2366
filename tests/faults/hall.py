"""A hall of voters in one round: they vote while something breaks, and are counted against the store in the end."""

import asyncio
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from server.engine.embedded import EmbeddedStore
from server.rehearsal.phone import Json, Phone
from server.room.context import Context
from tests.counts import both_counts
from tests.faults.house import House, eventually
from tests.faults.journal import Judgement, judge
from tests.faults.voter import Voter
from tests.services import SIX_REGIONS, Kit

DOWN_CODES = ("not_recorded", "not_confirmed", "try_later")


@dataclass(slots=True)
class Outcome:
    """What one run came to.

    Units:   seconds. `refusals_s` are the waits of ballots that were refused while something was away, `recovery_s` is
             the first accepted ballot after it was back, `gap_s` the longest wait of any phone between two acceptances.
    """

    fault: str
    seed: int
    judgement: Judgement = field(default_factory=Judgement)
    refusals_s: list[float] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    recovery_s: float | None = None
    gap_s: float = 0.0
    dropped: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Say whether nothing was broken that must hold."""
        return self.judgement.holds and not self.failures


class Hall:
    """One meeting in a house, its round of the moment, and everybody who votes in it."""

    def __init__(self, house: House, dice: random.Random, *, long: bool) -> None:
        self.house, self.dice, self.long = house, dice, long
        self.voters: list[Voter] = []
        self.round: Json = {}
        self.kit: Kit
        self.room: Json = {}
        self.slate: list[str] = []
        self.gone_s = self.back_s = 0.0
        self.sockets_may_drop = True
        self.lost_on_purpose = False
        self.repairs = 0
        self.notes: dict[str, float] = {}
        self.failures: list[str] = []

    async def fill(self, count: int, pause_s: float) -> None:
        """Found the meeting and let the delegates in."""
        self.kit = await asyncio.to_thread(self.house.service.new_meeting)
        self.room = self.kit.room("s1")
        question = await asyncio.to_thread(self.kit.question, "s1")
        async with self.phone(self.kit.chair) as chair:
            for number in range(3):
                done = await chair.act("propose", question_id=question, title=f"Item {number}")
                self.slate.append(done["recommendation_id"])
        for number in range(count):
            region = SIX_REGIONS[number % len(SIX_REGIONS)]["id"]
            joined = await asyncio.to_thread(self.kit.a_delegate, region)
            dice = random.Random(self.dice.random())
            self.voters.append(Voter(self._line(joined["credential"]), joined["seat_id"], dice, pause_s))

    def phone(self, credential: str, *, straight: bool = True) -> Phone:
        """A phone of somebody, past the bad network unless said otherwise."""
        port = self.house.service.port if straight else self.house.net.port
        return Phone(f"http://127.0.0.1:{port}", self.room["id"], credential)

    async def begin(self, **rules: object) -> None:
        """Open a new round and have everybody vote in it."""
        await self.open_round(**rules)
        self.gone_s = self.back_s = 0.0
        for voter in self.voters:
            await voter.enter(self.round)
        await eventually(lambda: self.acknowledged() >= len(self.voters), "a first ballot of everybody")

    async def open_round(self, **rules: object) -> None:
        """Open a new round on the three recommendations."""
        async with self.phone(self.kit.chair) as chair:
            prepared = await chair.act("prepare_round", method="across_regions", slate=self.slate, rules=rules)
            opened = await chair.act("open_round", round_id=prepared["round_id"])
        self.round = opened["round"]

    async def status(self, path: str) -> int:
        """Ask the service for a page and say the status."""
        return (await asyncio.to_thread(self.house.service.call, "GET", path))[0]

    async def act(self, kind: str, **fields: object) -> Json:
        """Let the chair do something with the round."""
        async with self.phone(self.kit.chair) as chair:
            return await chair.ask(kind, round_id=self.round["id"], request_id=uuid.uuid4().hex, **fields)

    def gone(self) -> None:
        """Note that something is away from now on."""
        self.gone_s = asyncio.get_running_loop().time()

    def back(self) -> None:
        """Note that it is back."""
        self.back_s = asyncio.get_running_loop().time()

    def acknowledged(self) -> int:
        """Count the acknowledged ballots of this round."""
        return sum(len(voter.journal.acknowledged) for voter in self.voters)

    async def more(self, ballots: int, patience_s: float = 40.0) -> None:
        """Wait until so many more are acknowledged."""
        wanted = self.acknowledged() + ballots
        await eventually(lambda: self.acknowledged() >= wanted, f"{ballots} more ballots", patience_s)

    async def everybody_again(self, patience_s: float = 40.0) -> None:
        """Wait until everybody had a ballot acknowledged since it was back."""
        since = self.back_s

        def heard() -> bool:
            return all((one.journal.acknowledged_s or [0.0])[-1] > since for one in self.voters)

        await eventually(heard, "a ballot of everybody after it was back", patience_s)

    def go_on(self) -> None:
        """Have everybody who stopped vote again in the round of the moment."""
        for voter in self.voters:
            voter.go_on(self.round)

    async def finish(self, outcome: Outcome) -> Outcome:
        """Let everybody finish, read the truth, and judge."""
        await asyncio.gather(*(voter.stop() for voter in self.voters))
        if not self.lost_on_purpose:
            outcome.judgement = await self.judged()
        outcome.failures += self.failures
        outcome.notes |= self.notes
        for voter in self.voters:
            self._measure(voter, outcome)
        firsts = [s for voter in self.voters for s in voter.journal.acknowledged_s if self.back_s and s > self.back_s]
        outcome.recovery_s = min(firsts) - self.back_s if firsts else None
        if not self.sockets_may_drop and outcome.dropped:
            outcome.failures.append(f"{outcome.dropped} sockets were dropped")
        outcome.failures += self.house.defects()[:3]
        return outcome

    async def judged(self) -> Judgement:
        """Hold the journals against the store."""
        async with self.house.truth() as shards:
            context = Context(shards, lambda: 0)
            round_ = await context.round(self.round["id"])
            rounds = context.store_of(round_.id).rounds
            counts = await both_counts(rounds, round_)
            records = {}
            for voter in self.voters:
                record = await rounds.read_ballot(round_.id, voter.seat_id)
                if record is not None:
                    records[voter.seat_id] = record
        if len(records) != len(counts.ballots):
            self.failures.append("ballots of nobody")
        return judge([voter.journal for voter in self.voters], counts, records, self.repairs)

    def _measure(self, voter: Voter, outcome: Outcome) -> None:
        for asked_s, waited_s, code in voter.journal.waits:
            outcome.codes[code] += 1
            if code in DOWN_CODES and self.gone_s and asked_s >= self.gone_s - 1.0:
                outcome.refusals_s.append(waited_s)
        outcome.gap_s = max(outcome.gap_s, voter.journal.longest_gap_s)
        outcome.dropped += sum(voter.journal.closed.values())

    def _line(self, credential: str) -> "_Line":
        return _Line(self, credential)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a voter dials: the room through the bad network."""

    hall: Hall
    credential: str

    def __call__(self) -> Phone:
        return self.hall.phone(self.credential, straight=False)


async def a_house(folder: Path, *, own: EmbeddedStore | None, workers: int, **environment: str) -> House:
    """Open a house."""
    house = House(folder, own=own, workers=workers, environment=environment)
    await house.open()
    return house
