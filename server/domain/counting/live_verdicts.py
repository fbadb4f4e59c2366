"""Verdicts while a round is open: is it too early to say, can it still change, and what is the shortest way up.

Refuses to speak where directions are hidden, and to say more of a small region than the published list would.
Invariant: a verdict that is said to be settled is the verdict of the list, if nobody joins and nobody changes a mark.

Source: docs/methods.md, "Live".
"""

from dataclasses import dataclass

from server.domain.counting.outlook import is_provisional, is_settled
from server.domain.counting.positions import COLUMNS, Verdict
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import Count
from server.domain.counting.ways import WayUp, shortest_way_up
from server.domain.counting.weighing import judge_votes
from server.domain.procedure.rules import Rules


@dataclass(frozen=True, slots=True)
class LiveVerdict:
    """One item of an open round.

    Shape:   `item` is an index into the slate; `way_up` names regions by their index and is None where no vote that
             is outstanding can lift the verdict.
    """

    item: int
    verdict: Verdict
    backing: int
    opposing: int
    provisional: bool
    settled: bool
    way_up: WayUp | None


def live_verdicts(count: Count, rules: Rules) -> tuple[LiveVerdict, ...] | None:
    """Say where every item of the slate stands now; None where nobody may see directions before the close.

    Shape:   one entry an item, in slate order. `count` is the live count of a round whose ballots say For and Against.
    """
    if rules.visibility != "live" or count.tally.columns != COLUMNS:
        return None
    readable = withhold(count, rules)
    fixed = _regions_are_fixed(readable, rules)
    return tuple(_live_verdict(readable, item, rules, fixed=fixed) for item in range(len(count.tally.slate)))


def _live_verdict(count: Count, item: int, rules: Rules, *, fixed: bool) -> LiveVerdict:
    own = judge_votes(count, item, rules)
    stands = tuple(own.positions.items())
    return LiveVerdict(
        item=item,
        verdict=own.verdict,
        backing=own.backing,
        opposing=own.opposing,
        provisional=is_provisional([position for _, position in stands]),
        settled=fixed and is_settled(count, stands, rules, own.plenary),
        way_up=shortest_way_up(stands, rules, own.plenary),
    )


def _regions_are_fixed(count: Count, rules: Rules) -> bool:
    """Say whether the verdict will rest on the regions it rests on now.

    Outside a recorded round a region with fewer than k ballots may end withheld, drawing others in with it, or open
    when its next ballot arrives; while there is one and ballots are outstanding, nothing is settled.
    """
    turnout = tuple(zip(count.tally.ballots, count.checked_in, strict=True))
    if rules.secrecy == "recorded" or all(cast >= seats for cast, seats in turnout):
        return True
    return all(cast >= rules.k or cast == seats == 0 for cast, seats in turnout)
