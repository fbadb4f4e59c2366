"""Lines that are being gathered from a document, one after the other, with a bound on how many.

Invariant: a document of more lines than a programme can have is given up before it fills the memory.
"""

from collections.abc import Sequence

from server.domain.agenda.document import Document, Line, table_of
from server.domain.errors import Malformed

MOST = 20_000
_LONGEST = 400_000


class Gathered:
    """The lines so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lines: list[Line] = []
        self._number = 0
        self._length = 0

    def add(self, text: str, *, level: int = 0, bold: bool = False, prefix: str = "", indent: int = 0) -> None:
        """Add a paragraph; its line breaks part it, and its bullet or number stands before its first line."""
        for place, line in enumerate(text.split("\n")):
            words = " ".join(line.split())
            if not words:
                continue
            before = " " * indent + (f"{prefix} " if prefix and not place else "")
            self._count(words)
            self.lines.append(Line(self._number, before + words, level=level, whole=True, bold=bold and not prefix))

    def blank(self) -> None:
        """Note that something was left empty here."""
        if self.lines and self.lines[-1].text:
            self._number += 1
            self.lines.append(Line(self._number, "", whole=True))

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table."""
        numbered = []
        for row in rows:
            if any(cell.strip() for cell in row):
                self._count("".join(row))
                numbered.append((self._number, [str(cell) for cell in row]))
        if len(numbered) == 1 or max((len(row) for row in rows), default=0) == 1:
            for _, cells in numbered:  # a frame around paragraphs, or one column: no table
                for cell in cells:
                    self.add(cell)
        else:
            self.lines += table_of(numbered)

    def document(self) -> Document:
        """Give what was gathered."""
        return Document(tuple(self.lines))

    def _count(self, words: str) -> None:
        self._number += 1
        self._length += len(words)
        if self._number > MOST or self._length > _LONGEST:
            raise Malformed("file_too_much")
