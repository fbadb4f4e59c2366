"""The record of a round as a book of sheets: tables alone, with all that a rapporteur sorts, filters and adds up.

Refuses to know formats. Invariants: a figure is a figure and nothing else in its cell; the list has all that is said of
an item in one row, in the order of the list.
"""

from collections.abc import Callable, Iterator, Mapping

from server.domain.counting.ranking import RankedItem, RankedList
from server.record.composing.acts import acts_table
from server.record.composing.crossing import matrix_table, region_table
from server.record.composing.followed import followed_table, movement_table
from server.record.composing.listing import outcome
from server.record.composing.matter import Matter, acts_of
from server.record.composing.rolls import roll_table
from server.record.composing.round_record import matter_of
from server.record.composing.titles import facts_of, round_title, rules_lines, turnout_table
from server.record.document import Cell, Column, Document, Row, Table
from server.record.occasion import Occasion
from server.record.phrases import runs
from server.record.ranked_list import reasons_of
from server.words.wording import Wording

Said = tuple[Column, Callable[[RankedItem], Cell]]
"""A column of the list, and what it says of an item."""


def compose_book(ranked: RankedList, occasion: Occasion | None, wording: Wording) -> Document:
    """Compose the sheets of one round."""
    matter = matter_of(ranked, occasion, wording)
    return Document(
        round_title(matter),
        wording.language,
        "rtl" if wording.strings.direction(wording.language) == "rtl" else "ltr",
        tuple(round_sheets(matter)),
        header=matter.occasion.meeting,
        zone=matter.occasion.zone,
    )


def round_sheets(matter: Matter) -> Iterator[Table]:
    """Compose the sheets: list, regions, matrix, figures by region, roll call, what was reserved, rules and acts."""
    yield list_sheet(matter)
    yield turnout_table(matter)
    if len(matter.ranked.regions) > 1:
        yield matrix_table(matter)
        yield region_table(matter)
    if roll := roll_table(matter):
        yield roll
    if any(item.placing.consent for item in matter.ranked.items):
        yield reservations_sheet(matter)
    for table in matter.ranked.tables:
        yield followed_table(matter, table)
    if matter.occasion.movement:
        yield movement_table(matter)
    yield rules_sheet(matter)
    if acts := acts_of(matter.occasion):
        yield acts_table(matter, acts)


def list_sheet(matter: Matter) -> Table:
    """Compose the list, with all that is said of an item in its row."""
    said = [*_named(matter), *_judged(matter), *_counted(matter), *_explained(matter)]
    rows = tuple(Row(tuple(of(item) for _, of in said)) for item in matter.ranked.items)
    return Table("list", tuple(column for column, _ in said), rows, matter.say("record.list"), matter.facts)


def _named(matter: Matter) -> Iterator[Said]:
    """Say what an item is called, says, and answers."""
    say, of = matter.say, matter.occasion.of
    yield Column(say("record.rank"), "integer", 6), lambda item: item.placing.rank
    yield Column(say("board.number"), "integer", 8), lambda item: item.slate_number
    yield Column(say("board.label"), width=10), lambda item: runs(item.recommendation.label)
    yield Column(say("ranked.recommendation"), width=40), lambda item: runs(*matter.title(item))
    yield Column(say("record.text"), width=60), lambda item: _text(matter, item)
    if any(matter.words(item)[1] for item in matter.ranked.items):
        yield Column(say("record.original"), width=60), lambda item: _original(matter, item)
    yield Column(say("record.language"), width=9), lambda item: runs(of(item.recommendation.id).language)
    yield (
        Column(say("record.from"), width=24),
        lambda item: runs(matter.row([matter.region(one) for one in item.recommendation.origin])),
    )
    yield Column(say("record.question"), width=30), lambda item: runs(of(item.recommendation.id).question)
    yield Column(say("acts.kind"), width=16), lambda item: runs(_kind(matter, item))
    facets = {facet.id: facet.name for said in matter.occasion.said.values() for facet in said.facets}
    for facet_id, name in facets.items():
        yield Column(name, width=18), _facet(matter, facet_id)


def _facet(matter: Matter, facet_id: str) -> Callable[[RankedItem], Cell]:
    def said(item: RankedItem) -> Cell:
        facets = matter.occasion.of(item.recommendation.id).facets
        return runs(next((matter.row(one.said) for one in facets if one.id == facet_id), ""))

    return said


def _text(matter: Matter, item: RankedItem) -> Cell:
    said, translated = matter.words(item)
    return runs(translated.text, translated.language) if translated else runs(said.text, said.language)


def _original(matter: Matter, item: RankedItem) -> Cell:
    said, translated = matter.words(item)
    return runs(f"{item.recommendation.title}\n{said.text}".strip(), said.language) if translated else None


