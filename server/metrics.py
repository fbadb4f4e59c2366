"""What an operator can see of a running service: counters, gauges and histograms in the Prometheus text format.

Refuses to know who did what: no id, no name, no region. Invariant: with several workers the figures of all are added
up, those of a worker that ended included, because each keeps its own in a file that the supervisor provides.
"""

import os
import platform
import time
from pathlib import Path

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from server import __version__

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FAST_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

build = Gauge(
    "plenum_build_info", "Which Plenum runs, on which Python", ["version", "python"], multiprocess_mode="livemax"
)
sockets = Gauge("plenum_sockets", "Sockets that are open", multiprocess_mode="livesum")
worker_sockets = Gauge("plenum_worker_sockets", "Sockets that are open, of each worker", multiprocess_mode="liveall")
files_allowed = Gauge(
    "plenum_files_allowed", "How many files each worker may have open, a socket being one", multiprocess_mode="livemin"
)
resident_bytes = Gauge("plenum_resident_bytes", "Memory in use, of each worker", multiprocess_mode="liveall")
cpu_s = Counter("plenum_cpu_seconds", "Processor time that the workers have used")
rooms = Gauge("plenum_rooms", "Rooms with somebody in them, counted by worker", multiprocess_mode="livesum")
store_is_up = Gauge("plenum_store_is_up", "Whether the store answers every worker", multiprocess_mode="livemin")
clock_offset_s = Gauge(
    "plenum_clock_offset_seconds",
    "How much the clock of the host is ahead of the store's",
    multiprocess_mode="livemostrecent",
)
store_answer_s = Histogram("plenum_store_answer_seconds", "How long the store took to say how it is", buckets=_FAST_S)
durability = Gauge(
    "plenum_durability", "1 beside what an acknowledged ballot is worth", ["level"], multiprocess_mode="livemostrecent"
)
counts = Counter("plenum_counts", "Closed rounds that were counted")
self_checks = Counter("plenum_self_checks", "Comparisons of both counts of a running round", ["outcome"])
alarms = Counter("plenum_alarms", "Alarms raised, by code", ["code"])
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


LEVELS = ("disk", "replica", "memory", "none")
"""What a ballot's answer is worth, the last where what was agreed cannot be given and no ballot is acknowledged."""
_STATM = Path("/proc/self/statm")


def begin_worker(allowed: int) -> None:
    """Say which Plenum this process runs, and how many files it may have open."""
    build.labels(__version__, platform.python_version()).set(1)
    files_allowed.set(allowed)
    for outcome in ("agree", "differ"):
        self_checks.labels(outcome)  # told as nought from the start, so that the first one is seen to be one more


def say_worth(level: str) -> None:
    """Say what an acknowledged ballot is worth from now on."""
    for one in LEVELS:
        durability.labels(one).set(one == level)


class ProcessFigures:
    """What this process takes of its machine, noted now and then; memory only where the system says it."""

    def __init__(self) -> None:
        """Begin to count."""
        self._cpu_s = 0.0

    def note(self) -> None:
        """Note it."""
        used_s = time.process_time()
        cpu_s.inc(max(0.0, used_s - self._cpu_s))
        self._cpu_s = used_s
        if _STATM.exists():
            resident_bytes.set(int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE"))


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
