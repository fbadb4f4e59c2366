"""The ranked list as CSV: one row an item, safe to open in a spreadsheet."""

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from server.domain.counting.ranking import SlateItem
from server.domain.methods import ranked_list
from server.domain.methods.score import COLUMNS as SCORES
from server.domain.procedure.meeting import id_of
from server.domain.procedure.rules import Rules
from server.record.cells import cell
from server.record.csv_file import write_csv, write_semicolons
from server.record.occasion import Occasion, SaidOf
from server.store.meetings import new_meeting_id
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of
from tests.record.matters import a_list, an_occasion


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def a_file_with_title(title: str) -> bytes:
    items = [SlateItem("i1", 1, title)]
    count = a_count([(1, 0)])
    return write_csv(
        ranked_list("r", "across_regions", RECORDED, regions=[("r1", "R")], count=count, recommendations=items)
    )


def test_there_is_one_row_an_item_in_the_order_of_the_list() -> None:
    """Stable English keys on top, then rank by rank; every region has its state and its figures."""
    first, second = rows_of(write_csv(list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)]))))
    assert list(first)[:15] == [
        *("rank", "tied", "recommendation_id", "slate_number", "label", "number", "title", "origin"),
        *("text", "language", "question", "kind", "verdict", "backing", "opposing"),
    ]
    assert (first["rank"], first["number"], first["verdict"], first["for"], first["outcome"]) == (
        *("1", "2", "works_across"),
        *("12", "carried"),
    )
    assert (second["state_r1"], second["support_r1"], second["for_r1"], second["against_r1"]) == (
        *("opposes", "0.25"),
        *("2", "8"),
    )
    assert (second["name_r1"], second["support_numerator_r1"], second["support_denominator_r1"]) == ("R1", "1", "4")
    assert (second["cast"], second["checked_in"], second["entitled"], second["tied"]) == ("14", "14", "14", "no")


def test_a_withheld_region_has_its_state_and_empty_cells() -> None:
    """Nothing that could be added up or taken away."""
    (row,) = rows_of(write_csv(list_of(a_count([(9, 1), (5, 0), (3, 0)]), Rules(k=4))))
    assert [row[key] for key in row if key.endswith("_r3")] == ["R3", "withheld", *[""] * 8]
    assert row["for"] == "17"


def test_a_shortlist_has_approvals_and_selected() -> None:
    """The keys follow the method."""
    ballots = [{"a": "approve"}, {"a": "approve"}]
    first, second = rows_of(write_csv(list_of(count_of(["approve"], "ab", [ballots]), RECORDED, "shortlist")))
    assert (first["approvals"], first["selected"], first["approve_r1"]) == ("2", "yes", "2")
    assert (second["approvals"], second["selected"]) == ("0", "no")
    assert "verdict" not in first


def test_a_round_of_several_regions_has_the_verdict_whatever_its_ballot() -> None:
    """Beside what was selected, beside a mean: the same three keys, and the state and support of each region."""
    ballots = [{"a": "approve"}, {"a": "approve"}]
    chosen, _ = rows_of(write_csv(list_of(count_of(["approve"], "ab", [ballots, ballots]), RECORDED, "shortlist")))
    assert (chosen["selected"], chosen["verdict"], chosen["backing"], chosen["opposing"]) == (
        *("yes", "works_across"),
        *("2", "0"),
    )
    scores = [[{"a": "5"}, {"a": "4"}], [{"a": "0"}, {"a": "1"}]]
    (scored,) = rows_of(write_csv(list_of(count_of(SCORES, "a", scores), RECORDED, "score")))
    assert (scored["verdict"], scored["mean"], scored["state_r2"]) == ("contested", "2.5", "opposes")
    assert (scored["mean_numerator"], scored["mean_denominator"], scored["support_r1"]) == ("5", "2", "0.7")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "\u200b=", "\x01@", "＝", "＠", '"='])
def test_no_cell_can_be_run_as_a_formula(sign: str) -> None:
    """A cell that a spreadsheet would run gets an apostrophe in front, and loses nothing."""
    title = f'{sign}HYPERLINK("http://example.org")'
    assert rows_of(a_file_with_title(title))[0]["title"] == f"'{title}"


