"""Lists of regions: any usual way of writing CSV, and line-numbered problems for the rest."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.problems import SeatListProblems
from server.domain.agenda.region_list import RegionLine, read_regions


def test_regions_keep_their_order_and_may_have_a_short_name() -> None:
    found = read_regions("id,name,short\nAF,Africa,\nEC,Europe and Central Asia,Europe & C. Asia\n")
    assert found == (
        RegionLine("AF", "Africa", ""),
        RegionLine("EC", "Europe and Central Asia", "Europe & C. Asia"),
    )


def test_a_region_may_be_entitled_to_a_number_of_seats() -> None:
    """Nothing is no number; a word, a fraction or too many are refused with their line."""
    found = read_regions("id,name,seats\nAF,Africa,12\nEC,Europe,\n")
    assert [region.seats for region in found] == [12, 0]
    for seats in ("twelve", "-1", "1.5", "20001", "123456"):
        with pytest.raises(SeatListProblems) as refused:
            read_regions(f"id,name,seats\nAF,Africa,{seats}\n")
        assert [(one.line, one.code) for one in refused.value.problems] == [(2, "bad_seats")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_regions_are_read_as_any_spreadsheet_writes_them(delimiter: str, newline: str) -> None:
    """Columns in any order, a byte order mark, semicolons, blank lines, quoted names."""
    rows = [["Name", "ID", "Short"], [], [f'"Europe{delimiter} Central Asia"', "EC"], ["Africa", "AF", "Af"]]
    text = "\ufeff" + newline.join(delimiter.join(row) for row in rows)
    first = " ".join(f"Europe{delimiter} Central Asia".split())
    assert read_regions(text) == (RegionLine("EC", first, ""), RegionLine("AF", "Africa", "Af"))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "empty")]),
        ("id,name\n", [(2, "no_rows")]),
        ("id,short\nAF,Africa", [(1, "bad_header")]),
        ("id,name,id\nAF,Africa,AF", [(1, "bad_header")]),
        ("id,name\nAF,Africa\n\nAF,Again\nA F,Spaced\nAM,", [(4, "duplicate_id"), (5, "bad_id"), (6, "empty_name")]),
        ("id,name\nAF,Africa,too much", [(2, "too_many_columns")]),
        ('id,name\nAF,"Africa', [(2, "bad_quotes")]),
        ("id,name\nAF,Afr\x00ica", [(2, "not_text")]),
        ("id,name\nAF," + "x" * 121, [(2, "text_too_long")]),
        ("id,name\n" + "".join(f"R{n},Region\n" for n in range(61)), [(62, "too_many_rows")]),
    ],
)
def test_a_wrong_list_of_regions_gives_its_problems_line_by_line(text: str, problems: list[tuple[int, str]]) -> None:
    with pytest.raises(SeatListProblems) as caught:
        read_regions(text)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == problems


@given(
    st.one_of(
        st.text(st.characters()),
        st.lists(st.sampled_from(["id", "name", ",", ";", '"', "\n", "AF", " "])).map("".join),
    )
)
def test_no_list_whatever_raises_anything_but_problems(text: str) -> None:
    with suppress(SeatListProblems):
        assert read_regions(text)


def test_a_name_of_which_nothing_can_be_seen_is_no_name() -> None:
    """Of a region and its chip: the line and the column are named."""
    blank = "\u200b\u2060"
    with pytest.raises(SeatListProblems) as caught:
        read_regions(f"id,name,short\nAF,{blank},\nAM,Americas,{blank}\n")
    assert [(one.line, one.code, one.text) for one in caught.value.problems] == [
        (2, "unseen_words", "name"), (3, "unseen_words", "short"),
    ]  # fmt: skip
