"""Random ballots for comparing with other programs: small enough to tie, large enough to decide, the same every run."""

import importlib
import os
import warnings
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

PROFILES = 1_000
SLATE = "abcdefgh"


def dice_of(rule: str) -> Iterator[Random]:
    """Give the dice of a rule, one a profile, always the same ones; a thousand, and more where some are set aside."""
    for number in range(3 * PROFILES):
        yield Random(f"{rule} {number}")


def approvals(dice: Random, items: int, *, blank: bool = True) -> list[frozenset[int]]:
    """Draw ballots that approve some of the items, from a room that may be split in camps."""
    camps = [{item for item in range(items) if dice.random() < 0.4} for _ in range(dice.randint(1, 3))]
    ballots = []
    for _ in range(dice.randint(1, 25)):
        camp = dice.choice(camps)
        ballot = frozenset(item for item in range(items) if dice.random() < (0.7 if item in camp else 0.15))
        if ballot or blank:
            ballots.append(ballot)
    return ballots or [frozenset({0})]


def rankings(dice: Random, items: int, most: int = 40, *, ties: bool = True) -> list[dict[int, int]]:
    """Draw ballots that rank some of the items, position 1 first; without ties positions count up from 1."""
    ballots = []
    for _ in range(dice.randint(1, most)):
        ranked = dice.sample(range(items), dice.randint(0, items))
        positions = [dice.randint(1, items) for _ in ranked] if ties else range(1, len(ranked) + 1)
        ballots.append(dict(zip(ranked, positions, strict=True)))
    return ballots


def votes(dice: Random, seats: int) -> tuple[int, int, int]:
    """Draw how a region voted: For, Against, Abstain; some may not have voted."""
    backing = dice.randint(0, seats)
    against = dice.randint(0, seats - backing)
    return backing, against, dice.randint(0, seats - backing - against)


def oracle(module: str, package: str) -> Any:
    """Import an oracle; where it is not installed the tests say so and step aside.

    Invariant: under `make oracles`, which installs all of them and sets PLENUM_ORACLES=required, nothing steps aside.
    """
    if os.environ.get("PLENUM_ORACLES") == "required":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they warn of on import is not ours to mend
            return importlib.import_module(module)
    return pytest.importorskip(module, reason=f"the oracle {package} is not installed; `make oracles` installs it")
