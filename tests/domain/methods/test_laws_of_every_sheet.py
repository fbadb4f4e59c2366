"""Laws that hold whatever the rules sheet says: secrecy, k, quorums, shares, tolerance, keys and leaning.

Each where it cannot hold has its counter-example here, and docs/methods.md, "Properties", says it.
"""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.domain.counting.positions import LEVELS, VERDICTS
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import Weighed, weigh
from server.domain.procedure.rules import Rules, make_rules
from tests.domain.counting.counts import (
    RECORDED,
    a_count,
    counts,
    every_rules_sheet,
    list_of,
    order_of,
    with_regions,
    with_slate,
)

BETTER = ((None, 0), (None, 1), (3, 0), (3, 1), (2, 0), (2, 1), (2, 3), (2, None))
"""What one mark on a ballot that was cast can become in favour of an item: from a column, or none, to another."""
CONFIDENTIAL = make_rules({"secrecy": "confidential", "k": 4})


def read(count: Count, rules: Rules, item: int = 0) -> Weighed:
    """Weigh an item as its list does: what may not be read is withheld first."""
    return weigh(withhold(count, rules), item, rules)


def marked_better(count: Count, region: int, move: tuple[int | None, int | None]) -> Count | None:
    """Change one mark on the first item, nobody coming or going; None where there is no such mark."""
    loses, gains = move
    cells = list(count.tally.cells[0][region])
    if (sum(cells) >= count.tally.ballots[region]) if loses is None else (cells[loses] == 0):
        return None
    for column, change in ((loses, -1), (gains, 1)):
        if column is not None:
            cells[column] += change
    item = (*count.tally.cells[0][:region], tuple(cells), *count.tally.cells[0][region + 1 :])
    return replace(count, tally=replace(count.tally, cells=(item, *count.tally.cells[1:])))


