"""The tables of any file: spreadsheets, and texts in any encoding.

Refuses to know what stands in the tables. Invariant: it runs in the process of a reader alone, and imports a library
only when a file needs it.
"""

from dataclasses import dataclass

from server.domain.errors import Malformed
from server.domain.seat_list.cell_words import is_language
from server.domain.seat_list.folding import folded
from server.domain.seat_list.header_words import meaning_of
from server.domain.seat_list.region_words import thing_of
from server.domain.seat_list.sheet import Sheet
from server.secretariat.reading.encodings import decode
from server.secretariat.reading.kinds import Kind, kind_of
from server.secretariat.reading.spreadsheets import read_spreadsheet
from server.secretariat.reading.texts import read_text


@dataclass(frozen=True, slots=True)
class Tables:
    """What was found in a file.

    Shape:   `encoding` and `delimiter` are those of a text; `broken` is the row at which its quotation marks cannot be
             read, with the beginning of it, or 0.
    """

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    certain: bool = True
    delimiter: str = ""
    broken: int = 0
    excerpt: str = ""


def read_tables(given: bytes, encoding: str = "") -> Tables:
    """Read every table of a file.

    Raises:  Malformed with the reason why there is none that can be read.
    """
    kind = kind_of(given)
    if kind != "text":
        sheets = tuple(read_spreadsheet(given))
        if not any(sheet.rows for sheet in sheets):
            raise Malformed("file_empty")
        return Tables(kind, sheets)
    text, encoding, certain = decode(given, encoding, _is_known)
    table = read_text(text)
    return Tables(kind, (table.sheet,), encoding, certain, table.delimiter, table.broken, table.excerpt)


def _is_known(word: str) -> bool:
    """Tell a word of headers, regions and languages: it is there only if the text is read as it was written."""
    said = meaning_of(word)
    return (said is not None and said[1] == 1.0 and len(folded(word)) > 1) or bool(thing_of(word)) or is_language(word)
