"""The files of the record: one row a kind, and nobody makes another.

Some are written from the list itself, for programs; the others from a document that is composed of it, for people, and
whatever else is composed (the report of a meeting) is written by the same rows of `DOCUMENTS`. Refuses to know where a
list is kept and who may have it. Invariant: a file is a function of the list and what it is of, so that the same list
is the same file, however often and wherever it is made.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from server.domain.counting.ranking import RankedList
from server.domain.errors import NotFound
from server.record.composing.book import compose_book
from server.record.composing.round_record import compose_round
from server.record.csv_file import write_csv, write_semicolons
from server.record.document import Document
from server.record.docx_file import write_docx
from server.record.html_file import write_html
from server.record.occasion import UNKNOWN, Occasion
from server.record.pdf_file import write_pdf
from server.record.pictures.of_rounds import pictures_of
from server.record.ranked_list import write_json
from server.record.xlsx_file import write_xlsx
from server.words.strings import FALLBACK, Strings
from server.words.wording import Wording

WriteDocument = Callable[[Document], bytes]

_OF_OFFICE = "application/vnd.openxmlformats-officedocument.{}"


class Write(Protocol):
    """How a list is written.

    Shape:   without an occasion, as it is told in a room, where everybody knows what it is of; without a wording, its
             reasons are told by their codes alone.
    """

    def __call__(
        self, ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None, /
    ) -> bytes:
        """Write it."""


class WriteWhole(Protocol):
    """How a list is written with its pictures, in the looks of a template if there is one and the format takes any."""

    def __call__(
        self,
        ranked: RankedList,
        occasion: Occasion | None = None,
        wording: Wording | None = None,
        template: bytes = b"",
        /,
    ) -> bytes:
        """Write it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Shape:   `media` is its type in HTTP; `worded` says whether it has sentences for whoever asks for no language, in
             that of the reader. Of several that end alike the kind says more behind a hyphen (`csv-semicolons`).
             `quick`: a short list is written in a few milliseconds, so that it may be where people vote. `whole` writes
             it with the pictures of the list, in tenths of a second; None where the format shows none.
    """

    kind: str
    media: str
    write: Write
    worded: bool
    quick: bool = True
    whole: WriteWhole | None = None

    def file_name(self, place: str, round_number: int) -> str:
        """Name the file of a round by where it was held and its number there, so that those of two rooms differ.

        Shape:   `place` has the ids of the agenda session and, in a room of a region, of the region; what cannot stand
                 in the name of a file is left out.
        """
        where = "-".join(re.findall(r"[a-z0-9]+", place.lower()))
        return f"plenum-{f'{where}-' if where else ''}round-{round_number}-ranked-list.{self.kind.partition('-')[0]}"


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A kind of file that documents are written as.

    Shape:   `of_tables`: it takes tables alone, and as many as there are; `dots`: its pictures are dots, not lines;
             `dress` writes it in the looks of a template, None where the format takes none.
    """

    kind: str
    media: str
    write: WriteDocument
    of_tables: bool = False
    dots: bool = False
    dress: Callable[[Document, bytes], bytes] | None = None

    def written(self, document: Document, template: bytes = b"") -> bytes:
        """Write a document, in the looks of a template where there is one that it takes."""
        return self.dress(document, template) if self.dress and template else self.write(document)


DOCUMENTS: Mapping[str, DocumentFormat] = {
    each.kind: each
    for each in (
        DocumentFormat("docx", _OF_OFFICE.format("wordprocessingml.document"), write_docx, dots=True, dress=write_docx),
        DocumentFormat("pdf", "application/pdf", write_pdf),
        DocumentFormat("xlsx", _OF_OFFICE.format("spreadsheetml.sheet"), write_xlsx, of_tables=True),
        DocumentFormat("html", "text/html; charset=utf-8", write_html),
    )
}


def _of_document(written: DocumentFormat) -> Format:
    """Write a list as what is composed of it; where nobody said a language, in the first there is."""
    compose = compose_book if written.of_tables else compose_round

    def write(ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None, /) -> bytes:
        return written.write(compose(ranked, occasion, wording or Wording(Strings.read(), FALLBACK)))

    def pictured(
        ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None, template: bytes = b"", /
    ) -> bytes:
        said = wording or Wording(Strings.read(), FALLBACK)
        pictures = pictures_of(ranked, occasion or UNKNOWN, said, dots=written.dots)
        return written.written(compose_round(ranked, occasion, said, pictures), template)

    whole = None if written.of_tables else pictured
    return Format(written.kind, written.media, write, worded=True, quick=False, whole=whole)


FORMATS: Mapping[str, Format] = {
    each.kind: each
    for each in (
        *map(_of_document, DOCUMENTS.values()),
        Format("csv", "text/csv; charset=utf-8", write_csv, worded=True),
        Format("csv-semicolons", "text/csv; charset=utf-8", write_semicolons, worded=True),
        Format("json", "application/json", write_json, worded=False),
    )
}


def takes_template(kind: str) -> bool:
    """Say whether files of a kind take their looks from the template of the meeting."""
    return kind in DOCUMENTS and DOCUMENTS[kind].dress is not None


def read_format(kind: str) -> Format:
    """Find a kind of file by its name.

    Raises:  NotFound if there is none of that name.
    """
    if kind not in FORMATS:
        raise NotFound("file")
    return FORMATS[kind]
