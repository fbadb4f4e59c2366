"""Regions too small to be shown are spoken for: they count together, and what is withheld all the same stays in."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from server.domain.counting.tallies import Count
from server.domain.procedure.opening import RegionSeats, open_round
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules

from .counts import Votes, a_count, list_of

SIZES = (30, 20, 18, 14, 8, 2)
K4 = Rules(k=4)
BY_FIGURE = ("balanced_product", "regional_mean")


def together(votes: Votes) -> Count:
    """Count votes of the sample's regions as a confidential round does that was opened with all seats there."""
    draft = Round("m1r1", "m1p1", 1, "across_regions", ("i1",), (), K4)
    regions = [RegionSeats(f"r{at}", many, many) for at, many in enumerate(SIZES)]
    opened = open_round(draft, 0, regions)
    voices = [
        tuple(map(sum, zip(*(votes[int(member[1:])] for member in members), strict=True))) for members in opened.members
    ]
    return a_count(voices, checked_in=opened.checked_in, entitled=opened.entitled)


def test_two_small_regions_against_are_heard() -> None:
    """The example of the document: with all ten of them Against nothing works across regions."""
    votes = [(30, 0), (20, 0), (18, 0), (14, 0), (0, 8), (0, 2)]
    ranked = list_of(together(votes), K4)
    placing = ranked.items[0].placing
    assert [each.state for each in placing.regions] == ["backs"] * 4 + ["opposes"]
    assert (placing.verdict, placing.backing, placing.opposing, ranked.regions_counted) == ("contested", 4, 1, 5)
    left_out = a_count(votes[:4])
    assert list_of(left_out, K4).items[0].placing.verdict == "works_across"


def test_what_is_withheld_stays_counted_and_has_no_position() -> None:
    """The second example: ten, eight and three ballots For; one region of three backs it. Holds R134."""
    ranked = list_of(a_count([(10, 0), (8, 0), (3, 0)]), K4)
    placing = ranked.items[0].placing
    assert [region.withheld for region in ranked.regions] == [False, True, True]
    assert (placing.verdict, placing.backing, ranked.regions_counted) == ("works_in_some", 1, 3)


def test_a_round_of_before_leaves_out_what_is_withheld() -> None:
    """Its rules sheet did not say that it counts."""
    count = replace(a_count([(10, 0), (8, 0), (9, 0), (2, 0), (2, 0)]), leaves_out=True)
    placing = list_of(count, K4).items[0].placing
    assert (placing.verdict, placing.backing) == ("works_across", 3)


@pytest.mark.parametrize("method", BY_FIGURE)
def test_what_is_not_shown_is_a_half_whatever_it_says(method: str) -> None:
    """Two regions are not shown: For or Against there moves no figure, and none of them is named as the lowest."""
    likes, refuses = (list_of(a_count([(9, 1), few, few]), K4, method) for few in ((2, 0), (0, 2)))
    first, second = likes.items[0].placing, refuses.items[0].placing
    assert first.figures == second.figures
    assert "lowest_in" not in [reason.code for reason in first.reasons]
    alone = list_of(a_count([(9, 1)]), K4, method).items[0].placing.figures
    (name, whole) = next(iter(first.figures.items()))
    own = Fraction(str(alone[name]))
    half = Fraction(1, 2)
    assert whole == (own * half * half if method == "balanced_product" else (own + 1) / 3)


def test_no_way_leads_through_what_is_not_shown() -> None:
    """Neither what would lift a verdict nor what would take it away is said of a region whose figures nobody reads."""
    count = a_count([(9, 1), (2, 0), (2, 0), (3, 7)], checked_in=(12, 6, 6, 12))
    reasons = {reason.code: reason.figures for reason in list_of(count, K4).items[0].placing.reasons}
    assert "r2" not in str(reasons["rests_on"])
    assert "r3" not in str(reasons["rests_on"])
    assert "more_for_needed" not in reasons or "r2" not in str(reasons["more_for_needed"])
    assert reasons["withheld_in"] == {"regions": ("r2", "r3")}
    assert "no_position_in" not in reasons


def test_a_reason_does_not_name_the_support_of_what_is_not_shown() -> None:
    """The second item stands below since one region likes it less than the half at which the veiled ones count."""
    liked, less = ([(9, 1), votes, (2, 0), (2, 0)] for votes in ((6, 5), (5, 6)))
    count = a_count(liked, less, checked_in=(10, 40, 2, 2))
    (reason,) = (each for each in list_of(count, K4).items[1].placing.reasons if each.code.startswith("below_"))
    figures = {"above": "i1", "above_number": 1, "region": "r2", "here": Fraction(9, 19)}
    assert (reason.code, reason.figures) == ("below_not_shown", figures)


@pytest.mark.parametrize("rounds", [20, pytest.param(1_000, marks=pytest.mark.long)])
def test_in_the_sample_all_six_are_spoken_for_in_five_voices(rounds: int) -> None:
    """At every turnout from 40 to 100 %, whenever the pool casts k ballots; how often it does not is printed."""
    silent: Counter[int] = Counter()
    veiled: Counter[int] = Counter()
    for turnout in range(40, 101, 10):
        dice = Random(f"turnout {turnout}")
        for _ in range(rounds):
            votes = [drawn(dice, seats, turnout) for seats in SIZES]
            count = together(votes)
            ranked = list_of(count, K4)
            assert ranked.regions_counted == 5
            few = [0 < cast < K4.k for cast in count.tally.ballots]
            assert any(few) == any(region.withheld for region in ranked.regions)
            silent[turnout] += few[4]
            veiled[turnout] += any(few)
    for turnout in range(40, 101, 10):
        print(f"{turnout} %: the pool cast too few in {silent[turnout]} of {rounds}, anybody in {veiled[turnout]}")
    assert silent[100] == veiled[100] == 0


def drawn(dice: Random, seats: int, turnout: int) -> tuple[int, int]:
    cast = sum(dice.random() < turnout / 100 for _ in range(seats))
    in_favour = dice.randint(0, cast)
    return in_favour, cast - in_favour
