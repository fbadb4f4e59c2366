"""What lets a result be followed by hand: the tables of a method, the lot, and what moved since the reading before.

Refuses to know what a method does. Invariant: a table of a list is written whole, cell by cell.
"""

from collections.abc import Iterator
from fractions import Fraction

from server.domain.counting.ranking import Figure
from server.domain.counting.ranking import Table as Followed
from server.record.composing.matter import Matter
from server.record.document import Bullets, Cell, Column, Part, Row, Table
from server.record.phrases import heading, paragraph, runs

_OF_ITEMS = frozenset({"recommendation_id", "over", "of"})
"""Columns whose cells name recommendations by their ids."""


def followed_parts(matter: Matter) -> Iterator[Part]:
    """Say all of it that there is."""
    for table in matter.ranked.tables:
        yield heading(matter.level + 1, matter.say(f"table.{table.name}"))
        yield followed_table(matter, table)
    if matter.occasion.movement:
        yield heading(matter.level + 1, matter.say("record.moved"))
        yield from matter.drawn("reading")
        yield movement_table(matter)
    if lot := matter.wording.lot(matter.written):
        yield heading(matter.level + 1, matter.say("lot.title"))
        yield Bullets(tuple(paragraph(line, basis=matter.facts) for line in lot))


def movement_table(matter: Matter) -> Table:
    """Say of each region where it stood in the reading before, and where it stands now."""
    columns = (
        Column(matter.say("record.region"), width=24),
        Column(matter.say("record.before"), width=18),
        Column(matter.say("record.after"), width=18),
        Column(matter.say("record.moved"), width=20),
    )
    rows = tuple(
        Row(
            (
                runs(matter.region(one.region_id)),
                runs(matter.wording.standing(one.before)),
                runs(matter.wording.standing(one.after)),
                runs(matter.say(f"moved.{one.moved}")),
            )
        )
        for one in matter.occasion.movement
    )
    return Table("movement", columns, rows, matter.say("record.moved"), matter.facts)


def followed_table(matter: Matter, table: Followed) -> Table:
    """Write a table of a method, with its heads and codes in words."""
    kinds = [all(isinstance(row[at], int) for row in table.rows) for at in range(len(table.columns))]
    columns = tuple(
        Column(_head(matter, name), "integer" if counts else "words", 10 if counts else 18)
        for name, counts in zip(table.columns, kinds, strict=True)
    )
    rows = tuple(
        Row(tuple(_cell(matter, name, cell) for name, cell in zip(table.columns, row, strict=True)))
        for row in table.rows
    )
    return Table(table.name, columns, rows, matter.say(f"table.{table.name}"), matter.facts, row_heads=False)


def _head(matter: Matter, name: str) -> str:
    """Name a column: by its own words, or by the recommendation that it is of."""
    key = f"table.column.{name}"
    return matter.say(key) if matter.wording.strings.has(key) else _called(matter, name)


def _cell(matter: Matter, name: str, cell: Figure | None) -> Cell:
    if cell is None or isinstance(cell, int | Fraction):
        return cell
    if isinstance(cell, tuple):
        return runs(matter.row([_called(matter, str(one)) for one in cell]))
    key = f"table.cell.{cell}"
    known = name not in _OF_ITEMS and matter.wording.strings.has(key)
    return runs(matter.say(key) if known else _called(matter, cell))


def _called(matter: Matter, said: str) -> str:
    """Call a recommendation by its number in the slate; what is none stays as it is."""
    slate = matter.ranked.slate
    return matter.say("ranked.number", n=slate.index(said) + 1) if said in slate else said
