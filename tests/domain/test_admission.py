"""Ids of seats and of everything else never meet; names are found as people type them."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.admission import Listed, find_names, plain, says_enough, sources_of
from server.domain.meeting import id_of, meeting_of, seat_id_of
from server.domain.people import Seat

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
