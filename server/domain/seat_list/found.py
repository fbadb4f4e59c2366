"""What was found in a seat list: seats, what is wrong with a row, what must be asked, and what was left out.

Refuses to know how it was found and in which language it is told. Invariant: every row below the header is a seat, or
several, or stands among what was passed over; a seat with a problem is there all the same, as far as it was read.
"""

from dataclasses import dataclass, field

from server.domain.seat_list.columns import Column


@dataclass(frozen=True, slots=True)
class FoundSeat:
    """One seat; `region` is what is written there, `region_id` empty where it fits no region of the meeting."""

    row: int
    name: str
    delegation: str
    region: str
    region_id: str
    language: str
    votes: bool


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to put right.

    Shape:   `column` is the letter of a column, empty where the row or the table as a whole is meant; `text` is the
             word at fault.
    Units:   `row` counts from one; 0 where the table as a whole is meant.
    """

    row: int
    column: str
    code: str
    text: str = ""

    @property
    def stops(self) -> bool:
        """Say whether the row cannot be stored like this; else it is asked whether it is meant."""
        return self.code not in ASKED


ASKED = frozenset({"name_from_delegation", "bad_language", "empty_votes", "no_letters", "other_sheets"})
"""Problems that are questions: what was read may be what is meant."""


@dataclass(frozen=True, slots=True)
class RegionQuestion:
    """A word that stands for no region of the meeting, or for several: it is asked which one is meant."""

    text: str
    candidates: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RegionTaken:
    """A word that was taken for a region though it is neither its id nor its name; it is told."""

    text: str
    region_id: str
    how: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """Rows that may be one person: `same_person`, `same_name` in two delegations, `same_email`."""

    code: str
    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is no seat: a `total`, a `heading` that names a region, the `header` again, or `nothing` of use."""

    row: int
    code: str
    text: str


@dataclass(slots=True)
class Found:
    """Everything that was found in one table; `header_row` is the number of its header, 0 where there is none."""

    columns: tuple[Column, ...] = ()
    header_row: int = 0
    seats: list[FoundSeat] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    questions: list[RegionQuestion] = field(default_factory=list)
    taken: list[RegionTaken] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
