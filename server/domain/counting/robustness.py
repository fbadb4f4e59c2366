"""Robustness: on how few ballots a verdict rests.

What it costs that a region backs no longer, that it opposes, or leans against, is a formula, in ballots changed to
Against; so is what the plenary majority rests on. Refuses to know other recommendations. Invariant: the ballots named,
changed, lower the verdict to the one that is named, and no fewer lower it.

Source: docs/methods.md, "Ways up and robustness".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.counting.positions import LEVELS, Position, Verdict, is_half, regions_needed
from server.domain.counting.result_line import PlenaryVotes
from server.domain.counting.stands import Stands, sides_of, verdict_after, verdict_now
from server.domain.procedure.rules import Rules


@dataclass(frozen=True, slots=True)
class Robustness:
    """The fewest ballots that, changed to Against, would lower a verdict, and to which.

    Shape:   `ballots` pairs the index of a region with the number of ballots there; it is empty where the verdict falls
             with the plenary majority, and `plenary` says on how many ballots For that rests, whoever cast them.
    """

    verdict: Verdict
    ballots: tuple[tuple[int, int], ...]
    plenary: int = 0


def robustness(
    stands: Stands, ballots: Sequence[int], rules: Rules, plenary: PlenaryVotes | None = None
) -> Robustness | None:
    """Find the fewest ballots that, changed to Against, would lower the verdict; None where nothing is below it.

    A mark For is changed first, for it then counts twice; of equally few ballots those in the fewest regions are
    named, then those in the regions that come first in the meeting's order, and the plenary last.

    Shape:   `ballots` has the ballots of every region of the tally; `plenary` as in `shortest_way_up`.
    """
    sided = backing, opposing, leaning = sides_of(stands)
    now = verdict_now(sided, len(stands), rules, plenary)
    if not LEVELS.get(now):
        return None
    top, tolerated = now == "works_across", rules.opposition_tolerated
    strict = top and rules.no_region_leans
    falls = []
    if backing:
        backers = [(at, each) for at, (_, each) in enumerate(stands) if each.state == "backs" and not each.fixed]
        to_lose = {at: _to_lose(each, rules) for at, each in backers}
        falls.append(_fewest(to_lose, backing - (regions_needed(len(stands), rules) if top else 1) + 1))
    if now != "contested":
        against = opposing + leaning if strict else opposing
        to_oppose = {
            at: cost
            for at, (region, position) in enumerate(stands)
            if (cost := _to_oppose(position, ballots[region], rules, strict=strict)) is not None
        }
        falls.append(_fewest(to_oppose, (tolerated if backing else 0) - against + 1))
    found = [(sum(fall.values()), len(fall), sorted(fall.items())) for fall in falls if fall is not None]
    fewest = min(found, default=None)
    if top and rules.both_keys and plenary and (fewest is None or plenary.to_lose() < fewest[0]):
        return Robustness("works_in_some", (), plenary.to_lose())
    if fewest is None:
        return None
    *_, fall = fewest
    lowered = verdict_after(stands, sided, {at: -many for at, many in fall}, rules, plenary)
    return Robustness(lowered, tuple((stands[at][0], many) for at, many in fall))


def _to_lose(position: Position, rules: Rules) -> int:
    """Say how many ballots it takes until a region backs no longer."""
    in_favour, cast, theta = int(position.in_favour), int(position.in_favour + position.against), rules.theta
    wins = cast // 2 + 1 if is_half(theta) else max(1, -(-theta.numerator * cast // theta.denominator))
    return in_favour - max(wins, _quorum(position, rules)) + 1


def _to_oppose(position: Position, ballots: int, rules: Rules, *, strict: bool) -> int | None:
    """Say how many ballots make a region oppose; None where it does so already, cannot, or has too few ballots.

    Strictly, it is enough that it leans against it.
    """
    if (
        position.fixed
        or position.state not in ("backs", "no_position")
        or (strict and position.lean == "leans_against")
    ):
        return None
    in_favour, against = int(position.in_favour), int(position.against)
    changed = (in_favour - against) // 2 + 1
    if not strict:
        changed = max(changed, max(_quorum(position, rules), 1) - against)
    return changed if changed <= ballots - against else None


def _quorum(position: Position, rules: Rules) -> int:
    """Say how many votes for one side are enough of a region's seats."""
    quorum = rules.backing_quorum
    return -(-quorum.numerator * position.seats // quorum.denominator)


def _fewest(costs: Mapping[int, int], many: int) -> dict[int, int] | None:
    """Choose so many places with the lowest costs; None if there are fewer."""
    chosen = sorted((cost, at) for at, cost in costs.items())[:many]
    return {at: cost for cost, at in chosen} if len(chosen) == many else None
