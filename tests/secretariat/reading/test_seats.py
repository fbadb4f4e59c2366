"""Seat lists as people keep them: every kind of table is read, whatever stands above, between and beneath."""

from typing import Any

import pytest

from server.domain.errors import Malformed
from tests.handed import handed
from tests.secretariat.reading.files import Rows, ods, xls, xlsx
from tests.secretariat.reading.lists import meanings, problems, read, seats

A, B = ("Seat Á", "Land É", "AF", "fr", True), ("Seat B", "Land B", "AS", "en", False)
CASES = {
    "headers-french.csv": [A],
    "region-by-name.csv": [("Seat A", "Land A", "AF", "en", True), ("Seat B", "Land B", "AS", "en", True)],
    "region-in-lower-case.csv": [("Seat A", "", "AF", "", True), ("Seat B", "", "AS", "", True)],
    "seats.xlsx": [A, B],
    "sep-line.csv": [A, B],
    "utf16-tabs.csv": [A, B],
    "windows-1252.csv": [A, B],
}


@pytest.mark.parametrize("name", CASES)
def test_each_case_of_the_folder_is_read(name: str) -> None:
    """Windows-1252, UTF-16 with tabs, XLSX, French headers, regions by name and in lower case, a line `sep=;`."""
    found = read(handed(f"cases/seats/{name}").read_bytes(), [["AF", "Africa"], ["AS", "Asia"]])
    assert (seats(found), found["problems"], found["unmatched_regions"]) == (CASES[name], [], [])


def test_every_case_of_the_folder_is_known() -> None:
    assert {path.name for path in handed("cases/seats").iterdir()} == set(CASES)


def test_a_word_of_no_region_is_named_with_its_row_and_asked_once() -> None:
    found = read("name;region\nA One;Africa\nB Two;Eurasia\nC Three;eurasia\nD Four;Eurasia\n")
    assert problems(found) == [(3, "B", "unknown_region", "Eurasia"), (4, "B", "unknown_region", "eurasia"),
                               (5, "B", "unknown_region", "Eurasia")]  # fmt: skip
    assert [(each["text"], list(each["rows"])) for each in found["unmatched_regions"]] == [
        ("Eurasia", [3, 5]), ("eurasia", [4]),
    ]  # fmt: skip
    answered = read("name;region\nA One;Africa\nB Two;Eurasia\n", answers={"eurasia": "EC"})
    assert (problems(answered), [row["region_id"] for row in answered["rows"]]) == ([], ["AF", "EC"])


LIST: Rows = [
    ["List of participants"],
    ["Geneva, 12 May"],
    [],
    ["No.", "Family name", "Given name(s)", "Country", "Regional group", "Role", "Working language"],
    [1, "LEE", "Ann", "Kenya", "Africa", "Delegate", "English"],
    [2, "Ruiz", "José", "Peru", "América", "Observer", "espagnol"],
    [3, "Doe", "Jo", "Chile", "Amerikas", "Head of delegation", "en"],
    ["Total", 3],
]


@pytest.mark.parametrize("write", [lambda rows: xlsx({"People": rows}), lambda rows: ods({"People": rows}), xls])
def test_a_spreadsheet_with_a_title_above_and_a_total_beneath_is_read(write: Any) -> None:
    """XLSX, ODS and XLS alike: names in two columns, numbers that are no seats, observers by their role."""
    found = read(write(LIST))
    assert found["header_row"] == 4
    assert seats(found) == [
        ("Ann LEE", "Kenya", "AF", "en", True), ("José Ruiz", "Peru", "AM", "es", False),
        ("Jo Doe", "Chile", "AM", "en", True),
    ]  # fmt: skip
    assert [(each["text"], each["region_id"], each["how"]) for each in found["matched_regions"]] == [
        ("América", "AM", "word"), ("Amerikas", "AM", "close"),
    ]  # fmt: skip
    assert [(each["row"], each["code"]) for each in found["passed_over"]] == [(8, "total")]
    assert problems(found) == []


def test_five_rows_of_each_column_are_shown_with_what_it_was_taken_for() -> None:
    rows = "".join(f"Person {number};Kenya;Africa\n" for number in range(9))
    found = read("Name;Land;Gruppe\n" + rows)
    assert [(each["column"], each["header"], each["meaning"]) for each in found["columns"]] == [
        ("A", "Name", "name"), ("B", "Land", "delegation"), ("C", "Gruppe", "region"),
    ]  # fmt: skip
    assert [each["certain"] for each in found["columns"]] == [1.0, 0.6, 0.6]
    assert list(found["columns"][0]["cells"]) == [f"Person {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Nom;Prénom;Pays;Groupe régional;Langue;Droit de vote",
            "family_name given_name delegation region language votes",
        ),
        (
            "Nombre;Apellidos;País;Región;Idioma;Derecho a voto",
            "given_name family_name delegation region language votes",
        ),
        ("Фамилия;Имя;Страна;Регион;Язык;Право голоса", "family_name given_name delegation region language votes"),
        ("الاسم;البلد;المنطقة;اللغة;حق التصويت;الصفة", "name delegation region language votes role"),
        ("姓名;国家;区域;语言;表决权;电子邮件", "name delegation region language votes email"),
        ("Name;Delegation;Region;Language;Votes;Observer", "name delegation region language votes observer"),
    ],
)
def test_headers_are_known_in_six_languages(header: str, expected: str) -> None:
    assert meanings(read(f"{header}\nx;y;Africa;en;;\n")) == expected.split()


