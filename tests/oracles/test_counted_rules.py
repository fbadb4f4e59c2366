"""Approval, score, balanced product and the leximin of regional support, against pref_voting and red-dwarf."""

import warnings
from fractions import Fraction
from itertools import islice

import pytest

from server.domain.counting.positions import damped_support
from server.domain.counting.ranking import RankedList
from server.domain.counting.weighing import weigh
from server.domain.methods import score as score_method
from server.domain.procedure.rules import make_rules
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of

from . import profiles

grade_profiles = profiles.oracle("pref_voting.grade_profiles", "pref_voting")
grade_methods = profiles.oracle("pref_voting.grade_methods", "pref_voting")
utilities = profiles.oracle("pref_voting.utility_profiles", "pref_voting")
utility_methods = profiles.oracle("pref_voting.utility_methods", "pref_voting")
stats = profiles.oracle("reddwarf.utils.stats", "red-dwarf")
numpy = profiles.oracle("numpy", "red-dwarf")
pandas = profiles.oracle("pandas", "red-dwarf")

OPEN = make_rules({"secrecy": "recorded", "backing_quorum": "0"})


def first(ranked: RankedList) -> set[int]:
    return {profiles.SLATE.index(item.recommendation.id) for item in ranked.items if item.placing.rank == 1}


def test_approval() -> None:
    """The items that share rank 1 of a shortlist are the winners by approval."""
    for dice in islice(profiles.dice_of("approval"), profiles.PROFILES):
        items = dice.randint(2, 8)
        ballots = profiles.approvals(dice, items)
        grades = [{item: int(item in ballot) for item in range(items)} for ballot in ballots]
        theirs = grade_methods.approval(grade_profiles.GradeProfile(grades, [0, 1]))
        marks = [{profiles.SLATE[item]: "approve" for item in ballot} for ballot in ballots]
        ours = list_of(count_of(("approve",), profiles.SLATE[:items], [marks]), RECORDED, "shortlist")
        assert first(ours) == set(theirs)


def test_score() -> None:
    """The highest mean among those who scored; our further tests only part what the oracle leaves tied."""
    for dice in islice(profiles.dice_of("score"), profiles.PROFILES):
        items = dice.randint(2, 8)
        grades = [
            {item: dice.randint(0, 5) for item in range(items) if dice.random() < 0.8}
            for _ in range(dice.randint(1, 30))
        ] + [{0: 3}]
        scored = {item for ballot in grades for item in ballot}
        oracle = grade_profiles.GradeProfile(grades, list(range(6)), candidates=list(range(items)))
        marks = [{profiles.SLATE[item]: str(given) for item, given in ballot.items()} for ballot in grades]
        count = count_of(score_method.COLUMNS, profiles.SLATE[:items], [marks])
        means = {item: score_method.weigh(count, item, OPEN).standing.mean for item in scored}
        theirs = set(grade_methods.score_voting(oracle, evaluation_method="mean"))
        assert {item for item, mean in means.items() if float(mean) == float(max(means.values()))} == theirs
        reaching = {item for item in scored if score_method.weigh(count, item, OPEN).standing.quorum}
        if reaching & theirs:
            assert first(list_of(count, OPEN, "score")) <= theirs


def test_balanced_product() -> None:
    """The product of every item, figure by figure, is red-dwarf's group-aware consensus."""
    for dice in islice(profiles.dice_of("product"), profiles.PROFILES):
        sizes = [dice.randint(1, 12) for _ in range(dice.randint(2, 6))]
        items = [[profiles.votes(dice, seats) for seats in sizes] for _ in range(dice.randint(1, 6))]
        columns = []
        for item in items:
            column: list[float] = []
            for (backing, against, abstain), seats in zip(item, sizes, strict=True):
                silent = seats - backing - against - abstain
                column += [1.0] * backing + [-1.0] * against + [0.0] * abstain + [numpy.nan] * silent
            columns.append(column)
        labels = [region for region, seats in enumerate(sizes) for _ in range(seats)]
        matrix = pandas.DataFrame(dict(enumerate(columns)))
        with warnings.catch_warnings(), numpy.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            _, theirs = stats.calculate_comment_statistics_dataframes(vote_matrix=matrix, cluster_labels=labels)
        ours = list_of(a_count(*items, checked_in=sizes), RECORDED, "balanced_product")
        for row in ours.items:
            product = row.placing.figures["product"]
            assert isinstance(product, Fraction)
            item = int(row.recommendation.id[1:]) - 1
            assert float(product) == pytest.approx(float(theirs["group-aware-consensus-agree"].iloc[item]), rel=1e-12)


def test_the_leximin_of_regional_support() -> None:
    """Items whose regions take no positions are ordered as pref_voting orders the supports by leximin."""
    for dice in islice(profiles.dice_of("leximin"), profiles.PROFILES):
        sizes = [dice.randint(1, 12) for _ in range(dice.randint(2, 6))]
        items = [[profiles.votes(dice, seats) for seats in sizes] for _ in range(dice.randint(2, 6))]
        supports = [
            {
                item: float(damped_support(votes[region][0], votes[region][1], max(seats, sum(votes[region][:2]))))
                for item, votes in enumerate(items)
            }
            for region, seats in enumerate(sizes)
        ]
        theirs = utility_methods.lexicographic_maximin_ranking(utilities.UtilityProfile(supports)).rmap
        count = a_count(*items, checked_in=sizes)
        ours = {item: weigh(count, item, RECORDED).standing.weakest_region for item in range(len(items))}
        for item, other in _pairs(len(items)):
            assert (ours[item] > ours[other]) == (theirs[item] < theirs[other])


def _pairs(items: int) -> list[tuple[int, int]]:
    return [(item, other) for item in range(items) for other in range(items) if item != other]
