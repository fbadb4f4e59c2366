"""Opening a round: who may cast is settled, and which regions count together because they are too small to be shown.

Refuses to know where seats are kept, and how anybody votes. Invariants: a pool has at least two regions and, where the
round has so many, `k` seats; no region outside of it has fewer; what is settled here stays for the whole round.

Source: docs/methods.md, "Small regions count together".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.domain.procedure.countdown import from_now
from server.domain.procedure.pools import id_of_pool
from server.domain.procedure.rounds import Round, advance
from server.domain.procedure.rules import Rules


@dataclass(frozen=True, slots=True)
class RegionSeats:
    """The seats of one region as a round is opened.

    Shape:   `named`: who may come is known beforehand; else only who has come can be counted.
    """

    region_id: str
    entitled: int
    checked_in: int
    named: bool = True

    @property
    def known(self) -> int:
        """Say how many seats the region can be told to have."""
        return self.entitled if self.named else self.checked_in


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


def open_round(draft: Round, now_ms: int, regions: Sequence[RegionSeats]) -> Round:
    """Open a draft: who may cast is fixed now, and the countdown starts if the rules have one.

    Shape:   `regions` are those that take part, in the meeting's order.
    Raises:  WrongState if it is no draft.
    """
    pool = pool_of(regions, draft.rules)
    counted = [[each] for each in regions if each.region_id not in pool[1:]]
    for each in counted:
        if each[0].region_id in pool:
            each[:] = [one for one in regions if one.region_id in pool]
    return replace(
        advance(draft, "open"),
        epoch=1,
        regions=tuple(id_of_pool([one.region_id for one in each]) for each in counted),
        entitled=tuple(sum(one.entitled for one in each) for each in counted),
        checked_in=tuple(sum(one.checked_in for one in each) for each in counted),
        opened_at_ms=now_ms,
        clock=from_now(now_ms, draft.rules.closes_after_s),
    )