def test_a_table_without_a_header_is_known_by_what_stands_in_it() -> None:
    found = read("Kenya\tAnn Lee\tAfrica\ten\nKenya\tBob Ray\tAfrica\tfr\nPeru\tJo Ruiz\tAmericas\tes\n")
    assert (found["header_row"], meanings(found)) == (0, ["delegation", "name", "region", "language"])
    assert len(found["rows"]) == 3
    assert all(column["certain"] < 1 for column in found["columns"])


def test_what_is_said_of_columns_and_header_is_not_guessed() -> None:
    """A column by its letter, `-` for none; the row of the header; what names no column or meaning is refused."""
    text = "x;y;z\nKenya;Ann Lee;Africa\n"
    found = read(text, columns={"A": "delegation", "B": "name", "C": "region"}, header=1)
    assert seats(found) == [("Ann Lee", "Kenya", "AF", "", True)]
    assert [column["certain"] for column in found["columns"]] == [1.0] * 3
    assert read(text, columns={"A": "-", "B": "name", "C": "region"}, header=0)["rows"][1]["delegation"] == ""
    for columns in ({"1": "name"}, {"A": "shoe size"}):
        with pytest.raises(Malformed, match="columns"):
            read(text, columns=columns)


def test_a_header_of_two_rows_is_read_as_one() -> None:
    rows = [["Delegate", "", "Country", "Region"], ["Family name", "First name", "", ""], ["Lee", "Ann", "Kenya", "AF"]]
    found = read(xlsx({"S": rows}, merged=["A1:B1"]))
    assert (found["header_row"], seats(found)) == (2, [("Ann Lee", "Kenya", "AF", "", True)])


def test_merged_cells_stand_for_every_row_that_they_cover() -> None:
    rows = [
        ["Name", "Delegation", "Region"],
        ["A One", "Kenya", "Africa"],
        ["B Two"],
        ["C Three"],
        ["D Four", "Chad", "AF"],
    ]
    found = read(xlsx({"S": rows}, merged=["B2:B4", "C2:C4"]))
    assert [row["delegation"] for row in found["rows"]] == ["Kenya", "Kenya", "Kenya", "Chad"]
    assert problems(found) == []
    # where nobody says that they are merged, nothing is filled in
    assert problems(read(xlsx({"S": rows}))) == [(3, "C", "empty_region", ""), (4, "C", "empty_region", "")]


def test_of_several_sheets_one_is_read_and_the_others_are_named() -> None:
    sheets = {
        "Notes": [["Read me"], ["first"], ["then"], ["last"], ["end"]],
        "Africa": [["Name", "Country"], ["Ann Lee", "Kenya"], ["Bo Ray", "Chad"]],
        "Asia and the Pacific": [["Name", "Country"], ["Li Wei", "China"]],
        "Old": [["Name", "Country"], ["Nobody", "Nowhere"]],
    }
    found = read(xlsx(sheets, hidden=["Old"]))
    assert (found["sheet"], [row["region_id"] for row in found["rows"]]) == ("Africa", ["AF", "AF"])
    assert problems(found) == [(0, "", "other_sheets", "Asia and the Pacific")]
    other = read(xlsx(sheets, hidden=["Old"]), sheet="Asia and the Pacific")
    assert (seats(other), problems(other)) == ([("Li Wei", "China", "AP", "", True)], [])
    with pytest.raises(Malformed) as refused:
        read(xlsx(sheets, hidden=["Old"]), sheet="Old")
    assert (refused.value.reason, refused.value.figures) == ("file_no_sheet", {"sheet": "Old"})


def test_a_row_that_only_names_a_region_stands_for_those_below() -> None:
    rows = [["Name", "Country"], ["AFRICA"], ["Ann Lee", "Kenya"], ["Amériques"], ["Bo Li", "Peru"], ["Jo", "Chile"]]
    found = read(ods({"S": rows}))
    assert [(row["name"], row["region_id"]) for row in found["rows"]] == [
        ("Ann Lee", "AF"),
        ("Bo Li", "AM"),
        ("Jo", "AM"),
    ]
    assert [(each["code"], each["text"]) for each in found["passed_over"]] == [
        ("heading", "AFRICA"),
        ("heading", "Amériques"),
    ]
