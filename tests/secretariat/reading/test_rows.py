"""What is wrong or unclear in a seat list is told with row, column and word, all at once; who votes is read."""

import csv

import pytest

from tests.secretariat.reading.files import xlsx
from tests.secretariat.reading.lists import names, problems, read


def test_everything_that_is_wrong_is_told_at_once_beside_its_row() -> None:
    text = (
        "name,region,votes,language,country\n,AF,yes,en,\nB Two,,yes,en,\nC Three,AF,perhaps,en,\n"
        "D Four,AF,yes,Klingonisch,\n\u200b,AF,yes,en,\n=1+1,AF,yes,en,\nSeven,AF,yes,en,Chad,more\n"
        f'12,AF,no,en,\n"X\x07",AF,yes,en,\n{"L" * 121},AF,1,en,\n'
    )
    assert [each[:3] for each in problems(read(text))] == [
        (2, "A", "empty_name"), (3, "B", "empty_region"), (4, "C", "bad_votes"), (5, "D", "bad_language"),
        (6, "A", "unseen_words"), (7, "A", "formula"), (8, "F", "too_many_columns"), (9, "A", "no_letters"),
        (10, "A", "not_text"), (11, "A", "text_too_long"),
    ]  # fmt: skip
    assert [each["code"] for each in read(text)["problems"] if not each["stops"]] == ["bad_language", "no_letters"]


def test_a_comma_in_a_name_without_quotation_marks_is_found() -> None:
    found = read('name,country,region\nLee, Ann,Kenya,Africa\n"Chair, MIDSA",Kenya,Africa\n')
    assert problems(found) == [(2, "D", "too_many_columns", "Africa"), (2, "C", "unknown_region", "Kenya")]
    assert names(found)[1] == "Chair, MIDSA"


def test_a_quotation_mark_that_is_never_closed_is_named_by_the_row_in_which_it_opens() -> None:
    found = read('name,country,region\nAnn,Kenya,Africa\n"Bob,Kenya,Africa\nC,Kenya,Africa\n')
    assert (names(found), problems(found)) == (["Ann"], [(3, "", "bad_quotes", '"Bob,Kenya,Africa')])


def test_a_cell_far_too_long_is_named_by_its_row_and_no_other_reader_is_bound_by_that() -> None:
    limit = csv.field_size_limit()
    found = read(f'name,region\nAnn,AF\n"{"B" * 40_000}",AF\nC,AF\n')
    assert (names(found), [each[:3] for each in problems(found)]) == (["Ann"], [(3, "", "bad_quotes")])
    assert csv.field_size_limit() == limit


def test_a_quoted_line_break_counts_as_the_lines_that_it_takes() -> None:
    found = read('name,region\n"A\nB",AF\nC,XX\n')
    assert (names(found), problems(found)) == (["A B", "C"], [(4, "B", "unknown_region", "XX")])


def test_who_may_be_there_twice_is_asked_and_not_refused() -> None:
    found = read(
        "name,country,region,email\nAnn Lee,Kenya,AF,a@x.org\nLEE Ann,Kenya,AF,b@x.org\nAnn Lee,Chad,AF,c@x.org\n"
        "Bo Ray,Chad,AF,A@x.org\nBo Gray,Chad,AF,\n"
    )
    assert [(each["code"], each["text"], list(each["rows"])) for each in found["doubles"]] == [
        ("same_person", "Ann Lee", [2, 3]), ("same_name", "Ann Lee", [2, 3, 4]),
        ("same_email", "Ann Lee, Bo Ray", [2, 5]),
    ]  # fmt: skip
    assert (len(found["rows"]), problems(found)) == (5, [])
    assert "@" not in str(found["rows"])


@pytest.mark.parametrize(
    ("cells", "votes", "asked"),
    [
        (["x", "", "x", ""], [True, False, True, False], 0),
        (["yes", "", "yes", ""], [True, True, True, True], 2),
        (["", "no", "", "no"], [True, False, True, False], 0),
        (["yes", "no", "", "yes"], [True, False, True, True], 0),
        (["", "", "", ""], [True, True, True, True], 0),
        (["voting", "Observer", "perhaps", "delegate"], [True, False, True, True], 1),
    ],
)
def test_what_an_empty_cell_says_of_the_vote_follows_from_the_others(
    cells: list[str], votes: list[bool], asked: int
) -> None:
    """Beside crosses it is a no, beside a no it is a yes, beside nothing but yes it is asked, as an unknown word is."""
    rows = "".join(f"Person {number};AF;{cell}\n" for number, cell in enumerate(cells))
    found = read("name;region;votes\n" + rows)
    assert [row["votes"] for row in found["rows"]] == votes
    assert len(found["problems"]) == asked


def test_an_observer_by_a_column_of_observers_has_no_vote() -> None:
    found = read("name;region;Observateur\nA One;AF;\nB Two;AF;X\nC Three;AF;non\nD Four;AF;oui\n")
    assert [row["votes"] for row in found["rows"]] == [True, False, True, False]


def test_seats_whose_names_come_later_are_as_many_as_are_said() -> None:
    found = read(xlsx({"S": [["Country", "Group", "Seats"], ["Kenya", "Africa", 3], ["Peru", "Americas", 1]]}))
    assert names(found) == ["Kenya 1", "Kenya 2", "Kenya 3", "Peru"]
    assert [each["code"] for each in found["problems"]] == ["name_from_delegation"]
    wrong = read("Country;Group;Seats\nKenya;Africa;many\nChad;Africa;999999\n")
    assert problems(wrong)[1:] == [(2, "C", "bad_seats", "many"), (3, "C", "bad_seats", "999999")]


def test_without_names_or_regions_it_is_asked_which_column_they_are() -> None:
    assert [each[2] for each in problems(read("Ann Lee\nBob Ray\n"))] == ["no_region_column"]
    assert problems(read("region;language\nAfrica;en\nAfrica;fr\n"))[0][2] == "no_name_column"
    assert [each[2] for each in problems(read("name;region\n"))] == ["no_rows"]


def test_more_seats_than_a_meeting_has_are_refused_at_the_row_where_they_begin() -> None:
    rows = "".join(f"Person {number};AF\n" for number in range(20_001))
    found = read("name;region\n" + rows)
    assert (len(found["rows"]), problems(found)) == (20_000, [(20_002, "", "too_many_rows", "20000")])


def test_what_is_wrong_in_every_row_is_told_five_hundred_times() -> None:
    found = read("name;region\n" + "A One;XX\n" * 2_000)
    assert (len(found["problems"]), len(found["rows"])) == (500, 2_000)


def test_a_chinese_name_in_two_columns_has_no_space_and_its_family_first() -> None:
    assert names(read("名,姓,国家,区域\n安,李,肯尼亚,非洲\n")) == ["李安"]
