"""What the regions make of an item, worked out from the marks: sides, states, support, verdict, tests of an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, prod

from tests.words.truth.held import RANKED, Held

HIGHER = {"not_supported": 0, "contested": 1, "no_clear_position": 1, "works_in_some": 2, "works_across": 3}
GROUPS = {"works_across": 4, "works_in_some": 3, "contested": 2, "no_clear_position": 1}
FOR = ("for", "with_changes")
VOTED = ("across_regions", "balanced_product", "regional_mean")
TICKED = ("shortlist", "proportional_five")
Sides = tuple[Fraction, Fraction, int]
Room = tuple[int, int]
"""How many said For, and how many Against, in plenary."""
Camps = tuple[int, int, int]
"""How many regions back, how many oppose, how many lean against."""


@dataclass(frozen=True)
class Region:
    """What a region makes of an item; `leans` says whether it leans against it."""

    state: str
    leans: bool
    support: Fraction
    in_favour: Fraction
    against: Fraction
    abstain: int
    seats: int


def sides(held: Held, item: int, region: int) -> Sides:
    """Say how much a region's ballots say for an item and against it, and how many abstain."""
    given = held.marks(item, region)
    if held.method in TICKED:
        return Fraction(len(given)), Fraction(held.cast(region) - len(given)), 0
    if held.method == "score":
        return (
            sum((Fraction(int(x), 5) for x in given), Fraction(0)),
            sum((1 - Fraction(int(x), 5) for x in given), Fraction(0)),
            0,
        )
    if held.method in RANKED:
        return _of_places(held, item, region)
    return Fraction(sum(mark in FOR for mark in given)), Fraction(given.count("against")), given.count("abstain")


def _of_places(held: Held, item: int, region: int) -> Sides:
    """Share each ranking by the place of the item: level ones share the mean of their places, the left out the last."""
    in_favour, many, others = Fraction(0), 0, len(held.slate) - 1
    for at, marks in held.ballots:
        if at == region and marks and others:
            own = int(marks[item]) if item in marks else 99
            places = [int(marks[other]) if other in marks else 99 for other in range(len(held.slate))]
            above, level = sum(place < own for place in places), places.count(own)
            in_favour += (others - above - Fraction(level - 1, 2)) / others
            many += 1
    return in_favour, many - in_favour, 0


def state(held: Held, in_favour: Fraction, against: Fraction, seats: int, region: int) -> str:
    """Read the state of a region off the formulas of the page."""
    rules = held.rules
    if (
        rules.deciding_quorum
        and rules.quorum is not None
        and held.cast(region) < ceil(rules.quorum * held.entitled[region])
    ):
        return "not_determined"
    half = rules.theta == Fraction(1, 2)
    wins = in_favour > against if half else in_favour > 0 and 3 * in_favour >= 2 * (in_favour + against)
    if wins and in_favour >= rules.backing_quorum * seats:
        return "backs"
    if held.method not in TICKED and against > in_favour and against >= rules.backing_quorum * seats:
        return "opposes"
    return "no_position"


def region_of(held: Held, item: int, region: int, more: int = 0, turned: int = 0) -> Region:
    """Say what a region makes of an item, if so many more said For, or so many changed to Against, For first."""
    in_favour, against, abstain = sides(held, item, region)
    lost = min(turned, int(in_favour))
    in_favour, against = in_favour + more - lost, against + turned
    seats = max(held.seats[region], int(in_favour + against))
    damping = max(10, seats)
    support = (10 * in_favour + damping) / (10 * (in_favour + against) + 2 * damping)
    stand = state(held, in_favour, against, seats, region)
    leans = stand == "no_position" and in_favour < against and held.method not in TICKED
    return Region(stand, leans, support, in_favour, against, abstain, seats)


def room_of(held: Held, item: int) -> Room:
    """Count For and Against over everybody, in regions that are not shown too."""
    marks = held.marks(item)
    return sum(mark in FOR for mark in marks), marks.count("against")


def carries(held: Held, room: Room) -> int:
    """Say how many For the required majority asks for, beside so many Against."""
    cast = sum(room)
    return {
        "absolute": sum(held.entitled) // 2 + 1,
        "simple": cast // 2 + 1,
        "two_thirds": max(1, ceil(Fraction(2 * cast, 3))),
    }[held.rules.required_majority]


