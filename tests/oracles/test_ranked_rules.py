"""Ranked pairs against pref_voting, Scottish STV against pref_voting and stvpoll."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import partial
from itertools import islice
from random import Random

from server.domain.algorithms.transferable_votes import Counted, LotNeeded, count_papers
from server.domain.counting.ranking import RankedList
from server.domain.counting.rankings import POSITIONS
from server.domain.procedure.rules import make_rules
from tests.domain.counting.counts import count_of, list_of

from . import profiles

profiles_with_ties = profiles.oracle("pref_voting.profiles_with_ties", "pref_voting")
margin_based = profiles.oracle("pref_voting.margin_based_methods", "pref_voting")
proportional = profiles.oracle("pref_voting.proportional_methods", "pref_voting")
scottish = profiles.oracle("stvpoll.scottish_stv", "stvpoll")

Ballots = Sequence[dict[int, int]]


def list_ballots(ballots: Ballots, items: int, method: str, places: int = 5) -> RankedList:
    """Rank ballots by one of our methods."""
    marks = [{profiles.SLATE[item]: str(place) for item, place in ballot.items()} for ballot in ballots]
    rules = make_rules({"secrecy": "recorded", "places": places})
    return list_of(count_of(POSITIONS, profiles.SLATE[:items], [marks]), rules, method)


def selected(ranked: RankedList) -> set[int]:
    return {profiles.SLATE.index(row.recommendation.id) for row in ranked.items if row.placing.selected}


def an_election(dice: Random, most: int) -> tuple[int, int, list[dict[int, int]], Counter[tuple[int, ...]]]:
    """Draw items, places and ballots without ties; the last part gathers them as orders of preference."""
    items = dice.randint(2, 7)
    ballots = [each for each in profiles.rankings(dice, items, most, ties=False) if each] or [{0: 1}]
    papers = Counter(tuple(sorted(ballot, key=ballot.__getitem__)) for ballot in ballots)
    return items, dice.randint(1, items - 1), ballots, papers


def test_ranked_pairs() -> None:
    """Whoever shares our rank 1 is what pref_voting elects under some order of equal majorities, and nobody else."""
    tied = 0
    for dice in islice(profiles.dice_of("ranked pairs"), profiles.PROFILES):
        items = dice.randint(2, 5)
        ballots = profiles.rankings(dice, items, dice.choice((5, 12, 40)))
        oracle = profiles_with_ties.ProfileWithTies(ballots, candidates=list(range(items)))
        oracle.use_extended_strict_preference()
        theirs = set(margin_based.ranked_pairs(oracle, algorithm="from_stacks"))
        rows = list_ballots(ballots, items, "ranked_pairs").items
        ours = {profiles.SLATE.index(row.recommendation.id) for row in rows if row.placing.rank == 1}
        assert ours == theirs
        tied += len(theirs) > 1
    assert tied > 20


class Lots:
    """Draws the lots of pref_voting as it is told, and says how many it was asked for."""

    def __init__(self, script: Sequence[int]) -> None:
        self.script, self.asked = list(script), []

    def choice(self, equals: Sequence[int]) -> int:
        """Take the next of the script, or the first."""
        place = self.script[len(self.asked)] if len(self.asked) < len(self.script) else 0
        self.asked.append(len(equals))
        return equals[place]


def all_committees(count: Callable[[Lots], Iterable[int]], most: int = 200) -> set[frozenset[int]] | None:
    """Run an oracle with every lot that can fall; None if there are too many."""
    found: set[frozenset[int]] = set()
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        script = waiting.pop()
        lots = Lots(script)
        found.add(frozenset(count(lots)))
        drawn = script + (0,) * (len(lots.asked) - len(script))
        for place in range(len(script), len(lots.asked)):
            waiting += [(*drawn[:place], other) for other in range(1, lots.asked[place])]
        if len(waiting) > most:
            return None
    return found


def test_scottish_stv() -> None:
    """What every lot elects is selected: as pref_voting elects it, lot by lot.

    Where the lowest at an earlier stage are themselves level, the oracle draws among all who are level now; the Order,
    and stvpoll with us, among those lowest ones. That can only leave the oracle with committees more than ours.
    """
    compared = wider = by_lot = 0
    for dice in profiles.dice_of("scottish"):
        items, places, ballots, papers = an_election(dice, dice.choice((15, 60, 300)))
        oracle = profiles_with_ties.ProfileWithTies(
            [{item: place for place, item in enumerate(order, 1)} for order in papers],
            rcounts=list(papers.values()),
            candidates=list(range(items)),
        )
        drawing = partial(proportional.stv_scottish, oracle, num_seats=places)
        theirs = all_committees(lambda lots, draw=drawing: draw(rng=lots))
        if theirs is None:
            continue
        ranked = list_ballots(ballots, items, "scottish_stv", places)
        level = {profiles.SLATE.index(ranked.slate[item]) for group in ranked.tie_break.undecided for item in group}
        assert selected(ranked) >= frozenset.intersection(*theirs)
        assert selected(ranked) | level <= frozenset.union(*theirs)
        wider += selected(ranked) != frozenset.intersection(*theirs)
        by_lot += len(theirs) > 1
        compared += 1
        if compared == profiles.PROFILES:
            break
    assert compared == profiles.PROFILES
    assert by_lot > 50
    assert wider <= 5


def _refuse(equals: tuple[int, ...], act: str) -> int:  # noqa: ARG001 - no lot is drawn, whatever it is for
    raise LotNeeded(equals)


def two_reached_the_quota_at_once(counted: Counted) -> bool:
    """Say whether papers were passed on while two had just been elected: stvpoll passes them on to the second."""
    passing = counted.stages if counted.waits_for else counted.stages[:-1]
    return any(len(stage.elected) > 1 for stage in passing)


def test_scottish_stv_a_second_opinion() -> None:
    """Stvpoll, told to cut decimals as the Order says, elects the same wherever no lot is needed."""

    class Cutting(scottish.ScottishSTV):  # type: ignore[name-defined, misc]
        @staticmethod
        def round(value: Decimal) -> Decimal:
            return value.quantize(Decimal("0.00001"), rounding=ROUND_DOWN)

    compared = 0
    for dice in profiles.dice_of("stvpoll"):
        items, places, ballots, papers = an_election(dice, dice.choice((60, 300)))
        oracle = Cutting(places, range(1, items + 1), random_in_tiebreaks=False)
        for order, cast in papers.items():
            oracle.add_ballot([item + 1 for item in order], cast)
        theirs = oracle.calculate()
        counted = count_papers(tuple(papers.items()), items, places, _refuse)
        if not theirs.complete or two_reached_the_quota_at_once(counted):
            continue
        assert selected(list_ballots(ballots, items, "scottish_stv", places)) == {item - 1 for item in theirs}
        compared += 1
        if compared == profiles.PROFILES:
            break
    assert compared == profiles.PROFILES
