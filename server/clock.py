"""The clock of the service; everything else is handed the time."""

import time


def now_ms() -> int:
    """Read it: milliseconds since 1970."""
    return time.time_ns() // 1_000_000
