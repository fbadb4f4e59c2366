"""What was taken in a run: every window with its workload, its side and what became of its ballots.

Invariant: ratios are of windows that were taken one after the other, pair by pair; only then is their median told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.crowds import Window
from bench.rounds import Conservation

Measure = Callable[[Window], float]


@dataclass(frozen=True, slots=True)
class Taken:
    """One window."""

    workload: str
    side: str
    window: Window
    conservation: Conservation | None


@dataclass(slots=True)
class Results:
    """All windows in the order in which they were taken, and figures that are of no window."""

    taken: list[Taken] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def keep(self, workload: str, side: str, window: Window, conservation: Conservation | None = None) -> None:
        """Keep a window, and say so at once: a run takes many minutes."""
        self.taken.append(Taken(workload, side, window, conservation))
        told = window.figures
        kept = "" if conservation is None else " conserved" if conservation.holds else f" NOT CONSERVED {conservation}"
        lost = (
            f" lost {told['lost']} refused {told['refused']} {told['first_refusal']}"
            if told["lost"] + told["refused"]
            else ""
        )
        print(
            f"  {workload:<18}{side:<17}{window.per_s:>9,.0f}/s  ack p99 {window.ack_p99_ms:>8.1f} ms  "
            f"server {window.server_cpu_s:.2f} s  crowd {window.client_share:.2f}{kept}{lost}",
            flush=True,
        )

    def of(self, workload: str, side: str) -> list[Window]:
        """Give the windows of one side in one workload."""
        return [taken.window for taken in self.taken if (taken.workload, taken.side) == (workload, side)]

    def kinds(self) -> list[tuple[str, str]]:
        """Give every workload and side that there is, in the order in which they came."""
        return list(dict.fromkeys((taken.workload, taken.side) for taken in self.taken))

    def middle(self, workload: str, side: str, measure: Measure) -> float | None:
        """Give the median of a measure; None where nothing was taken."""
        values = [measure(window) for window in self.of(workload, side)]
        return median(values) if values else None

    def ratio(self, above: tuple[str, str], below: tuple[str, str], measure: Measure) -> float | None:
        """Give the median of the ratios of windows that were taken as pairs; None where there are none."""
        pairs = zip(self.of(*above), self.of(*below), strict=False)
        ratios = [measure(one) / measure(other) for one, other in pairs if measure(other)]
        return median(ratios) if ratios else None
