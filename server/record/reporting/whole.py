"""The report as a document: its parts in the order in which they are read, those that were asked for alone.

Refuses to know formats. Invariants: the acts are always there, for every sentence leads to them; what is left out is
said.
"""

from collections.abc import Callable, Iterator, Mapping

from server.record.composing.acts import role_words
from server.record.composing.matter import CLOSED, OPENED, PUBLISHED, Matter, mark
from server.record.composing.round_record import round_parts
from server.record.document import Column, Document, Instant, PageBreak, Paragraph, Part, Row, Table
from server.record.phrases import heading, paragraph, runs
from server.record.pictures.of_rounds import pictures_of
from server.record.reporting.kept import Asked, Kept
from server.record.reporting.matter import ReportMatter, held_in
from server.record.reporting.opening import cover_parts, participation_parts, programme_parts, title_of
from server.record.reporting.papers import paper_parts
from server.record.reporting.texts import answer_parts, merge_parts, proposal_parts
from server.words.wording import Wording

Compose = Callable[[ReportMatter], Iterator[Part]]


def compose_report(
    kept: Kept, asked: Asked, wording: Wording, *, dots: bool = False, pictured: bool = False
) -> Document:
    """Compose the report, with the pictures of its lists where they are `pictured`."""
    matter = ReportMatter(kept, asked, wording)

    def rounds(matter: ReportMatter) -> Iterator[Part]:
        return _round_parts(matter, dots=dots, pictured=pictured)

    made: Mapping[str, Compose] = {**PARTS, "rounds": rounds}
    parts: list[Part] = list(cover_parts(matter))
    parts += left_out(matter)
    for name, compose in made.items():
        if not asked.parts or name in asked.parts:
            parts += compose(matter)
    parts += [PageBreak(), *_act_parts(matter)]
    return Document(
        title_of(matter),
        wording.language,
        "rtl" if wording.strings.direction(wording.language) == "rtl" else "ltr",
        tuple(parts),
        header=matter.programme.title,
        zone=matter.programme.zone,
    )


def left_out(matter: ReportMatter) -> Iterator[Paragraph]:
    """Say which parts, sessions and rounds a copy does not have; of the report of one session no other one is."""
    asked, names = matter.asked, list[str]()
    if asked.parts:
        names += [matter.say(f"report.part.{one}") for one in PARTS if one not in asked.parts]
    if asked.sessions and not asked.session_id:
        of = matter.programme.agenda.sessions
        names += [matter.session_name(one.id) for one in of if one.id not in asked.sessions]
    if asked.rounds and (not asked.parts or "rounds" in asked.parts):
        held = held_in(matter.kept.proceedings, [room.id for room in matter.rooms])
        names += [matter.round_name(one) for one in held if one.id not in asked.rounds]
    if names:
        yield paragraph(matter.say("report.left_out", parts=matter.row(names)), style="note")


def _round_parts(matter: ReportMatter, *, dots: bool = False, pictured: bool = False) -> Iterator[Part]:
    """Say every round that was opened: whole where its list is published, else how it stands."""
    yield heading(2, matter.say("report.part.rounds"), "rounds")
    for round_ in matter.rounds:
        ranked, name = matter.kept.lists.get(round_.id), matter.round_name(round_)
        if ranked is None:
            yield heading(3, name, f"round-{round_.id}")
            basis = matter.ledger.of(f"round {round_.id}")
            said = matter.say("report.void" if round_.state == "void" else "report.no_list")
            yield paragraph(matter.named(said, round_.reason) if round_.reason else said, basis=basis)
            continue
        acts = {one: matter.ledger.of(f"{one} {round_.id}") for one in (OPENED, CLOSED, PUBLISHED)}
        marks = {act: found for act, found in acts.items() if found}
        occasion = matter.kept.occasions[round_.id]
        pictures = pictures_of(ranked, occasion, matter.wording, dots=dots) if pictured else ()
        yield from round_parts(Matter(ranked, occasion, matter.wording, marks, 3, pictures))


def _method_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say how the report was made, and what it does not show."""
    yield heading(2, matter.say("report.part.method"), "method")
    for said in ("kept", "secrecy", "texts"):
        yield paragraph(matter.say(f"report.method.{said}"))


def _act_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say all acts with their times."""
    yield heading(2, matter.say("report.part.acts"), "acts")
    yield paragraph(matter.say("record.basis", mark=mark(1)), style="note")
    columns = (
        Column(matter.say("board.number"), width=8),
        Column(matter.say("acts.when"), "instant", 22),
        Column(matter.say("acts.what"), width=30),
        Column(matter.say("acts.to_what"), width=40),
        Column(matter.say("acts.who"), width=20),
    )
    rows = []
    for number, one in enumerate(matter.ledger.acts, 1):
        region = matter.region_name(one.said.region_id) if one.said.region_id else ""
        done, who = matter.say(f"acts.done.{one.said.act}"), role_words(matter.wording, one.said.actor, region)
        cells = (runs(mark(number)), Instant(one.said.at_ms), runs(done), runs(one.about), runs(who))
        rows.append(Row(cells, mark=mark(number)))
    yield Table("acts", columns, tuple(rows), matter.say("report.part.acts"))


PARTS: Mapping[str, Compose] = {
    "programme": programme_parts,
    "participation": participation_parts,
    "answers": answer_parts,
    "proposals": proposal_parts,
    "merges": merge_parts,
    "rounds": _round_parts,
    "papers": paper_parts,
    "method": _method_parts,
}
"""The parts that may be left out, by name, in the order in which they are read."""
