"""The files of a report: every kind, the same bytes of the same meeting, and what programs read from them."""

import csv
import io
import json

import pytest

from server.domain.errors import NotFound
from server.record.cells import cell
from server.record.csv_file import BYTE_ORDER_MARK
from server.record.report_files import REPORTS, SCHEMA, read_parts, read_report_format, write_report
from server.record.reporting.kept import Asked
from server.record.reporting.whole import PARTS
from tests.record.meetings_kept import a_meeting_kept
from tests.record.schemas import faults, schema_of

KEPT = a_meeting_kept()
(ROUND,) = KEPT.lists


def written(kind: str, language: str = "en", *, whole: bool = False) -> bytes:
    return write_report(KEPT, Asked(parts=("proposals",), whole=whole, hidden=whole, kind=kind, language=language))


@pytest.mark.parametrize("kind", REPORTS)
def test_the_same_meeting_is_the_same_file(kind: str) -> None:
    """Byte by byte."""
    assert written(kind) == written(kind)
    assert read_report_format(kind).file_name("s1") == f"plenum-s1-report.{kind}"


@pytest.mark.parametrize("whole", [True, False])
def test_the_file_for_programs_is_as_its_schema_says(*, whole: bool) -> None:
    """And each list in it is as its own schema says."""
    read = json.loads(written("json", whole=whole))
    assert faults(schema_of(SCHEMA), {**read, "lists": []}) == []
    assert [faults(schema_of("ranked-list-1"), one) for one in read["lists"]] == [[]]
    marks = {one["mark"] for one in read["acts"]}
    assert {one["basis"] for one in read["recommendations"]} <= marks
    assert ("Secret thought" in {one["title"] for one in read["recommendations"]}) == whole


def test_the_table_has_every_item_of_every_list() -> None:
    """With its round, its full text, and the columns that any list has."""
    text = written("csv").decode().removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    items = KEPT.lists[ROUND].items
    assert [row["round_id"] for row in rows] == [cell(ROUND)] * len(items)
    assert [row["title"] for row in rows] == [one.recommendation.title for one in items]
    assert all(row["text"] and row["why"] for row in rows)


def test_parts_are_read_in_their_order() -> None:
    """Whatever order they are asked for in; one that there is not is refused, and so is a kind."""
    assert read_parts("rounds,programme") == ("programme", "rounds")
    assert read_parts("") == ()
    assert read_parts(",".join(PARTS)) == tuple(PARTS)
    with pytest.raises(NotFound):
        read_parts("rounds,receipts")
    with pytest.raises(NotFound):
        read_report_format("odt")