def second_key(held: Held, room: Room) -> bool:
    """Say whether the plenary is not asked, or is known to carry it; only votes For and Against can ask it."""
    asked = held.rules.both_keys and held.method in VOTED
    return not asked or (not held.ranked.totals_withheld and room[0] >= carries(held, room))


def camps_of(stand: Iterable[Region]) -> Camps:
    """Count the regions that back, that oppose, and that lean against."""
    found = [*stand]
    states = [region.state for region in found]
    return states.count("backs"), states.count("opposes"), sum(region.leans for region in found)


def regions_agree(held: Held, camps: Camps) -> bool:
    """Say whether the regions alone let it work across them; on a strict sheet who leans against it opposes it."""
    backing, opposing, leaning = camps
    against = opposing + (leaning if held.rules.no_region_leans else 0)
    return against <= held.rules.opposition_tolerated and backing >= needed(held)


def verdict_of(held: Held, camps: Camps, room: Room) -> str:
    """Read the verdict off the table of the page, and off what a strict sheet and both keys ask besides."""
    backing, opposing, _ = camps
    if len(held.counted()) <= 1:
        return "plenary_only"
    if regions_agree(held, camps) and second_key(held, room):
        return "works_across"
    if not backing:
        return "not_supported" if opposing else "no_clear_position"
    return "works_in_some" if opposing <= held.rules.opposition_tolerated else "contested"


def verdict_now(held: Held, item: int) -> str:
    """Say which verdict an item has."""
    return verdict_of(held, camps_of(all_regions(held, item).values()), room_of(held, item))


def needed(held: Held) -> int:
    """Say how many regions must back what works across them."""
    return ceil(held.rules.regions_needed * len(held.counted()))


def all_regions(held: Held, item: int) -> dict[int, Region]:
    """Say what every counted region makes of an item; one that is not shown is as one in which nobody voted."""
    silent = Region("no_position", False, Fraction(1, 2), Fraction(0), Fraction(0), 0, 0)
    return {at: region_of(held, item, at) if at in held.shown() else silent for at in held.counted()}


def in_state(held: Held, item: int, wanted: str) -> set[int]:
    """Say which regions that are shown stand like that."""
    return {at for at, region in all_regions(held, item).items() if region.state == wanted and at in held.shown()}


def leaning(held: Held, item: int, region: int) -> str:
    """Say which way a region without a position leans."""
    own = region_of(held, item, region)
    if own.in_favour > own.against:
        return "leans_for"
    if own.in_favour < own.against:
        return "leans_against" if own.leans else ""
    if own.abstain > own.in_favour + own.against:
        return "abstained"
    return "level" if own.in_favour else "no_votes"


def margin_in(held: Held, item: int, regions: list[int]) -> tuple[int, int]:
    """Say For minus Against in some regions, and For."""
    marks = [mark for region in regions for mark in held.marks(item, region)]
    in_favour = sum(mark in FOR for mark in marks)
    return in_favour - marks.count("against"), in_favour


def tests(held: Held, item: int) -> list[tuple[str, object]]:
    """Name the tests that order an item by its regions, from first to last, with what it comes to in each."""
    shown, everywhere = held.shown(), list(range(len(held.regions)))
    stand = all_regions(held, item)
    states = [region.state for region in stand.values()]
    supports = sorted(region.support for region in stand.values())
    first: list[tuple[str, object]] = []
    if held.method == "across_regions":
        first = [
            ("group", GROUPS.get(verdict_now(held, item), 0)),
            ("net_backing", states.count("backs") - states.count("opposes")),
            ("weakest_region", supports),
        ]
    elif held.method == "regional_mean":
        first = [("mean", sum(supports, Fraction(0)) / max(1, len(supports)))]
    elif held.method == "balanced_product":
        first = [("product", prod(factors(held, item).values(), start=Fraction(1)) if stand else Fraction(0))]
    margin, backing = margin_in(held, item, shown)
    plenary = margin_in(held, item, everywhere) if not held.ranked.totals_withheld else (0, 0)
    last = [("margin", margin), ("backing", backing), ("plenary_margin", plenary[0]), ("plenary_backing", plenary[1])]
    return [*first, *last]


def factors(held: Held, item: int) -> dict[int, Fraction]:
    """Say what every counted region puts into the product."""
    return {
        at: Fraction(int(each.in_favour) + 1, int(each.in_favour + each.against) + each.abstain + 2)
        for at, each in all_regions(held, item).items()
    }
