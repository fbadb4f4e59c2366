"""A ranked list is kept as a value: what is read back is what was counted, and every file of it the same."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.ranking import Figure, RankedList, Reason, Table
from server.record.formats import FORMATS
from server.store.kept_lists import read_list, write_list
from tests.domain.counting.counts import RECORDED, a_count, list_of
from tests.domain.counting.lists import ranked_lists

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
FIGURES: st.SearchStrategy[Figure] = st.one_of(
    *(TEXTS, st.sampled_from(["1/2", "-3"]), st.integers(-(2**63), 2**63), st.fractions()),
    *(st.lists(TEXTS, max_size=3).map(tuple), st.lists(st.integers(-9, 9), max_size=3).map(tuple)),
)


@given(ranked_lists())
def test_a_list_that_was_kept_is_the_list_that_was_counted(ranked: RankedList) -> None:
    """Of every method: equal, and the same bytes in every format."""
    again = read_list(write_list(ranked))
    assert again == ranked
    for each in FORMATS.values():
        assert each.write(again) == each.write(ranked)


@given(st.dictionaries(TEXTS, FIGURES), st.lists(st.one_of(st.none(), FIGURES), max_size=4))
def test_a_figure_of_any_kind_is_kept_as_what_it_is(figures: dict[str, Figure], row: list[Figure | None]) -> None:
    """A text that looks like a fraction stays a text, and a whole fraction a fraction."""
    ranked = list_of(a_count([(2, 1), (1, 1)]))
    (item,) = ranked.items
    placing = replace(item.placing, reasons=(Reason("said", figures),), figures={**figures, "none": None})
    table = Table("rows", tuple(f"c{index}" for index in range(len(row))), (tuple(row),))
    changed = replace(ranked, items=(replace(item, placing=placing),), tables=(table,))
    again = read_list(write_list(changed))
    assert again == changed
    assert [type(cell) for cell in again.tables[0].rows[0]] == [type(cell) for cell in row]


def test_a_whole_fraction_is_no_integer() -> None:
    """They are equal, and are written differently."""
    table = Table("rows", ("c",), ((Fraction(3),), (3,)))
    (again,) = read_list(write_list(replace(list_of(a_count([(2, 1)]), RECORDED), tables=(table,)))).tables
    assert [type(cell) for (cell,) in again.rows] == [Fraction, int]
