"""What a file for people says, apart from how it is written: title, and parts in the order in which they are read.

Whoever composes a document knows lists and meetings and no format; whoever writes one knows a format and nothing of
lists. Refuses to know both. Invariants: values are frozen, so that the same document makes the same bytes; words are
never markup; whatever states a fact has a `basis`, the mark of the act in the annex that it rests on (`A17`), so that a
reader finds it there.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from server.record.picture import Picture
from server.words.direction import Direction, direction_of

MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 200_000, 200_000, 200
"""More than any meeting comes to; a document beyond that is a defect, and takes memory without an end."""

Style = Literal["body", "lead", "note"]
Kind = Literal["words", "integer", "share", "instant"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one language; without one they are in that of the document, or nobody said."""

    words: str
    language: str = ""
    strong: bool = False

    @property
    def direction(self) -> Direction:
        """Say in which direction they are written, as their letters have it."""
        return direction_of(self.words, self.language)


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement, and the mark of the act that it rests on; empty where it states no fact."""

    runs: Runs
    basis: str = ""

    @property
    def words(self) -> str:
        """Say it without its basis."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is by what a table of contents or a link finds it, empty where nobody looks for it."""

    level: int
    runs: Runs
    anchor: str = ""

    def __post_init__(self) -> None:
        """Refuse a level that no format has.

        Raises:  ValueError.
        """
        if not 1 <= self.level <= 6:
            raise ValueError(self.level)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after the other, with a blank between; an end of a line inside of one stays one."""

    sentences: tuple[Sentence, ...]
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, each entry of which is a paragraph."""

    entries: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts: what it is called, and what it is."""

    name: str
    said: Sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of name and value, as on a title page."""

    lines: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant, in the time zone of the document.

    Units:   milliseconds since 1970, UTC.
    """

    at_ms: int


Cell = Runs | int | Fraction | Instant | None
"""What stands in a table: words, a whole number, an exact share, an instant; None is a cell that says nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what its cells are, and how wide it is.

    Units:   `width` is relative to the other columns; in a spreadsheet that many characters.
    """

    head: str
    kind: Kind = "words"
    width: int = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `mark` is by what sentences refer to it (a row of the annex), `basis` what it rests on itself."""

    cells: tuple[Cell, ...]
    mark: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads; `basis` is what all its rows rest on.

    Shape:   `name` is a stable code, such as `matrix`; the first column heads its row where `row_heads` says so;
             `elsewhere` says where it is found instead, where it has too many rows to be printed.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    basis: str = ""
    row_heads: bool = True
    elsewhere: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that is not even, or beyond all bounds.

        Raises:  ValueError.
        """
        if len(self.rows) > MOST_ROWS or not 0 < len(self.columns) <= MOST_COLUMNS:
            raise ValueError(self.name, len(self.rows), len(self.columns))
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(self.name)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and the mark of the act that it rests on; what it says and is called goes with it."""

    picture: Picture
    basis: str = ""

    @property
    def alternative(self) -> str:
        """Say it for whoever does not see it."""
        return self.picture.alternative

    @property
    def caption(self) -> str:
        """Say what stands below it."""
        return self.picture.caption


@dataclass(frozen=True, slots=True)
class Original:
    """Words as they were proposed, beside a translation that stands before them."""

    language: str
    said: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Part = Heading | Paragraph | Bullets | Facts | Table | Drawing | Original | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Shape:   `language` is that of its own sentences, `direction` its base direction; `header` stands at the top of
             every page; `zone` is the time zone of its instants.
    """

    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    parts: tuple[Part, ...]
    header: str = ""
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse what is beyond all bounds.

        Raises:  ValueError.
        """
        if len(self.parts) > MOST_PARTS:
            raise ValueError(len(self.parts))
