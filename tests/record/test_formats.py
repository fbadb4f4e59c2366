"""The table of files: every kind is made of the list alone."""

import io
import re
import textwrap

import openpyxl
import pytest

from server.domain.errors import NotFound
from server.record.formats import FORMATS, read_format
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import a_count, list_of
from tests.record.matters import LISTS


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_list_is_the_same_file(kind: str) -> None:
    """Whoever makes it, and whenever."""
    first, second = (read_format(kind).write(list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)]))) for _ in range(2))
    assert first == second != b""


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_is_named_by_its_round_and_its_kind(kind: str) -> None:
    """Plain letters, so that every system can store it."""
    assert read_format(kind).file_name("lunch AF", 3) == f"plenum-lunch-af-round-3-ranked-list.{kind.partition('-')[0]}"
    assert read_format(kind).file_name("s/2 ", 1) == f"plenum-s-2-round-1-ranked-list.{kind.partition('-')[0]}"


@pytest.mark.parametrize("kind", ["", "exe", "CSV", "json/../csv"])
def test_an_unknown_kind_is_refused_in_one_place(kind: str) -> None:
    """As something that is not there."""
    with pytest.raises(NotFound) as refused:
        read_format(kind)
    assert refused.value.reason == "file"


@pytest.mark.parametrize("language", Strings.read().languages)
def test_no_head_of_a_sheet_is_broken_or_cut(language: str) -> None:
    """Each column is as wide as the longest word above it, and the first row as high as its heads."""
    file = FORMATS["xlsx"].write(LISTS["across_regions"], None, Wording(Strings.read(), language))
    for sheet in openpyxl.load_workbook(io.BytesIO(file)).worksheets:
        for cell in sheet[1]:
            width = sheet.column_dimensions[cell.column_letter].width
            longest = max(map(len, re.split(r"[\s\u00a0]", str(cell.value))))
            assert width > longest or language == "zh", (sheet.title, cell.value)
            assert sheet.row_dimensions[1].height >= 14 * len(textwrap.wrap(str(cell.value), int(width)))