@given(counts(), every_rules_sheet(), st.data())
def test_a_better_mark_never_lowers_an_item(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Whoever has cast and says more for an item lowers neither its standing nor its verdict nor its rank."""
    assume(any(count.tally.ballots))
    region = data.draw(st.sampled_from([at for at, cast in enumerate(count.tally.ballots) if cast]))
    before, rank = read(count, rules), dict(map(reversed, order_of(list_of(count, rules))))["i1"]
    for move in BETTER:
        if (better := marked_better(count, region, move)) is None:
            continue
        after = read(better, rules)
        assert after.standing >= before.standing
        assert LEVELS.get(after.verdict, 0) >= LEVELS.get(before.verdict, 0)
        assert dict(map(reversed, order_of(list_of(better, rules))))["i1"] <= rank


@given(counts(most_items=1), every_rules_sheet(), st.data())
def test_with_changes_is_for(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Printed apart, and the same in everything that is made of it."""
    hedged = []
    for backing, _, against, abstain in count.tally.cells[0]:
        so_many = data.draw(st.integers(0, backing))
        hedged.append((backing - so_many, so_many, against, abstain))
    other = replace(count, tally=replace(count.tally, cells=(tuple(hedged),)))
    one, two = read(count, rules), read(other, rules)
    assert (one.standing, one.verdict, one.positions, one.plenary) == (
        two.standing,
        two.verdict,
        two.positions,
        two.plenary,
    )


@given(counts(most_items=1), every_rules_sheet())
def test_abstaining_is_as_good_as_leaving_the_mark_out(count: Count, rules: Rules) -> None:
    """Taking the abstentions off the ballots moves neither standing nor verdict."""
    silent = tuple((*cells[:3], 0) for cells in count.tally.cells[0])
    without = replace(count, tally=replace(count.tally, cells=(silent,)))
    one, two = read(without, rules), read(count, rules)
    assert (one.standing, one.verdict) == (two.standing, two.verdict)


@given(counts(), every_rules_sheet(), st.data())
def test_other_items_move_nothing(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Taking items off the slate leaves every other standing, and their order, as they were."""
    kept = sorted(data.draw(st.sets(st.integers(0, len(count.tally.slate) - 1), min_size=1)))
    alone = with_slate(count, kept)
    for place, item in enumerate(kept):
        assert read(alone, rules, place).standing == read(count, rules, item).standing
    stayed = [item for _, item in order_of(list_of(count, rules)) if item in alone.tally.slate]
    assert [item for _, item in order_of(list_of(alone, rules))] == stayed


@given(counts(), every_rules_sheet(), st.randoms(use_true_random=False))
def test_regions_are_interchangeable(count: Count, rules: Rules, dice: Random) -> None:
    """Seating the regions in another order changes nothing, where no two are equally near to being withheld."""
    cast = count.tally.ballots
    assume(rules.secrecy == "recorded" or len(set(cast)) == len(cast))
    order = list(range(len(cast)))
    dice.shuffle(order)
    turned = with_regions(count, order)
    for item in range(len(count.tally.slate)):
        one, two = read(count, rules, item), read(turned, rules, item)
        assert (one.standing, one.verdict) == (two.standing, two.verdict)


@given(counts(), every_rules_sheet(), st.data())
def test_better_everywhere_is_not_lower(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Pareto: with any Against turned into For in any regions nothing falls."""
    better = []
    for backing, hedged, against, abstain in count.tally.cells[0]:
        fewer, less = data.draw(st.integers(0, against)), data.draw(st.integers(0, abstain))
        better.append((backing + against - fewer + abstain - less, hedged, fewer, less))
    twin = replace(count, tally=replace(count.tally, cells=(tuple(better), *count.tally.cells[1:])))
    assert read(twin, rules).standing >= read(count, rules).standing


@given(counts(), every_rules_sheet())
def test_there_is_one_verdict_and_figures_keep_their_bounds(count: Count, rules: Rules) -> None:
    """Support from 1/12 to 11/12 from ten seats on; works across only with both keys, where both are asked."""
    for item in range(len(count.tally.slate)):
        own = read(count, rules, item)
        assert own.verdict in VERDICTS
        assert own.backing + own.opposing + own.leaning_against <= len(own.positions)
        if rules.both_keys and own.verdict == "works_across":
            assert own.plenary is not None
            assert own.plenary.outcome == "carried"
        for stands in own.positions.values():
            assert 0 <= stands.in_favour + stands.against <= stands.seats
            assert (stands.lean == "") or stands.state == "no_position"
            if stands.seats >= 10:
                assert Fraction(1, 12) <= stands.support <= Fraction(11, 12)


@given(counts(), every_rules_sheet())
def test_a_list_has_its_groups_one_under_another_and_equals_share_a_rank(count: Count, rules: Rules) -> None:
    """All of one verdict stand together; a rank is one more than how many stand strictly higher."""
    ranked = list_of(count, rules)
    said = [item.placing.verdict for item in ranked.items]
    assert [verdict for at, verdict in enumerate(said) if verdict not in said[:at]] == [
        verdict for at, verdict in enumerate(said) if at == 0 or said[at - 1] != verdict
    ]
    standings = {item: read(count, rules, at).standing for at, item in enumerate(count.tally.slate)}
    for item in ranked.items:
        own = standings[item.recommendation.id]
        assert item.placing.rank == 1 + sum(other > own for other in standings.values())


def test_a_fourth_ballot_for_may_open_a_region_that_opposes() -> None:
    """The paradox of rounds that are not recorded: three Against are withheld, and with one more For they are read."""
    rules = replace(CONFIDENTIAL, regions_needed=Fraction(1, 2))
    before, after = (
        a_count([(9, 0), (9, 0), (9, 0), (2, 2), last], checked_in=(9, 9, 9, 4, 12)) for last in ((0, 3), (1, 3))
    )
    assert [read(count, rules).verdict for count in (before, after)] == ["works_across", "contested"]


def test_unanimity_is_not_heard_where_it_is_withheld() -> None:
    """All For everywhere: a region that is not shown backs nothing, so that two of four are too few."""
    everybody = a_count([(9, 0), (9, 0), (3, 0), (3, 0)])
    assert read(everybody, RECORDED).verdict == "works_across"
    assert read(everybody, CONFIDENTIAL).verdict == "works_in_some"


@pytest.mark.parametrize("times", [1, 2])
def test_a_meeting_twice_as_large_withholds_less(times: int) -> None:
    """Replication holds where all is shown; twice three ballots are enough to be read."""
    votes = [(9 * times, 0), (9 * times, 0), (0, 3 * times), (3 * times, 0)]
    assert read(a_count(votes), CONFIDENTIAL).opposing == times - 1


def test_of_two_regions_as_small_the_first_is_withheld() -> None:
    """So where two cast as few ballots it matters which is which: somebody has to hide the third."""
    votes = [(9, 0), (5, 0), (0, 5), (2, 1)]
    one, other = a_count(votes), a_count([votes[0], votes[2], votes[1], votes[3]])
    assert withhold(one, CONFIDENTIAL).withheld == withhold(other, CONFIDENTIAL).withheld == {1, 3}
    assert (read(one, CONFIDENTIAL).opposing, read(other, CONFIDENTIAL).opposing) == (1, 0)
