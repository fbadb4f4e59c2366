"""The files of a report: those that documents are written as, and two for programs.

Refuses to know who may have one. Invariant: a file is a function of what was kept and of what was asked for.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from server.domain.errors import NotFound
from server.record.cells import cell
from server.record.csv_file import BYTE_ORDER_MARK, write_csv
from server.record.formats import DOCUMENTS, read_format
from server.record.occasion import instant
from server.record.ranked_list import write_json
from server.record.reporting.kept import Asked, Kept
from server.record.reporting.matter import ReportMatter
from server.record.reporting.whole import PARTS, compose_report
from server.words.strings import Strings
from server.words.wording import Wording

SCHEMA = "meeting-report-1"
"""By which a file says how it is to be read: docs/schemas."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A kind of file of a report; `media` is its type in HTTP."""

    kind: str
    media: str

    def file_name(self, place: str) -> str:
        """Name the file; `place` is the id of a session, empty for the whole meeting."""
        return f"plenum-{f'{place}-' if place else ''}report.{self.kind}"


REPORTS: Mapping[str, ReportFormat] = {
    kind: ReportFormat(kind, media)
    for kind, media in (
        *((one.kind, one.media) for one in DOCUMENTS.values() if not one.of_tables),
        *((kind, read_format(kind).media) for kind in ("csv", "json")),
    )
}


def read_report_format(kind: str) -> ReportFormat:
    """Find a kind of file by its name.

    Raises:  NotFound if there is none of that name.
    """
    if kind not in REPORTS:
        raise NotFound("file")
    return REPORTS[kind]


def read_parts(words: str) -> tuple[str, ...]:
    """Read which parts are wanted, parted by commas, in the order in which they are read; none where all are.

    Raises:  NotFound for a part that no report has.
    """
    wanted = {word for word in words.split(",") if word}
    if wanted - PARTS.keys():
        raise NotFound("part")
    return tuple(one for one in PARTS if one in wanted)


def write_report(kept: Kept, asked: Asked, template: bytes = b"") -> bytes:
    """Write the report as a file; a Word file in the looks of a template where there is one."""
    kind, wording = asked.kind, Wording(Strings.read(), asked.language)
    if kind == "csv":
        return _csv(ReportMatter(kept, asked, wording))
    if kind == "json":
        return _json(ReportMatter(kept, asked, wording))
    format_ = DOCUMENTS[kind]
    document = compose_report(kept, asked, wording, dots=format_.dots, pictured=True)
    return format_.written(document, template)


def _csv(matter: ReportMatter) -> bytes:
    """Write every item of every published round in one table, with the columns that any of their lists has."""
    rows: list[dict[str, str]] = []
    for round_ in matter.rounds:
        if ranked := matter.kept.lists.get(round_.id):
            text = write_csv(ranked, matter.kept.occasions[round_.id], matter.wording).decode()
            read = csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))
            rows += [{"round_id": cell(round_.id), **row} for row in read]
    columns = dict.fromkeys(name for row in rows for name in row)
    written = io.StringIO()
    written.write(BYTE_ORDER_MARK)
    table = csv.DictWriter(written, list(columns), restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()


def _json(matter: ReportMatter) -> bytes:
    lists = matter.kept.lists
    return msgspec.json.encode({
        "schema": SCHEMA,
        "meeting_id": matter.kept.proceedings.meeting.id,
        "meeting": matter.programme.title,
        "session_id": matter.asked.session_id,
        "time_zone": matter.programme.zone,
        "recommendations": [_text(matter, one.id) for one in matter.texts],
        "sets": [
            {
                "region_id": one.region_id,
                "session_id": one.session_id,
                "recommendation_ids": list(one.recommendation_ids),
            }
            for one in matter.sets
        ],
        "rounds": [
            {"round_id": one.id, "room_id": one.room_id, "number": one.called, "state": one.state}
            for one in matter.rounds
        ],
        "lists": [
            msgspec.Raw(write_json(lists[one.id], matter.kept.occasions[one.id], matter.wording))
            for one in matter.rounds
            if one.id in lists
        ],
        "acts": [
            {"mark": f"A{at}", "act": one.said.act, "at": instant(one.said.at_ms), "about": one.about}
            for at, one in enumerate(matter.ledger.acts, 1)
        ],
    })  # fmt: skip


def _text(matter: ReportMatter, text_id: str) -> dict[str, Any]:
    text = matter.kept.proceedings.recommendations[text_id]
    return {
        "recommendation_id": text.id,
        "label": text.called,
        "room_id": text.room_id,
        "question_id": text.question_id,
        "title": text.title,
        "text": text.text,
        "language": text.language,
        "kind": text.kind,
        "origin": list(text.region_ids),
        "status": text.status,
        "merged_into": text.merged_into,
        "made_of": list(text.merge.parent_ids) if text.merge else [],
        "basis": matter.stands(text),
    }
