"""The ranked list: what a round comes to, as values that every page, file and frame is made from.

Refuses to know how a method orders and how a list is written. Invariants: a rank is one more than the number of items
that stand strictly higher; items that stand level share a rank and are listed by their number in the slate; what is
withheld is not in the values at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from server.domain.counting.audit import Audit
from server.domain.counting.consent import Consent
from server.domain.counting.delegations import Delegations
from server.domain.counting.positions import Verdict
from server.domain.counting.region_outcomes import RegionOutcome
from server.domain.counting.result_line import Outcome, ResultLine
from server.domain.counting.tallies import Count
from server.domain.procedure.readings import ReadAgain
from server.domain.procedure.rules import Rules

Figure = str | int | Fraction | tuple[str, ...] | tuple[int, ...]


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - a key is compared with keys of its own kind alone


Key = TypeVar("Key", bound=_Ordered)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an item stands where it stands: a stable code and the figures its sentence needs."""

    code: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a method puts one item of the slate, and why.

    Shape:   `item` is an index into the slate; `regions` has one outcome a region of the tally. `verdict`, `backing`
             and `opposing` are None where a round has one region only (beside methods that do not judge by regions);
             methods that choose give `selected` and `approvals` (None where they are withheld). `figures` holds what
             else a method orders by, under the same names for every item of a list, None where it is withheld or
             there is none. `plenary` is whether For and Against reach the required majority, whatever the quorum:
             the second key; None where totals are withheld, and where ballots know no For and Against.
    """

    item: int
    rank: int
    tied: bool
    line: ResultLine
    regions: tuple[RegionOutcome, ...]
    reasons: tuple[Reason, ...] = ()
    verdict: Verdict | None = None
    backing: int | None = None
    opposing: int | None = None
    plenary: Outcome | None = None
    selected: bool | None = None
    approvals: int | None = None
    figures: Mapping[str, Figure | None] = field(default_factory=dict)
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by which a result can be followed by hand: pairs of recommendations, stages of a count.

    Shape:   every row has a cell a column; names and columns are stable codes.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Figure | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a method answers: the slate in order, the tables that show how, and the ties left open.

    Shape:   `undecided` holds groups of items that are level where it matters, each in the order it is listed;
             `by_verdict` says whether all of one verdict stand together.
    """

    placings: tuple[Placing, ...]
    tables: tuple[Table, ...] = ()
    undecided: tuple[tuple[int, ...], ...] = ()
    by_verdict: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """An item whose ranks differ between the two views, and why."""

    item: int
    by_regions: int
    by_delegates: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DelegatesEqual:
    """The second view: the same votes with every delegate counting the same.

    Shape:   `ranks` pairs each item with its rank and whether it is shared, best first; `differ_most` begins with
             the item that moves furthest from the list's own order.
    """

    ranks: tuple[tuple[int, int, bool], ...]
    differ_most: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TieBreak:
    """How ties of this list are broken.

    Shape:   the others are empty where no lot was committed to: `seed` is made of `nonce`, whose hash is `commitment`,
             and of the `nonces` that phones sent (`lots`); `draw` is the whole slate in the order in which it draws,
             ties or not. `nonce` and `nonces` are empty in a round that an older release prepared.
    """

    rule: str
    undecided: tuple[tuple[int, ...], ...]
    commitment: str = ""
    seed: str = ""
    nonce: str = ""
    nonces: tuple[str, ...] = ()
    draw: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SlateItem:
    """What the list says of a recommendation beside its result.

    Shape:   `number` counts the recommendations of the meeting; `label` is what it is called where it comes from,
             empty in a list of an earlier release; `origin` holds ids of regions, `translations` language and title.
    """

    id: str
    number: int
    title: str
    origin: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class RankedRegion:
    """A region of the round: its turnout, which is public, and whether its figures are withheld.

    Shape:   `not_anew`: withheld since too few of its ballots are new since a list of the round was read; `named`: it
             takes part by its position, has no part in totals and turnout, and nought in the figures here. `hands` and
             `paper` are how many of its `ballots` people counted so, `aside` how many votes they counted that are no
             part of them, since there are not seats enough.
    """

    id: str
    name: str
    entitled: int
    checked_in: int
    ballots: int
    withheld: bool
    not_anew: bool = False
    named: bool = False
    hands: int = 0
    paper: int = 0
    aside: int = 0


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One row: a recommendation and its place."""

    recommendation: SlateItem
    placing: Placing

    @property
    def slate_number(self) -> int:
        """Say by which number everybody calls it in this round: its place in the slate, from 1 on."""
        return self.placing.item + 1


@dataclass(frozen=True, slots=True)
class RankedList:
    """The result of a round.

    Units:   `regions_counted` regions is what verdicts rest on; `regions_determined` of them reached their quorum.
    Shape:   `slate` holds ids in the order of the ballots, to which the indices of items refer; `delegates_equal` is
             None for ballots that know no For and Against, and where totals are withheld; `totals_withheld` is why
             they are, empty where they are shown; `by_verdict` says whether all of one verdict stand together, as they
             did not yet in a list that an earlier release counted; `delegations` is None where none are known, and for
             ballots that know no For and Against; `again` says of a later reading what it is of.
    """

    round_id: str
    method: str
    rules: Rules
    columns: tuple[str, ...]
    regions: tuple[RankedRegion, ...]
    regions_counted: int
    regions_determined: int
    items: tuple[RankedItem, ...]
    slate: tuple[str, ...]
    tie_break: TieBreak
    delegates_equal: DelegatesEqual | None = None
    tables: tuple[Table, ...] = ()
    totals_withheld: str = ""
    audit: Audit | None = None
    by_verdict: bool = False
    delegations: Delegations | None = None
    again: ReadAgain | None = None


def tie_groups(count: Count, items: Sequence[int], key: Callable[[int], Key]) -> tuple[tuple[int, ...], ...]:
    """Order items from the highest key to the lowest; equals make one group and are listed by their number.

    Shape:   indices into the slate; no group is empty.
    """
    keys = {item: key(item) for item in items}
    groups: list[list[int]] = []
    listed = sorted(items, key=count.number)
    for item in sorted(listed, key=keys.__getitem__, reverse=True):
        if groups and keys[groups[-1][0]] == keys[item]:
            groups[-1].append(item)
        else:
            groups.append([item])
    return tuple(tuple(group) for group in groups)


def ranks(groups: Sequence[Sequence[int]]) -> dict[int, tuple[int, bool]]:
    """Give every item its rank and say whether it shares it; after a shared rank the next ones are skipped."""
    given: dict[int, tuple[int, bool]] = {}
    for group in groups:
        rank = len(given) + 1
        given.update({item: (rank, len(group) > 1) for item in group})
    return given
