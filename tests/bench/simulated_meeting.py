"""A small meeting, event by event: phones, workers, and one store that does one thing after the other.

Refuses to know the sums of bench/million.py: it plays what they are about, and counts. Time is a number.
"""

import heapq
import itertools
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bench.million import Costs


@dataclass
class Seen:
    """What was counted."""

    batches: int = 0
    rings: int = 0
    reads: int = 0
    told: int = 0
    busy_s: float = 0.0
    answered_s: list[float] = field(default_factory=list)


@dataclass
class Worker:
    """One web process: ballots that wait, batches under way, and when it may read again."""

    phones: int
    waiting: deque[float] = field(default_factory=deque)
    under_way: int = 0
    rested_s: float = 0.0
    rung: bool = False
    reading: bool = False
    told_s: float = -1.0
    owed: bool = False


class SimulatedMeeting:
    """Play `seconds` of a round in which ballots come at a pace, each from a random phone."""

    def __init__(self, phones: int, workers: int, pace: int, costs: Costs, seed: int) -> None:
        self.costs, self.seen, self.pace = costs, Seen(), pace
        self._dice = random.Random(seed)
        self._workers = [Worker(phones // workers + (number < phones % workers)) for number in range(workers)]
        self._order = itertools.count()
        self._coming: list[tuple[float, int, Callable[[], None]]] = []
        self._now = self._free_s = 0.0

    def run(self, ballots_a_second: float, seconds: float) -> Seen:
        """Play until then; what is under way is not counted."""
        count = round(ballots_a_second * seconds)
        for at in sorted(self._dice.uniform(0, seconds) for _ in range(count)):
            self._at(at, partial(self._cast, self._dice.choice(self._workers), at))
        while self._coming and self._coming[0][0] <= seconds:
            self._now, _, happen = heapq.heappop(self._coming)
            happen()
        return self.seen

    def _at(self, when: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._coming, (when, next(self._order), happen))

    def _store(self, microseconds: float, then: Callable[[], None], around_s: float = 0.0) -> None:
        """Have the store do something when it has done what came before; `around_s` passes on the way."""
        self._free_s = max(self._free_s, self._now) + microseconds / 1e6
        self.seen.busy_s += microseconds / 1e6
        self._at(self._free_s + around_s, then)

    def _cast(self, worker: Worker, at: float) -> None:
        worker.waiting.append(at)
        if worker.under_way < self.costs.under_way:
            self._send(worker)

    def _send(self, worker: Worker) -> None:
        if not worker.waiting:
            return
        size = min(self.costs.largest_batch, len(worker.waiting))
        batch = [worker.waiting.popleft() for _ in range(size)]
        worker.under_way += 1
        costs = self.costs
        ring_us = len(self._workers) * costs.ring_us
        work_us = costs.store_batch_us + ring_us + size * costs.store_cast_us
        self._store(work_us, lambda: self._answered(worker, batch), max(0.0, costs.answered_us - work_us) / 1e6)

    def _answered(self, worker: Worker, batch: list[float]) -> None:
        worker.under_way -= 1
        self.seen.batches += 1
        self.seen.answered_s += [self._now - at for at in batch]
        for one in self._workers:
            self.seen.rings += 1
            one.rung = True
            self._wake(one)
        self._send(worker)

    def _wake(self, worker: Worker) -> None:
        if not worker.reading:
            worker.reading = True
            self._at(max(self._now, worker.rested_s), lambda: self._read(worker))

    def _read(self, worker: Worker) -> None:
        worker.rung = False
        worker.rested_s = self._now + 1 / self.costs.reads_a_second
        self.seen.reads += 1
        self._store(self.costs.store_read_us, lambda: self._tell(worker))

    def _tell(self, worker: Worker) -> None:
        worker.reading = False
        worker.owed = True
        self._tell_when_due(worker)
        if worker.rung:
            self._wake(worker)

    def _tell_when_due(self, worker: Worker) -> None:
        """Tell the newest tally, but not sooner than the pace allows after the last one."""
        due = worker.told_s + 1 / self.pace - 1e-9
        if worker.owed and self._now >= due:
            worker.owed, worker.told_s = False, self._now
            self.seen.told += worker.phones
        elif worker.owed:
            self._at(due + 2e-9, lambda: self._tell_when_due(worker))


def all_back_s(phones: int, seats: int, workers: int, costs: Costs) -> float:
    """Let everybody come at once: a worker greets one after the other, and asks the store for each; when is it over?"""
    free_s = [0.0] * workers
    asked = []
    for number in range(phones):
        worker = number % workers
        free_s[worker] += costs.join_us / 1e6
        asked.append((free_s[worker], number < seats))
    store_s = 0.0
    for at, has_seat in sorted(asked):
        store_s = max(store_s, at) + (costs.store_join_us + has_seat * workers * costs.ring_us) / 1e6
    return store_s
