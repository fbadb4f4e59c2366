"""Regions and recommendations crossed: a matrix to be read at a glance, and a row for each of both with its figures.

Refuses to judge. Invariant: a region that is withheld has its state in both tables, and no figure in either.
"""

from collections.abc import Iterator

from server.domain.counting.ranking import RankedItem, RankedRegion
from server.domain.counting.region_outcomes import RegionOutcome
from server.record.composing.matter import Matter
from server.record.document import Cell, Column, Part, Row, Runs, Table
from server.record.phrases import heading, paragraph, runs


def crossed_parts(matter: Matter) -> Iterator[Part]:
    """Say what each region made of each item; of one region the list has said it."""
    if len(matter.ranked.regions) < 2:
        return
    yield heading(matter.level + 1, matter.say("view.matrix"))
    if matter.card.kind == "verdict" and not matter.card.silent:
        yield paragraph(matter.say("matrix.means"), style="note")
    yield from matter.drawn("matrix")
    yield matrix_table(matter)
    yield heading(matter.level + 1, matter.say("record.by_region"))
    yield region_table(matter)


def matrix_table(matter: Matter) -> Table:
    """Write a row an item and a column a region: where it stands and, where the list has them, For and Against."""
    columns = (
        Column(matter.say("board.number"), "integer", 6),
        Column(matter.say("ranked.recommendation"), width=40),
        *(Column(region.name, width=16) for region in matter.ranked.regions),
    )
    rows = []
    for item in matter.ranked.items:
        title, language = matter.title(item)
        crossed = (_crossed(matter, outcome) for outcome in item.placing.regions)
        rows.append(Row((item.slate_number, runs(title, language), *crossed)))
    elsewhere = matter.say("record.elsewhere", n=len(rows))
    name = matter.say("view.matrix")
    return Table("matrix", columns, tuple(rows), name, matter.facts, row_heads=False, elsewhere=elsewhere)


def _crossed(matter: Matter, outcome: RegionOutcome) -> Runs:
    """Say where a region stands, with its figures behind it."""
    said = [standing(matter, outcome)]
    marks = outcome.marks
    if "against" in marks:
        said.append(f"{marks['for'] + marks.get('with_changes', 0)}–{marks['against']}")
    elif len(marks) == 1:
        said.append(matter.number(next(iter(marks.values()))))
    return runs(" · ".join(one for one in said if one))


def standing(matter: Matter, outcome: RegionOutcome) -> str:
    """Say where a region stands: of one without a position how it leans, and whether it was said by name."""
    if outcome.state == "no_position" and outcome.lean:
        return matter.wording.standing(outcome.lean)
    said = matter.wording.standing(outcome.state)
    return f"{said} · {matter.wording.standing('named')}" if outcome.named else said


def region_table(matter: Matter) -> Table:
    """Write a row for every region of every item, with each mark and the support, exact."""
    columns = (
        Column(matter.say("board.number"), "integer", 6),
        Column(matter.say("record.region"), width=24),
        Column(matter.say("record.standing"), width=18),
        *(Column(matter.outcomes.mark(column), "integer", 8) for column in matter.columns),
        Column(matter.say("record.support"), "share", 10),
    )
    rows = tuple(
        _region_row(matter, item, region, outcome)
        for item in matter.ranked.items
        for region, outcome in zip(matter.ranked.regions, item.placing.regions, strict=True)
    )
    elsewhere = matter.say("record.elsewhere", n=len(rows))
    name = matter.say("record.by_region")
    return Table("by_region", columns, rows, name, matter.facts, row_heads=False, elsewhere=elsewhere)


def _region_row(matter: Matter, item: RankedItem, region: RankedRegion, outcome: RegionOutcome) -> Row:
    marks: list[Cell] = [outcome.marks.get(column) for column in matter.columns]
    said = runs(standing(matter, outcome))
    return Row((item.slate_number, runs(region.name), said, *marks, outcome.support))
