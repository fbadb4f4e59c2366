"""Claims of ties and lots, held against what follows from the marks: who is level, and what became of them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil

from tests.words.truth import pairs, regions, shares, transfers
from tests.words.truth.held import Held
from tests.words.truth.judge import Figures, Judge

ways = lru_cache(maxsize=4)(shares.ways)
elected = lru_cache(maxsize=4)(transfers.elected)
locking = lru_cache(maxsize=4)(pairs.locking)
CHOOSE = ("shortlist", "proportional_five", "scottish_stv")


def can_be_judged(held: Held) -> bool:
    """Say whether every way through the ties can be followed by hand."""
    return {
        "proportional_five": lambda: ways(held) is not None,
        "ranked_pairs": lambda: locking(held) is not None,
        "scottish_stv": lambda: elected(held) is not None,
    }.get(held.method, lambda: True)()


def draws(held: Held) -> bool:
    """Say whether a lot is published."""
    return held.rules.tie_rule == "lot" and bool(held.seed)


def kept(held: Held) -> bool:
    """Say whether the choice is one that was read before."""
    return held.ranked.totals_withheld == "not_anew"


def score_of(held: Held, item: int) -> tuple[bool, Fraction, int, int]:
    """Say by what scores order an item: its quorum, the mean, 3 and more minus lower ones, 3 and more."""
    given = [int(mark) for mark in held.marks(item)]
    high = sum(score >= 3 for score in given)
    mean = Fraction(sum(given), len(given)) if given else Fraction(0)
    return high >= approvals_needed(held), mean, 2 * high - len(given), high


def approvals_needed(held: Held) -> int:
    """Say how many scores of 3 and more make the quorum."""
    return max(1, ceil(held.rules.backing_quorum * max(sum(held.seats), len(held.ballots))))


def key(held: Held, item: int) -> object:
    """Say by what an order orders an item; equals share it."""
    if held.method == "ranked_pairs":
        found = locking(held)
        assert found is not None
        return found.layer(item)
    return score_of(held, item) if held.method == "score" else tuple(value for _, value in regions.tests(held, item))


def equals(held: Held, item: int) -> frozenset[int]:
    """Say which items an order cannot part from one, itself among them."""
    return frozenset(other for other in range(len(held.slate)) if key(held, other) == key(held, item))


def sharing(held: Held, item: int) -> int:
    """Count the items that have the rank of one in the list."""
    return sum(row.placing.rank == held.rank(item) for row in held.ranked.items)


def level(held: Held) -> tuple[frozenset[int], int]:
    """Say who is level across the last places, and how many places are left for them."""
    places = held.rules.places
    if kept(held):
        assert held.before is not None
        chosen = {row.placing.item for row in held.before.items if row.placing.selected}
        return frozenset(item for group in held.before.tie_break.undecided for item in group), places - len(chosen)
    if held.method == "shortlist":
        many = [len(held.marks(item)) for item in range(len(held.slate))]
        cut = sorted(many, reverse=True)[places - 1] if len(many) >= places else 0
        sure = frozenset(item for item, votes in enumerate(many) if votes > cut)
        last = frozenset(item for item, votes in enumerate(many) if votes == cut > 0)
        return (last, places - len(sure)) if len(sure) + len(last) > places else (frozenset(), 0)
    if held.method == "proportional_five":
        chosen_by = [frozenset(turn.item for turn in way) for way in ways(held) or []]
    else:
        chosen_by = [frozenset(chosen) for chosen in elected(held) or []]
    always = frozenset.intersection(*chosen_by)
    return frozenset.union(*chosen_by) - always, places - len(always)


def selected(held: Held, item: int) -> bool:
    """Say whether the list selects an item."""
    return bool(next(row.placing.selected for row in held.ranked.items if row.placing.item == item))


def shares_rank(held: Held, item: int, said: Figures) -> bool:
    """Judge that the method cannot part so many, all of whose tests may be seen."""
    if held.ranked.totals_withheld or held.method in CHOOSE:
        return False
    return said["items"] == len(equals(held, item)) == sharing(held, item) > 1


def drew(held: Held, item: int, said: Figures) -> bool:
    """Judge which place the lot gave among equals."""
    if not draws(held) or held.ranked.totals_withheld or held.method in CHOOSE:
        return False
    group = equals(held, item)
    return said["items"] == len(group) > 1 and said["place"] == shares.lot(held, group).index(item) + 1


def last_place(held: Held, item: int, said: Figures) -> bool:
    """Judge that so many are level for the places that are left, and that none of them is selected."""
    group, left = level(held)
    fits = (said["items"], said["places_left"]) == (len(group), left)
    return fits and item in group and not any(selected(held, one) for one in group)


def filled(held: Held, item: int, said: Figures) -> bool:
    """Judge how the lot filled the places that were left."""
    group, left = level(held)
    if not draws(held) or kept(held) or item not in group or (said["items"], said["places_left"]) != (len(group), left):
        return False
    place = shares.lot(held, group).index(item) + 1
    return said["place"] == place and selected(held, item) == (place <= left)


TIES: Mapping[str, Judge] = {
    "tied": lambda held, item, said: held.rules.tie_rule == "declare" and shares_rank(held, item, said),
    "tied_as_shown": lambda held, item, said: (
        bool(held.ranked.totals_withheld) and said["items"] == sharing(held, item) == len(equals(held, item)) > 1
    ),
    "share_rank": lambda held, item, said: said["items"] == sharing(held, item) > 1,
    "tied_run_off": lambda held, item, said: held.rules.tie_rule == "run_off" and shares_rank(held, item, said),
    "tied_lot": lambda held, item, said: (
        held.rules.tie_rule == "lot" and not draws(held) and shares_rank(held, item, said)
    ),
    "lot_decided": drew,
    "tied_at_last_place": lambda held, item, said: held.rules.tie_rule == "declare" and last_place(held, item, said),
    "run_off_needed": lambda held, item, said: held.rules.tie_rule == "run_off" and last_place(held, item, said),
    "lot_needed": lambda held, item, said: (
        held.rules.tie_rule == "lot" and not (draws(held) and not kept(held)) and last_place(held, item, said)
    ),
    "lot_filled_places": filled,
}
