"""Phase *guided*: the decoders in processes of their own, where new branches lead the dice (`guided`, `targets`)."""

import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.tallies import Tally
from tests.fuzz.targets import TARGETS

AT_ONCE = 2
_UNITS = re.compile(r"stat::number_of_executed_units: *(\d+)")


def guide(seconds: int, seed: int) -> list[Tally]:
    """Run every target for its share of the time, two at once; each is a row of the table.

    Units:   `seconds` in all.
    """
    share = max(1, seconds * AT_ONCE // len(TARGETS))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda name: _one(name, share, seed), TARGETS))


def _one(name: str, seconds: int, seed: int) -> Tally:
    tally = Tally(f"guided: {name}")
    began = time.monotonic()
    corpus = tempfile.mkdtemp(prefix=f"plenum-guided-{name}-")
    words = [sys.executable, "-m", "tests.fuzz.guided", name, str(seconds), str(seed), corpus]
    ran = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=seconds + 120, check=False)
    tally.seconds = time.monotonic() - began
    units = _UNITS.search(ran.stderr)
    tally.sent = tally.reached = int(units[1]) if units else 0
    if ran.returncode or units is None:
        said = "\n".join(ran.stdout.splitlines()[-12:] + ran.stderr.splitlines()[-6:])
        tally.violate(f"{name} ended with {ran.returncode}, see {corpus}:\n{said}", f"guided:{name}")
    return tally
