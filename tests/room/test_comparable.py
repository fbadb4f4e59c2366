"""Titles are compared as they are read, however Unicode writes their letters."""

import pytest

from server.room.titles import comparable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Un calendrier partagé", "un CALENDRIER partage\u0301"),
        ("תַּקְצִיב", "תקציב"),
        ("تَقويم", "تقويم"),
        ("ﬁnance", "finance"),
        ("Строка, вторая", "строка вторая"),
    ],
)
def test_the_same_words_compare_as_the_same(one: str, other: str) -> None:
    """Composed or not, with their points or without, in capitals or not."""
    assert comparable(one).split() == comparable(other).split()
    assert comparable(one)
