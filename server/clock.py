"""The clock of the host, where nobody has a store whose clock to read (`store/connection/store_clock.py`)."""

import time


def now_ms() -> int:
    """Read it: milliseconds since 1970."""
    return time.time_ns() // 1_000_000
