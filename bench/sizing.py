"""How large a host must be: the table of docs/operations.md, from the same costs as the million (`bench/million.py`).

`make million` writes it. Pure; nothing is started.
"""

import math
import sys
from pathlib import Path

from bench.million import MOST_SEATS, Costs, Crowd, latest, needs_of
from bench.table import put_into, table

BEGIN, END = "<!-- sizing: the table begins -->", "<!-- sizing: the table ends -->"
SIZES = (500, 2_000, 5_000, 10_000, MOST_SEATS)
PACE = 10
_STORE_AND_SYSTEM = 2  # cores, and GB of memory, for the store, the supervisor, counting and the system itself
_MBIT = 8 / 1e6


def written(costs: Costs) -> str:
    """Write the table: what everybody in one hall asks of one host."""
    rows = []
    for phones in SIZES:
        needs = needs_of(Crowd(phones, phones, PACE), costs)
        rows.append([
            f"{phones:,}",
            f"{needs.workers}",
            f"{needs.workers + _STORE_AND_SYSTEM}",
            f"{math.ceil(needs.memory / 1e9) + _STORE_AND_SYSTEM} GB",
            f"{needs.bytes * _MBIT:,.0f} Mbit/s",
            f"{needs.slot.ballots:,.0f}",
            f"{needs.slot.back_s:.0f} s",
        ])  # fmt: skip
    head = ["phones", "`PLENUM_WORKERS`", "cores", "memory", "line", "ballots a second", "all back after a break"]
    return table(head, rows)


def main() -> int:
    """Put the table into docs/operations.md."""
    put_into(Path(__file__).parents[1] / "docs" / "operations.md", written(latest()), (BEGIN, END))
    return 0


if __name__ == "__main__":
    sys.exit(main())
