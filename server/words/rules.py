"""A rules sheet in sentences: how ballots are counted, what is shown of regions, and what a result needs.

Refuses to judge. Invariants: every rule that means something to the method is said, each in a sentence of its own; a
share is said as so many of so many.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from server.words.closing_dates import date_words
from server.words.strings import Strings

_FLAGS = ("no_region_leans", "both_keys", "roll_call", "wishes")
_QUARTER = Fraction(1, 4)
_SHARES = {Fraction(1, 2): "half", Fraction(1, 3): "third", Fraction(2, 3): "two_thirds", _QUARTER: "quarter"}


class RulesInWords:
    """Says the rules of one round in one language."""

    def __init__(self, strings: Strings, language: str, ranked: Mapping[str, Any], asked: Iterable[str]) -> None:
        """Take the words, the list as it is in a file, and which rules its method asks about."""
        self._strings, self._language = strings, language
        self._ranked, self._rules, self._asked = ranked, ranked["rules"], frozenset(asked)

    def lines(self) -> list[str]:
        """Say all of them, the method first."""
        said = [self.method(), *self._shown(), *self._positions(), *self._plenary(), *self._others()]
        return [one for one in said if one]

    def method(self) -> str:
        """Say how the slate is ordered."""
        method, all_ = self._ranked["method"], self._ranked["regions_counted"]
        in_one = f"method.{method}.in_one"
        if all_ < 2 and self._strings.has(in_one):
            return self._say(in_one)
        strict = "_strict" if self._rules["no_region_leans"] else ""
        return self._say(
            f"method.{method}.sentence",
            counting=self._say("across.all" if self._rules["secrecy"] == "recorded" else "across.shown"),
            all=all_,
            needed=part_of(self._rules["regions_needed"], all_),
            opposing=self._say(f"across.opposing_{self._rules['opposition_tolerated']}{strict}"),
            keys=self._say("across.both_keys") if self._rules["both_keys"] else "",
            places=self._rules["places"],
            max_choices=self._rules["max_choices"],
        )

    def _shown(self) -> Iterator[str]:
        if self._rules["reservations"]:
            yield self._say("silence.recorded" if self._rules["secrecy"] == "recorded" else "silence.secret")
        else:
            yield self._say(f"secrecy_list.{self._rules['secrecy']}", k=self._rules["k"])
        names = {region["id"]: region["name"] for region in self._ranked["regions"]}
        for region in self._ranked["regions"]:
            if len(region["members"]) > 1:
                yield self._say("rules.pool", region=region["name"])
        if named := self._rules["named_positions"]:
            row = self._strings.in_row(self._language, [names.get(one, one) for one in named])
            yield self._say("rules.named", regions=row)

    def _positions(self) -> Iterator[str]:
        """Say when a region backs, and how many must."""
        if "theta" in self._asked and self._ranked["regions_counted"] > 1:
            theta = "two_thirds" if Fraction(self._rules["theta"]) > Fraction(1, 2) else "half"
            yield self._pair("rule.theta", self._say(f"rule.theta.{theta}"))
            yield self._pair("rule.backing_quorum", self._share(self._rules["backing_quorum"]))

    def _plenary(self) -> Iterator[str]:
        if "required_majority" in self._asked:
            majority = self._say(f"rule.required_majority.{self._rules['required_majority']}")
            yield self._pair("rule.required_majority", majority)
        if self._rules["quorum"] is not None:
            entitled = sum(region["entitled"] for region in self._ranked["regions"])
            amount = self._say("share.of", part=part_of(self._rules["quorum"], entitled), all=entitled)
            yield self._say("rules.quorum_decides" if self._rules["deciding_quorum"] else "rules.quorum", amount=amount)
            if self._ranked["regions_counted"] > 1:
                figures = {"n": self._ranked["regions_determined"], "all": self._ranked["regions_counted"]}
                yield self._say("list.determined", **figures)

    def _others(self) -> Iterator[str]:
        for flag in _FLAGS:
            if self._rules[flag]:
                yield self._say(f"rules.{flag}")
        if self._ranked["by_verdict"]:
            yield self._say("list.by_verdict")
        yield self._say(f"tie_rule.{self._ranked['tie_break']['rule']}")
        if closes_at := self._rules.get("closes_at"):  # a list of an older release has none
            yield date_words(self._strings, self._language, closes_at)

    def _share(self, exact: str) -> str:
        share = Fraction(exact)
        return self._say(f"share.{_SHARES.get(share, 'all' if share else 'none')}")

    def _pair(self, key: str, said: str) -> str:
        return self._say("outcome.figure", name=self._say(key), figure=said)

    def _say(self, key: str, /, **figures: object) -> str:
        return self._strings.translate(self._language, key, **figures)


def part_of(share: str, whole: int) -> int:
    """Say how many a share of a whole is, rounded up."""
    return ceil(Fraction(share) * whole)
