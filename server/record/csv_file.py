"""The ranked list as CSV: one row an item, for a spreadsheet.

Refuses to word anything: the header is a row of stable English keys, the cells are figures, codes and the delegates'
own words. Invariants: no cell can be run as a formula, and a withheld region has its state and empty cells.
"""

import csv
import io

from server.domain.ranking import RankedItem, RankedList

BYTE_ORDER_MARK = "\ufeff"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | None


def write_csv(ranked: RankedList) -> str:
    """Write a ranked list as the text of a CSV file, to be encoded as UTF-8.

    Shape:   begins with a byte order mark, without which Excel would not read it as UTF-8; rows end in CR LF (RFC
             4180). Lists inside a cell are joined by a blank.
    """
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([_safe(key) for key in _header(ranked)])
    for item in ranked.items:
        rows.writerow([_safe(cell) for cell in _row(ranked, item)])
    return text.getvalue()


def _header(ranked: RankedList) -> list[str]:
    judgement = ["approvals", "selected"] if _is_choice(ranked) else ["verdict", "backing", "opposing"]
    return [
        *("rank", "tied", "recommendation_id", "number", "title", "origin"),
        *judgement,
        *ranked.columns,
        *("cast", "checked_in", "entitled", "quorum", "quorum_needed", "required_majority", "for_needed", "outcome"),
        *(f"{key}_{region.id}" for region in ranked.regions for key in ("state", "support", *ranked.columns)),
    ]


def _row(ranked: RankedList, item: RankedItem) -> list[Cell]:
    said, placing = item.recommendation, item.placing
    line = placing.line
    judgement: list[Cell] = (
        [placing.approvals, _yes_no(bool(placing.selected))]
        if _is_choice(ranked)
        else [placing.verdict, placing.backing, placing.opposing]
    )
    row: list[Cell] = [
        *(placing.rank, _yes_no(placing.tied), said.id, said.number, said.title, " ".join(said.origin)),
        *judgement,
        *(line.marks[column] for column in ranked.columns),
        *(line.cast, line.checked_in, line.entitled, None if line.quorum is None else str(line.quorum)),
        *(line.quorum_needed, line.required_majority, line.for_needed, line.outcome),
    ]
    for outcome in placing.regions:
        row += [outcome.state, None if outcome.support is None else str(outcome.support)]
        row += [outcome.marks.get(column) for column in ranked.columns]
    return row


def _is_choice(ranked: RankedList) -> bool:
    return any(item.placing.selected is not None for item in ranked.items)


def _yes_no(said: bool) -> str:
    return "yes" if said else "no"


def _safe(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
