"""Who is let in: how a meeting is joined by code, who waits for a named seat, and what a list of seats says.

Refuses to know addresses, clocks and where seats are kept. Invariant: a seat that was taken by code and has not opened
a room is `arriving`; it counts towards the limit for two minutes and nowhere else.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from server.domain.errors import Malformed
from server.domain.procedure.people import Seat
from server.domain.procedure.words import printable
from server.domain.visible import has_visible_character
from server.domain.whole_numbers import whole_number

JOIN_CODE_LENGTH = 8
_LONGEST_TYPED = 200
_LIKE_LATIN = str.maketrans("асеһіјкмнорԛѕтвуԝхз", "acehijkmhopqstbywx3")
"""Letters of a Russian keyboard that look like those of a code, as small letters or as capitals."""
YOUNG_MS = 120_000
"""How long a seat that has not opened a room counts towards the limit."""
MOST_HITS = 5
MOST_SOURCES = 50
PAGE = 100
FEWEST_LETTERS = 3
FEWEST_BYTES = 6  # two Chinese signs are a name, two Latin letters are not


SeatState = Literal["named", "waiting", "arriving", "here", "barred"]


@dataclass(frozen=True, slots=True)
class JoinPace:
    """How many seats one address may take by code: a hall at once, and then so many a second."""

    at_once: int = 2_000
    per_second: int = 50


ORDINARY_PACE = JoinPace()


@dataclass(frozen=True, slots=True)
class Joining:
    """How a meeting is joined by code at this moment; `one_seat`: a device that has a seat is given no other."""

    open: bool
    code: str
    limit: int
    one_seat: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who says to be the holder of a named seat, and waits to be admitted.

    Units:   `at_ms` is since when.
    """

    id: str
    seat_id: str
    at_ms: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A seat as it stands in the list.

    Shape:   `claim` is whoever waits for it.
    """

    seat: Seat
    state: SeatState
    entered_at_ms: int = 0
    claim: Claim | None = None

    @property
    def is_taken(self) -> bool:
        """Say whether somebody has come for the seat, and was not kept out."""
        return self.state in ("arriving", "here")

    @property
    def is_entitled(self) -> bool:
        """Say whether a round that is opened now counts the seat."""
        return self.seat.votes and self.state not in ("arriving", "barred")

    @property
    def joined_at_ms(self) -> int:
        """Say when the seat was taken by code, or is waited for since."""
        return self.claim.at_ms if self.claim else self.seat.joined_at_ms

    @property
    def source(self) -> str:
        """Say from which address that was."""
        return self.claim.source if self.claim else self.seat.source


@dataclass(frozen=True, slots=True)
class Source:
    """What was taken by code from one address."""

    label: str
    joins: int
    first_ms: int
    last_ms: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many seats a meeting has: those that count towards the limit, and by state."""

    seats: int
    limit: int
    waiting: int
    here: int
    barred: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Every seat of a meeting as of one instant, in the order in which they came to be."""

    listed: tuple[Listed, ...]
    totals: Totals
    by_id: dict[str, Listed] = field(default_factory=dict)

    @property
    def waiting(self) -> list[Listed]:
        """List those whom somebody waits for, the longest first."""
        return sorted((one for one in self.listed if one.claim), key=lambda one: (one.joined_at_ms, one.seat.id))

    def find(self, words: str) -> list[Listed]:
        """Find seats by a part of a name or a delegation, those without a name by their number; without words, all."""
        wanted = plain(words)
        number = whole_number(wanted, 0)
        return [
            one
            for one in self.listed
            if wanted in plain(f"{one.seat.name} {one.seat.delegation}")
            or (number and not one.seat.name and one.seat.number == number)
        ]

    def taken(self, source: str, minute_ms: int) -> list[Listed]:
        """List what was taken by code from one address, within one minute, or both, and who waits from there."""
        return [
            one
            for one in self.listed
            if one.joined_at_ms
            and (not source or one.source == source)
            and (not minute_ms or one.joined_at_ms // 60_000 == minute_ms // 60_000)
        ]


def sources_of(listed: Iterable[Listed]) -> list[Source]:
    """Count by address what was taken by code, the most joins first."""
    found: dict[str, list[int]] = {}
    for one in listed:
        if one.source:
            found.setdefault(one.source, []).append(one.joined_at_ms)
    sources = [Source(label, len(times), min(times), max(times)) for label, times in found.items()]
    return sorted(sources, key=lambda source: (-source.joins, source.label))[:MOST_SOURCES]


def read_join_code(typed: str) -> str:
    """Read a join code as people type it on any keyboard: small letters and digits without anything between them.

    Capitals, spaces, dashes and marks of direction do not matter, nor does the width of a letter, the script of a digit
    or the alphabet of a letter that looks the same.
    """
    folded = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).casefold().translate(_LIKE_LATIN)
    digits = (str(unicodedata.decimal(sign, sign)) for sign in folded if sign.isalnum())
    return "".join(digits)[: 2 * JOIN_CODE_LENGTH]


def read_name(typed: str, what: Literal["name", "delegation"], longest: int) -> str:
    """Read a name that somebody gives to themself: one line, shortened where it is too long, empty where none is given.

    Raises:  Malformed `unseen_name` or `unseen_delegation` where something was typed of which nothing can be seen.
    """
    name = " ".join(printable(typed).split())[:longest]
    if typed.strip() and not has_visible_character(name):
        raise Malformed(f"unseen_{what}")
    return name


def says_enough(typed: str) -> bool:
    """Say whether what was typed is long enough to look for a name by."""
    letters = [letter for letter in typed if letter.isalnum()]
    return len(letters) >= FEWEST_LETTERS or len("".join(letters).encode()) >= FEWEST_BYTES


def find_names(typed: str, named: Sequence[tuple[str, Seat]]) -> list[Seat]:
    """Find the seats whose name holds what was typed, those that begin with it first, else in their order.

    Shape:   `named` has each seat with its name made `plain`.
    """
    wanted = plain(typed)
    begin = [seat for name, seat in named if name.startswith(wanted)]
    return begin + [seat for name, seat in named if wanted in name and not name.startswith(wanted)]


def plain(words: str) -> str:
    """Read words without their capitals, accents and spare spaces."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
