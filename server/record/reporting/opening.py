"""The beginning of a report: what it is of, the programme, and who takes part.

Refuses to name anybody. Invariant: what the programme does not say is not there.
"""

from collections.abc import Iterator

from server.domain.agenda.agenda import AgendaSession, GuidingQuestion
from server.record.document import Bullets, Cell, Column, Fact, Facts, Part, Row, Table
from server.record.phrases import heading, paragraph, runs, sentence
from server.record.reporting.matter import ReportMatter


def cover_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say what the report is of and, where parts were left out, which."""
    yield heading(1, title_of(matter))
    lines = [("record.meeting", matter.programme.title)]
    if matter.asked.session_id:
        lines.append(("record.session", matter.session_name(matter.asked.session_id)))
    days = dict.fromkeys(one.day for one in matter.sessions if one.day)
    lines += [("report.days", matter.row(list(days)))] if days else []
    yield Facts(tuple(Fact(matter.say(key), sentence(said, matter.founded)) for key, said in lines))


def title_of(matter: ReportMatter) -> str:
    """Call the report."""
    return matter.say("report.title_session" if matter.asked.session_id else "report.title")


def programme_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say the programme: aims, and each session with its time, objectives and questions."""
    yield heading(2, matter.say("report.part.programme"), "programme")
    agenda, basis = matter.programme.agenda, matter.founded
    if not matter.asked.session_id:
        yield from (paragraph(line, basis=basis) for line in agenda.preamble.split("\n") if line.strip())
        yield from _bullets([one.text for one in agenda.objectives] + list(agenda.issues), basis)
    for session in matter.sessions:
        yield from _session(matter, session)


def _session(matter: ReportMatter, session: AgendaSession) -> Iterator[Part]:
    basis = matter.founded
    yield heading(3, " ".join(one for one in (session.number, session.title) if one))
    hours = "–".join(one for one in (session.starts, session.ends) if one)
    if when := " · ".join(one for one in (session.day, hours) if one):
        yield paragraph(when, basis=basis, style="note")
    yield from (paragraph(line, basis=basis) for line in session.note.split("\n") if line.strip())
    yield from _bullets([one.text for one in session.objectives], basis)
    yield from _bullets(list(_asked(session.questions)), basis, numbered=True)


def _asked(questions: tuple[GuidingQuestion, ...]) -> Iterator[str]:
    for one in questions:
        yield one.text
        yield from _asked(one.sub)


def _bullets(said: list[str], basis: str, *, numbered: bool = False) -> Iterator[Part]:
    if said:
        yield Bullets(tuple(paragraph(one, basis=basis) for one in said), numbered)


def participation_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say how many seats each region has and, for those who conduct, each delegation; else which delegations speak."""
    yield heading(2, matter.say("report.part.participation"), "participation")
    yield Table(
        "participation",
        (Column(matter.say("record.region"), width=40), *_counts(matter)),
        tuple(Row((runs(matter.region_name(one.region_id)), one.votes, one.observers)) for one in matter.kept.seats),
        matter.say("report.by_region"),
        matter.seated,
    )
    if not matter.kept.delegations:
        return
    told = [one for one in matter.kept.delegations if matter.asked.whole or one.listed]
    rows = []
    for one in told:
        figures: list[Cell] = [one.votes, one.observers] if matter.asked.whole else []
        region = matter.region_name(one.delegation.region_id)
        rows.append(Row((runs(one.delegation.name), runs(region), *figures)))
    yield Table(
        "delegations",
        (
            Column(matter.say("record.delegation"), width=40),
            Column(matter.say("record.region"), width=30),
            *(_counts(matter) if matter.asked.whole else ()),
        ),
        tuple(rows),
        matter.say("delegations.title"),
        matter.seated,
    )


def _counts(matter: ReportMatter) -> tuple[Column, ...]:
    return tuple(Column(matter.say(f"delegations.{one}"), "integer", 12) for one in ("votes", "observers"))
