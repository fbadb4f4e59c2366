"""The ranked list as CSV: one row an item, for a spreadsheet.

Refuses to word anything itself: the header is a row of stable English keys, the cells are figures, codes, the
delegates' own words and, where somebody says them, the sentences of the reasons. Invariants: words are nothing but
words to a spreadsheet (`cells`), and a withheld region has its state and empty cells.
"""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction

from server.domain.counting.lots import combined
from server.domain.counting.ranking import Figure, RankedItem, RankedList, RankedRegion, TieBreak
from server.record.cells import Cell, cell, share_cells, share_keys
from server.record.composing.listing import outcome
from server.record.composing.matter import Matter
from server.record.consent import consent_cells, consent_heads
from server.record.delegations import delegation_cells, delegation_keys, roll_cells, roll_keys
from server.record.occasion import UNKNOWN, Occasion, SaidOf, instant
from server.record.ranked_list import why_of
from server.record.readings import reading_cells, reading_keys, reading_says
from server.record.region_cells import COUNTED, has_counted, write_counted
from server.words.wording import Wording

BYTE_ORDER_MARK = "\ufeff"
_OF_THE_AUDIT = ("approved_with_nothing_selected", "regions_not_spoken_for", "regions_not_told")
_OF_THE_LOT = ("lot_place", "lot_commitment", "lot_nonce", "lot_nonces_hash", "lot_seed")
_OF_THE_ROUND = (
    *("meeting", "session", "room", "round_number", "round_question"),
    *("opened_at", "closed_at", "published_at", "time_zone"),
)
_IN_WORDS = ("translated_title", "translated_text", "in_words", "result_line", "why")


def write_csv(ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None) -> bytes:
    """Write a ranked list as a CSV file, in UTF-8.

    Shape:   begins with a byte order mark, without which Excel would not read it as UTF-8; rows end in CR LF (RFC
             4180). Lists inside a cell are joined by a blank, sentences too. With a `wording` each row has its words in
             that language where they were translated, what came of it, and why it stands there.
    """
    return _write(ranked, occasion or UNKNOWN, wording, ",")


def write_semicolons(ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None) -> bytes:
    """Write the same for a spreadsheet in whose language a comma stands before decimals: it parts cells otherwise."""
    return _write(ranked, occasion or UNKNOWN, wording, ";")


def _write(ranked: RankedList, occasion: Occasion, wording: Wording | None, parted: str) -> bytes:
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    rows = csv.writer(text, delimiter=parted, lineterminator="\r\n")
    matter = Matter(ranked, occasion, wording) if wording else None
    rows.writerow([cell(key, parted) for key in (*_header(ranked, occasion), *(_IN_WORDS if matter else ()))])
    for item in ranked.items:
        said = _in_words(matter, item) if matter else ()
        rows.writerow([cell(value, parted) for value in (*_row(ranked, item, occasion), *said)])
    return text.getvalue().encode()


def _in_words(matter: Matter, item: RankedItem) -> Sequence[str]:
    """Say an item in the language of the reader where it was translated, what came of it, and why it stands there."""
    _, translated = matter.words(item)
    again = [reading_says(matter.ranked, matter.wording)] if matter.ranked.again else []
    line = matter.outcomes.line(matter.written_items[item.recommendation.id])
    words = (translated.title, translated.text) if translated else ("", "")
    return *words, outcome(matter, item), line, " ".join([*why_of(matter.ranked, item, matter.wording), *again])


def _header(ranked: RankedList, occasion: Occasion) -> list[str]:
    return [
        *("rank", "tied", "recommendation_id", "slate_number", "label", "number", "title", "origin"),
        *("text", "language", "question", "kind"),
        *(f"facet_{facet_id}" for facet_id in occasion.facet_ids()),
        *_judgement_keys(ranked),
        *(key for name in _figure_names(ranked) for key in (share_keys(name) if _shares(ranked, name) else (name,))),
        *consent_heads(ranked),
        *ranked.columns,
        *("cast", "checked_in", "entitled", *share_keys("quorum"), "quorum_needed"),
        *("required_majority", "for_needed", "outcome"),
        *(["rank_delegates_equal"] if ranked.delegates_equal else []),
        *delegation_keys(ranked),
        *(key for region in ranked.regions for key in _region_keys(ranked, region)),
        *roll_keys(ranked),
        *(_OF_THE_AUDIT if ranked.audit else ()),
        *(_OF_THE_LOT if ranked.tie_break.seed else ()),
        *reading_keys(ranked),
        *_OF_THE_ROUND,
    ]


