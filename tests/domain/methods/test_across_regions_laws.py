"""Laws of the regions-first order, on counts that nobody thought of (docs/methods.md, "Properties")."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.counting.outlook import is_settled
from server.domain.counting.positions import LEVELS, VERDICTS
from server.domain.counting.tallies import Count
from server.domain.counting.weighing import Weighed, weigh
from server.domain.procedure.rules import Rules
from tests.domain.counting.counts import a_count, counts, list_of, order_of, rules_sheets, with_regions, with_slate

# The moves that say more for an item: which column loses a vote and which gains one; None is "no mark".
MOVES = ((None, 0), (3, 0), (2, 0), (2, 3), (2, None))


def moved(count: Count, region: int, move: tuple[int | None, int | None]) -> Count | None:
    """Change one vote on the first item; None where there is no such vote to change."""
    loses, gains = move
    cells = list(count.tally.cells[0][region])
    cast = list(count.tally.ballots)
    if loses is None:
        cast[region] = max(cast[region], sum(cells) + 1)
    elif cells[loses] == 0:
        return None
    else:
        cells[loses] -= 1
    if gains is not None:
        cells[gains] += 1
    item = (*count.tally.cells[0][:region], tuple(cells), *count.tally.cells[0][region + 1 :])
    changed = replace(count.tally, cells=(item, *count.tally.cells[1:]), ballots=tuple(cast))
    return replace(count, tally=changed)


def rung(weighed: Weighed) -> int:
    return LEVELS.get(weighed.verdict, 0)


@given(counts(), rules_sheets(), st.data())
def test_a_better_vote_never_lowers_an_item(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Monotone: none→for, abstain→for, against→for, against→abstain and a withdrawn against lower nothing."""
    if not count.counted:
        return
    region = data.draw(st.sampled_from(count.counted))
    before, rank_before = weigh(count, 0, rules), dict(map(reversed, order_of(list_of(count, rules))))["i1"]
    for move in MOVES:
        after_move = moved(count, region, move)
        if after_move is None or after_move.counted != count.counted:
            continue
        after = weigh(after_move, 0, rules)
        assert after.standing >= before.standing
        assert rung(after) >= rung(before)
        assert dict(map(reversed, order_of(list_of(after_move, rules))))["i1"] <= rank_before


