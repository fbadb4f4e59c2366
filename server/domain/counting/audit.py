"""Whom a selection speaks for: groups and regions that are large enough for a place and find nothing of theirs in it.

Refuses to select: it says what is, and which one exchange would mend it. Invariants: what is said of regions is read
from the list itself; a group is told only where totals are, and in a secret round only if it has k ballots, so that
it depends on ballots as totals do.

Source: docs/methods.md, "Whom a selection speaks for".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.domain.counting.tallies import Count
from server.domain.procedure.rules import Rules

if TYPE_CHECKING:
    from server.domain.counting.ranking import Placing

FREE = -1
"""In the place of a recommendation that would have to go, where a place is free."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Whom a selection speaks for.

    Shape:   `needed` is how many ballots make a group, None where ballots do not say what somebody could live with, or
             totals are withheld; `groups` are recommendations that are not selected, each with how many ballots approve
             it and nothing that is, the largest first; `swap` is what would go (or `FREE`) and what would come, so
             that no such group is left: None where there is none, or no one exchange is enough. `large` are the regions
             with a place's share of the seats, `unspoken` those of them that back nothing that is selected, `untold`
             those that are withheld: indices into the regions of the tally.
    """

    needed: int | None
    groups: tuple[tuple[int, int], ...] = ()
    swap: tuple[int, int] | None = None
    large: tuple[int, ...] = ()
    unspoken: tuple[int, ...] = ()
    untold: tuple[int, ...] = ()


def audit(count: Count, rules: Rules, placings: Sequence["Placing"], *, ticks: bool) -> Audit | None:
    """Say whom a list speaks for by what it selects or, where it only judges, by what works across regions.

    Shape:   None where nothing is selected, or where nothing could be said.
    """
    chosen = frozenset(one.item for one in placings if _is_chosen(one))
    grouped = ticks and count.totals_shown and not count.by_hand  # a group is told by whole ballots
    large = _large(count, rules) if len(count.tally.regions) > 1 else ()
    if not chosen or not (grouped or large):
        return None
    told = {at: [one.regions[at].state for one in placings if one.item in chosen] for at in large}
    untold = tuple(at for at in large if at in count.withheld)
    unspoken = tuple(at for at in large if at not in untold and "backs" not in told[at])
    if not grouped:
        return Audit(None, (), None, large, unspoken, untold)
    places = {item: place for place, item in enumerate(count.tally.slate)}
    approved = approvers(([places[item] for item in ballot.marks] for ballot in count.ballots), len(places))
    needed = max(-(-len(count.ballots) // rules.places), 1 if rules.secrecy == "recorded" else rules.k)
    groups = groups_without(approved, chosen, needed)
    swap = mending(approved, chosen, rules.places, needed) if groups else None
    return Audit(needed, groups, swap, large, unspoken, untold)


def approvers(ballots: Iterable[Sequence[int]], items: int) -> tuple[int, ...]:
    """Gather who approves each item, as a set of bits: one a ballot."""
    approved = [0] * items
    for at, ballot in enumerate(ballots):
        for item in ballot:
            approved[item] |= 1 << at
    return tuple(approved)


def groups_without(approved: Sequence[int], chosen: frozenset[int], needed: int) -> tuple[tuple[int, int], ...]:
    """Find what enough ballots approve that approve nothing of what is chosen, with how many, the largest first."""
    spoken_for = _any(approved, chosen)
    found = [(item, (ballots & ~spoken_for).bit_count()) for item, ballots in enumerate(approved)]
    return tuple(sorted((one for one in found if one[1] >= needed), key=lambda one: (-one[1], one[0])))


def mending(approved: Sequence[int], chosen: frozenset[int], places: int, needed: int) -> tuple[int, int] | None:
    """Find the one exchange after which no group is left; of several, the one that leaves fewest ballots with nothing.

    Units:   at most places · items² comparisons of sets of bits.
    """
    best: tuple[int, int, int] | None = None
    everybody = _any(approved, range(len(approved)))
    for out in sorted(chosen) if len(chosen) >= places else (FREE,):
        kept = _any(approved, chosen - {out})
        groups = groups_without(approved, chosen - {out}, needed)
        for into, _ in groups:
            spoken_for = kept | approved[into]
            if any((approved[item] & ~spoken_for).bit_count() >= needed for item, _ in groups):
                continue
            left = (everybody & ~spoken_for).bit_count()
            if into != out and (best is None or (left, out, into) < best):
                best = left, out, into
    return best[1:] if best is not None else None


def _any(approved: Sequence[int], items: Iterable[int]) -> int:
    together = 0
    for item in items:
        together |= approved[item]
    return together


def _is_chosen(placing: "Placing") -> bool:
    return placing.verdict == "works_across" if placing.selected is None else placing.selected


def _large(count: Count, rules: Rules) -> tuple[int, ...]:
    seats = count.checked_in
    return tuple(at for at, here in enumerate(seats) if here and rules.places * here >= sum(seats))
