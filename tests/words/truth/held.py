"""Rounds by chance, with their lists: every method, every rule that changes a list, and lists that were read before."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.counting.lists_read import ListRead, as_read
from server.domain.counting.lots import Lot
from server.domain.counting.ranking import RankedList, SlateItem
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.rules import Rules, make_rules
from tests.words.reasons import REGIONS

RANKED = ("ranked_pairs", "scottish_stv")
Marks = Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Sheet:
    """Of what a round is: its method and rules, who was there, what is voted on, and in which regions.

    Shape:   `leaves_out` as in a round that an earlier release opened: regions not shown have no part in its verdicts.
    """

    method: str
    rules: Rules
    seats: tuple[int, ...]
    entitled: tuple[int, ...]
    slate: tuple[str, ...]
    regions: tuple[str, ...]
    leaves_out: bool


@dataclass(frozen=True, eq=False)
class Held(Sheet):
    """A round that was held: what was cast, under which rules, and the list that came of it.

    Shape:   `ballots` has the region and the marks of each, by the place of an item in the slate; `before` is the list
             that was read before the round was opened again, None where there is none.
    """

    ballots: tuple[tuple[int, Marks], ...]
    seed: str
    ranked: RankedList
    before: RankedList | None

    def marks(self, item: int, region: int | None = None) -> list[str]:
        """Say which marks an item got, in a region or in all."""
        return [marks[item] for at, marks in self.ballots if item in marks and region in (None, at)]

    def cast(self, region: int) -> int:
        """Count the ballots of a region."""
        return sum(at == region for at, _ in self.ballots)

    def hidden(self) -> set[int]:
        """Say which regions the list does not show."""
        return {at for at, region in enumerate(self.ranked.regions) if region.withheld}

    def counted(self) -> list[int]:
        """Say which regions verdicts rest on."""
        there = [at for at in range(len(self.regions)) if self.seats[at] or self.cast(at)]
        return [at for at in there if not (self.leaves_out and at in self.hidden())]

    def shown(self) -> list[int]:
        """Say which of them the list shows."""
        return [at for at in self.counted() if at not in self.hidden()]

    def rank(self, item: int) -> int:
        """Say at which rank the list has an item."""
        return next(row.placing.rank for row in self.ranked.items if row.placing.item == item)


@dataclass(frozen=True)
class Aim:
    """What a round is drawn for: what is not left to chance in it.

    Shape:   `rules` of its sheet; `marks` are the only ones in use, `sizes` of its regions, `camps` how many and
             `together` how much of each region is of one; `before` says whether a list was read one ballot earlier,
             `seeded` whether a lot was published. With `near` so many are entitled that a majority of them is just
             reached. None: as it comes.
    """

    rules: Mapping[str, object] = field(default_factory=dict)
    items: tuple[int, int] | None = None
    regions: tuple[int, ...] = (1, 2, 2, 3, 3, 4, 5)
    sizes: tuple[int, ...] | None = None
    marks: tuple[str, ...] | None = None
    camps: int | None = None
    together: float | None = None
    before: bool | None = None
    seeded: bool | None = None
    near: bool = False


ANYTHING = Aim()


def a_round(chance: random.Random, method: str | None = None, aim: Aim = ANYTHING) -> Held:
    """Hold a round in which ties, small regions, late joiners and blank ballots are common."""
    method = method or chance.choice(sorted(METHODS))
    rules = _rules(chance, aim)
    items = chance.randint(*(aim.items or (1, 4 if method in RANKED else 6)))
    slate = tuple(f"m1r{at}" for at in chance.sample(range(1, 40), items))
    regions = tuple(chance.sample(sorted(REGIONS), chance.choice(aim.regions)))
    ballots = _ballots(chance, method, rules, (items, len(regions)), aim)
    seats = tuple(
        max(0, sum(at == region for at, _ in ballots) + chance.choice([-1, 0, 0, 0, 1, 4]))
        for region in range(len(regions))
    )
    entitled = tuple(many + chance.choice([0, 0, 3]) for many in seats)
    if aim.near:
        most = max(sum(marks.get(item) == "for" for _, marks in ballots) for item in range(items))
        entitled = (seats[0] + max(0, 2 * most - chance.randint(1, 3) - sum(seats)), *seats[1:])
    sheet = Sheet(method, rules, seats, entitled, slate, regions, leaves_out=chance.random() < 0.2)
    seed = chance.choice(["", *[f"{chance.getrandbits(64):016x}"] * 3]) if rules.tie_rule == "lot" else ""
    if aim.seeded is not None:
        seed = f"{chance.getrandbits(64):016x}" if aim.seeded else ""
    named = [(f"b{at}", *ballot) for at, ballot in enumerate(ballots)]
    read: list[ListRead] = []
    before: RankedList | None = None
    read_before = chance.random() < 0.4 if aim.before is None else aim.before
    if rules.secrecy != "recorded" and len(ballots) > 1 and read_before:
        one_more = aim.before or chance.random() < 0.5
        by_then = len(ballots) - 1 if one_more else chance.randint(1, len(ballots) - 1)
        before, cast_then = _list(sheet, chance.sample(named, by_then), seed, read)
        read = [as_read(before, cast_then)]
    ranked, _ = _list(sheet, named, seed, read)
    return Held(**vars(sheet), ballots=tuple(ballots), seed=seed, ranked=ranked, before=before)


def of_orders(*orders: str) -> Held:
    """Hold a recorded round of ranked pairs in one region, with a ballot an order, such as `dcea b`."""
    items = sorted(set("".join(orders)))
    ballots = [(0, {items.index(item): str(place) for place, item in enumerate(order, 1)}) for order in orders]
    rules, there = make_rules({"secrecy": "recorded"}), (len(orders),)
    sheet = Sheet("ranked_pairs", rules, there, there, tuple(items), ("AF",), leaves_out=False)
    ranked, _ = _list(sheet, [(f"b{at}", *ballot) for at, ballot in enumerate(ballots)], "", [])
    return Held(**vars(sheet), ballots=tuple(ballots), seed="", ranked=ranked, before=None)


def _rules(chance: random.Random, aim: Aim) -> Rules:
    return make_rules(
        {
            "secrecy": chance.choice(["recorded", "recorded", "confidential", "sealed"]),
            "k": chance.choice([3, 4, 5]),
            "places": chance.choice([1, 2, 3, 5]),
            "max_choices": 8,
            "with_changes": chance.random() < 0.5,
            "theta": chance.choice(["1/2", "2/3"]),
            "backing_quorum": chance.choice(["0", "1/4", "1/3", "1/2"]),
            "regions_needed": chance.choice(["1/2", "2/3", "3/4", "1"]),
            "opposition_tolerated": chance.randint(0, 1),
            "no_region_leans": chance.random() < 0.3,
            "both_keys": chance.random() < 0.5,
            "quorum": chance.choice([None, "1/3", "1/2", "2/3"]),
            "deciding_quorum": chance.random() < 0.3,
            "required_majority": chance.choice(["simple", "absolute", "two_thirds"]),
            "tie_rule": chance.choice(["declare", "lot", "run_off"]),
            **aim.rules,
        }
    )


def _ballots(
    chance: random.Random, method: str, rules: Rules, size: tuple[int, int], aim: Aim
) -> list[tuple[int, Marks]]:
    """Cast ballots: most of three camps, so that there are shares, ties, and circles of majorities; or most of one.

    Shape:   `size` is how many items there are, and how many regions.
    """
    (items, regions), columns = size, aim.marks or METHODS[method].columns(rules)
    if method == "score" and not aim.marks and chance.random() < 0.3:
        columns = (columns[0], columns[-1])
    together = aim.together or chance.choice([0.3, 0.6, 0.95])
    order = chance.sample(range(items), items)
    camps: list[Marks] = []
    for camp in range(aim.camps or chance.choice([1, 3])):
        turned = order[camp % items :] + order[: camp % items]
        ranked = {item: str(place) for place, item in enumerate(turned, 1)}
        marked = {item: chance.choice(columns) for item in range(items) if chance.random() < 0.6}
        camps.append(ranked if method in RANKED else marked)
    ballots: list[tuple[int, Marks]] = []
    sizes = aim.sizes or chance.choice([[0, 1, 2, 3, 4, 5, 8, 12], [0, 1, 2, 3, 4, 5, 8, 12], [4, 5, 6, 8]])
    for region in range(regions):
        for _ in range(chance.choice(sizes)):
            own = {item: chance.choice(columns[:items] if method in RANKED else columns) for item in range(items)}
            chosen = chance.sample(range(items), chance.randint(0, items))
            alone = {item: own[item] for item in chosen}
            ballots.append((region, chance.choice(camps) if chance.random() < together else alone))
    return ballots


def _list(
    sheet: Sheet, ballots: Sequence[tuple[str, int, Marks]], seed: str, read: list[ListRead]
) -> tuple[RankedList, tuple[CountedBallot, ...]]:
    counted = tuple(
        CountedBallot(region, {sheet.slate[item]: mark for item, mark in marks.items()}, name)
        for name, region, marks in ballots
    )
    tally = recount(sheet.slate, sheet.regions, METHODS[sheet.method].columns(sheet.rules), counted)
    ranked = ranked_list(
        "round",
        sheet.method,
        sheet.rules,
        regions=[(region, REGIONS[region]) for region in sheet.regions],
        count=Count(tally, counted, sheet.seats, sheet.entitled, leaves_out=sheet.leaves_out),
        recommendations=[SlateItem(item, at + 70, f"Title {at}") for at, item in enumerate(sheet.slate)],
        lot=Lot(given=seed),
        read=read,
    )
    return ranked, counted


def small_regions(held: Held) -> set[int]:
    """Say which regions are too small to be shown, were no list read before: the rule for k by hand."""
    if held.rules.secrecy == "recorded":
        return set()
    cast = {region: held.cast(region) for region in range(len(held.regions)) if held.cast(region)}
    small = {region for region, many in cast.items() if many < held.rules.k}
    while 0 < sum(cast[region] for region in small) < held.rules.k and set(cast) - small:
        small.add(min(set(cast) - small, key=lambda region: (cast[region], region)))
    return small
