"""What an operator can see of a running service: counters, gauges and histograms in the Prometheus text format.

Refuses to know who did what: no id, no name, no region. Invariant: with several workers the figures of all are added
up, those of a worker that ended included, because each keeps its own in a file that the supervisor provides.
"""

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FAST_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

sockets = Gauge("plenum_sockets", "Sockets that are open", multiprocess_mode="livesum")
rooms = Gauge("plenum_rooms", "Rooms with somebody in them, counted by worker", multiprocess_mode="livesum")
store_is_up = Gauge("plenum_store_is_up", "Whether the store answers every worker", multiprocess_mode="livemin")
clock_offset_s = Gauge(
    "plenum_clock_offset_seconds",
    "How much the clock of the host is ahead of the store's",
    multiprocess_mode="livemostrecent",
)
casts = Counter("plenum_casts", "Ballots recorded and acknowledged")
refusals = Counter("plenum_refusals", "What was refused on sockets, by code", ["code"])
batch_ballots = Histogram(
    "plenum_batch_ballots", "Ballots in one round trip", buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256)
)
acknowledgement_s = Histogram(
    "plenum_acknowledgement_seconds", "How long the oldest ballot of a batch waited for its verdict", buckets=_FAST_S
)
tally_age_s = Histogram("plenum_tally_age_seconds", "From a change to everybody here being told", buckets=_FAST_S)
loop_lag_s = Histogram("plenum_loop_lag_seconds", "How much later than asked a worker woke up", buckets=_FAST_S)


def exposition() -> bytes:
    """Write all figures of all workers."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    gathered = CollectorRegistry()
    MultiProcessCollector(gathered)  # type: ignore[no-untyped-call]
    return generate_latest(gathered)


def forget_worker(pid: int, folder: str) -> None:
    """Take an ended worker out of what is open now; what it has counted stays."""
    mark_process_dead(pid, folder)  # type: ignore[no-untyped-call]
