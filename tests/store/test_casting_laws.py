"""The casting step: whatever is sent, how often and in which order, the tally is the recount of the ballots."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.procedure.ballots import NO_MARK, Ballot
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.store import Store, keys
from server.store.ballot_words import CastOutcome
from server.store.meetings import new_code
from tests.counts import both_counts

COLUMNS = ("for", "with_changes", "against", "abstain")
REGIONS = ("AF", "AM", "AP", "EC", "AS", "IR")
SEATS = 400
CASTS = 20_000
STEPS_A_HISTORY = 100
HISTORIES, MANY_HISTORIES = 50, 10_000
LUCK = st.binary(min_size=3 * STEPS_A_HISTORY, max_size=3 * STEPS_A_HISTORY)
_ANY_LUCK = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
_NUMBERS = count(1)
_KINDS = ("cast", "cast", "cast", "cast", "again", "other", "close", "closed", "reopen", "freeze")


def a_round(slate: int = 6) -> Round:
    """Make a round that is open and that no other test has: of 10,000 drawn ids of meetings two may be the same."""
    meeting_id = new_code(5)
    items = tuple(f"{meeting_id}{number:03}" for number in range(slate))
    rules = Rules(with_changes=True)
    return Round(
        f"{meeting_id}r{next(_NUMBERS)}", f"{meeting_id}000", 1, "across_regions", items, REGIONS, rules, epoch=1
    )


async def put(store: Store, round_: Round, state: str, *, epoch: int = 1, frozen: bool = False) -> None:
    """Put a round into a state, as a decision would."""
    fields = {"state": state, "epoch": epoch, "frozen": "1" if frozen else "0"}
    await store._client.hset(keys.of_round(round_.id), mapping=fields)
    await store._client.expire(keys.of_round(round_.id), 3_600)


async def cast(store: Store, round_: Round, ballot: Ballot) -> CastOutcome:
    """Have a ballot recorded."""
    return await store.casting.cast(ballot, round_, len(COLUMNS), int(time.time()) + 3_600)


def a_ballot(round_: Round, seat: int, **said: object) -> Ballot:
    """Make a blank first ballot of a seat, but for what is said."""
    blank = Ballot(round_.id, f"s{seat:03}", seat % len(REGIONS), 1, 0, "r0", "b0", NO_MARK * len(round_.slate))
    return blank._replace(**said)  # type: ignore[arg-type]


async def test_twenty_thousand_casts_recasts_duplicates_and_replays_leave_tally_equal_recount(
    store: Store, store_url: str
) -> None:
    """400 seats in two processes: each ballot is acknowledged or refused, and nothing is counted twice or lost.

    Holds R44, R45.
    """
    dice = random.Random(400)
    round_ = a_round()
    await put(store, round_, "open")
    second = Store(store_url)
    await second.open()
    seats = [_Seat(round_, number, random.Random(number)) for number in range(SEATS)]
    try:
        while (sent := sum(seat.sent for seat in seats)) < CASTS:
            hands = dice.sample(seats, min(200, CASTS - sent))
            await asyncio.gather(*(seat.say_something((store, second)) for seat in hands))
        counts = await both_counts(store.rounds, round_, COLUMNS)
        assert counts.agree
        assert counts.tally.cells == counts.recounted.cells
        assert counts.version == sum(seat.revision for seat in seats), "as many casts as were acknowledged"
        assert len(counts.ballots) == sum(seat.revision > 0 for seat in seats)
        for seat in seats:
            record = await store.rounds.read_ballot(round_.id, f"s{seat.number:03}")
            assert (record.revision, record.marks) == (seat.revision, seat.marks) if record else not seat.revision
    finally:
        await second.close()


@dataclass(slots=True)
class _Seat:
    """One delegate's phone: what it was last told is recorded, and everything it ever sent."""

    round: Round
    number: int
    dice: random.Random
    revision: int = 0
    marks: str = ""
    sent: int = 0

    async def say_something(self, processes: tuple[Store, Store]) -> None:
        """Cast anew, twice at once, from a stale revision, under a stale epoch, or the same again."""
        marks = "".join(self.dice.choice("0123.") for _ in self.round.slate)
        ids = {"request_id": f"r{self.number}-{self.sent}", "ballot_id": f"b{self.number}-{self.sent}"}
        fresh = a_ballot(self.round, self.number, base_revision=self.revision, marks=marks, **ids)
        way = self.dice.choice(["cast", "cast", "twice", "stale", "old epoch", "race"])
        where = self.dice.choice(processes)
        if way == "stale":
            fresh = fresh._replace(base_revision=self.revision + self.dice.choice([-1, 1, 7]))
        elif way == "old epoch":
            fresh = fresh._replace(epoch=self.dice.choice([0, 2]))
        ballots = [fresh]
        if way == "twice":  # the same frame through both processes
            ballots = [fresh, fresh]
        elif way == "race":  # two devices of one seat
            ballots = [fresh, fresh._replace(request_id=f"{fresh.request_id}x", ballot_id=f"{fresh.ballot_id}x")]
        others = where, processes[where is processes[0]]
        outcomes = await asyncio.gather(*(cast(at, self.round, one) for at, one in zip(others, ballots, strict=False)))
        self.sent += len(ballots)
        self._check(way, ballots, list(outcomes))

    def _check(self, way: str, ballots: list[Ballot], outcomes: list[CastOutcome]) -> None:
        codes = [outcome.code for outcome in outcomes]
        expected = {"stale": ["stale_revision"], "old epoch": ["stale_epoch"], "twice": ["cast", "cast"]}
        if way == "race":
            assert sorted(codes) == ["cast", "stale_revision"]
        else:
            assert codes == expected.get(way, ["cast"])
        if "cast" in codes:
            self.revision += 1
            self.marks = ballots[codes.index("cast")].marks
            assert all(one.revision == self.revision for one in outcomes if one.code == "cast")


