"""The table of files: every kind is made of the list alone."""

import pytest

from server.domain.errors import NotFound
from server.record.formats import FORMATS, read_format
from tests.domain.counting.counts import a_count, list_of


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
