"""The papers and findings of a report, as the programme has them.

Refuses to open a file: it is named, and its address stays in the meeting. Invariant: a number is written as it was.
"""

from collections.abc import Iterator

from server.domain.procedure.papers import Paper
from server.record.document import Column, Part, Row, Table
from server.record.phrases import heading, paragraph, runs
from server.record.reporting.matter import ReportMatter


def paper_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say which papers and findings were there to read."""
    yield heading(2, matter.say("report.part.papers"), "papers")
    sessions = {one.id for one in matter.sessions} | (set() if matter.asked.sessions else {""})
    for paper in matter.programme.papers:
        if paper.session_id in sessions:
            yield from _paper(matter, paper)


def _paper(matter: ReportMatter, paper: Paper) -> Iterator[Part]:
    basis = matter.founded
    yield heading(3, paper.title)
    kind = matter.say(f"papers.kind.{paper.kind}")
    named = paper.address or (paper.file.name if paper.file else "")
    yield paragraph(matter.named(kind, named) if named else kind, basis=basis, style="note")
    yield from (paragraph(line, basis=basis) for line in paper.text.split("\n") if line.strip())
    if paper.rows:
        columns = (Column(matter.say("record.text"), width=50), Column(paper.unit or "–", width=12))
        rows = tuple(Row((runs(one.label), runs(one.value))) for one in paper.rows)
        yield Table("findings", columns, rows, paper.title, basis)
    if paper.source:
        yield paragraph(matter.say("papers.source_is", source=paper.source), basis=basis, style="note")
