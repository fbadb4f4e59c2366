"""What somebody makes of the words under a list: whom a selection speaks for, and which exchange would mend it.

They know everything else that a list says, and the rule by which these words are made. Of regions they work out all of
it from the list itself. Of groups they go through every way in which the ballots of each figure can be ticked: what is
so in all ways that fit, they know.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from server.domain.counting.audit import approvers, groups_without, mending
from tests.secrecy.attacker import lists_in
from tests.secrecy.meetings import Meeting

World = tuple[int, ...]
"""How many ballots tick just some items: by these, as a set of bits."""
Said = tuple[object, object]
"""The groups that are told, and the exchange."""


def of_regions(ranked: Mapping) -> tuple[list[str], list[str], list[str]] | None:
    """Work out what a list says of its regions from its seats, states and selection; None where it says nothing."""
    seats = {one["id"]: one["checked_in"] for one in ranked["regions"]}
    chosen = [item for item in ranked["items"] if item.get("selected", item.get("verdict") == "works_across")]
    share = [one for one in seats if seats[one] and ranked["rules"]["places"] * seats[one] >= sum(seats.values())]
    large = share if len(seats) > 1 else []
    hidden = {one["id"] for one in ranked["regions"] if one["withheld"]}
    backing = {one for one in large for item in chosen if item["regions"][one].get("state") == "backs"}
    untold = [one for one in large if one in hidden]
    return large, [one for one in large if one not in hidden and one not in backing], untold


def said_of(ranked: Mapping) -> Said:
    """Say which groups a list tells, and which exchange."""
    told = ranked["audit"]
    groups = tuple((one["recommendation_id"], one["ballots"]) for one in told["groups"])
    return groups, tuple(told["swap"].values()) if told["swap"] else None


class Reader:
    """Somebody who reads one list of a round of ticks, and tries every way in which it can have been voted."""

    def __init__(self, meeting: Meeting, ranked: Mapping) -> None:
        """Take the list, and how many ballots stand in each of its figures."""
        self._slate = meeting.slate
        self._places = meeting.rules.places
        self._k = meeting.rules.k
        self.chosen = [at for at, item in enumerate(self._slate) if _row(ranked, item)["selected"]]
        self._cast = sum(one["ballots"] for one in ranked["regions"])
        self.worlds = self._worlds(ranked)

    def tell(self, world: World, least: int) -> Said:
        """Say what would be told of a way, if groups were told from so many ballots on."""
        ballots = [
            [at for at in range(len(self._slate)) if ticks >> at & 1]
            for ticks, many in enumerate(world)
            for _ in range(many)
        ]
        approved, chosen = approvers(ballots, len(self._slate)), frozenset(self.chosen)
        needed = max(-(-self._cast // self._places), least)
        groups = groups_without(approved, chosen, needed)
        swap = mending(approved, chosen, self._places, needed) if groups else None
        named = tuple((self._slate[item], many) for item, many in groups)
        return named, (self._slate[swap[0]] if swap[0] >= 0 else None, self._slate[swap[1]]) if swap else None

    def left_out(self, world: World, item: int) -> int:
        """Count who approves an item and nothing that is selected."""
        chosen = sum(1 << at for at in self.chosen)
        return sum(many for ticks, many in enumerate(world) if ticks >> item & 1 and not ticks & chosen)

    def small_groups(self, said: Said, least: int) -> list[str]:
        """Name what fewer than k approve who find nothing selected, or nobody, as far as only these words tell it."""
        fitting = [world for world in self.worlds if self.tell(world, least) == said]
        found = []
        for at, item in enumerate(self._slate):
            before = {self.left_out(world, at) for world in self.worlds}
            after = {self.left_out(world, at) for world in fitting}
            if at not in self.chosen and len(before) > 1 and len(after) == 1 and after.pop() < self._k:
                found.append(item)
        return found

    def _worlds(self, ranked: Mapping) -> set[World]:
        shown = [one for one in ranked["regions"] if not one["withheld"]]
        figures = [
            (one["ballots"], [_row(ranked, item)["regions"][one["id"]]["approve"] for item in self._slate])
            for one in shown
        ]
        rest = self._cast - sum(many for many, _ in figures)
        totals = [_row(ranked, item)["line"]["approve"] for item in self._slate]
        figures.append((rest, [all_ - sum(each[at] for _, each in figures) for at, all_ in enumerate(totals)]))
        ways = [set(_ways(many, ticks)) for many, ticks in figures]
        return reduce(lambda one, other: {tuple(map(sum, zip(a, b, strict=True))) for a in one for b in other}, ways)


def _row(ranked: Mapping, item: str) -> Mapping:
    return next(one for one in ranked["items"] if one["recommendation_id"] == item)


def _ways(ballots: int, ticks: Sequence[int]) -> Iterator[World]:
    """Go through every way to give so many ballots so many ticks of each item, whoever has them."""

    def given(kind: int, left: int, ticks: Sequence[int], so_far: World) -> Iterator[World]:
        if kind == 0:
            if not any(ticks):
                yield (left, *so_far)
            return
        own = [at for at in range(len(ticks)) if kind >> at & 1]
        for many in range(min(left, *(ticks[at] for at in own)) + 1):
            fewer = [each - many * (at in own) for at, each in enumerate(ticks)]
            yield from given(kind - 1, left - many, fewer, (many, *so_far))

    return given(2 ** len(ticks) - 1, ballots, ticks, ())


def told_groups(shown: Sequence[str]) -> list[Mapping]:
    """Find the lists that say of groups whether there are any."""
    return [one for one in lists_in(shown) if one["audit"] and one["audit"]["needed"] is not None]
