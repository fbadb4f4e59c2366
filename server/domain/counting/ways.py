"""How far a verdict is from another: the shortest way up, and how few changed ballots would take it away.

Exact, and in time that grows with the number of regions alone: what a region costs is worked out by a formula, and a
verdict asks for so many regions on either side, so the cheapest ones are taken. Refuses to know other recommendations
and ballots that are no marks. Invariant: what a way names leads where it says, and no shorter way does.

Source: docs/methods.md, "Ways up and robustness".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.domain.counting.positions import (
    LEVELS,
    Position,
    RegionState,
    Verdict,
    is_half,
    region_state,
    regions_needed,
    verdict,
)
from server.domain.procedure.rules import Rules

_TOP = max(LEVELS.values())
Stands = Sequence[tuple[int, Position]]
"""The index of each counted region with its position."""


@dataclass(frozen=True, slots=True)
class WayUp:
    """The fewest more For that lift a recommendation to a better verdict.

    Shape:   `votes` pairs the index of a region with the number of For it would take there.
    """

    verdict: Verdict
    votes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """The fewest ballots that, changed to Against, would lower a verdict, and to which.

    Shape:   `ballots` pairs the index of a region with the number of ballots there.
    """

    verdict: Verdict
    ballots: tuple[tuple[int, int], ...]


def shortest_way_up(stands: Stands, rules: Rules) -> WayUp | None:
    """Find the fewest For, from seats that said neither For nor Against, that lift the verdict; None if none can.

    Of equally short ways the one to the better verdict is taken, then the one through the fewest regions, then the
    one through the regions that come first in the meeting's order.
    """
    backing, opposing = _sides(stands)
    now = verdict(backing, opposing, len(stands), rules)
    if LEVELS.get(now, _TOP) == _TOP:
        return None
    needed, tolerated = regions_needed(len(stands), rules), rules.opposition_tolerated
    prices = [_price(position, rules) for _, position in stands]
    ways = []
    for wanted, most in ((needed, tolerated), (1, tolerated), (1, len(stands)), (0, 0)):
        if (way := _cheapest(prices, wanted - backing, most)) is None:
            continue
        reached = _verdict_after(stands, way, rules)
        if LEVELS[reached] > LEVELS[now]:
            path = tuple((stands[at][0], more) for at, more in sorted(way.items()))
            ways.append((sum(way.values()), -LEVELS[reached], len(way), path, reached))
    if not ways:
        return None
    *_, shortest, lifted = min(ways)
    return WayUp(lifted, shortest)


def robustness(stands: Stands, ballots: Sequence[int], rules: Rules) -> Robustness | None:
    """Find the fewest ballots that, changed to Against, would lower the verdict; None where nothing is below it.

    A mark For is changed first, for it then counts twice; of equally few ballots those in the fewest regions are
    named, then those in the regions that come first in the meeting's order.

    Shape:   `ballots` has the ballots of every region of the tally.
    """
    backing, opposing = _sides(stands)
    now = verdict(backing, opposing, len(stands), rules)
    if not LEVELS.get(now):
        return None
    to_lose = {at: _to_lose(position, rules) for at, (_, position) in enumerate(stands) if position.state == "backs"}
    to_oppose = {
        at: cost
        for at, (region, position) in enumerate(stands)
        if (cost := _to_oppose(position, ballots[region], rules)) is not None
    }
    kept = regions_needed(len(stands), rules) if now == "works_across" else 1
    falls = [_fewest(to_lose, backing - kept + 1)] if backing else []
    if now != "contested":
        most = rules.opposition_tolerated if backing else 0
        falls.append(_fewest(to_oppose, most - opposing + 1))
    found = [(sum(fall.values()), len(fall), sorted(fall.items())) for fall in falls if fall is not None]
    if not found:
        return None
    *_, fall = min(found)
    lowered = _verdict_after(stands, {at: -many for at, many in fall}, rules)
    return Robustness(lowered, tuple((stands[at][0], many) for at, many in fall))


def _sides(stands: Stands) -> tuple[int, int]:
    """Say how many regions back and how many oppose."""
    states = [position.state for _, position in stands]
    return states.count("backs"), states.count("opposes")


def _verdict_after(stands: Stands, changes: Mapping[int, int], rules: Rules) -> Verdict:
    """Read the verdict after changes at some places: so many more For, or so many ballots changed to Against."""
    backing, opposing = _sides(stands)
    for at, change in changes.items():
        position = stands[at][1]
        state = _after(position, change, rules)
        backing += (state == "backs") - (position.state == "backs")
        opposing += (state == "opposes") - (position.state == "opposes")
    return verdict(backing, opposing, len(stands), rules)


def _after(position: Position, change: int, rules: Rules) -> RegionState:
    in_favour, against = int(position.in_favour), int(position.against)
    if change > 0:
        return region_state(in_favour + change, against, position.seats, rules)
    in_favour, against = in_favour - min(-change, in_favour), against - change
    return region_state(in_favour, against, max(position.seats, in_favour + against), rules)


# The way up: what a region costs until it no longer opposes (`to_free`) and until it backs (`to_back`), in For.


@dataclass(frozen=True, slots=True)
class _Price:
    """What lifts a region, in For; None where it is not to be lifted, or too few seats are left."""

    opposes: bool
    to_free: int | None
    to_back: int | None


def _price(position: Position, rules: Rules) -> _Price:
    opposes = position.state == "opposes"
    if not opposes and position.state != "no_position":
        return _Price(opposes, None, None)
    in_favour, against = int(position.in_favour), int(position.against)
    left = position.seats - in_favour - against
    to_free = against - in_favour if opposes else 0
    to_back = _least_in_favour(against, position.seats, rules) - in_favour
    return _Price(opposes, to_free if to_free <= left else None, to_back if to_back <= left else None)


def _least_in_favour(against: int, seats: int, rules: Rules) -> int:
    """Say with how many For a region backs, beside so many Against."""
    theta = rules.theta
    wins = against + 1 if is_half(theta) else _share_of(against, theta / (1 - theta))
    return max(1, wins, _share_of(seats, rules.backing_quorum))


def _share_of(seats: int, share: Fraction) -> int:
    return -(-share.numerator * seats // share.denominator)


def _cheapest(prices: Sequence[_Price], more: int, opposing: int) -> dict[int, int] | None:
    """Find the fewest For after which so many `more` regions back and at most `opposing` oppose; None if none do.

    All that oppose are lifted until they do not, or all but the one that may go on; then the cheapest until they back.
    """
    against = [at for at, price in enumerate(prices) if price.opposes]
    if len(against) <= opposing:
        return _lifted({}, _steps(prices, {}), more)
    stuck = [at for at in against if prices[at].to_free is None]
    if len(stuck) > opposing:
        return None
    freed = {at: prices[at].to_free or 0 for at in against if at not in stuck}
    steps = _steps(prices, freed)
    spared = None if stuck or not opposing else _to_spare(freed, steps, more)
    if spared is not None:
        del freed[spared]
        steps = [step for step in steps if step[-1] != spared]
    return _lifted(freed, steps, more)


_Step = tuple[int, int, int]
"""What more it costs until a region backs, whether no other step goes through it (1), and its place."""


def _steps(prices: Sequence[_Price], freed: Mapping[int, int]) -> list[_Step]:
    return sorted(
        (price.to_back - freed.get(at, 0), int(at not in freed), at)
        for at, price in enumerate(prices)
        if price.to_back is not None
    )


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


# Robustness: what it costs that a region backs no longer, and that it opposes, in ballots changed to Against.


def _to_lose(position: Position, rules: Rules) -> int:
    in_favour, cast, theta = int(position.in_favour), int(position.in_favour + position.against), rules.theta
    wins = cast // 2 + 1 if is_half(theta) else max(1, _share_of(cast, theta))
    return in_favour - max(wins, _share_of(position.seats, rules.backing_quorum)) + 1


def _to_oppose(position: Position, ballots: int, rules: Rules) -> int | None:
    """Say how many ballots make a region oppose; None where it does so already, cannot, or has too few ballots."""
    if position.state not in ("backs", "no_position"):
        return None
    in_favour, against = int(position.in_favour), int(position.against)
    needed = max(_share_of(position.seats, rules.backing_quorum), 1) - against
    changed = max((in_favour - against) // 2 + 1, needed)
    return changed if changed <= ballots - against else None


def _fewest(costs: Mapping[int, int], many: int) -> dict[int, int] | None:
    """Choose so many places with the lowest costs; None if there are fewer."""
    chosen = sorted(costs, key=lambda at: (costs[at], at))[:many]
    return {at: costs[at] for at in chosen} if len(chosen) == many else None
