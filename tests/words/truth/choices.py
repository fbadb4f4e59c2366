"""Claims of methods that choose or compare, and of what differs between two views, held against the marks."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from tests.words.truth import pairs, regions, shares, transfers
from tests.words.truth.held import Held
from tests.words.truth.judge import REGIONAL, Figures, Judge, below, near
from tests.words.truth.ties import TIES, approvals_needed, draws, elected, locking, score_of, selected, ways
from tests.words.truth.verdicts import VERDICTS

until_a_lot = lru_cache(maxsize=4)(transfers.until_a_lot)


def turn_of(held: Held, item: int, said: Figures, *, bought: bool) -> bool:
    """Judge at which turn an item got its place, and for what, on every way."""
    for way in ways(held) or []:
        if not 1 <= said["turn"] <= len(way):
            return False
        turn = way[said["turn"] - 1]
        paid = turn.price[turn.item] if bought else turn.load[turn.item]
        if turn.item != item or turn.bought != bought or paid is None or not near(said["price"], paid):
            return False
    return True


def lot_in_turn(held: Held, item: int, said: Figures) -> bool:
    """Judge among how many the lot drew an item."""
    turn = next((turn for turn in (ways(held) or [()])[0] if turn.item == item), None)
    return draws(held) and turn is not None and len(turn.equals) == said["items"] > 1


def missed(held: Held, item: int, said: Figures, why: str) -> bool:
    """Judge, on every way, what kept an item that somebody approves from the last place."""
    return not selected(held, item) and all(
        said["turn"] == len(way) == held.rules.places
        and item in way[-1].load
        and _kept_from(held, item, said, why, way[-1])
        for way in ways(held) or [()]
    )


def _kept_from(held: Held, item: int, said: Figures, why: str, turn: shares.Turn) -> bool:
    if why == "lot":
        return draws(held) and item in turn.equals and said["items"] == len(turn.equals) > 1
    cost = turn.load if why == "load" else turn.price
    here, there = cost[item], cost[turn.item]
    if why == "unpaid":
        costs = (turn.together[item], Fraction(1)) if here is None and said["there"] == 1 else (None, None)
        here, there = costs
    fits = said["above_number"] == turn.item + 1 and turn.bought == (why != "load")
    return fits and here is not None and there is not None and compared(here, there, said, more=why != "unpaid")


def compared(here: Fraction, there: Fraction, said: Figures, *, more: bool) -> bool:
    """Judge two figures of which the one is more than the other; they are written apart."""
    apart = here > there and said["here"] > said["there"] if more else here < there and said["here"] < said["there"]
    return apart and near(said["here"], here) and near(said["there"], there)


def on_all_ways(held: Held, item: int, *, chosen: bool) -> bool:
    """Judge that every way through the ties selects an item, or none does."""
    found = (
        [{turn.item for turn in way} for way in ways(held) or []]
        if held.method == "proportional_five"
        else elected(held)
    )
    return selected(held, item) == chosen and all((item in each) == chosen for each in found or [])


def approvals(held: Held, item: int, said: Figures) -> bool:
    """Judge by how many approvals an item stands below."""
    above = below(held, item, said)
    return above is not None and said["here"] == len(held.marks(item)) < len(held.marks(above)) == said["there"]


def by_score(test: int) -> Judge:
    """Judge that the tests of scores before this one are level, and that this one puts the item below."""

    def judge(held: Held, item: int, said: Figures) -> bool:
        above = below(held, item, said)
        if above is None:
            return False
        here, there = score_of(held, item), score_of(held, above)
        if here[:test] != there[:test] or not here[test] < there[test]:
            return False
        return test == 0 or (
            near(said["here"], here[test]) and near(said["there"], there[test]) and said["here"] < said["there"]
        )

    return judge


def fate(held: Held, item: int, said: Figures, wanted: str) -> bool:
    """Judge at which stage an item was elected or excluded, and with how many votes."""
    count = until_a_lot(held)
    if wanted == "left":
        met, stage = ("left", len(count.stages)) if item not in count.fate and count.ended else ("", 0)
    else:
        met, stage = count.fate.get(item, ("", 0))
    if met != wanted or said["stage"] != stage:
        return False
    votes = Fraction(count.stages[stage - (2 if wanted == "excluded" else 1)][item], transfers.VOTE)
    return near(said["votes"], votes) and said.get("quota", transfers.quota(held)) == transfers.quota(held)


def parted(held: Held, item: int, how: str) -> bool:
    """Judge how equals were parted at an exclusion."""
    return until_a_lot(held).parted.get(item) == how and (how != "lot" or draws(held))


def record(held: Held, item: int, said: Figures) -> bool:
    """Judge how many pairs an item wins, loses and draws."""
    counts, others = pairs.prefer(held), [other for other in range(len(held.slate)) if other != item]
    margins = [counts[item, other] - counts[other, item] for other in others]
    wins, losses = sum(margin > 0 for margin in margins), sum(margin < 0 for margin in margins)
    told = (said["others"], said["wins"], said["losses"], said["level"])
    return told == (len(others), wins, losses, len(others) - wins - losses)


def over(held: Held, item: int, said: Figures, why: str) -> bool:
    """Judge which majorities put an item below another."""
    above, found = below(held, item, said), locking(held)
    if above is None or found is None:
        return False
    if why == "majority":
        told = (said["there"], said["here"])
        return found.always(above, item) and told == (found.prefer[above, item], found.prefer[item, above])
    higher = found.layers[found.layer(item) - 1]
    return all(any((other, item) in each for other in higher) for each in found.above)


def by_delegates(held: Held, item: int) -> int:
    """Say at which rank delegates put an item when each counts the same."""
    everywhere = list(range(len(held.regions)))
    own = regions.margin_in(held, item, everywhere)
    return 1 + sum(regions.margin_in(held, other, everywhere) > own for other in range(len(held.slate)))


def weighed(held: Held, item: int, said: Figures, *, higher: bool) -> bool:
    """Judge that delegates put an item higher, or lower, than the list; and what the regions make of it."""
    if held.ranked.totals_withheld or by_delegates(held, item) == held.rank(item):
        return False
    plenary = regions.margin_in(held, item, list(range(len(held.regions))))[0]
    told = [said["plenary"] == plenary, (by_delegates(held, item) < held.rank(item)) == higher]
    if "region" in said:
        margins = {held.regions[at]: regions.margin_in(held, item, [at])[0] for at in held.shown()}
        extreme = max(margins.values()) if higher else min(margins.values())
        return all(told) and margins.get(said["region"]) == said["here"] == extreme
    states = [len(regions.in_state(held, item, state)) for state in ("backs", "opposes")]
    return all(told) and [said["backing"], said["opposing"], said["counted"]] == [*states, len(held.counted())]


CHOICES: Mapping[str, Judge] = {
    "on_every_way": lambda held, item, said: on_all_ways(held, item, chosen=True),  # noqa: ARG005
    "on_no_way": lambda held, item, said: on_all_ways(held, item, chosen=False),  # noqa: ARG005
    "below_load": lambda held, item, said: missed(held, item, said, "load"),
    "below_unpaid": lambda held, item, said: missed(held, item, said, "unpaid"),
    "lot_drew_another": lambda held, item, said: missed(held, item, said, "lot"),
    "below_majority": lambda held, item, said: over(held, item, said, "majority"),
    "below_in_every_order": lambda held, item, said: over(held, item, said, "orders"),
    "lot_in_turn": lot_in_turn,
    "no_approval": lambda held, item, said: not held.marks(item),  # noqa: ARG005
    "below_approvals": approvals,
    "adopted": lambda held, item, said: not held.marks(item),  # noqa: ARG005
    "objected": lambda held, item, said: said["objections"] == len(held.marks(item)) > 0,
    "objected_by_some": lambda held, item, said: bool(held.marks(item) and held.ranked.totals_withheld),  # noqa: ARG005
    "approval_quorum_missed": lambda held, item, said: (
        said["here"] == score_of(held, item)[3] < approvals_needed(held) == said["needed"]
    ),
    "below_approval_quorum": by_score(0),
    "below_score_mean": by_score(1),
    "below_score_margin": by_score(2),
    "below_score_approving": by_score(3),
    "bought": lambda held, item, said: turn_of(held, item, said, bought=True),
    "completed": lambda held, item, said: turn_of(held, item, said, bought=False),
    "elected_at_quota": lambda held, item, said: fate(held, item, said, "quota"),
    "elected_last": lambda held, item, said: fate(held, item, said, "last"),
    "excluded_at_stage": lambda held, item, said: fate(held, item, said, "excluded"),
    "not_elected": lambda held, item, said: fate(held, item, said, "left"),
    "excluded_by_lot": lambda held, item, said: parted(held, item, "lot"),  # noqa: ARG005
    "excluded_by_earlier_stage": lambda held, item, said: parted(held, item, "earlier"),  # noqa: ARG005
    "pairs_won": record,
    "delegates_lift": lambda held, item, said: weighed(held, item, said, higher=True),
    "delegates_lower": lambda held, item, said: weighed(held, item, said, higher=False),
    "regions_weigh_less": lambda held, item, said: weighed(held, item, said, higher=True),
    "regions_weigh_more": lambda held, item, said: weighed(held, item, said, higher=False),
}
JUDGES: Mapping[str, Judge] = {**REGIONAL, **VERDICTS, **TIES, **CHOICES}
