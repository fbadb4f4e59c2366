"""What is meant by a name: the one thing that fits, whatever is near it; of several nobody is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.secretariat.naming import Kind, Named, NotOne, choose

KIND: Kind = "round"


def things(*names: str) -> list[Named[str]]:
    return [Named(name, f"id{at}", (name,), f"  id{at} {name}") for at, name in enumerate(names)]


AMONG = things("Plenary 1", "Plenary 11", "Lunch · Africa 1", "Lunch · Americas 1", "Lunch · Americas")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("id2", "Lunch · Africa 1"),
        ("plenary 1", "Plenary 1"),
        ("PLENARY  1", "Plenary 1"),
        ("africa 1", "Lunch · Africa 1"),
        ("1 afr", "Lunch · Africa 1"),
        ("lunch americas 1", "Lunch · Americas 1"),
        ("Lunch · Americas", "Lunch · Americas"),
        ("11", "Plenary 11"),
    ],
)
def test_one_thing_is_meant_by_its_id_its_name_or_a_part_that_fits_it_alone(words: str, meant: str) -> None:
    """Capitals, accents and the order of words do not matter; a number is meant as a whole."""
    assert choose(KIND, words, AMONG) == meant


@pytest.mark.parametrize(
    ("words", "count", "shown"),
    [
        ("lunch", 3, ["Lunch · Africa 1", "Lunch · Americas 1", "Lunch · Americas"]),
        ("1", 3, ["Plenary 1", "Lunch · Africa 1", "Lunch · Americas 1"]),
        ("Plenery 1", 0, ["Plenary 1", "Plenary 11"]),
        ("zzzz", 0, []),
        ("", 0, []),
    ],
)
def test_of_several_and_of_none_those_are_shown_that_could_be_meant(words: str, count: int, shown: list[str]) -> None:
    """Holds R125."""
    with pytest.raises(NotOne) as told:
        choose(KIND, words, AMONG)
    assert told.value.count == count
    assert [line.split(maxsplit=1)[1] for line in told.value.lines] == shown


def test_where_a_whole_name_is_wanted_a_part_is_not_enough() -> None:
    """What cannot be undone is not done to whatever happens to fit."""
    assert choose(KIND, "plenary 11", AMONG, whole=True) == "Plenary 11"
    with pytest.raises(NotOne) as told:
        choose(KIND, "africa", AMONG, whole=True)
    assert (told.value.count, told.value.lines) == (0, ("  id2 Lunch · Africa 1",))


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6), st.text(max_size=12))
def test_whatever_is_named_is_one_that_fits_or_nobody(names: list[str], words: str) -> None:
    """Nothing is raised but that it is not one; an id is always its own."""
    among = things(*names)
    assert choose(KIND, among[0].id, among) == names[0]
    with suppress(NotOne):
        assert choose(KIND, words, among) in names
