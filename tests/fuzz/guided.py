"""One target under coverage-guided fuzzing, in a process of its own: `python -m tests.fuzz.guided commands 60 1`.

A run ends with the figures of the fuzzer on standard error, or at the first defect with what made it.
"""

import logging
import sys

import atheris

with atheris.instrument_imports(include=["server", "websockets"]):
    from tests.fuzz.targets import SEEDS, TARGETS, in_a_still_loop

LONGEST = 20_000


def main(name: str, seconds: str, seed: str, corpus: str) -> None:
    """Hand the target over; the fuzzer ends the process."""
    from pathlib import Path

    for number, sound in enumerate(SEEDS[name]):
        (Path(corpus) / f"seed-{number}").write_bytes(sound)
    logging.disable(logging.CRITICAL)
    words = [sys.argv[0], f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST}", "-print_final_stats=1"]
    atheris.Setup([*words, f"-artifact_prefix={corpus}/", corpus], TARGETS[name])
    with in_a_still_loop():
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:5])