def _row(ranked: RankedList, item: RankedItem, occasion: Occasion) -> list[Cell]:
    said, placing = item.recommendation, item.placing
    words = occasion.of(said.id)
    line = placing.line
    row: list[Cell] = [
        *(placing.rank, _yes_no(placing.tied), said.id, item.slate_number, said.label or str(said.number)),
        *(said.number, said.title, " ".join(said.origin)),
        *(words.text, words.language, words.question, words.kind),
        *(_said(words, facet_id) for facet_id in occasion.facet_ids()),
        *(_cell(getattr(placing, key)) for key in _judgement_keys(ranked)),
        *(one for name in _figure_names(ranked) for one in _figure(ranked, name, placing.figures[name])),
        *consent_cells(placing),
        *(line.marks[column] for column in ranked.columns),
        *(line.cast, line.checked_in, line.entitled, *share_cells(line.quorum)),
        *(line.quorum_needed, line.required_majority, line.for_needed, line.outcome),
    ]
    if ranked.delegates_equal:
        row.append(next(rank for item, rank, _ in ranked.delegates_equal.ranks if item == placing.item))
    row += delegation_cells(ranked, placing.item)
    for region, made in zip(ranked.regions, placing.regions, strict=True):
        row += [region.name, made.state]
        if (named := made.named) is not None:
            row += [named.words, named.confirmed, named.seats]
            continue
        row += [made.lean, *share_cells(made.support)]
        row += [made.marks.get(column) for column in ranked.columns]
        row += write_counted(region).values() if has_counted(ranked) else []
    row += roll_cells(ranked, placing.item)
    row += _audit(ranked, placing.item)
    row += _lot(ranked.tie_break, placing.item)
    row += reading_cells(ranked)
    row += [occasion.meeting, occasion.session, occasion.room, occasion.round_number, occasion.question]
    row += [instant(occasion.opened_at_ms), instant(occasion.closed_at_ms), instant(occasion.published_at_ms)]
    row.append(occasion.zone)
    return row


def _said(words: SaidOf, facet_id: str) -> str:
    """Say what a recommendation says of a facet; several answers are parted as no answer is within itself."""
    return next(("; ".join(one.said) for one in words.facets if one.id == facet_id), "")


def _region_keys(ranked: RankedList, region: RankedRegion) -> tuple[str, ...]:
    """Name the cells of a region: marks, or words and confirmations where it takes part by its named position.

    Where people counted votes, they say how many of each region.
    """
    of = f"_{region.id}"
    if region.named:
        return tuple(
            f"{key}{of}" for key in ("name", "state", "position_words", "position_confirmed", "position_seats")
        )
    keys = (f"{key}{of}" for key in ("name", "state", "lean"))
    marks = (*ranked.columns, *(COUNTED if has_counted(ranked) else ()))
    return (*keys, *share_keys("support", of), *(f"{column}{of}" for column in marks))


def _audit(ranked: RankedList, item: int) -> list[Cell]:
    """Say how many ballots approve an item and nothing selected, where they make a group; and which regions do."""
    if ranked.audit is None:
        return []
    names = [[ranked.regions[at].id for at in some] for some in (ranked.audit.unspoken, ranked.audit.untold)]
    return [dict(ranked.audit.groups).get(item), *(" ".join(some) for some in names)]


def _lot(tie_break: TieBreak, item: int) -> list[Cell]:
    """Say at which place the lot draws an item, and by what anybody can draw it again."""
    if not tie_break.seed:
        return []
    place = tie_break.draw.index(item) + 1 if tie_break.draw else None  # not kept by an earlier release
    added = combined(tie_break.nonces) if tie_break.nonce else ""
    return [place, tie_break.commitment, tie_break.nonce, added, tie_break.seed]


def _judgement_keys(ranked: RankedList) -> tuple[str, ...]:
    chooses = any(item.placing.selected is not None for item in ranked.items)
    judged = any(item.placing.verdict is not None for item in ranked.items)
    return (
        *(("approvals", "selected") if chooses else ()),
        *(("verdict", "backing", "opposing", "plenary") if judged else ()),
    )


def _figure_names(ranked: RankedList) -> tuple[str, ...]:
    return tuple(ranked.items[0].placing.figures) if ranked.items else ()


def _shares(ranked: RankedList, name: str) -> bool:
    """Say whether a figure is a share in any row."""
    return any(isinstance(item.placing.figures[name], Fraction) for item in ranked.items)


def _figure(ranked: RankedList, name: str, figure: Figure | None) -> tuple[Cell, ...]:
    if _shares(ranked, name) and isinstance(figure, Fraction | int | None):
        return share_cells(figure)
    return (_cell(figure),)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return _yes_no(value)
    return value if value is None or isinstance(value, int | Fraction) else str(value)


def _yes_no(said: bool) -> str:
    return "yes" if said else "no"
