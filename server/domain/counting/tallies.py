"""The tally: how many of each mark, for each recommendation, in each region.

Refuses to know what a mark means; a method names its columns. Invariant: a tally is what a recount of the ballots
would give, whichever road led to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from server.domain.procedure.entered import Channel
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.positions import NamedRegion

Cells = tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """One ballot as a method sees it: the index of its region and a mark a recommendation (no mark is absent).

    Shape:   `name` is one that no other revision of any seat has; empty where nothing is to be told apart. `came`: 0,
             its seat was there at the opening; 1, it was entitled and came later; 2, it was made later. `mandate` is
             None in a round that an earlier release opened. `said` are the kind and the words of what it says in words,
             by recommendation.
    """

    region: int
    marks: Mapping[str, str]
    name: str = ""
    came: int = 0
    mandate: Mandate | None = None
    said: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ByHand:
    """Votes of a region that two persons counted, and that are in the tally beside its ballots.

    Shape:   `region` is the index of their region; `cells[item][column]` as in the tally; `version` grows each time
             that two persons agree on other figures.
    """

    region: int
    channel: Channel
    votes: int
    cells: tuple[tuple[int, ...], ...]
    version: int = 1

    @property
    def source(self) -> str:
        """Name the count, apart from every ballot and from every other count of the round."""
        return f"{self.channel}:{self.region}"

    @property
    def names(self) -> frozenset[str]:
        """Name its votes as ballots are named; those of another version are others."""
        return frozenset(f"{self.source}:{self.version}.{at}" for at in range(self.votes))


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of one round at one instant.

    Shape:   `cells[item][region][column]`, with items as in the slate, regions as in the meeting, columns as the
             method names them; `ballots[region]` is the number of ballots, blank ones included; `late[region]` how many
             of these are of seats that were not there at the opening, and `new[region]` that were made since; both are
             empty where nobody came late.
    Units:   counts of seats.
    """

    slate: tuple[str, ...]
    regions: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Cells
    ballots: tuple[int, ...]
    late: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stands:
    """A choice that was read and stands: indices into the slate, and those who were level across the last places."""

    selected: frozenset[int]
    level: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """Everything a method may look at: the tally, the ballots behind it, and who could have voted.

    Shape:   `checked_in` and `entitled` have one figure a region; `withheld` holds the indices of the regions whose
             figures nobody may read, `not_anew` those of them that have enough ballots and too few new ones since a
             list was read, and `totals_shown` says whether the whole may be read (`secrecy` decides all three);
             `stands` is a choice that was read before, where no other may be told; `totals_withheld` says why totals
             are not shown, `few_ballots` or `not_anew`; `leaves_out`: in a round that an earlier release opened, what
             is withheld has no part in the verdicts.
             `seed` is what a lot is drawn from, empty where none was committed to; `named` are regions that take part
             by their position: they have no cell, and the first one's index follows that of the last region; `by_hand`
             is what of the tally was counted by people, of which there are no ballots.
    Units:   seats: those of the opening, and those that came later and have cast (`attendance`).
    """

    tally: Tally
    ballots: tuple[CountedBallot, ...]
    checked_in: tuple[int, ...]
    entitled: tuple[int, ...]
    withheld: frozenset[int] = frozenset()
    totals_shown: bool = True
    seed: str = ""
    not_anew: frozenset[int] = frozenset()
    stands: Stands | None = None
    totals_withheld: str = ""
    leaves_out: bool = False
    named: tuple[NamedRegion, ...] = ()
    by_hand: tuple[ByHand, ...] = ()

    @property
    def by_name(self) -> Mapping[int, NamedRegion]:
        """Say by their index which regions are counted by their named position."""
        first = len(self.tally.regions)
        return {first + at: one for at, one in enumerate(self.named) if one.counts}

    @property
    def regions(self) -> tuple[str, ...]:
        """Name all regions by their index, and behind those that cast the ones with a named position."""
        return (*self.tally.regions, *(one.region_id for one in self.named))

    @property
    def weighing(self) -> int:
        """Say how many regions verdicts rest on."""
        return len(self.counted) + len(self.by_name)

    @property
    def counted(self) -> tuple[int, ...]:
        """Say which regions that cast the verdict rests on: those with a seat checked in or a ballot."""
        turnout = enumerate(zip(self.checked_in, self.tally.ballots, strict=True))
        left_out = self.withheld if self.leaves_out else frozenset[int]()
        return tuple(region for region, (seats, cast) in turnout if (seats or cast) and region not in left_out)

    @property
    def shown(self) -> tuple[int, ...]:
        """Say of which of them anybody may read more than turnout; the others have no position."""
        return tuple(region for region in self.counted if region not in self.withheld)

    def number(self, item: int) -> int:
        """Say by which number everybody calls an item, and by which it is listed among its equals: from 1 on."""
        return item + 1

    def totals(self, item: int) -> tuple[int, ...]:
        """Add an item's cells over all regions, the withheld ones included."""
        return tuple(sum(column) for column in zip(*self.tally.cells[item], strict=True))

    def has_quorum(self, region: int, quorum: Fraction | None) -> bool:
        """Say whether enough ballots were cast in a region.

        Ballots are what is counted, blank and abstaining ones too: who casts one is there, and a delegate who asked
        for a seat in the morning may have left. Turnout is public, so the answer tells nothing of any mark.
        """
        return self.tally.ballots[region] >= ballots_needed(self.entitled[region], quorum)


def ballots_needed(entitled: int, quorum: Fraction | None) -> int:
    """Say how many ballots make a quorum: the share of the entitled seats, rounded up."""
    return 0 if quorum is None else -(-quorum.numerator * entitled // quorum.denominator)


def recount(
    slate: Sequence[str], regions: Sequence[str], columns: Sequence[str], ballots: Iterable[CountedBallot]
) -> Tally:
    """Count every ballot from nothing: the second road to the one number."""
    item_index = {item: index for index, item in enumerate(slate)}
    column_index = {column: index for index, column in enumerate(columns)}
    cells = [[[0] * len(columns) for _ in regions] for _ in slate]
    cast, late, new = ([0] * len(regions) for _ in range(3))
    for ballot in ballots:
        cast[ballot.region] += 1
        late[ballot.region] += ballot.came > 0
        new[ballot.region] += ballot.came > 1
        for item, mark in ballot.marks.items():
            cells[item_index[item]][ballot.region][column_index[mark]] += 1
    frozen = tuple(tuple(tuple(row) for row in item) for item in cells)
    return Tally(tuple(slate), tuple(regions), tuple(columns), frozen, tuple(cast), tuple(late), tuple(new))


def with_counts(tally: Tally, by_hand: Sequence[ByHand]) -> Tally:
    """Add what people counted to a tally of ballots, mark by mark."""
    if not by_hand:
        return tally
    ballots, cells = list(tally.ballots), [[list(row) for row in item] for item in tally.cells]
    for one in by_hand:
        ballots[one.region] += one.votes
        for item, counted in zip(cells, one.cells, strict=True):
            item[one.region] = [here + more for here, more in zip(item[one.region], counted, strict=True)]
    frozen = tuple(tuple(tuple(row) for row in item) for item in cells)
    return replace(tally, ballots=tuple(ballots), cells=frozen)