@pytest.mark.parametrize("between", [";", "; ", ';"', "\t", "\n", "\r", "|", ";\u200b", "\u2028", "\x0b"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_part_of_a_cell_can_be_run_wherever_it_is_parted(between: str, sign: str) -> None:
    """As others read the file: parted at commas or semicolons, tabs or bars, line by line, whatever the quotes say.

    Holds R126.
    """
    file = a_file_with_title(f"A title{between}{sign}1+1; and more").decode("utf-8-sig")
    for delimiter in ",;\t|":
        cells = [cell for row in csv.reader(io.StringIO(file, newline=""), delimiter=delimiter) for cell in row]
        cells += [part for line in file.splitlines() for part in line.split(delimiter)]
        run = [cell for cell in cells if cell.strip(' "\u200b\x0b\u2028').startswith(tuple("=+-@＝"))]
        assert run == [], delimiter


@pytest.mark.parametrize(
    "title",
    [
        "2/3",
        "12-25",
        "3.5",
        "1,000",
        "007",
        "1e5",
        "10:30",
        "TRUE",
        "May 2026",
        "3 Jan",
        "12%",
        "(5)",
        "2026-11-30",
        "9 am",
    ],
)
def test_words_that_look_like_figures_or_dates_stay_words(title: str) -> None:
    """An apostrophe says so to every spreadsheet; a whole number reads the same either way."""
    assert rows_of(a_file_with_title(title))[0]["title"] == f"'{title}"
    assert rows_of(a_file_with_title("2030"))[0]["title"] == "2030"


def test_no_id_is_taken_for_a_figure_or_a_date() -> None:
    """The ids in a file are those of the service, whatever was drawn: `mar23012` would be a day, `2345e012` a figure.

    Holds R126.
    """
    numbers = [*range(40), *range(36**3 - 20, 36**3 + 20)]
    ids = [id_of(new_meeting_id(), number) for number in numbers for _ in range(500)]
    assert [cell(one) for one in ids] == ids
    taken = ["mar23012", "2345e012", "dec99001"]
    assert [cell(one) for one in taken] == [f"'{one}" for one in taken]


def test_figures_stay_figures_and_no_share_is_a_date() -> None:
    """Whole numbers are whole numbers, also below nought; a share is a decimal, beside its two whole numbers."""
    assert [cell(value) for value in (7, -3, 0, None, Fraction(2, 3), Fraction(-1, 2), Fraction(4))] == [
        *("7", "-3", "0", "", "0.666667", "-0.5", "4"),
    ]
    rules = replace(RECORDED, quorum=Fraction(1, 3))
    (row,) = rows_of(write_csv(list_of(a_count([(9, 1), (5, 3)]), rules)))
    assert (row["quorum"], row["quorum_numerator"], row["quorum_denominator"]) == ("0.333333", "1", "3")
    dates = [value for value in row.values() if re.search(r"\d[/:-]\d", value)]
    assert dates == []


def test_the_file_says_what_it_is_of() -> None:
    """Full words and question of each row; meeting, session, room, round and time in every row; empty if unknown."""
    said = {"i1": SaidOf("First line\nsecond line; -2 %", "en", "What can be done?")}
    occasion = Occasion(
        *("m", "The meeting", "s4", "Session 4", "Lunch · Africa", "AF", 3, "What now?"),
        *(1_790_000_000_000, 1_790_000_300_000, said),
    )
    (row,) = rows_of(write_csv(list_of(a_count([(2, 0)])), occasion))
    assert (row["text"], row["language"], row["question"]) == (
        *("First line\nsecond line; '-2 %", "en"),
        "What can be done?",
    )
    assert [row[key] for key in ("meeting", "session", "room", "round_number", "round_question")] == [
        *("The meeting", "Session 4", "Lunch · Africa", "3", "What now?"),
    ]
    assert (row["opened_at"], row["closed_at"]) == ("2026-09-21T14:13:20Z", "2026-09-21T14:18:20Z")
    (blank,) = rows_of(write_csv(list_of(a_count([(2, 0)]))))
    assert list(blank) == list(row)
    assert (blank["text"], blank["meeting"], blank["closed_at"]) == ("", "", "")


@pytest.mark.parametrize("title", ['Say "yes", twice', "deux\nlignes", "مقعد · Ω · 席", "a, b; c"])
def test_words_come_back_as_they_were(title: str) -> None:
    """Quotes, commas, line breaks and every script survive the file."""
    assert rows_of(a_file_with_title(title))[0]["title"] == title


def test_a_spreadsheet_reads_it_as_utf_8() -> None:
    """The file begins with a byte order mark and its rows end as RFC 4180 says."""
    file = a_file_with_title("é")
    assert file.startswith(b"\xef\xbb\xbfrank,")
    assert file.endswith(b"\r\n")


def test_with_semicolons_a_comma_stands_before_decimals() -> None:
    """For spreadsheets in the languages that write both so: the same cells, parted and pointed otherwise."""
    ranked = list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)]))
    file = write_semicolons(ranked).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file, newline=""), delimiter=";"))
    assert [row["support_r1"] for row in rows] == ["0,833333", "0,25"]
    whole = [{key: said for key, said in row.items() if "." not in said} for row in rows_of(write_csv(ranked))]
    assert [{key: row[key] for key in one} for row, one in zip(rows, whole, strict=True)] == whole


def test_in_a_language_a_row_says_what_came_of_it() -> None:
    """The verdict as a code and in words, the result line, and why it stands there."""
    ranked = list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)]))
    first, _ = rows_of(write_csv(ranked, Occasion(), Wording(Strings.read(), "fr")))
    assert (first["verdict"], first["in_words"]) == (
        "works_across",
        "Soutien interrégional · 2\u00a0sur 2\u00a0régions",
    )
    assert first["result_line"].startswith("Pour")


def test_in_a_language_a_row_has_its_words_where_they_were_translated() -> None:
    """Beside those that were voted on; in another language, or without a translation, the two are empty."""
    ranked = a_list()
    for language, translated in (("ar", True), ("es", False)):
        rows = list(rows_of(write_csv(ranked, an_occasion(ranked), Wording(Strings.read(), language))))
        said = [(row["translated_title"], row["translated_text"]) for row in rows]
        assert said == [(f"عنوان {at}", f"نص {at}") if translated and at % 2 else ("", "") for at in range(len(rows))]


def test_the_second_view_is_a_column() -> None:
    """Beside the result line: the rank with every delegate counting the same."""
    first, second = rows_of(write_csv(list_of(a_count([(20, 0), (0, 4)], [(6, 2), (3, 1)]))))
    assert (first["rank"], first["recommendation_id"], first["rank_delegates_equal"]) == ("1", "i2", "2")
    assert (second["rank"], second["rank_delegates_equal"]) == ("2", "1")


def test_what_a_method_orders_by_has_its_columns() -> None:
    """A score has its mean as an exact fraction, and neither verdict nor approvals."""
    count = count_of(SCORES, "ab", [[{"a": "4", "b": "0"}, {"a": "3"}]])
    first, second = rows_of(write_csv(list_of(count, RECORDED, "score")))
    assert (first["mean"], first["scored_by"], second["mean"]) == ("3.5", "2", "0")
    assert not {"verdict", "selected", "rank_delegates_equal"} & set(first)
