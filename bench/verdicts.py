"""Ratios, laws and aims: what a run comes to.

`make bench` fails when a law breaks. An aim is what was promised against peers; it is told, reached or not.
Invariant: nothing is judged that was not measured.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

from bench.crowds import Window
from bench.results import Results

PLENUM = "plenum"
TICKS_A_SECOND = 10.5  # ten, and half a tick of the window's edges


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure and what it must be."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Say whether it is as it must be."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def sign(self) -> str:
        """Give the sign between figure and limit."""
        return "≥" if self.at_least else "≤"


def per_s(window: Window) -> float:
    """Count accepted ballots a second."""
    return window.per_s


def ack_p99(window: Window) -> float:
    """Acknowledgement, 99 in a hundred."""
    return window.ack_p99_ms


def tally_age_p99(window: Window) -> float:
    """Age of the tally, 99 in a hundred."""
    return window.tally_age_p99_ms


def us_per_ballot(window: Window) -> float:
    """Server CPU a ballot."""
    return window.us_per_ballot


def us_per_delivery(window: Window) -> float:
    """Server CPU a delivery."""
    return window.us_per_delivery


def cpu(window: Window) -> float:
    """Server CPU."""
    return window.server_cpu_s


def heard(window: Window) -> float:
    """Bytes that the sockets got."""
    return float(window.figures["bytes"])


def tallies_a_second(window: Window) -> float:
    """Tallies that one socket gets."""
    figures = window.figures
    return float(figures["tallies"] / figures["sockets"] / figures["seconds"]) if figures["seconds"] else 0.0


def ratios(results: Results) -> dict[str, float]:
    """Give the ratios of paired windows: Plenum over peer, or over the floor."""
    mine = ("burst", PLENUM)
    found = {
        "burst_vs_socketio": results.ratio(mine, ("burst", "socketio"), per_s),
        "burst_vs_ws": results.ratio(mine, ("burst", "ws"), per_s),
        "burst_vs_uwebsockets": results.ratio(mine, ("burst", "uwebsockets"), per_s),
        "burst_of_phones_vs_ws": results.ratio(("burst, phones", PLENUM), ("burst", "ws"), per_s),
        "burst_vs_python_socketio": results.ratio(mine, ("burst", "python-socketio"), per_s),
        "burst_vs_channels": results.ratio(mine, ("burst", "channels"), per_s),
        "burst_vs_tutorial": results.ratio(mine, ("burst", "tutorial"), per_s),
        "burst_of_phones_vs_socketio": results.ratio(("burst, phones", PLENUM), ("burst", "socketio"), per_s),
        "ack_p99_vs_socketio": results.ratio(mine, ("burst", "socketio"), ack_p99),
        "fanout_cpu_phones_vs_hall": results.ratio(("fan-out, phones", PLENUM), ("fan-out, 5,000", PLENUM), cpu),
        "fanout_bytes_phones_vs_hall": results.ratio(("fan-out, phones", PLENUM), ("fan-out, 5,000", PLENUM), heard),
        "fanout_cpu_vs_floor": _above_the_floor(results, "fan-out, 5,000"),
        "fanout_1000_cpu_vs_floor": _above_the_floor(results, "fan-out"),
        "fanout_1000_without_casting_vs_floor": _telling_alone(results),
    }
    return {name: round(value, 3) for name, value in found.items() if value is not None}


def laws(results: Results) -> list[Verdict]:
    """Judge the laws, as far as their workloads were run."""
    told_most = max((tallies_a_second(taken.window) for taken in results.taken if _is_ours(taken.side)), default=None)
    stuck = results.ratio(("5 of 105 stuck", PLENUM), ("nobody stuck", PLENUM), ack_p99)
    pairs: list[tuple[str, float | None, float]] = [
        ("cost_of_a_ballot_5000_to_1000", _growth(results), 1.5),
        ("fanout_cpu_vs_floor", ratios(results).get("fanout_cpu_vs_floor"), 1.3),
        ("tallies_a_second_and_socket", told_most, TICKS_A_SECOND),
        ("store_cpu_2000_to_500_sockets", results.figures.get("store_cpu_2000_to_500"), 1.5),
        ("join_5000_cpu_s", results.middle("join storm", PLENUM, lambda window: window.server_cpu_s), 3.0),
        ("join_5000_turned_away", results.middle("join storm", PLENUM, lambda window: window.figures["lost"]), 0.0),
        ("idle_kib_per_socket", results.figures.get("idle_kib_per_socket"), 30.0),
        ("idle_10000_mb", results.figures.get("idle_mb"), 400.0),
        ("ack_p99_with_5_of_105_stuck", stuck, 1.25),
    ]
    return [Verdict(name, round(value, 3), limit) for name, value, limit in pairs if value is not None]


def aims(results: Results, fsync_ms: float) -> list[Verdict]:
    """Judge what was promised against peers and in milliseconds, as far as it was measured."""
    ratio = ratios(results)
    found: list[tuple[str, float | None, float, bool]] = [
        ("burst_vs_socketio", ratio.get("burst_vs_socketio"), 2.0, True),
        ("burst_vs_ws", ratio.get("burst_vs_ws"), 1.0, True),
        ("burst_vs_python_socketio", ratio.get("burst_vs_python_socketio"), 6.0, True),
        ("burst_vs_channels", ratio.get("burst_vs_channels"), 10.0, True),
        ("burst_of_phones_vs_socketio", ratio.get("burst_of_phones_vs_socketio"), 3.0, True),
        ("ack_p99_vs_socketio", ratio.get("ack_p99_vs_socketio"), 0.5, False),
        ("fanout_cpu_phones_vs_hall", ratio.get("fanout_cpu_phones_vs_hall"), 0.25, False),
        ("fanout_bytes_phones_vs_hall", ratio.get("fanout_bytes_phones_vs_hall"), 0.25, False),
        ("paced_ack_p99_ms", results.middle("paced", PLENUM, ack_p99), round(10 + fsync_ms, 2), False),
        ("paced_tally_age_p99_ms", results.middle("paced", PLENUM, tally_age_p99), 200, False),
        ("paced_5000_tally_age_p99_ms", results.middle("paced 5,000", PLENUM, tally_age_p99), 250, False),
        ("refused_or_lost", _disturbed(results), 0, False),
    ]
    return [Verdict(name, round(value, 3), limit, least) for name, value, limit, least in found if value is not None]


def conservation(results: Results) -> dict[str, Any]:
    """Say of every side how many rounds were settled, and in which ballots were not conserved."""
    told: dict[str, Any] = {}
    for taken in results.taken:
        if taken.conservation is not None:
            side = told.setdefault(taken.side, {"rounds": 0, "accepted": 0, "unanswered": 0, "broken": []})
            side["rounds"] += 1
            side["accepted"] += taken.conservation.accepted
            side["unanswered"] += taken.conservation.unanswered
            if not taken.conservation.holds:
                side["broken"].append({"workload": taken.workload, **asdict(taken.conservation)})
    return told


def ours_is_conserved(results: Results) -> bool:
    """Say whether Plenum conserved every ballot of every round."""
    return all(not told["broken"] for side, told in conservation(results).items() if _is_ours(side))


def _above_the_floor(results: Results, workload: str) -> float | None:
    return results.ratio((workload, PLENUM), (workload, "floor"), us_per_delivery)


def _telling_alone(results: Results) -> float | None:
    """Compare with the floor, which takes no ballots, what is left when those cost what they cost untold."""
    told, untold = results.of("fan-out", PLENUM), results.of("fan-out, untold", PLENUM)
    floor = [us_per_delivery(window) for window in results.of("fan-out", "floor")]
    alone = [
        replace(one, server_cpu_s=one.server_cpu_s - other.server_cpu_s)
        for one, other in zip(told, untold, strict=False)
    ]
    found = [us_per_delivery(window) / below for window, below in zip(alone, floor, strict=False) if below]
    return median(found) if found else None


def _growth(results: Results) -> float | None:
    return results.ratio(("cost, 5,000", PLENUM), ("cost of a ballot", PLENUM), us_per_ballot)


def _is_ours(side: str) -> bool:
    return side in (PLENUM, "two workers", "idle")


def _disturbed(results: Results) -> float | None:
    ours = [taken.window.figures for taken in results.taken if _is_ours(taken.side)]
    return float(sum(figures["refused"] + figures["lost"] for figures in ours)) if ours else None


MEASURES: dict[str, Callable[[Window], float]] = {
    "ballots/s": per_s,
    "ack p50 ms": lambda window: float(window.figures["ack_ms"]["p50"]),
    "ack p99 ms": ack_p99,
    "tally age p99 ms": tally_age_p99,
    "µs a ballot": us_per_ballot,
    "µs a delivery": us_per_delivery,
}