@given(counts(most_items=1), rules_sheets(), st.data())
def test_a_newcomer_who_votes_for_never_lowers_an_item(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Participation: one more seat checked in, that votes For, in a region that counts already."""
    if not count.counted:
        return
    region = data.draw(st.sampled_from(count.counted))
    there = tuple(seats + (index == region) for index, seats in enumerate(count.checked_in))
    joined = moved(replace(count, checked_in=there), region, (None, 0))
    assert joined is not None
    assert weigh(joined, 0, rules).standing >= weigh(count, 0, rules).standing


@given(counts(most_items=1), rules_sheets())
def test_abstaining_is_as_good_as_not_voting(count: Count, rules: Rules) -> None:
    """Abstention neutrality: taking the abstentions out changes neither standing nor verdict."""
    silent = tuple((*cells[:3], 0) for cells in count.tally.cells[0])
    without = replace(count, tally=replace(count.tally, cells=(silent,)))
    assert weigh(without, 0, rules).standing == weigh(count, 0, rules).standing
    assert weigh(without, 0, rules).verdict == weigh(count, 0, rules).verdict


@given(counts(), rules_sheets(), st.data())
def test_an_item_stands_where_it_stands_whatever_else_is_voted_on(
    count: Count, rules: Rules, data: st.DataObject
) -> None:
    """Independence: taking another item off the slate leaves every other standing and their order as they were."""
    keep = data.draw(st.sets(st.integers(0, len(count.tally.slate) - 1), min_size=1))
    kept = sorted(keep)
    alone = with_slate(count, kept)
    for place, item in enumerate(kept):
        assert weigh(alone, place, rules).standing == weigh(count, item, rules).standing
    stayed = [item for _, item in order_of(list_of(count, rules)) if item in alone.tally.slate]
    assert [item for _, item in order_of(list_of(alone, rules))] == stayed


@given(counts(), rules_sheets(), st.randoms(use_true_random=False))
def test_it_does_not_matter_which_region_is_which(count: Count, rules: Rules, dice: Random) -> None:
    """Region symmetry: seating the regions in another order changes no standing and no verdict."""
    order = list(range(len(count.tally.regions)))
    dice.shuffle(order)
    turned = with_regions(count, order)
    for item in range(len(count.tally.slate)):
        assert weigh(turned, item, rules).standing == weigh(count, item, rules).standing
        assert weigh(turned, item, rules).verdict == weigh(count, item, rules).verdict


@given(counts(), rules_sheets(), st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_the_items_stand_on_the_slate(
    count: Count, rules: Rules, dice: Random
) -> None:
    """Neutrality: the ranks go with the items; only the listing of equals follows the numbers."""
    order = list(range(len(count.tally.slate)))
    dice.shuffle(order)
    turned = with_slate(count, order)
    assert sorted(order_of(list_of(turned, rules))) == sorted(order_of(list_of(count, rules)))


@given(st.lists(st.integers(1, 40), min_size=2, max_size=8), rules_sheets())
def test_unanimity_is_heard(sizes: list[int], rules: Rules) -> None:
    """All For in every region works across them and comes first; all Against is not supported and comes last."""
    for_all, against_all = [(seats, 0) for seats in sizes], [(0, seats) for seats in sizes]
    mixed = [(seats, 0) if index else (0, 0) for index, seats in enumerate(sizes)]
    ranked = list_of(a_count(against_all, mixed, for_all, checked_in=sizes), rules)
    assert [item.recommendation.id for item in ranked.items] == ["i3", "i2", "i1"]
    assert ranked.items[0].placing.verdict == "works_across"
    assert ranked.items[2].placing.verdict == "not_supported"


@given(counts(), rules_sheets(), st.data())
def test_what_is_liked_better_everywhere_is_not_ranked_lower(count: Count, rules: Rules, data: st.DataObject) -> None:
    """Pareto: with more For and fewer Against in every region (no region grows), a standing is at least as high."""
    better = []
    for region, (backing, _, against, _) in enumerate(count.tally.cells[0]):
        less = data.draw(st.integers(0, against))
        room = max(count.checked_in[region], backing + against) - backing - less
        better.append((backing + data.draw(st.integers(0, room)), 0, less, 0))
    twin = replace(count, tally=replace(count.tally, cells=(tuple(better),), slate=("i1",)))
    assert weigh(twin, 0, rules).standing >= weigh(count, 0, rules).standing


@given(counts(most_items=1), st.integers(2, 5), rules_sheets())
def test_a_meeting_many_times_as_large_stands_the_same(count: Count, times: int, rules: Rules) -> None:
    """Replication: multiplying every figure leaves states and, in regions of ten seats or more, support as they are."""
    item = tuple(tuple(times * figure for figure in cells) for cells in count.tally.cells[0])
    larger = Count(
        replace(count.tally, cells=(item,), ballots=tuple(times * cast for cast in count.tally.ballots)),
        (),
        tuple(times * seats for seats in count.checked_in),
        tuple(times * seats for seats in count.entitled),
    )
    before, after = weigh(count, 0, rules), weigh(larger, 0, rules)
    assert (after.verdict, after.backing, after.opposing) == (before.verdict, before.backing, before.opposing)
    for region, stands in before.positions.items():
        assert after.positions[region].state == stands.state
        if stands.seats >= 10:
            assert after.positions[region].support == stands.support


@given(counts(), rules_sheets())
def test_figures_keep_their_bounds(count: Count, rules: Rules) -> None:
    """0 ≤ a + d ≤ n; support within 1/12 … 11/12 from ten seats and 1/4 … 3/4 at two; verdict and S, O agree."""
    for item in range(len(count.tally.slate)):
        own = weigh(count, item, rules)
        assert own.verdict in VERDICTS
        assert own.backing + own.opposing <= len(own.positions) == len(own.standing.weakest_region)
        for stands in own.positions.values():
            assert 0 <= stands.in_favour + stands.against <= stands.seats
            if stands.seats >= 10:
                assert Fraction(1, 12) <= stands.support <= Fraction(11, 12)
            if stands.seats == 2:
                assert Fraction(1, 4) <= stands.support <= Fraction(3, 4)


@given(counts(), rules_sheets())
def test_equal_standings_share_a_rank_and_unequal_ones_never_do(count: Count, rules: Rules) -> None:
    """A rank is one more than the number of items that stand strictly higher; `tied` says that it is shared."""
    standings = {item: weigh(count, place, rules).standing for place, item in enumerate(count.tally.slate)}
    for item in list_of(count, rules).items:
        own = standings[item.recommendation.id]
        assert item.placing.rank == 1 + sum(other > own for other in standings.values())
        assert item.placing.tied == (sum(other == own for other in standings.values()) > 1)


@settings(max_examples=200)
@given(counts(most_items=1), rules_sheets(), st.data())
def test_a_settled_verdict_stays_settled(count: Count, rules: Rules, data: st.DataObject) -> None:
    """However the outstanding seats vote, nobody joining and no mark changed, a settled verdict is the verdict."""
    before = weigh(count, 0, rules)
    if not is_settled(count, tuple(before.positions.items()), rules, before.plenary):
        return
    cells, voted = [], []
    for region, (backing, hedged, against, abstain) in enumerate(count.tally.cells[0]):
        left = count.checked_in[region] - count.tally.ballots[region]
        more_for = data.draw(st.integers(0, left))
        more_against = data.draw(st.integers(0, left - more_for))
        cells.append((backing + more_for, hedged, against + more_against, abstain))
        voted.append(count.tally.ballots[region] + more_for + more_against)
    later = replace(count, tally=replace(count.tally, cells=(tuple(cells),), ballots=tuple(voted)))
    after = weigh(later, 0, rules)
    assert after.verdict == before.verdict
    assert is_settled(later, tuple(after.positions.items()), rules, after.plenary)
