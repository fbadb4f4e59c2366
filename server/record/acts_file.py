"""The log of acts as a file for spreadsheets: one line an act, the oldest first.

Refuses to know where the log is kept, and who may read it. Invariant: a cell is words or an instant, never a formula.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from server.record.cells import cell

COLUMNS = ("at", "actor", "region", "act", "said", "about", "room", "detail")


def write_acts(lines: Iterable[Sequence[str]]) -> bytes:
    """Write a log.

    Shape:   each line has the cells of `COLUMNS`; its instant in UTC as ISO 8601.
    """
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows([cell(word) for word in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")
