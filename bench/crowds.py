"""The crowd from the bench's side: compile it, let it run, and know what the servers used within its measured window.

Refuses to know what is served. Invariant: a window in which the crowd itself used half a core or more is no figure:
`Saturated` is raised in its place.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.machine import CLIENT_CORE, cpu_s, start

SATURATED = 0.5
_HERE = Path(__file__).parent


class Saturated(Exception):  # noqa: N818 - named as what is the case, like the service's refusals
    """The load client was the bottleneck, so nothing can be said of the server."""


class Crowdless(Exception):  # noqa: N818
    """The crowd could not do its work."""


@dataclass(frozen=True, slots=True)
class Window:
    """What one measured window showed.

    Shape:   `figures` is what the crowd counted; `server_cpu_s` what the serving processes used meanwhile.
    """

    figures: dict[str, Any]
    server_cpu_s: float

    @property
    def per_s(self) -> float:
        """Accepted ballots a second."""
        return float(self.figures["per_s"])

    @property
    def ack_p99_ms(self) -> float:
        """What all but one in a hundred ballots waited at most."""
        return float(self.figures["ack_ms"]["p99"])

    @property
    def tally_age_p99_ms(self) -> float:
        """After that long all but one in a hundred people saw a tally that holds their ballot."""
        return float(self.figures["tally_age_ms"]["p99"])

    @property
    def us_per_ballot(self) -> float:
        """Server CPU a ballot, fan-out included, in microseconds."""
        return self.server_cpu_s * 1e6 / max(1, self.figures["accepted_in_window"])

    @property
    def us_per_delivery(self) -> float:
        """Server CPU a frame delivered, in microseconds."""
        return self.server_cpu_s * 1e6 / max(1, self.figures["deliveries"])

    @property
    def client_share(self) -> float:
        """What part of a core the crowd itself needed."""
        return float(self.figures["client_cpu_s"]) / max(float(self.figures["seconds"]), 0.01)


def compiled(folder: Path, name: str) -> Path:
    """Compile a program of the bench (`crowd`, `floor`) with gcc.

    Raises:  Crowdless with the compiler's own words.
    """
    sources = sorted((_HERE / name).glob("*.c")) or [_HERE / f"{name}.c"]
    compiler = shutil.which("gcc")
    if compiler is None:
        raise Crowdless("gcc is missing")
    command = [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-o", folder / name, *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise Crowdless(done.stderr)
    return folder / name


@dataclass(frozen=True, slots=True)
class Crowd:
    """The compiled load client."""

    program: Path

    def run(self, server_pids: Sequence[int], watch: Callable[[str], None] | None = None, **options: object) -> Window:
        """Run once; `watch` is called with `begin` and `end` at the edges of the measured window.

        Raises:  Saturated, Crowdless.
        """
        words = [
            f"{name}={value:d}" if isinstance(value, bool) else f"{name}={value}" for name, value in options.items()
        ]
        with start([self.program, *words], CLIENT_CORE, stdout=subprocess.PIPE, text=True) as process:
            used, last = {}, ""
            assert process.stdout is not None  # noqa: S101 - asked for above
            for line in process.stdout:
                last = line.strip()
                if last in ("begin", "end"):
                    used[last] = cpu_s(server_pids)
                    if watch is not None:
                        watch(last)
        if process.returncode or not last.startswith("{"):
            raise Crowdless(f"the crowd ended with {process.returncode}: {last} ({' '.join(words)})")
        window = Window(json.loads(last), used["end"] - used["begin"])
        return window if "storm" in options or not window.figures["seconds"] else judged(window)


def judged(window: Window) -> Window:
    """Give a window back if it says something of the server.

    Raises:  Saturated when it rather says something of the crowd.
    """
    if window.client_share >= SATURATED:
        raise Saturated(f"the load client used {window.client_share:.2f} of a core; the limit is {SATURATED}")
    return window
