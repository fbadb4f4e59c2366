"""The third unit: every delegation counts once, recounted here by other hands; and the laws that hold of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.delegations import Delegations, delegations_of
from server.domain.counting.positions import COLUMNS
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.errors import Malformed
from server.domain.methods import METHODS, meant
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import SECRECIES, Rules, make_rules
from tests.domain.counting.counts import RECORDED, list_of

ROLL_CALL = replace(RECORDED, roll_call=True)
SLATE = ("i1", "i2", "i3")
REGIONS = ("r1", "r2", "r3")
Cast = tuple[int, str, Mapping[str, str]]
"""The index of a region, the delegation that a seat names, and the marks of its ballot."""


def a_count_of(cast: Sequence[Cast]) -> Count:
    """Count ballots; seats are numbered as they stand."""
    ballots = tuple(
        CountedBallot(region, marks, f"b{seat}", mandate=Mandate(REGIONS[region], delegation, f"Seat {seat}", seat))
        for seat, (region, delegation, marks) in enumerate(cast, 1)
    )
    tally = recount(SLATE, REGIONS, COLUMNS, ballots)
    return Count(tally, ballots, tally.ballots, tally.ballots)


def told(cast: Sequence[Cast], rules: Rules = RECORDED) -> Delegations | None:
    return delegations_of(withhold(a_count_of(cast), rules), rules)


def votes(marks: str) -> list[Mapping[str, str]]:
    """Write ballots of the first item alone, a letter each: For, With changes, Against, abstain, no mark."""
    words = {"f": "for", "w": "with_changes", "a": "against", "b": "abstain"}
    return [{"i1": words[letter]} if letter in words else {} for letter in marks]


def seats(delegation: str, marks: str, region: int = 0) -> list[Cast]:
    return [(region, delegation, each) for each in votes(marks)]


EXAMPLE = [
    *seats("Kenya", "ffa"), *seats("Ghana", "fa"), *seats("Benin", "aab"), *seats("Chile", "w", region=1),
    *seats("", "f", region=1), *seats("", "b", region=1),
]  # fmt: skip


def test_the_example_of_the_document() -> None:
    """Three units say three things of the same eleven ballots. Holds R152."""
    listed = list_of(a_count_of(EXAMPLE), RECORDED)
    (first, *_) = listed.items
    assert first.recommendation.id == "i1"
    assert {name: first.placing.line.marks[name] for name in COLUMNS} == {
        "for": 4, "with_changes": 1, "against": 4, "abstain": 2,
    }  # fmt: skip
    assert listed.delegations == Delegations(6, ((3, 1, 2), (0, 0, 6), (0, 0, 6)))


def test_the_roll_call_says_who_stands_where() -> None:
    """Region by region, delegations by name and then seats that speak for themselves. Holds R153."""
    told_ = told(EXAMPLE, ROLL_CALL)
    assert told_ is not None
    assert [(each.name, each.region, each.seat, each.ballots, each.marks[0]) for each in told_.roll] == [
        ("Benin", 0, 0, 3, (0, 0, 2, 1)),
        ("Ghana", 0, 0, 2, (1, 0, 1, 0)),
        ("Kenya", 0, 0, 3, (2, 0, 1, 0)),
        ("Chile", 1, 0, 1, (0, 1, 0, 0)),
        ("Seat 10", 1, 10, 1, (1, 0, 0, 0)),
        ("Seat 11", 1, 11, 1, (0, 0, 0, 1)),
    ]


def test_a_delegation_is_one_however_it_is_written_and_two_in_two_regions() -> None:
    """People who join by code type it themselves."""
    spelled = [*seats("Côte d’Ivoire", "f"), *seats("cote  d’ivoire", "f"), *seats("Côte d’Ivoire", "a", region=1)]
    found = told(spelled, ROLL_CALL)
    assert found is not None
    assert (found.cast, found.votes[0]) == (2, (1, 1, 0))
    assert [(each.name, each.ballots) for each in found.roll] == [("Côte d’Ivoire", 2), ("Côte d’Ivoire", 1)]


def test_nothing_is_told_where_nothing_is_known() -> None:
    """Nobody names a delegation, an earlier release opened the round, or the method knows no For and Against."""
    assert told(seats("", "ffa")) is None
    assert told([]) is None
    count = a_count_of(EXAMPLE)
    older = replace(count, ballots=tuple(replace(each, mandate=None) for each in count.ballots))
    assert delegations_of(older, RECORDED) is None
    approvals = recount(SLATE, REGIONS, ("approve",), [CountedBallot(0, {"i1": "approve"})])
    assert delegations_of(replace(count, tally=approvals), RECORDED) is None


def test_a_roll_call_is_of_recorded_rounds_and_of_ballots_for_and_against() -> None:
    """Anything else is refused by its name. Holds R153."""
    assert make_rules({"secrecy": "recorded", "roll_call": True}) == ROLL_CALL
    for secrecy in ("confidential", "sealed"):
        with pytest.raises(Malformed) as no:
            make_rules({"secrecy": secrecy, "roll_call": True})
        assert no.value.figures == {"rule": "roll_call"}
    judging = {"across_regions", "balanced_product", "regional_mean"}
    for name in METHODS:
        meant(name, RECORDED)
        if name in judging:
            meant(name, ROLL_CALL)
        else:
            with pytest.raises(Malformed):
                meant(name, ROLL_CALL)


marks = st.dictionaries(st.sampled_from(SLATE), st.sampled_from(COLUMNS))
names = st.sampled_from(["", "Kenya", "KENYA", "Ghana", "Chile", "Peru"])
casts = st.lists(st.tuples(st.integers(0, 2), names, marks), max_size=14)


@given(casts)
def test_a_recount_by_other_hands_finds_the_same(cast: Sequence[Cast]) -> None:
    """Ballot by ballot, with the sign of a sum and a dictionary by name. Holds R152."""
    sums: defaultdict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for at, (region, delegation, marked) in enumerate(cast):
        whose = (region, delegation.lower()) if delegation else (region, at)
        sums[whose].update(dict.fromkeys(SLATE, 0))
        for item, mark in marked.items():
            sums[whose][item] += {"for": 1, "with_changes": 1, "against": -1, "abstain": 0}[mark]
    found = told(cast, ROLL_CALL)
    if not any(delegation for _, delegation, _ in cast):
        assert found is None
        return
    assert found is not None
    assert (found.cast, len(found.roll)) == (len(sums), len(sums))
    for at, item in enumerate(SLATE):
        signs = [each[item] for each in sums.values()]
        assert found.votes[at] == (sum(s > 0 for s in signs), sum(s < 0 for s in signs), sum(s == 0 for s in signs))
        tally = a_count_of(cast).totals(at)
        assert tuple(map(sum, zip(*(each.marks[at] for each in found.roll), strict=True))) == tally
    assert sum(each.ballots for each in found.roll) == len(cast)


@given(casts, st.randoms(use_true_random=False))
def test_who_casts_first_changes_nothing(cast: Sequence[Cast], dice: object) -> None:
    """Neither does which seat of a delegation a ballot is of."""
    mixed = sorted(cast, key=lambda _: dice.random())  # type: ignore[attr-defined]
    named = [each for each in mixed if each[1]]
    assert told(named) == told([each for each in cast if each[1]])
    before, after = told(cast), told(mixed)
    assert (before and (before.cast, before.votes)) == (after and (after.cast, after.votes))


@given(st.lists(marks, min_size=1, max_size=9), st.sampled_from(SECRECIES))
def test_where_each_delegation_has_one_seat_all_units_of_heads_agree(
    cast: Sequence[Mapping[str, str]], secrecy: str
) -> None:
    """Delegations are for and against as often as delegates are, in every secrecy in which totals are shown."""
    count = a_count_of([(at % 3, f"State {at}", each) for at, each in enumerate(cast)])
    rules = make_rules({"secrecy": secrecy, "k": 3})
    readable = withhold(count, rules)
    found = delegations_of(readable, rules)
    assert found is not None
    if not readable.totals_shown:
        assert found == Delegations(withheld="totals")
        return
    for at in range(len(SLATE)):
        outright, changed, against, _ = count.totals(at)
        assert found.votes[at] == (outright + changed, against, len(cast) - outright - changed - against)


@given(st.lists(st.tuples(st.integers(0, 2), marks), min_size=1, max_size=9))
def test_where_each_region_is_one_delegation_regions_and_delegations_agree(
    cast: Sequence[tuple[int, Mapping[str, str]]],
) -> None:
    """With one seat there is no quorum of a quarter that could keep a region from its majority."""
    rules = replace(RECORDED, backing_quorum=RECORDED.backing_quorum * 0)
    listed = list_of(a_count_of([(region, "All", each) for region, each in cast]), rules)
    assert listed.delegations is not None
    for item in listed.items:
        states = Counter(outcome.state for outcome in item.placing.regions)
        in_favour, against, _ = listed.delegations.votes[item.placing.item]
        assert (states["backs"], states["opposes"]) == (in_favour, against)


@given(casts, st.integers(0, 13))
def test_a_better_mark_never_moves_a_delegation_down(cast: Sequence[Cast], at: int) -> None:
    """For instead of Against, or of nothing: fewer are not for it, and no more are against it."""
    raised = [(r, d, {**m, "i1": "for"}) if place == at else (r, d, m) for place, (r, d, m) in enumerate(cast)]
    before, after = told(cast), told(raised)
    if before is None or after is None:
        assert before == after
        return
    assert after.votes[0][0] >= before.votes[0][0]
    assert after.votes[0][1] <= before.votes[0][1]
    assert after.votes[1:] == before.votes[1:]


@given(casts, st.sampled_from(["confidential", "sealed"]))
def test_a_secret_round_tells_what_delegates_tell_or_nothing(cast: Sequence[Cast], secrecy: str) -> None:
    """Once a delegation has cast two ballots nothing of delegations is told; else the delegates' total. Holds R154."""
    rules = make_rules({"secrecy": secrecy, "k": 3})
    count = withhold(a_count_of(cast), rules)
    found = delegations_of(count, rules)
    if found is None:
        return
    assert found.roll == ()
    named = [(region, delegation.lower()) for region, delegation, _ in cast if delegation]
    if not count.totals_shown:
        assert found == Delegations(withheld="totals")
    elif len(named) != len(set(named)):
        assert found == Delegations(withheld="several")
    else:
        assert [sum(each) for each in found.votes] == [len(cast)] * len(SLATE)
        assert [each[0] for each in found.votes] == [sum(count.totals(at)[:2]) for at in range(len(SLATE))]
