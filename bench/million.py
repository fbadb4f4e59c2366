"""A million on paper: what one meeting of so many phones asks of hosts and of its one store, and what breaks first.

Pure: replays costs that were measured on one machine; nothing is started. docs/scale.md, "How it is worked out", tells
the sums in words. Units: µs are of one core; a rate is a second's; a worker is one web process on one core.
"""

import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.table import put_into, table

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PACES = (10, 1)
MOST_SEATS = 20_000  # HIGHEST_SEAT_LIMIT of server/domain/procedure/meeting.py: the rule
BEGIN, END = "<!-- million: the table begins -->", "<!-- million: the table ends -->"
_HERE = Path(__file__).parent
_KIB, _MB, _GB, _GBIT = 1_024, 1e6, 1e9, 1e9 / 8


@dataclass(frozen=True, slots=True)
class Costs:
    """What was measured, and what one asks of a machine.

    Source:  `join_us` and `idle_kib` are read from bench/latest.json; `delivery_us`, `cast_us` and `batch_us` follow
             from docs/performance.md (fan-out, 5,000; a ballot costs 300 µs alone and 27 in a burst, whose batches have
             256). What the store pays was measured on 2026-12-01 with the crowd of the bench, from the store's CPU: at
             0.5 to 36,000 ballots a second, in 3,000 joins at once, and with 50 to 1,000 who listen to one bell.
    """

    delivery_us: float = 6.9
    cast_us: float = 26.0
    batch_us: float = 275.0
    join_us: float = 561.0
    idle_kib: float = 11.6
    process_mb: float = 122.0
    tally_bytes: int = 590
    packet_bytes: int = 74  # around a frame: IP 20, TCP 32, TLS 22
    picture_bytes: int = 5_200  # of a small room; a long one has ten times as much
    store_cast_us: float = 9.5
    store_batch_us: float = 140.0  # half of it is the sync of the disk
    store_read_us: float = 7.0
    store_join_us: float = 45.0
    ring_us: float = 4.0  # for each worker that listens
    answered_us: float = 800.0  # from a batch to its answer, where nothing waits
    largest_batch: int = 256  # LARGEST_BATCH and BATCHES_UNDER_WAY of server/store/casting.py
    under_way: int = 2
    reads_a_second: int = 10  # TICK_MS of server/live/pump.py
    answered_within_s: float = 0.9  # ANSWERED_WITHIN_S of server/store/casting.py: later is `not_confirmed`
    busy: float = 0.6  # of a worker's core, in the busiest second
    store_busy: float = 0.7  # of the store's core: it also rewrites its file
    back_within_s: float = 20.0  # everybody, after a break in the network
    cast_within_s: float = 20.0  # everybody votes within a minute, and in its busiest part three times as fast
    host_cores: int = 16
    host_gbit: float = 6.0  # of a line of 10

    @classmethod
    def measured(cls, report: dict[str, Any]) -> "Costs":
        """Take what the newest run of the bench has measured of them."""
        laws = report["laws"]
        joins = laws["join_5000_cpu_s"]["value"] * 1e6 / 5_000
        return cls(join_us=joins, idle_kib=laws["idle_kib_per_socket"]["value"])


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who is there: phones, how many of them have a seat and vote, and how many tallies a second each is told."""

    phones: int
    seats: int
    pace: int


@dataclass(frozen=True, slots=True)
class Slot:
    """What the one store of a meeting does in the busiest second of a round, and when everybody comes back."""

    ballots: float
    most_ballots: float
    batches: float
    rings: float
    reads: float
    heard: float
    share: float
    answered_s: float
    joins: float
    back_s: float


@dataclass(frozen=True, slots=True)
class Needs:
    """Everything that a crowd asks for; `relays` stand between bell and workers, 0 where none do."""

    crowd: Crowd
    workers: int
    hosts: int
    memory: float
    bytes: float
    relays: int
    slot: Slot
    limits: dict[str, float]
    """How much of each limit is used: more than 1 is broken."""

    @property
    def first(self) -> str:
        """Name what breaks first, or would."""
        return max(self.limits, key=self.limits.__getitem__)


def slot_of(crowd: Crowd, workers: int, listening: int, costs: Costs) -> Slot:
    """Work out the busiest second of the store; `listening` are told of each ring by the store itself.

    A worker has two batches under way at most. Where the store is free each ballot is a batch; where it is not, what
    waits travels together, so that batches are what time is left for, and grow up to the largest.
    """
    ballots = crowd.seats / costs.cast_within_s
    batch_s = (costs.store_batch_us + listening * costs.ring_us) / 1e6
    cast_s, read_s = costs.store_cast_us / 1e6, costs.store_read_us / 1e6
    reads = workers * costs.reads_a_second
    left = max(1e-9, 1 - ballots * cast_s - reads * read_s)
    lanes = workers * costs.under_way
    alone_s = costs.answered_us / 1e6
    batches = min(ballots, left / batch_s, lanes / alone_s)
    turn_s = alone_s if batches == ballots else lanes / batches
    seat_s = (costs.store_join_us + listening * costs.ring_us) / 1e6
    store_s = crowd.seats * seat_s + (crowd.phones - crowd.seats) * costs.store_join_us / 1e6
    back_s = max(store_s, crowd.phones * costs.join_us / 1e6 / workers)
    most = (costs.store_busy - reads * read_s) / (cast_s + batch_s / costs.largest_batch)
    reads = workers / max(_rest_s(batches, costs.reads_a_second), turn_s)
    return Slot(
        ballots=ballots,
        most_ballots=most,
        batches=batches,
        rings=batches * workers,
        reads=reads,
        heard=min(crowd.pace, reads / workers),
        share=ballots * cast_s + batches * batch_s + reads * read_s,
        answered_s=1.5 * turn_s,  # half a turn until the next batch leaves, and one until it is answered
        joins=crowd.phones / back_s,
        back_s=back_s,
    )


def needs_of(crowd: Crowd, costs: Costs, *, relays: bool = False) -> Needs:
    """Work out how many workers and hosts a crowd asks for, and how near everything is to its limit."""
    workers = max(1, math.ceil(crowd.phones * costs.join_us / 1e6 / costs.back_within_s))
    while True:
        between = math.ceil(math.sqrt(workers)) if relays else 0
        slot = slot_of(crowd, workers, between or workers, costs)
        told_us = crowd.phones * crowd.pace * costs.delivery_us
        cast_us = slot.ballots * costs.cast_us + slot.batches * costs.batch_us
        wanted = math.ceil((told_us + cast_us) / 1e6 / costs.busy)
        if wanted <= workers:
            break
        workers = max(workers + 1, min(wanted, workers * 2))
    out = crowd.phones * crowd.pace * (costs.tally_bytes + costs.packet_bytes)
    return Needs(
        crowd=crowd,
        workers=workers,
        hosts=max(math.ceil(workers / costs.host_cores), math.ceil(out / (costs.host_gbit * _GBIT))),
        memory=crowd.phones * costs.idle_kib * _KIB + workers * costs.process_mb * _MB,
        bytes=out,
        relays=between,
        slot=slot,
        limits={
            "all back in time": slot.back_s / costs.back_within_s,
            "ballots on one store": slot.ballots / slot.most_ballots,
            "answers in time": slot.answered_s / costs.answered_within_s,
        },
    )


def _rest_s(rings: float, most: float) -> float:
    """Say how long it is from read to read: a rest, and then until a bell rings, or a second."""
    return 1 / most + min(1.0, math.exp(-rings / most) / max(rings, 1e-9))


_HOSTS: dict[str, Callable[[Needs], str]] = {
    "phones a worker": lambda needs: f"{math.ceil(needs.crowd.phones / needs.workers):,}",
    "workers, one core each": lambda needs: f"{needs.workers:,}",
    "hosts of 16 cores": lambda needs: f"{needs.hosts:,}",
    "memory, all hosts": lambda needs: f"{needs.memory / _GB:,.1f} GB",
    "tallies, all hosts": lambda needs: f"{needs.bytes / _MB:,.1f} MB/s",
}
_STORE: dict[str, Callable[[Needs], str]] = {
    "seats": lambda needs: f"{needs.crowd.seats:,}",
    "ballots a second, at most": lambda needs: f"{needs.slot.ballots:,.0f}",
    "– the store could take": lambda needs: f"{needs.slot.most_ballots:,.0f}",
    "batches a second": lambda needs: f"{needs.slot.batches:,.0f}",
    "bells a second, all workers": lambda needs: f"{needs.slot.rings:,.0f}",
    "reads a second": lambda needs: f"{needs.slot.reads:,.0f}",
    "tallies a phone hears, a second": lambda needs: f"{needs.slot.heard:.1f}",
    "the store's core": lambda needs: f"{needs.slot.share:.0%}".replace("%", " %"),
    "the store answers within": lambda needs: f"{needs.slot.answered_s * 1_000:,.0f} ms",
    "joins a second": lambda needs: f"{needs.slot.joins:,.0f}",
    "all back after": lambda needs: f"{needs.slot.back_s:,.1f} s",
    "nearest its limit": lambda needs: needs.first,
    "– used of that limit": lambda needs: f"{needs.limits[needs.first]:.0%}".replace("%", " %"),
}
_RELAYS: dict[str, Callable[[Needs], str]] = {"relays": lambda needs: f"{needs.relays}"}


def written(costs: Costs) -> str:
    """Write all tables in Markdown: hosts at each pace; the store as the rule has it, and if everybody had a seat."""
    parts = []
    for pace in PACES:
        told = "one tally a second" if pace == 1 else f"{pace} tallies a second"
        ruled = [needs_of(Crowd(phones, min(phones, MOST_SEATS), pace), costs) for phones in SIZES]
        free = [needs_of(Crowd(phones, phones, pace), costs) for phones in SIZES]
        helped = [_helped(needs, costs) for needs in free]
        parts += [
            _block(f"{told}: hosts", _HOSTS, ruled),
            _block(f"{told}: the store, by the rule", _STORE, ruled),
            _block(f"{told}: if all had a seat", _STORE, free[2:]),
            _block(f"{told}: all seated, with relays", {**_RELAYS, **_STORE}, [one for one in helped if one.relays]),
        ]
    return "\n\n".join(part for part in parts if part)


def _helped(needs: Needs, costs: Costs) -> Needs:
    """Put relays between bell and workers where something is broken without."""
    return needs_of(needs.crowd, costs, relays=True) if needs.limits[needs.first] > 1 else replace(needs, relays=0)


def _block(title: str, rows: dict[str, Callable[[Needs], str]], columns: Sequence[Needs]) -> str:
    head = [title, *(f"{needs.crowd.phones:,} phones" for needs in columns)]
    return table(head, [[name, *map(say, columns)] for name, say in rows.items()]) if columns else ""


def latest() -> Costs:
    """Read the costs of the newest run that is kept."""
    return Costs.measured(json.loads((_HERE / "latest.json").read_text(encoding="utf-8")))


def main() -> int:
    """Print the tables, and put them into docs/scale.md."""
    text = written(latest())
    put_into(_HERE.parent / "docs" / "scale.md", text, (BEGIN, END))
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