def _kind(matter: Matter, item: RankedItem) -> str:
    kind = matter.occasion.of(item.recommendation.id).kind
    return matter.say(f"answer.{kind}") if kind else ""


def _judged(matter: Matter) -> Iterator[Said]:
    """Say what was made of an item: by the regions, by a choice, by silence, and the figures a method orders by."""
    say, items = matter.say, matter.ranked.items
    yield Column(say("record.outcome"), width=30), lambda item: runs(outcome(matter, item))
    if any(item.placing.verdict for item in items):
        verdicts = matter.wording.verdict
        yield (
            Column(say("ranked.verdict"), width=20),
            lambda item: runs(verdicts(item.placing.verdict) if item.placing.verdict else ""),
        )
        yield Column(say("standing.backs"), "integer", 8), lambda item: item.placing.backing
        yield Column(say("standing.opposes"), "integer", 8), lambda item: item.placing.opposing
    if any(item.placing.approvals is not None for item in items):
        yield Column(say("figure.approvals"), "integer", 10), lambda item: item.placing.approvals
    if any(item.placing.consent for item in items):
        yield (
            Column(say("figure.objections"), "integer", 10),
            lambda item: item.placing.consent.objections if item.placing.consent else None,
        )
    for name in items[0].placing.figures if items else ():
        shares = any(not isinstance(item.placing.figures[name], int | None) for item in items)
        yield Column(say(f"figure.{name}"), "share" if shares else "integer", 12), _figure(name)


def _figure(name: str) -> Callable[[RankedItem], Cell]:
    def figure(item: RankedItem) -> Cell:
        found = item.placing.figures[name]
        if isinstance(found, str):
            return runs(found)
        return runs(" ".join(map(str, found))) if isinstance(found, tuple) else found

    return figure


def _counted(matter: Matter) -> Iterator[Said]:
    """Count: marks of all regions together, turnout, what was needed, and by delegates and delegations."""
    say = matter.say
    for column in matter.columns:
        yield Column(matter.outcomes.mark(column), "integer", 9), _mark(column)
    yield Column(say("record.ballots"), "integer", 9), lambda item: item.placing.line.cast
    yield Column(say("line.present"), "integer", 9), lambda item: item.placing.line.checked_in
    yield Column(say("line.entitled"), "integer", 9), lambda item: item.placing.line.entitled
    if second := matter.ranked.delegates_equal:
        ranks = {at: rank for at, rank, _ in second.ranks}
        yield Column(say("view.delegates_equal"), "integer", 12), lambda item: ranks[item.placing.item]
    if matter.ranked.delegations and (votes := matter.ranked.delegations.votes):
        for at, position in enumerate(("for", "against", "none")):
            name = f"{say('delegations.title')} · {say(f'position.{position}')}"
            yield Column(name, "integer", 12), _voted(votes, at)


def _mark(column: str) -> Callable[[RankedItem], Cell]:
    return lambda item: item.placing.line.marks[column]


def _voted(votes: tuple[tuple[int, int, int], ...], at: int) -> Callable[[RankedItem], Cell]:
    return lambda item: votes[item.placing.item][at]


def _explained(matter: Matter) -> Iterator[Said]:
    """Say the result line in words, and why an item stands where it stands."""
    written: Mapping[str, dict[str, object]] = matter.written_items
    yield (
        Column(matter.say("record.line"), width=50),
        lambda item: runs(matter.outcomes.line(written[item.recommendation.id])),
    )
    yield (
        Column(matter.say("why.title"), width=60),
        lambda item: runs(" ".join(reasons_of(matter.ranked, item, matter.wording))),
    )


def reservations_sheet(matter: Matter) -> Table:
    """Say what was reserved, a row each, and who objected where that is told."""
    columns = (
        Column(matter.say("board.number"), "integer", 8),
        Column(matter.say("record.delegation"), width=30),
        Column(matter.say("record.text"), width=80),
    )
    rows = [
        Row((item.slate_number, runs(one.by.name if one.by else ""), runs(one.words)))
        for item in matter.ranked.items
        if item.placing.consent
        for one in item.placing.consent.reservations
    ]
    return Table("reservations", columns, tuple(rows), matter.say("record.reservations"), matter.facts, row_heads=False)


def rules_sheet(matter: Matter) -> Table:
    """Say what the round was about and when, and then its rules, a row each."""
    columns = (Column(matter.say("record.rules"), width=30), Column(matter.say("record.text"), width=90))
    facts = [Row((runs(fact.name), fact.said.runs)) for fact in facts_of(matter)]
    rules = [Row((runs(matter.say("record.rule", n=at)), runs(said))) for at, said in enumerate(rules_lines(matter), 1)]
    return Table("rules", columns, (*facts, *rules), matter.say("record.rules"))
