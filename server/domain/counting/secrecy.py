"""Withholding: which regions are too small to be shown, so that nobody can learn how one person voted.

The rules, with examples, are in docs/methods.md, "Regions too small to be shown". Decides from turnout, and from which
ballots were counted in the lists that were read before. Refuses to know how anybody voted, so that nothing can be
learnt from what is withheld. Invariant: whatever lists of a round were read, each ballot counted in one of them has at
least k - 1 others that are counted in the same figures of the same lists (they are *alike*), so that no reader can tell
which of them says what.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.counting.lists_read import POOL, ListRead, ballots_by_region
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

Told = tuple[int | None, ...]
"""For each list that was read, in which figure a ballot was counted: a region's index, `POOL`, or None where in none.

Empty for a ballot that no list has counted."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """How many ballots have each `Told`: of each region now, and of those that were replaced or removed (`gone`)."""

    now: Sequence[Mapping[Told, int]]
    gone: Mapping[Told, int] = field(default_factory=dict)


def withheld_regions(ballots: Sequence[int], rules: Rules) -> frozenset[int]:
    """Say which regions are withheld, given how many ballots each one cast and that no list was read before.

    Before a round opens it is called with seats instead of ballots, to warn of regions that are too small.

    Shape:   indices into `ballots`.
    Source:  docs/methods.md, "Regions too small to be shown".
    """
    if rules.secrecy == "recorded":
        return frozenset()
    return _choose(_new(ballots), rules.k)[0]


def withhold(count: Count, rules: Rules, read: Sequence[ListRead] = ()) -> Count:
    """Mark in a count what nobody may read, given the lists of the round that were read before.

    All withheld regions together are the pool. Whoever knows the totals and the regions shown can work out the pool, so
    where it is too small as well, the totals are withheld too. If the reason is a list that was read before, a method
    that selects recommendations shows the selection of that list again (`stands`).

    Shape:   if `read` is not empty, every ballot of the count must have its `name`.
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
    """Say which regions are withheld, and whether the totals are shown.

    Ballots are alike if every list, this one included, counts them in the same figure. A region with fewer than k that
    are alike is withheld. Where fewer than k are alike in the pool, the smallest region that is shown and has more
    ballots with the same `Told` joins the pool (of equals, the first in the meeting's order). If there is none, or if
    fewer than k ballots are gone, the totals are withheld. A region without a ballot is shown: it has nothing to hide,
    and would hide nothing in the pool.
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
    """Find the groups of fewer than k ballots that are alike, if these regions are withheld."""
    alike: Counter[tuple[Told, int | None]] = Counter()
    for at, has in enumerate(ballots.now):
        label = at if at not in withheld else POOL if totals else None
        for told, many in has.items():
            alike[told, label] += many
    for told, many in ballots.gone.items():
        alike[told, None] += many
    return {group for group, many in alike.items() if many < k and group != ((), None)}
