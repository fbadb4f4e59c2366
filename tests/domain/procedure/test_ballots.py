"""Ballots as they are written down: marks there and back, what is no ballot, lengths that tell nothing, receipts."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import InvalidBallot, Malformed
from server.domain.procedure.ballots import MarkWriter, check_id, check_ids, filling, read_marks, receipt

COLUMNS = ("for", "with_changes", "against", "abstain")
SLATES = st.lists(st.text("abcdefgh0123", min_size=1, max_size=16), min_size=1, max_size=12, unique=True)


@st.composite
def a_ballot(draw: st.DrawFn) -> tuple[list[str], dict[str, str]]:
    """Draw a slate, and marks on as much of it as somebody likes."""
    slate = draw(SLATES)
    return slate, draw(st.dictionaries(st.sampled_from(slate), st.sampled_from(COLUMNS)))


@given(a_ballot())
def test_marks_that_were_written_are_read_back(ballot: tuple[list[str], dict[str, str]]) -> None:
    """One character a recommendation; what has no mark has none, which is no abstention. Holds R31."""
    slate, marks = ballot
    written = MarkWriter(slate, COLUMNS).write(marks)
    assert len(written) == len(slate)
    assert read_marks(written, slate, COLUMNS) == marks
    assert written.count(".") == len(slate) - len(marks)


@pytest.mark.parametrize(
    ("slate", "marks", "written"),
    [
        (("a", "b"), {}, ".."),
        (("a", "b"), {"b": "abstain"}, ".3"),
        (("a", "b"), {"b": "against", "a": "for"}, "02"),
        (("a",), {"a": "with_changes"}, "1"),
        (("a",), {}, "."),
    ],
)
def test_a_ballot_is_written_in_the_order_of_the_slate(
    slate: tuple[str, ...], marks: dict[str, str], written: str
) -> None:
    """Whatever the order in which it was filled in. Holds R31."""
    assert MarkWriter(slate, COLUMNS).write(marks) == written


@pytest.mark.parametrize(
    ("marks", "reason", "named"),
    [
        ({"z": "for"}, "not_in_slate", "z"),
        ({"a": "for", "z": "for"}, "not_in_slate", "z"),
        ({"a": "for", "b": "for", "z": "for"}, "not_in_slate", "z"),
        ({"y" * 60: "for"}, "not_in_slate", "y" * 24),
        ({"z": "sideways"}, "not_in_slate", "z"),
        ({"a": "sideways"}, "unknown_mark", "sideways"),
        ({"a": "for", "b": "sideways"}, "unknown_mark", "sideways"),
        ({"a": ""}, "unknown_mark", ""),
        ({"a": "For"}, "unknown_mark", "For"),
        ({"a": "0"}, "unknown_mark", "0"),
        ({"a": "."}, "unknown_mark", "."),
        ({"a": "x" * 60}, "unknown_mark", "x" * 24),
    ],
)
def test_a_ballot_speaks_of_its_slate_in_the_marks_of_its_method(
    marks: dict[str, str], reason: str, named: str
) -> None:
    """Neither more nor otherwise; what is wrong is named, and no more of it than fits. Holds R32."""
    with pytest.raises(InvalidBallot) as refused:
        MarkWriter(("a", "b"), COLUMNS).write(marks)
    assert (refused.value.reason, [*refused.value.figures.values()]) == (reason, [named])


@given(a_ballot())
def test_marks_and_their_filling_are_equally_long_whatever_is_marked(ballot: tuple[list[str], dict[str, str]]) -> None:
    """As JSON, as they are sent: a blank ballot is as long as a full one. Holds R33."""
    slate, marks = ballot

    def length(said: dict[str, str]) -> int:
        return len(json.dumps(said, separators=(",", ":"))) + len(filling(said, slate, COLUMNS))

    full = dict.fromkeys(slate, max(COLUMNS, key=len))
    assert length(marks) == length({}) == length(full)
    assert filling(full, slate, COLUMNS)


def test_each_thing_that_was_recorded_has_a_part_in_the_receipt() -> None:
    """Round, epoch, revision, name of the ballot and marks: with another of them it is another. Holds R34."""
    recorded = ("abcde001", 1, 1, "b1", "0.2")
    others = ("abcde002", 2, 2, "b2", "0.3")
    changed = [recorded[:at] + others[at : at + 1] + recorded[at + 1 :] for at in range(len(recorded))]
    said = [receipt(*each) for each in (recorded, *changed)]
    assert len(set(said)) == len(said) == 6
    assert said[0] == receipt(*recorded) == "BM55YWEWEX"


@given(st.text(max_size=20), st.integers(0, 10**9), st.text("0123.", max_size=300))
def test_a_receipt_is_ten_letters_and_digits(ballot_id: str, revision: int, marks: str) -> None:
    """Of an alphabet in which none is taken for another. Holds R34."""
    said = receipt("abcde001", 1, revision, ballot_id, marks)
    assert len(said) == 10
    assert set(said) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


GOOD = ("a", "A-z_09", "x" * 64)
BAD = ("", " ", "a b", "x" * 65, "é", "a\n", "\na", "a\x00", "a/b", "a.b", "١")


@pytest.mark.parametrize(("one", "other"), [*itertools.product(GOOD, GOOD)])
def test_an_id_of_a_phone_is_letters_digits_dashes_and_underscores(one: str, other: str) -> None:
    """Holds R35."""
    check_id("request_id", one)
    check_ids(one, other)


@pytest.mark.parametrize("bad", BAD)
def test_any_other_id_is_refused_by_the_name_of_its_field(bad: str) -> None:
    """The first of the two that is wrong, also where two wrong ones look like one good. Holds R35."""
    for ids, field in (((bad, "good"), "request_id"), (("good", bad), "ballot_id"), ((bad, bad), "request_id")):
        with pytest.raises(Malformed) as refused:
            check_ids(*ids)
        assert refused.value.figures == {"field": field}
    with pytest.raises(Malformed):
        check_id("ballot_id", bad)