@dataclass(slots=True)
class _Model:
    """The casting step as docs/protocol.md tells it, without a store."""

    state: str = "open"
    epoch: int = 1
    frozen: bool = False
    ballots: dict[str, Ballot] = field(default_factory=dict)
    records: dict[str, tuple[int, int]] = field(default_factory=dict)

    def cast(self, ballot: Ballot) -> tuple[str, int, int]:
        """Answer the code, the epoch and the revision."""
        last = self.ballots.get(ballot.seat_id)
        epoch, revision = self.records.get(ballot.seat_id, (0, 0))
        if last and last.request_id == ballot.request_id:
            same = (last.marks, last.ballot_id) == (ballot.marks, ballot.ballot_id)
            return ("cast", epoch, revision) if same else ("request_id_reused", 0, 0)
        if ballot.epoch != self.epoch:
            return "stale_epoch", 0, 0
        if self.state not in ("open", "closing"):
            return "round_not_open", 0, 0
        if self.frozen:
            return "round_frozen", 0, 0
        if ballot.base_revision != revision:
            return "stale_revision", 0, 0
        self.ballots[ballot.seat_id] = ballot
        self.records[ballot.seat_id] = (self.epoch, revision + 1)
        return "cast", self.epoch, revision + 1


@settings(_ANY_LUCK, max_examples=HISTORIES)
@given(luck=LUCK)
async def test_every_answer_is_the_one_the_rules_foretell(store: Store, luck: bytes) -> None:
    """Three seats, a round that closes, reopens and freezes, and requests old and new: 5,000 steps in all.

    Holds R37, R38, R39, R40, R41, R42, R44.
    """
    await a_history(store, luck)


@pytest.mark.long
@settings(_ANY_LUCK, max_examples=MANY_HISTORIES)
@given(luck=LUCK)
async def test_every_answer_of_a_million_is_the_one_the_rules_foretell(store: Store, luck: bytes) -> None:
    """The same, 200 times as long: `make histories`."""
    await a_history(store, luck)


async def a_history(store: Store, luck: bytes) -> None:
    """Take a hundred steps, which three bytes each of `luck` decide, and hold every answer against the model's."""
    model, round_ = _Model(), a_round(slate=2)
    await put(store, round_, "open")
    said: dict[int, list[Ballot]] = {seat: [] for seat in range(3)}
    for number in range(STEPS_A_HISTORY):
        kind, off, vote = luck[3 * number : 3 * number + 3]
        step, seat = _KINDS[kind % len(_KINDS)], kind // len(_KINDS) % 3
        base, epoch, marks = off % 3 - 1, off // 3 % 3 - 1, "0123."[vote % 5] + "0123."[vote // 5 % 5]
        if step in ("close", "closed", "reopen", "freeze"):
            _move(model, step)
            await put(store, round_, model.state, epoch=model.epoch, frozen=model.frozen)
            continue
        ballot = a_ballot(round_, seat, request_id=f"r{number}", ballot_id=f"b{number}", marks=marks)
        standing = model.records.get(ballot.seat_id, (0, 0))[1]
        # Mostly as an honest phone would say it: one draw in three or so is off by one.
        ballot = ballot._replace(epoch=model.epoch + (epoch if base == epoch else 0), base_revision=standing + base % 2)
        if step == "again" and said[seat]:
            ballot = said[seat][-1 - (number % 2) % len(said[seat])]
        elif step == "other" and said[seat]:
            ballot = said[seat][-1]._replace(marks=marks)
        said[seat].append(ballot)
        foretold = model.cast(ballot)
        outcome = await cast(store, round_, ballot)
        assert (outcome.code, outcome.epoch, outcome.revision) == foretold
        if outcome.code == "cast":
            assert (outcome.ballot_id, outcome.marks) == (ballot.ballot_id, ballot.marks)
    counts = await both_counts(store.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.version == sum(revision for _, revision in model.records.values())


def _move(model: _Model, step: str) -> None:
    if step == "freeze":
        model.frozen = not model.frozen
    elif step == "reopen":
        model.epoch += model.state == "closed"
        model.state = "open"
    else:
        model.state = "closing" if step == "close" else "closed"
