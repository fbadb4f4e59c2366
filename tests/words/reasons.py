"""Reasons of every code with figures that nobody chose: whole numbers and shares, near and far, and odd regions."""

import json
import random
import re
from collections.abc import Iterator
from fractions import Fraction

from server.domain.counting.positions import LEVELS
from server.domain.counting.ranking import Figure, Reason
from server.resources import LOCALES

REGIONS = {
    "AF": "Africa", "AP": "Asia-Pacific (without West Asia), and", "AS": "الدول العربية", "EE": "Восточная Европа",
    "ZH": "东亚", "R7": "R7", "N": "Nord & Süd: 3,5", "12": "12", "A/B": "North Atlantic/Baltic",
}  # fmt: skip
"""How regions are called, by their ids: in other scripts, with signs that part sentences, and like figures."""
WORDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in LOCALES.glob("*.json")}
IN_SHARES = {
    "below_mean",
    "below_product",
    "below_not_shown",
    "below_geometric_mean",
    "below_load",
    "below_unpaid",
    "below_score_mean",
    "below_weakest_region",
    "lowest_in",
    "bought",
    "completed",
}
SHARES = ("here", "there", "price")
IN_VOTES = {"elected_at_quota", "elected_last", "excluded_at_stage", "not_elected"}
MAY_BE_LESS_THAN_NOTHING = ("here", "there", "plenary")


def figures_of(code: str) -> frozenset[str]:
    """Name the figures that the sentence of a code holds, the same in every language."""
    return frozenset(re.findall(r"{(\w+)}", json.dumps(WORDS["en"][f"reason.{code}"])))


def reasons(seed: int, rounds: int) -> Iterator[Reason]:
    """Make a reason of every code that has a sentence, so many times over."""
    chance = random.Random(seed)
    codes = sorted(key.removeprefix("reason.") for key in WORDS["en"] if key.startswith("reason."))
    for _ in range(rounds):
        yield from (a_reason(code, chance) for code in codes)


def a_reason(code: str, chance: random.Random) -> Reason:
    """Make one with figures of the kinds that its code has."""
    named = figures_of(code)
    figures: dict[str, Figure] = {}
    regions = tuple(chance.sample(sorted(REGIONS), chance.randint(1, 4)))
    for name in sorted(named):
        if name == "votes" and code not in IN_VOTES and not code.startswith("plenary_"):
            figures.update(regions=regions, votes=tuple(chance.choice([1, 3, 40, 1_200]) for _ in regions))
        elif name == "regions":
            figures[name] = regions
        elif name in ("region", "above_region"):
            figures[name] = chance.choice(sorted(REGIONS))
        elif name == "verdict":
            figures[name] = chance.choice(sorted(LEVELS))
        elif name == "votes" and code in IN_VOTES:
            figures[name] = Fraction(chance.randint(0, 900_000_000), 100_000)
        elif name in SHARES and code in IN_SHARES:
            figures[name] = Fraction(chance.randint(0, 50_000), chance.choice([10_001, 22_400, 10**9]))
        else:
            least = -40 if name in MAY_BE_LESS_THAN_NOTHING else 0
            figures[name] = chance.choice([chance.randint(least, 40), chance.randint(least, 30_000)])
    if code in IN_SHARES and "there" in figures and chance.random() < 0.5:
        near = Fraction(chance.randint(0, 50_000), 10_001)
        figures.update(here=near, there=near + Fraction(1, 10 ** chance.randint(1, 12)))
    return Reason(code, figures)
