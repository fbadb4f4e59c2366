"""What is found among two hundred labelled pairs; those that are held out were not looked at while tuning."""

from collections import Counter

import pytest

from server.domain.agenda.agenda import Agenda
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme
from server.room.alike.pairs import alike_pairs
from tests.room.alike.labelled import FILES, LANGUAGES, Labelled, read_pairs

PAIRS = read_pairs()
HELD_OUT = [pair for pair in PAIRS if pair.is_held_out]
LATER, UNSEEN = ([pair for pair in PAIRS if pair.file == name] for name in ("later", "unseen"))


def is_found(pair: Labelled) -> bool:
    """Say whether the two are found to be alike in a meeting that has these two."""
    both = {one.id: one for one in (pair.one, pair.other)}
    programme = Programme("Consultation", Agenda("Consultation", ()), (), ())
    return bool(alike_pairs(Proceedings(Meeting("aaaaa", ""), programme, recommendations=both)))


def precision_and_recall(pairs: list[Labelled]) -> tuple[float, float]:
    """Say which part of what is found is alike, and which part of what is alike is found."""
    found = [pair for pair in pairs if is_found(pair)]
    right = sum(pair.alike for pair in found)
    return right / len(found), right / sum(pair.alike for pair in pairs)


@pytest.mark.parametrize("pairs", [HELD_OUT, PAIRS, LATER, UNSEEN], ids=["held out", "all", "later", "unseen"])
def test_nine_of_ten_that_are_found_are_alike_and_four_of_five_are_found(pairs: list[Labelled]) -> None:
    """Of those that nothing was tuned on, of all, and of each set that was written later."""
    precision, recall = precision_and_recall(pairs)
    assert precision >= 0.9, [pair.other.title for pair in pairs if is_found(pair) and not pair.alike]
    assert recall >= 0.8, [pair.other.title for pair in pairs if pair.alike and not is_found(pair)]


@pytest.mark.parametrize("name", FILES)
def test_every_language_is_found_as_well(name: str) -> None:
    """No language is carried by the others."""
    precision, recall = precision_and_recall([pair for pair in PAIRS if pair.file == name])
    assert precision >= 0.8
    assert recall >= 0.75


def test_there_are_enough_pairs_of_every_kind() -> None:
    """Two hundred, half of them alike, at least 25 a language and 40 across."""
    counts = Counter(pair.file for pair in PAIRS)
    assert len(PAIRS) >= 200
    assert all(counts[name] >= 25 for name in LANGUAGES)
    assert counts["across"] >= 40
    assert 2 * sum(pair.alike for pair in PAIRS) == len(PAIRS)
    assert len({(pair.one.title, pair.one.text, pair.other.title, pair.other.text) for pair in PAIRS}) == len(PAIRS)
