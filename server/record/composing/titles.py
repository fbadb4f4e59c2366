"""The head of a record: what it is of, when people voted, by which rules, and who is not shown.

Refuses to know formats. Invariant: what is not known is not there, for an empty line would look like a loss.
"""

from collections.abc import Iterator

from server.domain.counting.ranking import RankedRegion
from server.record.composing.matter import CLOSED, OPENED, PUBLISHED, Matter
from server.record.document import Bullets, Cell, Column, Fact, Facts, Paragraph, Part, Row, Table
from server.record.phrases import heading, paragraph, runs, sentence
from server.record.region_cells import COUNTED, has_counted
from server.words.rules import RulesInWords


def head_parts(matter: Matter) -> Iterator[Part]:
    """Say what the record is of."""
    yield heading(matter.level, round_title(matter), f"round-{matter.ranked.round_id}")
    yield Facts(facts_of(matter))
    if matter.occasion.published_at_ms is None and PUBLISHED not in matter.marks:
        yield paragraph(matter.say("record.unpublished"), style="note")
    if reading := matter.wording.reading(matter.written["reading"]):
        yield paragraph(reading, basis=matter.facts, style="lead")


def facts_of(matter: Matter) -> tuple[Fact, ...]:
    """Say in lines where and when the round was held, and what it was about."""
    occasion = matter.occasion
    lines = [
        ("record.meeting", occasion.meeting, OPENED),
        ("record.session", occasion.session, OPENED),
        ("record.room", occasion.room, OPENED),
        ("record.question", occasion.question, OPENED),
        ("acts.done.round.open", _when(matter, occasion.opened_at_ms), OPENED),
        ("acts.done.round.closed", _when(matter, occasion.closed_at_ms), CLOSED),
        ("acts.done.round.published", _when(matter, occasion.published_at_ms), PUBLISHED),
    ]
    return tuple(Fact(matter.say(key), sentence(said, matter.basis(act))) for key, said, act in lines if said)


def round_title(matter: Matter) -> str:
    """Call the round as people do."""
    return matter.say("outcome.title", number=matter.occasion.round_number or 1)


def rules_lines(matter: Matter) -> list[str]:
    """Say the rules sheet, a sentence a rule."""
    return RulesInWords(matter.wording.strings, matter.language, matter.written, matter.card.rules).lines()


def rules_parts(matter: Matter) -> Iterator[Part]:
    """Say by which rules people voted."""
    yield heading(matter.level + 1, matter.say("record.rules"))
    basis = matter.basis(OPENED)
    yield Bullets(tuple(paragraph(line, basis=basis) for line in rules_lines(matter)))


def turnout_parts(matter: Matter) -> Iterator[Part]:
    """Say who was there, and which regions are not shown and why."""
    yield heading(matter.level + 1, matter.say("record.turnout"))
    yield turnout_table(matter)
    yield from not_shown(matter)


def turnout_table(matter: Matter) -> Table:
    """Say of each region how many were entitled, there and cast, and why its figures are not shown."""
    columns = (
        Column(matter.say("record.region"), width=28),
        Column(matter.say("line.entitled"), "integer", 10),
        Column(matter.say("line.present"), "integer", 10),
        Column(matter.say("record.ballots"), "integer", 10),
        *(Column(matter.say(f"record.{name}"), "integer", 10) for name in _counted(matter)),
        Column(matter.say("standing.withheld"), width=36),
    )
    rows = tuple(_turnout(matter, region) for region in matter.ranked.regions)
    return Table("regions", columns, rows, matter.say("record.turnout"), matter.facts)


def _turnout(matter: Matter, region: RankedRegion) -> Row:
    why = matter.outcomes.withheld({**_written(matter, region)})
    counted: list[Cell] = [getattr(region, name) for name in _counted(matter)]
    if region.named:
        named = runs(matter.say("rules.named", regions=region.name))
        return Row((runs(region.name), None, None, None, *(None for _ in counted), named))
    return Row((runs(region.name), region.entitled, region.checked_in, region.ballots, *counted, runs(why)))


def _counted(matter: Matter) -> tuple[str, ...]:
    """Name what people counted by hands or on paper; nothing where they counted nothing."""
    return COUNTED if has_counted(matter.ranked) else ()


def _written(matter: Matter, region: RankedRegion) -> dict[str, object]:
    return next(one for one in matter.written["regions"] if one["id"] == region.id)


def not_shown(matter: Matter) -> Iterator[Paragraph]:
    """Say which regions are not shown and why, in sentences."""
    for region in matter.written["regions"]:
        if why := matter.outcomes.withheld(region):
            said = matter.say("matrix.withheld_why", regions=matter.row([region["name"]]), why=why)
            yield paragraph(said, basis=matter.facts, style="note")
    if matter.ranked.delegations and (untold := matter.ranked.delegations.withheld):
        yield paragraph(matter.say(f"delegations.withheld.{untold}"), basis=matter.facts, style="note")


def _when(matter: Matter, at_ms: int | None) -> str:
    return "" if at_ms is None else matter.wording.strings.instant(matter.language, at_ms, matter.occasion.zone)
