"""What was proposed and what became of it: answers by question, recommendations with their fate, and merges.

Refuses to say who proposed anything. Invariant: every sentence on a text rests on the act that made it so.
"""

from collections.abc import Iterator

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.procedure.recommendations import Recommendation
from server.record.composing.listing import outcome
from server.record.composing.matter import Matter
from server.record.document import Bullets, Column, Original, Paragraph, Part, Row, Sentence, Table
from server.record.phrases import heading, paragraph, runs
from server.record.plain import for_xml
from server.record.reporting.matter import ReportMatter
from server.record.said_facets import said_facets


def answer_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say per guiding question what stands as an answer to it: its kind, and what it says of each facet."""
    yield heading(2, matter.say("report.part.answers"), "answers")
    for session in matter.sessions:
        for of, question in matter.programme.agenda.all_questions():
            answers = [one for one in matter.texts if one.question_id == question.id and one.status == "accepted"]
            if of.id == session.id and answers:
                yield _answers(matter, question, answers)


def _answers(matter: ReportMatter, question: GuidingQuestion, answers: list[Recommendation]) -> Table:
    columns = (
        Column(matter.say("ranked.recommendation"), width=40),
        Column(matter.say("acts.kind"), width=16),
        *(Column(facet.name, width=18) for facet in question.facets),
    )
    rows = []
    for one in sorted(answers, key=lambda one: question.kinds.index(one.kind) if one.kind in question.kinds else 99):
        said = {facet.id: matter.row(facet.said) for facet in said_facets(question, one)}
        facets = (runs(said.get(facet.id, "")) for facet in question.facets)
        title = runs(matter.name(one), matter.title(one)[1])
        rows.append(Row((title, runs(matter.say(f"answer.{one.kind}")), *facets), basis=matter.stands(one)))
    return Table("answers", columns, tuple(rows), question.text, matter.founded)


def proposal_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say by room what was proposed, and what became of each."""
    yield heading(2, matter.say("report.part.proposals"), "proposals")
    for room in matter.rooms:
        if texts := matter.in_room(room):
            yield heading(3, room.title)
        for text in texts:
            yield from _text(matter, text)


def _text(matter: ReportMatter, text: Recommendation) -> Iterator[Part]:
    title, language = matter.title(text)
    yield heading(4, " ".join(one for one in (text.called, title) if one), f"text-{text.id}", language)
    basis = matter.stands(text)
    translated = next((one for one in text.translations if one.language == language != text.language), None)
    yield from _lines(translated.text if translated else text.text, basis, language)
    if translated and matter.asked.originals:
        called = matter.wording.strings.language_name(matter.wording.language, text.language) if text.language else "–"
        own = _lines(f"{text.title}\n{text.text}", basis, text.language)
        yield Original(text.language, matter.say("recommendation.original", language=called), tuple(own))
    if fate := tuple(_fate(matter, text)):
        yield Bullets(tuple(Paragraph((one,)) for one in fate))


def _lines(words: str, basis: str, language: str) -> Iterator[Paragraph]:
    lines = [line for line in for_xml(words).split("\n") if line.strip()]
    for at, line in enumerate(lines, 1):
        yield paragraph(line, basis=basis if at == len(lines) else "", language=language)


def _fate(matter: ReportMatter, text: Recommendation) -> Iterator[Sentence]:
    """Say what became of a text, in the order in which things are done with it."""
    of = matter.ledger.of
    origin = matter.row([matter.region_name(one) for one in text.region_ids])
    if origin:
        yield matter.fact(matter.say("record.from"), origin, matter.stands(text))
    for noted in matter.ledger.acts:
        if f"text {text.id}" in noted.names:
            act = noted.said.act.removeprefix("text.")
            yield matter.fact(_act(matter, act), matter.when(noted.said.at_ms), of(noted.names[0]))
    if text.status == "rejected" and matter.asked.hidden and text.reason:
        yield matter.fact(matter.say("report.reason"), text.reason, of(f"text.rejected {text.id}", f"text {text.id}"))
    if text.merged_into:
        said = matter.say("merge.into", label=text.merged_as)
        yield Sentence(runs(said), of(f"text.merged {text.id}", f"text {text.id}"))
    for handed in matter.sets:
        if text.id in handed.recommendation_ids:
            to = matter.session_name(handed.session_id)
            basis = of(f"set.hand_over {handed.name} {handed.session_id}", f"stands {text.id}")
            yield matter.fact(matter.say("acts.done.set.hand_over"), to, basis)
    yield from _voted(matter, text)


def _act(matter: ReportMatter, act: str) -> str:
    return matter.say("history.act.edited" if act == "change" else f"history.act.{act}")


def _voted(matter: ReportMatter, text: Recommendation) -> Iterator[Sentence]:
    """Say on which slates a text stood, and with what result where the list is published."""
    for round_ in matter.rounds:
        if text.id not in round_.slate:
            continue
        name, basis = matter.round_name(round_), matter.ledger.of(f"round {round_.id}")
        ranked = matter.kept.lists.get(round_.id)
        if ranked is None:
            state = "report.void" if round_.state == "void" else "report.no_list"
            yield matter.fact(name, matter.say(state), basis)
            continue
        item = next((one for one in ranked.items if one.recommendation.id == text.id), None)
        if item is not None:
            said = outcome(Matter(ranked, matter.kept.occasions[round_.id], matter.wording), item)
            place = matter.named(matter.say("record.rank"), str(item.placing.rank))
            basis = matter.ledger.of(f"round.closed {round_.id}", f"round {round_.id}")
            yield matter.fact(name, " · ".join(one for one in (place, said) if one), basis)


def merge_parts(matter: ReportMatter) -> Iterator[Part]:
    """Say what was merged, and who agreed to it by their moderator or aloud."""
    yield heading(2, matter.say("report.part.merges"), "merges")
    names = {one.id: one.called or one.title for one in matter.kept.proceedings.recommendations.values()}
    for text in matter.texts:
        if text.merge is None:
            continue
        yield heading(3, matter.name(text), "", matter.title(text)[1])
        made = [names[one] for one in text.merge.parent_ids if one in names]
        said = [matter.fact(matter.say("report.made_of"), matter.row(made), matter.stands(text))]
        for one in text.merge.agreements:
            act = {"agreed": "agree_merge", "aloud": "agree_merge_aloud"}.get(one.answer)
            if act is not None:
                region = matter.region_name(one.region_id)
                basis = matter.ledger.of(f"{act} {text.id} {one.region_id}")
                said.append(matter.fact(region, matter.say(f"acts.done.{act}"), basis))
        yield Bullets(tuple(Paragraph((one,)) for one in said))
