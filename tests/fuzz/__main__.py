"""Send a running Plenum what nobody should send: `python -m tests.fuzz --frames 5000000 --requests 500000 --seed 1`.

Every violation names the batch that it came from; `--repeat frames:17 --seed 1` sends that one alone.
"""

import argparse
import sys

from tests.fuzz.guiding import guide
from tests.fuzz.running import Asked, fuzz, repeat
from tests.fuzz.tallies import MOST_TOLD, table


def main() -> int:
    """Read the words, run, say what came of it; 1 if anything was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Send what nobody should send.")
    parser.add_argument("--frames", type=int, default=5_000_000)
    parser.add_argument("--requests", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--guided", type=int, default=180, metavar="SECONDS", help="of coverage-guided decoding; 0: none"
    )
    parser.add_argument("--repeat", default="", metavar="PHASE:NUMBER", help="one batch of a run with the same seed")
    words = parser.parse_args()
    asked = Asked(words.frames, words.requests, words.seed)
    print(f"seed {asked.seed}: {asked.frames:,} frames, {asked.requests:,} requests", flush=True)
    outcome = repeat(asked, words.repeat) if words.repeat else fuzz(asked)
    if words.guided and not words.repeat:
        outcome.tallies += guide(words.guided, asked.seed)
    print(table(outcome.tallies))
    print(f"seed {asked.seed}, {outcome.seconds / 60:.1f} minutes; memory {outcome.memory}")
    violations = [*outcome.violations, *(one for tally in outcome.tallies for one in tally.violations)]
    for violation in violations[:MOST_TOLD]:
        print(f"VIOLATION {violation}")
    print(f"{len(violations)} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
