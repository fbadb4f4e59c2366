"""Withholding: which regions are too small to be shown, so that nobody can learn how one person voted.

The rules, with examples, are in docs/methods.md, "Regions too small to be shown". Decides from turnout, and from which
ballots were counted in the lists that were read before. Refuses to know how anybody voted, so that nothing can be
learnt from what is withheld. Invariant: whatever lists of a round were read, each ballot counted in one of them has at
least k - 1 others that are counted in the same figures of the same lists (they are *alike*), so that no reader can tell
which of them says what. That holds as well for whoever knows what people counted by hands or on paper, in all regions
or in some, and for whoever has read the slips that were entered: they can subtract it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.counting.lists_read import POOL, SLIP, ListRead, ballots_by_region, source_of
from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

Told = tuple[int | None, ...]
"""For each list that was read, in which figure a ballot was counted: a region's index, `POOL`, or None where in none.

Empty for a ballot that no list has counted."""
Votes = Mapping[str, int]
"""How many votes of each source: ballots have the empty one, slips one together, what people counted one a count."""
_BALLOTS = ""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """How many votes have each `Told`: of each region now, and of those that were replaced or removed (`gone`)."""

    now: Sequence[Mapping[Told, Votes]]
    gone: Mapping[Told, Votes] = field(default_factory=dict)
    changed: frozenset[int] = frozenset()
    """The regions of counts that were agreed anew since a list told of them."""


def withheld_regions(ballots: Sequence[int], rules: Rules) -> frozenset[int]:
    """Say which regions are withheld, given how many ballots each one cast and that no list was read before.

    Before a round opens it is called with seats instead of ballots, to warn of regions that are too small.

    Shape:   indices into `ballots`.
    Source:  docs/methods.md, "Regions too small to be shown".
    """
    if rules.secrecy == "recorded":
        return frozenset()
    return _choose(_Sorted([{(): {_BALLOTS: cast}} if cast else {} for cast in ballots]), rules.k)[0]


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
    few, few_totals = _choose(_sort(count, ()), rules.k)
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


def _sort(count: Count, read: Sequence[ListRead]) -> _Sorted:
    regions = range(len(count.tally.regions))
    if not read:  # names do not matter, and need not be there
        cast = [Counter({one.source: one.votes for one in count.by_hand if one.region == region}) for region in regions]
        slips = Counter(one.region for one in count.ballots if source_of(one.name) == SLIP)
        for region, votes in zip(regions, cast, strict=True):
            votes[SLIP] = slips[region]
            votes[_BALLOTS] = count.tally.ballots[region] - votes.total()
        return _Sorted([{(): votes} if votes.total() else {} for votes in cast])
    told: dict[str, list[int | None]] = {}
    for at, one in enumerate(read):
        for region, names in enumerate(one.ballots):
            if (label := one.label(region)) is not None:
                for name in names:
                    told.setdefault(name, [None] * len(read))[at] = label
    now = ballots_by_region(count.ballots, len(regions), count.by_hand)
    gone = told.keys() - frozenset[str]().union(*now)
    were = {source_of(name) for name in gone}
    changed = frozenset(one.region for one in count.by_hand if one.votes and one.source in were)
    return _Sorted([_by_told(names, told) for names in now], _by_told(gone, told), changed)


def _by_told(names: Iterable[str], told: Mapping[str, Sequence[int | None]]) -> Mapping[Told, Votes]:
    votes: defaultdict[Told, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[tuple(told.get(name, ()))][source_of(name)] += 1
    return votes


def _choose(votes: _Sorted, k: int) -> tuple[frozenset[int], bool]:
    """Say which regions are withheld, and whether the totals are shown.

    Votes are alike if every list, this one included, counts them in the same figure. A region with too few that are
    alike (`_are_few`) is withheld. Where too few are alike in the pool, the smallest region that is shown and has more
    ballots with the same `Told` joins the pool (of equals, the first in the meeting's order). If there is none, or if
    too few that are alike are gone, the totals are withheld. A region without a vote is shown: it has nothing to hide,
    and would hide nothing in the pool. Of a count that was agreed anew nobody knows how many of its votes changed, and
    it may have been one: its region is withheld, and so are the totals.
    """
    withheld = set(votes.changed)
    while not votes.changed:
        few = _few_alike(votes, withheld, k, totals=True)
        if not few:
            return frozenset(withheld), True
        closed = {label for _, label in few if label is not None and label != POOL}
        if not closed:
            told = {told for told, label in few if label == POOL}
            able = [at for at, has in enumerate(votes.now) if at not in withheld and _has_ballots(has, told)]
            if not able or any(label is None for _, label in few):
                break
            closed = {min(able, key=lambda at: (sum(sum(one.values()) for one in votes.now[at].values()), at))}
        withheld |= closed
    while few := _few_alike(votes, withheld, k, totals=False):
        split = {told for told, label in few if label is None}
        closed = {label for _, label in few if label is not None}
        closed |= {at for at, has in enumerate(votes.now) if split & has.keys()} - withheld
        if not closed:
            break
        withheld |= closed
    return frozenset(withheld), False


def _has_ballots(has: Mapping[Told, Votes], told: Iterable[Told]) -> bool:
    return any(one in has and has[one].get(_BALLOTS, 0) for one in told)


def _few_alike(votes: _Sorted, withheld: set[int], k: int, *, totals: bool) -> set[tuple[Told, int | None]]:
    """Find the groups of votes that are alike and too few, if these regions are withheld."""
    alike: defaultdict[tuple[Told, int | None], Counter[str]] = defaultdict(Counter)
    for at, has in enumerate(votes.now):
        label = at if at not in withheld else POOL if totals else None
        for told, many in has.items():
            alike[told, label].update(many)
    for told, many in votes.gone.items():
        alike[told, None].update(many)
    return {group for group, many in alike.items() if _are_few(many, k) and group != ((), None)}


def _are_few(votes: Votes, k: int) -> bool:
    """Say whether somebody could tell of fewer than k alike what they say.

    Whoever knows some counts subtracts them: fewer than k ballots are few beside any count, and where there is no
    ballot so is each count by itself. Among k ballots, that nobody but their owners knows, any count is hidden.
    """
    ballots = votes.get(_BALLOTS, 0)
    return ballots < k and (ballots > 0 or any(0 < many < k for many in votes.values()))
