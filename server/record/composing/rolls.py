"""The roll call: how each delegation voted on each recommendation, where the rules of a round publish that.

Invariant: what a list does not tell is in no table; why it is not told stands below the turnout.
"""

from collections.abc import Iterator

from server.domain.counting.delegations import Called, position_of
from server.record.composing.matter import Matter
from server.record.document import Cell, Column, Part, Row, Table
from server.record.phrases import heading, runs


def roll_parts(matter: Matter) -> Iterator[Part]:
    """Say the roll call, one line a delegation and recommendation."""
    table = roll_table(matter)
    if table is not None:
        yield heading(matter.level + 1, matter.say("view.roll"))
        yield table


def roll_table(matter: Matter) -> Table | None:
    """Write the roll call; None where there is none."""
    roll = matter.ranked.delegations.roll if matter.ranked.delegations else ()
    if not roll:
        return None
    columns = (
        Column(matter.say("board.number"), "integer", 6),
        Column(matter.say("record.region"), width=20),
        Column(matter.say("record.delegation"), width=28),
        Column(matter.say("record.standing"), width=12),
        *(Column(matter.outcomes.mark(column), "integer", 8) for column in matter.columns),
    )
    rows = tuple(_called(matter, at, called) for at in range(len(matter.ranked.slate)) for called in roll)
    return Table("roll", columns, rows, matter.say("view.roll"), matter.facts, row_heads=False)


def _called(matter: Matter, at: int, called: Called) -> Row:
    marks = dict(zip(matter.ranked.columns, called.marks[at], strict=True))
    counted: list[Cell] = [marks[column] for column in matter.columns]
    name = called.name or matter.say("silence.seat", figure=called.seat)
    position = matter.say(f"position.{position_of(called.marks[at])}")
    return Row((at + 1, runs(matter.ranked.regions[called.region].name), runs(name), runs(position), *counted))
