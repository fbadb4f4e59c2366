"""A document as one page that needs nothing else: to be read on a phone, sent by mail, and printed.

Refuses to compose. Invariants: nothing in the page is fetched, run or linked to anywhere but within it; words are never
markup; every part says its language and direction where they are others than those around it.
"""

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from server.record.document import (
    Bullets,
    Cell,
    Column,
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
from server.record.html_style import STYLE
from server.record.plain import for_xml
from server.record.shown import shown_instant, shown_number

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write_html(document: Document) -> bytes:
    """Write a document as a page."""
    return "".join(_Page(document).whole()).encode()


class _Page:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._language = document.language

    def whole(self) -> Iterator[str]:
        head = self._document
        yield f'<!doctype html>\n<html lang="{_q(head.language)}" dir="{head.direction}">\n<head>'
        yield '<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f'<meta http-equiv="content-security-policy" content="{_POLICY}">\n'
        yield f"<title>{_t(' · '.join(one for one in (head.header, head.title) if one))}</title>\n"
        yield f"<style>{STYLE}</style></head>\n<body><main>\n"
        if head.header:
            yield f'<p class="header" dir="auto">{_t(head.header)}</p>\n'
        for part in head.parts:
            yield from self._part(part)
        yield "</main></body></html>\n"

    def _part(self, part: Part) -> Iterator[str]:
        match part:
            case Heading():
                anchor = f' id="{_q(part.anchor)}"' if part.anchor else ""
                yield f"<h{part.level}{anchor}>{self._runs(part.runs)}</h{part.level}>\n"
            case Paragraph():
                yield self._paragraph(part)
            case Bullets():
                kind = "ol" if part.numbered else "ul"
                entries = "".join(f"<li>{self._sentences(one)}</li>" for one in part.entries)
                yield f"<{kind}>{entries}</{kind}>\n"
            case Facts():
                lines = "".join(f"<dt>{_t(line.name)}</dt><dd>{self._sentence(line.said)}</dd>" for line in part.lines)
                yield f"<dl>{lines}</dl>\n"
            case Table():
                yield from self._table(part)
            case Drawing():
                caption = (
                    f"<figcaption>{_t(part.caption)}{self._basis(part.basis)}</figcaption>" if part.caption else ""
                )
                wide = f'<div class="wide" tabindex="0" role="group" aria-label="{_q(part.caption)}">'
                yield f"<figure>{wide}{part.picture.svg}</div>{caption}</figure>\n"
            case Original():
                own = "".join(map(self._paragraph, part.paragraphs))
                yield f'<blockquote><p class="note">{_t(part.said)}</p>{own}</blockquote>\n'
            case PageBreak():
                yield '<hr class="break">\n'

    def _paragraph(self, part: Paragraph) -> str:
        return f'<p class="{part.style}"{self._turned(part)}>{self._sentences(part)}</p>\n'

    def _turned(self, part: Paragraph) -> str:
        """Turn a paragraph round whose words all run the other way, so that it begins where they do."""
        sides = {run.direction for said in part.sentences for run in said.runs} - {"auto"}
        other = sides - {self._document.direction}
        return f' dir="{other.pop()}"' if len(sides) == len(other) == 1 else ""

    def _sentences(self, part: Paragraph) -> str:
        return " ".join(map(self._sentence, part.sentences))

    def _sentence(self, said: Sentence) -> str:
        return f"{self._runs(said.runs)}{self._basis(said.basis)}"

    def _basis(self, mark: str) -> str:
        return f'\u00a0<a class="basis" href="#{_q(mark)}">[{_t(mark)}]</a>' if mark else ""

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        said = _t(run.words).replace("\n", "<br>")
        said = f"<b>{said}</b>" if run.strong else said
        named = f' lang="{_q(run.language)}"' if run.language and run.language != self._language else ""
        turned = f' dir="{run.direction}"' if named or run.direction != self._document.direction else ""
        return f"<span{named}{turned}>{said}</span>" if named or turned else said

    def _table(self, table: Table) -> Iterator[str]:
        yield f'<div class="wide" tabindex="0" role="region" aria-label="{_q(table.caption)}">'
        yield f'<table data-name="{_q(table.name)}"><caption>{_t(table.caption)}{self._basis(table.basis)}</caption>\n'
        heads = "".join(f'<th scope="col"{_side(column)}>{_t(column.head)}</th>' for column in table.columns)
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for row in table.rows:
            mark = f' id="{_q(row.mark)}"' if row.mark else ""
            cells = zip(table.columns, row.cells, strict=True)
            written = "".join(
                self._cell(column, cell, head=table.row_heads and not at, basis="" if at else row.basis)
                for at, (column, cell) in enumerate(cells)
            )
            yield f"<tr{mark}>{written}</tr>\n"
        yield "</tbody></table></div>\n"

    def _cell(self, column: Column, cell: Cell, *, head: bool, basis: str) -> str:
        tag, scope = ("th", ' scope="row"') if head else ("td", "")
        return f"<{tag}{scope}{_side(column)}{_exact(cell)}>{self._said(cell)}{self._basis(basis)}</{tag}>"

    def _said(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case Instant():
                return f'<time dir="ltr">{shown_instant(cell, self._document.zone)}</time>'
            case int() | Fraction():
                return shown_number(cell, self._language)
        return self._runs(cell)


def _exact(cell: Cell) -> str:
    """Say a share exactly, beside what is shown of it."""
    return f' data-exact="{cell}"' if isinstance(cell, Fraction) else ""


def _side(column: Column) -> str:
    return "" if column.kind == "words" else ' class="figure"'


def _t(words: str) -> str:
    return escape(for_xml(words), quote=False)


def _q(words: str) -> str:
    return escape(for_xml(words))
