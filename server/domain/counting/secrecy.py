"""Withholding: which regions are too small to be shown, so that nobody can be singled out.

Looks at turnout and at which ballots were counted in the lists that were read, and refuses to know how anybody voted:
what is withheld tells nothing by being withheld. Invariant: whatever lists of a round were read, each ballot that any
of them tells of is in the same figures of the same lists as at least k - 1 others, so that no reader can tell which of
them says what.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.counting.lists_read import POOL, ListRead, ballots_by_region
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

Told = tuple[int | None, ...]
"""Where each list that was read has told of a ballot; empty where none has."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Ballots by where they were told of: those of each region now, and those that are not there any more."""

    now: Sequence[Mapping[Told, int]]
    gone: Mapping[Told, int] = field(default_factory=dict)


def withheld_regions(ballots: Sequence[int], rules: Rules) -> frozenset[int]:
    """Say which regions stay closed, given how many ballots each one cast and that no list was read before.

    Shape:   indices into `ballots`. Handed seats instead of ballots, it answers for the warning before opening.
    Source:  docs/methods.md, "Regions too small to be shown".
    """
    if rules.secrecy == "recorded":
        return frozenset()
    return _choose(_new(ballots), rules.k)[0]


def withhold(count: Count, rules: Rules, read: Sequence[ListRead] = ()) -> Count:
    """Mark in a count what nobody may read, given the lists of the round that were read before.

    Where the regions withheld cannot be told of even as a pool, the totals are closed too; where that is for the lists
    that were read, a method that chooses tells the choice that was read.

    Shape:   with lists read, every ballot of the count has its name.
    Source:  docs/methods.md, "Regions too small to be shown" and "Lists that were read".
    """
    if rules.secrecy == "recorded":
        return count
    few, few_totals = _choose(_new(count.tally.ballots), rules.k)
    if not read:
        return replace(
            count, withheld=few, totals_shown=few_totals, totals_withheld="" if few_totals else "few_ballots"
        )
    withheld, totals_shown = _choose(_sort(count, read), rules.k)
    chosen = [one.chosen for one in read if one.chosen is not None]
    return replace(
        count,
        withheld=withheld,
        not_anew=withheld - few,
        totals_shown=totals_shown,
        totals_withheld="" if totals_shown else "not_anew" if few_totals else "few_ballots",
        stands=chosen[-1] if chosen and few_totals and not totals_shown else None,
    )


def _new(ballots: Sequence[int]) -> _Sorted:
    return _Sorted([{(): cast} if cast else {} for cast in ballots])


def _sort(count: Count, read: Sequence[ListRead]) -> _Sorted:
    told: dict[str, list[int | None]] = {}
    for at, one in enumerate(read):
        for region, names in enumerate(one.ballots):
            if (label := one.label(region)) is not None:
                for name in names:
                    told.setdefault(name, [None] * len(read))[at] = label
    now = ballots_by_region(count.ballots, len(count.tally.regions))
    gone = told.keys() - frozenset[str]().union(*now)
    return _Sorted(
        [Counter(tuple(told.get(name, ())) for name in names) for names in now],
        Counter(tuple(told[name]) for name in gone),
    )


def _choose(ballots: _Sorted, k: int) -> tuple[frozenset[int], bool]:
    """Say which regions are not shown, and whether the totals are.

    Totals less the regions shown are the pool of the others. Ballots are alike if every list, this one included, tells
    of them in the same figure; fewer than k alike close the region they stand in, and where they stand in the pool the
    smallest region shown that has more of them joins it (of equals, the first in the meeting's order). Where none has,
    or where fewer than k are gone, totals are closed. A region without a ballot has nothing to hide and would hide
    nothing.
    """
    withheld: set[int] = set()
    while few := _few_alike(ballots, withheld, k, totals=True):
        closed = {label for _, label in few if label is not None and label != POOL}
        if not closed:
            told = {told for told, label in few if label == POOL}
            able = [at for at, has in enumerate(ballots.now) if at not in withheld and told & has.keys()]
            if not able or any(label is None for _, label in few):
                break
            closed = {min(able, key=lambda at: (sum(ballots.now[at].values()), at))}
        withheld |= closed
    else:
        return frozenset(withheld), True
    while few := _few_alike(ballots, withheld, k, totals=False):
        split = {told for told, label in few if label is None}
        closed = {label for _, label in few if label is not None}
        closed |= {at for at, has in enumerate(ballots.now) if split & has.keys()} - withheld
        if not closed:
            break
        withheld |= closed
    return frozenset(withheld), False


def _few_alike(ballots: _Sorted, withheld: set[int], k: int, *, totals: bool) -> set[tuple[Told, int | None]]:
    """Find the groups of fewer than k ballots that are alike, were these regions withheld."""
    alike: Counter[tuple[Told, int | None]] = Counter()
    for at, has in enumerate(ballots.now):
        label = at if at not in withheld else POOL if totals else None
        for told, many in has.items():
            alike[told, label] += many
    for told, many in ballots.gone.items():
        alike[told, None] += many
    return {group for group, many in alike.items() if many < k and group != ((), None)}
