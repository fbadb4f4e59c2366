"""A document as a PDF: tagged, with an outline, its faces inside, and every script set as it is written.

To be called in a process of its own, for the library takes 80 MB. Refuses to compose. Invariants: the same document
makes the same bytes on every machine, for neither a clock nor a font of the system is asked; words are values, never
markup.
"""

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from server.domain.languages import primary
from server.faces import face_folders, letters_missing
from server.record.bases import marks_in
from server.record.document import (
    Bullets,
    Cell,
    Document,
    Drawing,
    Facts,
    Heading,
    Instant,
    Original,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Runs,
    Sentence,
    Table,
)
from server.record.plain import for_xml
from server.record.shortened import shortened
from server.record.shown import shown_instant, shown_number
from server.record.widths import wishes_of
from server.resources import TEMPLATES
from server.words.direction import direction_of

AT = "at-"
"""With what the names of headings begin by which they are found in the file."""
_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1, which allows no letter without a face; without it a file is tagged all the same."""
_FULL_SIZE, _LEAST_SIZE, _AT_FULL_SIZE = 8.5, 5.0, 110
"""Letters of a table in points, the least of them, and how many letters its columns have together at most before these
become smaller."""


_MOST_LINKS = 2_000
"""How many sentences lead to their acts by a link; of more each has its mark in words alone, for links take as much
time and memory as all pages without them."""
_TAG = re.compile("[a-z]{2,3}")
"""A language as the library takes it."""


def write_pdf(document: Document) -> bytes:
    """Write a document as a PDF."""
    import typst  # noqa: PLC0415 - see above

    given = json.dumps(_Written(shortened(document)).whole(), ensure_ascii=False)
    pdf = typst.compile(
        str(TEMPLATES / "print" / "document.typ"),
        root=str(TEMPLATES / "print"),
        font_paths=[str(folder) for folder in face_folders()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[] if letters_missing(given) else [_STANDARD],
        sys_inputs={"given": given},
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one file, as PDF is
    return pdf


class _Written:
    """Writes one document as the values that the template reads."""

    def __init__(self, document: Document) -> None:
        self._document, self._level, self._led = document, 0, 0

    def whole(self) -> dict[str, Any]:
        said = self._document
        parts, marks = [self._part(part) for part in said.parts], sorted(marks_in(said.parts))
        return {
            "title": for_xml(said.title),
            "header": for_xml(said.header),
            "header_direction": _side(direction_of(said.header, said.language), said.direction),
            "language": said.language,
            "direction": said.direction,
            "marks": marks if self._led <= _MOST_LINKS else [],
            "parts": parts,
        }

    def _part(self, part: Part) -> Mapping[str, Any]:
        said: Mapping[str, Any]
        match part:
            case Heading():
                self._level = min(part.level, self._level + 1)  # tagged files skip none
                runs, side = self._runs(part.runs), self._first(part.runs)
                anchor = f"{AT}{part.anchor}" if part.anchor else ""
                said = {"kind": "heading", "level": self._level, "runs": runs, "direction": side, "anchor": anchor}
            case Paragraph():
                said = {"kind": "paragraph", "style": part.style, **self._paragraph(part)}
            case Bullets():
                entries = [self._paragraph(one) for one in part.entries]
                said = {"kind": "bullets", "numbered": part.numbered, "entries": entries}
            case Facts():
                lines = [{"name": for_xml(one.name), "said": self._sentence(one.said)} for one in part.lines]
                said = {"kind": "facts", "lines": lines}
            case Table():
                said = self._table(part)
            case Drawing():
                said = {
                    "kind": "drawing",
                    "svg": part.picture.svg,
                    "alternative": for_xml(part.alternative),
                    "caption": for_xml(part.caption),
                    "basis": part.basis,
                }
            case Original():
                own = [self._paragraph(one) for one in part.paragraphs]
                said = {"kind": "original", "said": for_xml(part.said), "paragraphs": own}
            case PageBreak():
                said = {"kind": "break"}
        return said

    def _table(self, table: Table) -> Mapping[str, Any]:
        wishes = wishes_of(table.columns)
        self._led += sum(bool(row.basis) for row in table.rows)
        return {
            "kind": "table",
            "caption": for_xml(table.caption),
            "basis": table.basis,
            "row_heads": table.row_heads,
            "shares": wishes,
            "size": max(_LEAST_SIZE, _FULL_SIZE * min(1, _AT_FULL_SIZE / sum(wishes))),
            "figures": [column.kind != "words" for column in table.columns],
            "heads": [for_xml(column.head) for column in table.columns],
            "rows": [
                {"mark": row.mark, "basis": row.basis, "cells": [self._cell(one) for one in row.cells]}
                for row in table.rows
            ],
        }

    def _cell(self, said: Cell) -> Any:  # noqa: ANN401 - a string of what is read alike everywhere, or runs
        match said:
            case None:
                return ""
            case Instant():
                return shown_instant(said, self._document.zone)
            case int() | Fraction():
                return shown_number(said, self._document.language)
        return self._runs(said)

    def _paragraph(self, part: Paragraph) -> dict[str, Any]:
        first = part.sentences[0].runs if part.sentences else ()
        return {"sentences": [self._sentence(one) for one in part.sentences], "direction": self._first(first)}

    def _sentence(self, said: Sentence) -> dict[str, Any]:
        self._led += bool(said.basis)
        return {"runs": self._runs(said.runs), "basis": said.basis}

    def _runs(self, runs: Runs) -> list[dict[str, Any]]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> dict[str, Any]:
        written: dict[str, Any] = {"words": for_xml(run.words)}
        language = primary(run.language)
        if language != self._document.language and _TAG.fullmatch(language):
            written["language"] = language
        if "language" in written or run.direction != self._document.direction:
            written["direction"] = _side(run.direction, self._document.direction)
        if run.strong:
            written["strong"] = True
        return written

    def _first(self, runs: Runs) -> str:
        return _side(runs[0].direction if runs else "", self._document.direction)


def _side(direction: str, otherwise: str) -> str:
    return direction if direction in ("ltr", "rtl") else otherwise
