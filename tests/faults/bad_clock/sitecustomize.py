"""A clock that jumps: loaded by a service through PYTHONPATH, it moves `time.time_ns` by what a file says."""

import os
import time
from pathlib import Path

_right = time.time_ns
_file = Path(os.environ.get("PLENUM_CLOCK", ""))  # the counter, which is handed no settings, keeps the right time


def _time_ns() -> int:
    try:
        return _right() + int(_file.read_text()) * 1_000_000_000
    except (OSError, ValueError):
        return _right()


time.time_ns = _time_ns
