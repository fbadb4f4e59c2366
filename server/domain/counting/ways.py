"""The shortest way up: the fewest more For that lift a recommendation to a better verdict.

Exact, and in time that grows with the number of regions alone: what a region costs is worked out by a formula, and a
verdict asks for so many regions on either side, so the cheapest ones are taken. Refuses to know other recommendations
and ballots that are no marks. Invariant: what a way names leads where it says, and no shorter way does.

Source: docs/methods.md, "Ways up and robustness".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.domain.counting.positions import LEVELS, Verdict, is_half, regions_needed
from server.domain.counting.result_line import PlenaryVotes
from server.domain.counting.stands import Stands, sides_of, verdict_after, verdict_now
from server.domain.procedure.rules import Rules

_TOP = max(LEVELS.values())


@dataclass(frozen=True, slots=True)
class WayUp:
    """The fewest more For that lift a recommendation to a better verdict.

    Shape:   `votes` pairs the index of a region with the number of For it would take there; `anywhere` is how many it
             would take besides, in whichever regions, for the plenary majority.
    """

    verdict: Verdict
    votes: tuple[tuple[int, int], ...]
    anywhere: int = 0


def shortest_way_up(stands: Stands, rules: Rules, plenary: PlenaryVotes | None = None) -> WayUp | None:
    """Find the fewest For, from seats that said neither For nor Against, that lift the verdict; None if none can.

    Of equally short ways the one to the better verdict is taken, then the one that asks the fewest of certain regions,
    then the one through the fewest regions, then the one through those that come first in the meeting's order.

    Shape:   `plenary` is what the room says of it, None where its totals are withheld; only both keys ask for it.
    """
    sided = backing, *_ = sides_of(stands)
    level = LEVELS.get(verdict_now(sided, len(stands), rules, plenary), _TOP)
    if level == _TOP:
        return None
    prices, most = _Prices(stands, rules), rules.opposition_tolerated
    ways = []
    for top, wanted, opposing in _targets(level, regions_needed(len(stands), rules), most, len(stands)):
        way = prices.cheapest(wanted - backing, opposing, strict=top and rules.no_region_leans)
        if way is None:
            continue
        taken = sum(way.values())
        anywhere = max(0, plenary.missing() - taken) if top and plenary and rules.both_keys else 0
        if anywhere > prices.left - taken:
            continue
        reached = verdict_after(stands, sided, way, rules, plenary and plenary.moved(taken + anywhere))
        if LEVELS[reached] > level:
            path = tuple((stands[at][0], more) for at, more in sorted(way.items()))
            ways.append((taken + anywhere, -LEVELS[reached], taken, len(way), path, anywhere, reached))
    if not ways:
        return None
    *_, path, anywhere, reached = min(ways)
    return WayUp(reached, path, anywhere)


def _targets(level: int, needed: int, most: int, counted: int) -> list[tuple[bool, int, int]]:
    """List what is better: whether it is the top, how many regions back, how many at most oppose."""
    targets = [(True, needed, most)]
    if level < LEVELS["works_in_some"]:
        targets.append((False, 1, most))
    if level < LEVELS["contested"]:
        targets += [(False, 1, counted), (False, 0, 0)]
    return targets


class _Price(NamedTuple):
    """What lifts a region, in For; None where it is not to be lifted, or too few seats are left."""

    opposes: bool = False
    leans: bool = False
    to_free: int | None = None
    to_back: int | None = None


_FREE = _Price()
_Step = tuple[int, int, int]
"""What more it costs until a region backs, whether no other step goes through it (1), and its place."""


class _Prices:
    """What every region costs until it no longer opposes or leans against, and until it backs, in For.

    `left` is how many seats said neither, in regions that can be lifted.
    """

    def __init__(self, stands: Stands, rules: Rules) -> None:
        """Work out every price in whole numbers alone: a fraction would take ten times as long."""
        self.left = 0
        self._steps: dict[tuple[int, ...], list[_Step]] = {}
        self._prices: list[_Price] = []
        half, won, lost = is_half(rules.theta), rules.theta.numerator, rules.theta.denominator - rules.theta.numerator
        parts, whole = rules.backing_quorum.numerator, rules.backing_quorum.denominator
        for _, position in stands:
            state, against, lean = position.state, int(position.against), position.lean
            if position.fixed:
                self._prices.append(_Price(state == "opposes", to_free=None, to_back=None))
                continue
            left = position.seats - int(position.in_favour) - against
            if state != "not_determined":
                self.left += left
            if state in ("backs", "not_determined"):
                self._prices.append(_FREE)
                continue
            wins = against + 1 if half else -(-won * against // lost)
            to_free = against - int(position.in_favour)
            to_back = max(1, wins, -(-parts * position.seats // whole)) - int(position.in_favour)
            self._prices.append(
                _Price(
                    state == "opposes",
                    lean == "leans_against",
                    to_free if to_free <= left else None,
                    to_back if to_back <= left else None,
                )
            )

    def cheapest(self, more: int, opposing: int, *, strict: bool) -> dict[int, int] | None:
        """Find the fewest For after which so many `more` regions back and at most `opposing` oppose; None if none do.

        All that oppose are lifted until they do not, or all but the one that may go on; then the cheapest until they
        back. Strictly, a region that leans against it is one that opposes.
        """
        prices = self._prices
        against = [at for at, price in enumerate(prices) if price.opposes or (strict and price.leans)]
        if len(against) <= opposing:
            return _lifted({}, self._all_steps({}), more)
        freed = {at: cost for at in against if (cost := prices[at].to_free) is not None}
        stuck = len(against) - len(freed)
        if stuck > opposing:
            return None
        steps = self._all_steps(freed)
        spared = None if stuck or not opposing else _to_spare(freed, steps, more)
        if spared is not None:
            del freed[spared]
            steps = [step for step in steps if step[-1] != spared]
        return _lifted(freed, steps, more)

    def _all_steps(self, freed: Mapping[int, int]) -> list[_Step]:
        """Sort the steps; the same regions are freed for several targets, and sorting takes most of the time."""
        if (steps := self._steps.get(key := tuple(freed))) is None:
            steps = self._steps[key] = sorted(
                (price.to_back - freed.get(at, 0), int(at not in freed), at)
                for at, price in enumerate(self._prices)
                if price.to_back is not None
            )
        return steps


def _to_spare(freed: Mapping[int, int], steps: Sequence[_Step], more: int) -> int | None:
    """Choose the opposing region that goes on opposing; None if it is shorter to lift them all."""
    taken = {at: (cost, new) for cost, new, at in steps[: max(0, more)]}
    after = steps[more][:2] if 0 < more < len(steps) else None
    saved: list[tuple[int, int, int, int | None]] = [(0, 0, 0, None)] if len(steps) >= more else []
    for at, cost in freed.items():
        if at not in taken:
            saved.append((-cost, -1, -at, at))
        elif after is not None:
            saved.append((after[0] - taken[at][0] - cost, after[1] - 1, -at, at))
    return min(saved, key=lambda each: each[:3])[-1] if saved else None


def _lifted(freed: Mapping[int, int], steps: Sequence[_Step], more: int) -> dict[int, int] | None:
    """Take the cheapest steps until so many `more` regions back."""
    if len(steps) < more:
        return None
    way = dict(freed)
    for cost, _, at in steps[: max(0, more)]:
        way[at] = way.get(at, 0) + cost
    return way
