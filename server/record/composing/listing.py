"""The list itself: a table of all items, and then each item by itself, with its full words and why it stands there.

Refuses to order. Invariant: the items keep the order of the list.
"""

from collections.abc import Iterator

from server.domain.counting.ranking import RankedItem
from server.record.composing.matter import OPENED, Matter
from server.record.document import Bullets, Cell, Column, Original, Paragraph, Part, Row, Table
from server.record.phrases import heading, paragraph, runs
from server.record.plain import for_xml
from server.record.ranked_list import why_of


def list_parts(matter: Matter) -> Iterator[Part]:
    """Say the list in a table, and below it whom it speaks for."""
    yield heading(matter.level + 1, matter.say("record.list"))
    yield from matter.drawn("list")
    yield list_table(matter)
    regions = [{"id": region.id, "name": region.name, "short": region.name} for region in matter.ranked.regions]
    if spoken := matter.wording.spoken_for(matter.written, regions, matter.card.kind):
        yield paragraph(spoken, basis=matter.facts, style="note")
    if rankings := list(matter.drawn("rankings")):
        yield heading(matter.level + 1, matter.say("view.rankings"))
        yield from rankings


def list_table(matter: Matter) -> Table:
    """Write the list: rank, number, title, what was made of it, and the counts of all regions together."""
    second = matter.ranked.delegates_equal
    columns = (
        Column(matter.say("record.rank"), "integer", 6),
        Column(matter.say("board.number"), "integer", 6),
        Column(matter.say("ranked.recommendation"), width=44),
        Column(matter.say("record.outcome"), width=24),
        *(Column(matter.outcomes.mark(column), "integer", 8) for column in matter.columns),
        *([Column(matter.say("view.delegates_equal"), "integer", 8)] if second else []),
    )
    by_delegates = {item: rank for item, rank, _ in second.ranks} if second else {}
    rows = []
    for item in matter.ranked.items:
        marks: list[Cell] = [item.placing.line.marks[column] for column in matter.columns]
        title, language = matter.title(item)
        cells = (item.placing.rank, item.slate_number, runs(title, language), runs(outcome(matter, item)), *marks)
        rows.append(Row((*cells, *([by_delegates[item.placing.item]] if second else []))))
    return Table("list", columns, tuple(rows), matter.say("record.list"), matter.facts, row_heads=False)


def outcome(matter: Matter, item: RankedItem) -> str:
    """Say in a few words what became of an item: the verdict, the choice, the figure it is ordered by, or consent."""
    placing, written = item.placing, _written(matter, item)
    said = [matter.wording.consent(written)]
    if placing.selected is not None:
        said.append(matter.say(f"shortlist.{'selected' if placing.selected else 'not_selected'}"))
    if placing.verdict is not None:
        opposing = [
            region.name
            for region, one in zip(matter.ranked.regions, placing.regions, strict=True)
            if one.state == "opposes"
        ]
        said.append(matter.wording.verdict(placing.verdict))
        said.append(
            matter.wording.judgement(
                placing.verdict, matter.ranked.regions_counted, placing.backing, placing.opposing, opposing
            )
        )
        said.append(matter.wording.second(placing.verdict, placing.plenary, matter.ranked.rules.both_keys))
    return " · ".join(one for one in [*said, *_figure(matter, item)] if one)


def _figure(matter: Matter, item: RankedItem) -> Iterator[str]:
    """Say the figure by which a method orders."""
    if (read_by := matter.card.figure) is None or item.placing.consent:
        return
    figure = item.placing.figures.get(read_by.name, getattr(item.placing, read_by.name, None))
    told = "–" if figure is None else matter.number(figure)
    yield matter.outcomes.figure(matter.say(f"figure.{read_by.name}"), told)


def item_parts(matter: Matter) -> Iterator[Part]:
    """Say every item by itself."""
    yield heading(matter.level + 1, matter.say("record.texts"))
    for item in matter.ranked.items:
        yield from _item(matter, item)


def _item(matter: Matter, item: RankedItem) -> Iterator[Part]:
    title, language = matter.title(item)
    said, translated = matter.words(item)
    number = matter.say("ranked.number", n=item.slate_number)
    anchor = f"item-{matter.ranked.round_id}-{item.recommendation.id}"
    yield heading(matter.level + 2, f"{item.placing.rank}. {title}", anchor, language)
    yield paragraph(" · ".join([number, *_origin(matter, item)]), basis=matter.basis(OPENED), style="note")
    opened = matter.basis(OPENED)
    text = translated.text if translated else said.text
    yield from _text(text, opened, translated.language if translated else said.language)
    if translated or title != item.recommendation.title:
        named = matter.say("recommendation.original", language=_language_name(matter, said.language))
        words = [item.recommendation.title, *(_lines(said.text) if translated else [])]
        yield Original(said.language, named, tuple(_text("\n".join(words), opened, said.language)))
    yield paragraph(outcome(matter, item), basis=matter.facts, style="lead")
    written = _written(matter, item)
    lines = [matter.outcomes.line(written), matter.outcomes.delegations(written)]
    yield paragraph(*lines, basis=matter.facts)
    if why := why_of(matter.ranked, item, matter.wording):
        yield Bullets(tuple(paragraph(one, basis=matter.facts) for one in why))


def _origin(matter: Matter, item: RankedItem) -> Iterator[str]:
    """Say beside the number what an item is called, where it comes from, and what it says of itself."""
    words = matter.occasion.of(item.recommendation.id)
    if label := item.recommendation.label:
        yield label
    if item.recommendation.origin:
        yield matter.row([matter.region(one) for one in item.recommendation.origin])
    if words.kind and words.kind != "recommendation":
        yield matter.say(f"answer.{words.kind}")
    if words.question and words.question != matter.occasion.question:
        yield words.question
    for facet in words.facets:
        yield matter.outcomes.figure(facet.name, matter.row(facet.said))


def _text(text: str, basis: str, language: str) -> Iterator[Paragraph]:
    """Write somebody's words, a paragraph a line; what they rest on stands behind the last one."""
    lines = _lines(text)
    for at, line in enumerate(lines, 1):
        yield paragraph(line, basis=basis if at == len(lines) else "", language=language)


def _lines(text: str) -> list[str]:
    return [line for line in for_xml(text).split("\n") if line.strip()]


def _language_name(matter: Matter, tag: str) -> str:
    return matter.wording.strings.language_name(matter.language, tag) if tag else "–"


def _written(matter: Matter, item: RankedItem) -> dict[str, object]:
    """Find an item as it is in a JSON file."""
    return matter.written_items[item.recommendation.id]
