"""What one region made of one item of a ranked list, as far as anybody may read it.

Refuses to know how it was worked out (`positions`, `weighing`). Invariant: a region that is withheld says nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from server.domain.counting.positions import Lean, RegionState


@dataclass(frozen=True, slots=True)
class Named:
    """What a region says of an item by its named position: its words, and how many of how many seats confirmed it."""

    words: str
    confirmed: int
    seats: int


@dataclass(frozen=True, slots=True)
class RegionOutcome:
    """What one region made of one item.

    Shape:   `marks` has a figure a column of the method; a withheld region has the state `withheld` and nothing else;
             where nothing asked for positions `state` is empty and `support` None; `lean` says more of a region
             without a position, and is empty in a list that an earlier release counted; `named` is there where the
             region takes part by its named position, without a mark and a support.
    """

    state: RegionState | Literal["withheld", ""] = ""
    support: Fraction | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    lean: Lean = ""
    named: Named | None = None


WITHHELD = RegionOutcome("withheld")
