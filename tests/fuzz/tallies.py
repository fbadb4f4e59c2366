"""What a phase came to: how much reached the decoders, what came back, and what should not have."""

from collections import Counter
from dataclasses import dataclass, field

MOST_TOLD = 20
OVER_THE_PACE = "too_fast"
EXPLAINED = {
    1000: "both have said farewell",
    1001: "the other side had said so",
    1002: "what was sent breaks the protocol of sockets (RFC 6455)",
    1003: "not text",
    1005: "the other side had said farewell without a code",
    1007: "not UTF-8",
    1008: "policy: over the budget for long, or of another origin",
    1009: "too large",
    1012: "the service restarts",
    1013: "try later: the store is away, or what was sent to them is not read",
    4401: "no credential",
    4403: "not their room",
    4409: "another device of this seat",
}
"""Every close code that the service may say, and why; any other must be the echo of what was said to it."""


@dataclass(slots=True)
class Tally:
    """Figures of one phase.

    Shape:   `reached` counts what was read and judged; what was refused for its pace alone does not count. `refused`
             is by code, `closes` by close code, `statuses` by status.
    """

    name: str
    sent: int = 0
    reached: int = 0
    connections: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    closes: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def violate(self, what: str, batch: str) -> None:
        """Say what should not be, and in which batch, so that it can be had again."""
        self.violations.append(f"{what} (--repeat {batch})")

    def close(self, code: int, batch: str, *, said: int = 0) -> None:
        """Count a close; `said` is the code that the other side had said before."""
        self.closes[code] += 1
        if code not in EXPLAINED and code != said:
            self.violate(f"closed with {code}", batch)


def table(tallies: list[Tally]) -> str:
    """Write the table at the end of a run."""
    rows = [("phase", "sent", "reached", "connections", "a second", "refused or status", "closes", "violations")]
    for one in tallies:
        pace = f"{one.reached / one.seconds:,.0f}" if one.seconds else "–"
        rows.append((
            one.name, f"{one.sent:,}", f"{one.reached:,}", f"{one.connections:,}", pace,
            _counted(one.refused or one.statuses), _counted(one.closes), str(len(one.violations)),
        ))  # fmt: skip
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    return "\n".join(lines)


def _counted(counts: Counter[str] | Counter[int]) -> str:
    return ", ".join(f"{what} {count:,}" for what, count in counts.most_common(9)) or "–"
