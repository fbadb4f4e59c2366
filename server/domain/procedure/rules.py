"""The rules sheet: every choice that decides how a round is shown, counted and read.

Frozen when the round opens and printed on the screen. Refuses to know what the figures mean to a method. Invariant:
a `Rules` value that exists is inside the bounds of `docs/protocol.md`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Literal, get_args

from server.domain.errors import Malformed
from server.domain.procedure.closing_dates import is_closing_date
from server.domain.procedure.countdown import LONGEST_S, SHORTEST_S

Visibility = Literal["turnout", "hidden", "live"]
Secrecy = Literal["confidential", "recorded", "sealed"]
Majority = Literal["simple", "absolute", "two_thirds"]
TieRule = Literal["declare", "lot", "run_off"]

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
SECRECIES: tuple[Secrecy, ...] = get_args(Secrecy)
MAJORITIES: tuple[Majority, ...] = get_args(Majority)
TIE_RULES: tuple[TieRule, ...] = get_args(TieRule)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules sheet of one round.

    Units:   `theta`, `backing_quorum`, `regions_needed` and `quorum` are shares in [0, 1]; `k` and
             `opposition_tolerated` are counts; `closes_after_s` is in seconds, None if only the chair closes the round
             or it closes at a date: `closes_at`, as `closing_dates` reads it;
             `named_positions` are ids of regions.
    Source:  docs/methods.md, "The rules sheet".
    """

    visibility: Visibility = "turnout"
    secrecy: Secrecy = "confidential"
    k: int = 4
    with_changes: bool = False
    wishes: bool = False
    reservations: bool = False
    theta: Fraction = Fraction(1, 2)
    backing_quorum: Fraction = Fraction(1, 4)
    regions_needed: Fraction = Fraction(2, 3)
    opposition_tolerated: int = 0
    no_region_leans: bool = False
    both_keys: bool = False
    roll_call: bool = False
    places: int = 5
    max_choices: int = 5
    quorum: Fraction | None = None
    deciding_quorum: bool = False
    required_majority: Majority = "simple"
    tie_rule: TieRule = "declare"
    closes_after_s: int | None = None
    closes_at: str | None = None
    named_positions: tuple[str, ...] = ()


MOST_CHOSEN = 20
"""As many as anybody can choose with care; what a count follows where equals are chosen among grows with it."""

MOST_NAMED, LONGEST_REGION_ID = 64, 64
"""How many regions may take part by position as far as a rules sheet knows, and how long an id is that it reads."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "visibility": VISIBILITIES,
    "secrecy": SECRECIES,
    "required_majority": MAJORITIES,
    "tie_rule": TIE_RULES,
}
_NAMED = "named_positions"
_FLAGS = ("with_changes", "wishes", "reservations", "deciding_quorum", "no_region_leans", "both_keys", "roll_call")
_RANGES: Mapping[str, tuple[int, int]] = {
    "k": (3, 20),
    "opposition_tolerated": (0, 1),
    "places": (1, MOST_CHOSEN),
    "max_choices": (1, MOST_CHOSEN),
    "closes_after_s": (SHORTEST_S, LONGEST_S),
}
_SHARES: Mapping[str, tuple[Fraction, Fraction]] = {
    "theta": (Fraction(1, 2), Fraction(2, 3)),
    "backing_quorum": (Fraction(0), Fraction(1, 2)),
    "regions_needed": (Fraction(1, 2), Fraction(1)),
    "quorum": (Fraction(1, 3), Fraction(2, 3)),
}
_ONLY: Mapping[str, tuple[Fraction, ...]] = {
    "theta": (Fraction(1, 2), Fraction(2, 3)),
    "quorum": (Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)),
}
_MAY_BE_ABSENT = ("quorum", "closes_after_s", "closes_at")
_is_share = re.compile(r"([0-9]+)(?:/([0-9]+))?").fullmatch


def make_rules(given: Mapping[str, object]) -> Rules:
    """Read a rules sheet as it was sent; what is missing keeps its default.

    Raises:  Malformed naming the first rule that is unknown or outside its bounds; a roll call is, where what single
             delegations say is not for everybody, and so are wishes where nobody can say With changes.
    """
    known = {field.name for field in fields(Rules)}
    if unknown := sorted(set(given) - known):
        raise Malformed("rule_unknown", rule=unknown[0][:40])
    rules = Rules(**{name: _read_rule(name, value) for name, value in given.items()})  # type: ignore[arg-type]
    if rules.roll_call and rules.secrecy != "recorded":
        raise Malformed("rule_out_of_bounds", rule="roll_call")
    if rules.named_positions and rules.secrecy == "recorded":
        raise Malformed("named_in_recorded")
    if rules.wishes and not rules.with_changes:
        raise Malformed("rule_out_of_bounds", rule="wishes")
    if rules.closes_at is not None and rules.closes_after_s is not None:
        raise Malformed("closing_twice")
    return rules


def check_rules(rules: Rules) -> None:
    """Check a rules sheet that an older release drafted, with wider bounds.

    Raises:  Malformed naming the first rule outside of its bounds.
    """
    make_rules(rules_sheet(rules))


def read_secrecy(text: str) -> Secrecy:
    """Read how secret a round is to be.

    Raises:  Malformed if there is no such secrecy.
    """
    for secrecy in SECRECIES:
        if text == secrecy:
            return secrecy
    raise Malformed("field", field="secrecy")


def rules_sheet(rules: Rules) -> dict[str, object]:
    """Write a rules sheet as it is sent: shares as exact fractions like "2/3"."""
    return {field.name: _written(getattr(rules, field.name)) for field in fields(Rules)}


def _written(value: object) -> object:
    if isinstance(value, Fraction):
        return _share_text(value)
    return list(value) if isinstance(value, tuple) else value


def _read_rule(name: str, value: object) -> object:
    if value is None and name in _MAY_BE_ABSENT:
        return None
    if name in _CHOICES and value in _CHOICES[name]:
        return value
    if (name in _FLAGS and isinstance(value, bool)) or (name == "closes_at" and is_closing_date(value)):
        return value
    if name == _NAMED and (ids := _read_ids(value)) is not None:
        return ids
    if name in _RANGES and isinstance(value, int) and not isinstance(value, bool):
        lowest, highest = _RANGES[name]
        if lowest <= value <= highest:
            return value
    if name in _SHARES and (share := _read_share(value)) is not None:
        lowest_share, highest_share = _SHARES[name]
        if lowest_share <= share <= highest_share and share in _ONLY.get(name, (share,)):
            return share
    raise Malformed("rule_out_of_bounds", rule=name)


def _read_ids(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or len(value) > MOST_NAMED:
        return None
    ids = tuple(one for one in value if isinstance(one, str) and 0 < len(one) <= LONGEST_REGION_ID)
    return ids if len(ids) == len(value) == len(set(ids)) else None


def _read_share(value: object) -> Fraction | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if not isinstance(value, str) or len(value) > 9:
        return None
    if not (found := _is_share(value)):
        return None
    numerator, denominator = int(found[1]), int(found[2] or 1)
    return Fraction(numerator, denominator) if denominator else None


def _share_text(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}" if share.denominator != 1 else str(share.numerator)
