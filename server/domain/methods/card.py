"""A method's card: all that pages, scripts and acts need to know of a method, so that nobody else has to name one.

It says what a ballot looks like, of which kind the list is, by which figure its rows are read, and what a draft asks.
Refuses to know how a method counts. Invariant: a card is a value, so it can be sent to a page as it is.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from server.domain.procedure.rounds import LARGEST_SLATE

Form = Literal["marks", "ticks", "scores", "order", "silence"]
"""What a ballot is filled in by: a mark a recommendation, approvals, a score a recommendation, an order, or nothing."""
Kind = Literal["verdict", "choice", "figure"]
"""What a list says first: the verdict of the regions, who is selected, or one figure."""
Whole = int | Literal["ballots", "others"]
RoomKind = Literal["region", "plenary"]

ALWAYS = ("quorum", "tie_rule", "k")
"""The rules that mean something to every method."""
ACROSS_REGIONS = (
    "theta",
    "backing_quorum",
    "regions_needed",
    "opposition_tolerated",
    "no_region_leans",
    "deciding_quorum",
)
"""The rules that decide what regions make of a recommendation."""
FOR_AND_AGAINST = ("with_changes", "wishes", "roll_call", "required_majority", "both_keys", *ACROSS_REGIONS, *ALWAYS)
"""The rules of a method whose ballots say For and Against."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """The figure that the rows of a list are read by.

    Shape:   `name` is one of the figures of an item, or `approvals`; its heading is the sentence `figure.<name>`.
             `whole` is what its bar is measured against: a number, all ballots, or all other recommendations; None
             where it has no bar. `detail` names the figures of the sentence `method.<method>.detail` that stands
             beside it, of which the first chooses the plural; empty where there is none.
    """

    name: str
    whole: Whole | None = None
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a method looks like from outside.

    Shape:   `rules` are those that a draft asks about; `ties` says whether two recommendations may share a place of an
             order; `default_in` is the kind of room whose drafts begin with this method; `branches` says whether it
             follows equals on every way, so that even a few ballots may be counted for long; `silent`: to say nothing
             is to agree, so that every phone casts by itself, and nobody is told who has cast (`silence`); `by_hand`:
             its count is a sum of marks by region and item, so that people can count for it (`entered`).
    Units:   `largest_slate` is how many recommendations a delegate can be asked to judge at once.
    """

    form: Form
    kind: Kind
    rules: tuple[str, ...]
    figure: ReadBy | None = None
    largest_slate: int = LARGEST_SLATE
    ties: bool = True
    default_in: RoomKind | None = None
    branches: bool = False
    silent: bool = False
    by_hand: bool = False


def card_as_data(card: Card) -> Mapping[str, object]:
    """Write a card as values that any JSON encoder takes."""
    return asdict(card)
