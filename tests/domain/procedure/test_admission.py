"""Ids of seats and of everything else never meet; names are found as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.procedure.admission import (
    JOIN_CODE_LENGTH,
    Listed,
    Roll,
    Totals,
    find_names,
    plain,
    read_join_code,
    says_enough,
    sources_of,
)
from server.domain.procedure.meeting import id_of, meeting_of, seat_id_of
from server.domain.procedure.people import Person, Seat
from server.store.meetings import LETTERS

NUMBERS = st.integers(0, 2 * 10**9)


@given(NUMBERS, NUMBERS)
def test_no_id_is_another_things(one: int, other: int) -> None:
    """Whatever the numbers: an id of one kind is never one of the other, and no two numbers have one id."""
    assert id_of("abcde", one) != seat_id_of("abcde", other)
    assert (id_of("abcde", one) == id_of("abcde", other)) == (one == other)
    assert (seat_id_of("abcde", one) == seat_id_of("abcde", other)) == (one == other)
    for made in (id_of("abcde", one), seat_id_of("abcde", one)):
        assert meeting_of(made) == "abcde"
        assert made.isascii()
        assert made.isalnum()
        assert len(made) <= 16


def test_ids_of_a_meeting_that_is_there_stay_as_they_were() -> None:
    """The first 46,656 ids are written as they always were."""
    assert (id_of("abcde", 0), id_of("abcde", 35), id_of("abcde", 36**3 - 1)) == ("abcde000", "abcde00z", "abcdezzz")


@given(st.integers(1, 2 * 10**9))
def test_a_seat_keeps_the_number_that_it_was_given(number: int) -> None:
    """Its id holds it, so that it is the same on the seat's phone and on the podium, whoever else goes."""
    assert Seat(seat_id_of("abcde", number), "", "", "AF").number == number
    assert Person("abcde", "delegate", "AF", seat_id_of("abcde", number)).number == number
    assert Person("abcde", "chair").number == 0


def test_a_seat_without_a_name_is_found_by_its_number_and_no_other_is() -> None:
    """In whatever digits it is typed, and as a whole: 1 does not find 17."""
    seats = [Seat(seat_id_of("abcde", n), "Ada 17" if n == 3 else "", "", "AF") for n in range(1, 40)]
    roll = Roll(tuple(Listed(seat, "here") for seat in seats), Totals(39, 2000, 0, 39, 0))
    assert [one.seat.number for one in roll.find("17")] == [3, 17]
    assert [one.seat.number for one in roll.find(" ١٧ ")] == [17]
    assert [one.seat.number for one in roll.find("1")] == [1, 3]
    assert [one.seat.number for one in roll.find("3")] == []
    assert len(roll.find("")) == 39


def named(*names: str) -> list[Seat]:
    return [Seat(f"m000{number}", name, "", "AF") for number, name in enumerate(names)]


def test_a_name_is_found_without_its_accents_and_those_that_begin_with_it_come_first() -> None:
    seats = [(plain(seat.name), seat) for seat in named("Ada Émil", "Émilie Ngô", *[f"Emil {n}" for n in range(9)])]
    found = [seat.name for seat in find_names("EMIL", seats)]
    assert (found[0], found[-1], len(found)) == ("Émilie Ngô", "Ada Émil", 11)
    assert [seat.name for seat in find_names("ngo", seats)] == ["Émilie Ngô"]


def test_three_letters_or_two_chinese_signs_say_enough() -> None:
    assert [says_enough(typed) for typed in ("ab", "a b", "...", "", "abc", "王芳", "Ан", "Анн")] == [
        False, False, False, False, True, True, False, True,
    ]  # fmt: skip


def test_addresses_are_counted_the_most_joins_first() -> None:
    seats = [
        Seat(f"m{at}", "", "", "AF", joined_at_ms=at, source=label) for at, label in ((5, "B"), (7, "A"), (9, "B"))
    ]
    told = sources_of(Listed(seat, "here") for seat in seats)
    assert [(one.label, one.joins, one.first_ms, one.last_ms) for one in told] == [("B", 2, 5, 9), ("A", 1, 7, 7)]


@pytest.mark.parametrize(
    "typed",
    [
        "AB23-CDXY",
        " ab 23 cd xy ",
        "ab23\u2013cd\u2011xy",
        "ＡＢ２３ＣＤＸＹ",
        "\u200eab٢٣cdxy\u200f",
        "ab२३cdxy",
        "AB23\u3000CD\u200bXY\u00a0",
        "ав2зсdху",
        "АВ23СDХУ",
        "𝐚𝐛𝟐𝟑𝐜𝐝𝐱𝐲",
    ],
)
def test_a_join_code_is_read_however_it_is_typed(typed: str) -> None:
    """Capitals, spaces, dashes; full width, digits of other scripts, Russian letters that look the same. Holds R124."""
    assert read_join_code(typed) == "ab23cdxy"


@given(st.text(max_size=300))
def test_a_code_that_was_read_is_short_and_is_read_as_itself(typed: str) -> None:
    read = read_join_code(typed)
    assert len(read) <= 2 * JOIN_CODE_LENGTH
    if read.isascii():
        assert read_join_code(read.upper()) == read


@given(st.text(LETTERS, min_size=JOIN_CODE_LENGTH, max_size=JOIN_CODE_LENGTH))
def test_no_code_that_is_given_out_is_read_as_another(code: str) -> None:
    assert read_join_code(code) == read_join_code(code.upper()) == code
