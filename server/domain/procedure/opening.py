"""Opening a round: who may cast is settled, and which regions count together because they are too small to be shown.

Refuses to know where seats are kept, and how anybody votes. Invariants: a pool has at least two regions and, where the
round has so many, `k` seats; no region outside of it has fewer; what is settled here stays for the whole round.

Source: docs/methods.md, "Small regions count together" and "Who is entitled".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from server.domain.errors import Malformed
from server.domain.procedure.closing_dates import until
from server.domain.procedure.countdown import from_now
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.pools import id_of_pool
from server.domain.procedure.positions import NamedRegion
from server.domain.procedure.rounds import Round, advance
from server.domain.procedure.rules import Rules


class Elector(NamedTuple):
    """A seat that may vote, as a round is opened; `here` says that its holder has entered a room."""

    seat_id: str
    region_id: str
    here: bool
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class RegionSeats:
    """The seats of one region as a round is opened.

    Shape:   `given` is to how many seats it is entitled where that is given as a number, else nought; `named`: who may
             come is known beforehand, for every region.
    """

    region_id: str
    seats: int
    checked_in: int
    given: int = 0
    named: bool = True

    @property
    def entitled(self) -> int:
        """Say how many seats are entitled: as many as were given, or as there are."""
        return max(self.given, self.seats)

    @property
    def known(self) -> int:
        """Say how many seats the region can be told to have before anybody casts."""
        return self.entitled if self.named or self.given else self.checked_in


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may cast in a round that is opened.

    Shape:   for each seat the index of the region it is counted in, and `here`; and for whom it speaks. The index
             behind the last region is that of seats which cast nothing, since their region takes part by its position.
    """

    round_id: str
    seats: tuple[tuple[str, int, bool], ...]
    mandates: tuple[tuple[str, Mandate], ...] = ()


def seats_by_region(electors: Sequence[Elector], given: Mapping[str, int], *, named: bool) -> tuple[RegionSeats, ...]:
    """Count who may vote, region by region.

    Shape:   `given` has the regions that take part, in the meeting's order, each with its number or nought.
    """
    seats = Counter(one.region_id for one in electors)
    here = Counter(one.region_id for one in electors if one.here)
    return tuple(
        RegionSeats(region_id, seats[region_id], here[region_id], many, named) for region_id, many in given.items()
    )


def pool_of(regions: Sequence[RegionSeats], rules: Rules) -> tuple[str, ...]:
    """Say which regions count together: those with fewer than `k` seats, and the smallest further ones until they have.

    Shape:   ids in the order of `regions`; empty where every region stands for itself. Of equals the first joins.
    """
    small = {each.region_id for each in regions if each.known < rules.k}
    if rules.secrecy == "recorded" or len(regions) < 2 or not small:
        return ()
    seats = sum(each.known for each in regions if each.region_id in small)
    further = sorted((each for each in regions if each.region_id not in small), key=lambda each: each.known)
    for each in further:
        if seats >= rules.k and len(small) > 1:
            break
        small.add(each.region_id)
        seats += each.known
    return tuple(each.region_id for each in regions if each.region_id in small)


def check_named(rules: Rules, region_ids: Sequence[str], *, silent: bool) -> None:
    """Refuse a draft in which regions take part by position that do not vote there, or all, or nobody has to vote.

    Raises:  Malformed.
    """
    if rules.named_positions and silent:
        raise Malformed("named_silent")
    if set(rules.named_positions) - set(region_ids):
        raise Malformed("named_unknown")
    if rules.named_positions and len(rules.named_positions) == len(region_ids):
        raise Malformed("named_all")


def by_position(draft: Rules, regions: Sequence[RegionSeats]) -> tuple[RegionSeats, ...]:
    """Say which regions take part by their named position, in the order of `regions`.

    Raises:  Malformed if one of them is large enough to be shown, and as `check_named`.
    """
    check_named(draft, [each.region_id for each in regions], silent=False)
    named = tuple(each for each in regions if each.region_id in draft.named_positions)
    if large := [each for each in named if each.known >= draft.k]:
        raise Malformed("named_not_small", region=large[0].region_id, seats=large[0].known, k=draft.k)
    return named


def open_round(draft: Round, now_ms: int, regions: Sequence[RegionSeats], *, together: bool = False) -> Round:
    """Open a draft: who may cast is fixed now, and the countdown starts if the rules have one.

    Shape:   `regions` are those that take part, in the meeting's order; `together`: all of them count as one, whatever
             their size, since nothing is said of any.
    Raises:  WrongState if it is no draft; Malformed where a region cannot take part by its position, and where its
             closing date is over.
    """
    named = by_position(draft.rules, regions)
    regions = [each for each in regions if each not in named]
    pool = tuple(each.region_id for each in regions) if together else pool_of(regions, draft.rules)
    pooled = [each for each in regions if each.region_id in pool]
    counted = [pooled if each.region_id in pool else [each] for each in regions if each.region_id not in pool[1:]]
    return replace(
        advance(draft, "open"),
        epoch=1,
        regions=tuple(id_of_pool([one.region_id for one in each]) for each in counted),
        entitled=tuple(sum(one.entitled for one in each) for each in counted),
        checked_in=tuple(sum(one.checked_in for one in each) for each in counted),
        untaken=tuple(sum(one.entitled - one.seats for one in each) for each in counted),
        opened_at_ms=now_ms,
        clock=until(at, now_ms) if (at := draft.rules.closes_at) else from_now(now_ms, draft.rules.closes_after_s),
        has_mandates=True,
        named=tuple(NamedRegion(each.region_id, each.known, each.checked_in) for each in named),
    )


def electorate_of(opened: Round, electors: Sequence[Elector]) -> Electorate:
    """Say where each seat is counted in an opened round and for whom it speaks, whatever becomes of it later."""
    places = dict.fromkeys(opened.named_ids, len(opened.regions))
    places |= {member: place for place, members in enumerate(opened.members) for member in members}
    return Electorate(
        opened.id,
        tuple((one.seat_id, places[one.region_id], one.here) for one in electors if one.region_id in places),
        tuple((one.seat_id, one.mandate) for one in electors if one.mandate is not None and one.region_id in places),
    )
