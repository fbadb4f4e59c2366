"""What simulated delegates cast is as long as any other ballot of its round, as what the pages cast is."""

import json

from hypothesis import given
from hypothesis import strategies as st

from server.domain.procedure.ballot_words import Remark
from server.rehearsal.delegates import said_in
from server.rehearsal.proposals import words_of
from tests.services import Json

SLATE = ["m1r1", "m1r2", "m1r30"]
COLUMNS = ["for", "with_changes", "against", "abstain"]
SILENT: Json = {"slate": SLATE, "marks": ["object"], "rules": {"wishes": False, "reservations": True}}
VOTED: Json = {"slate": SLATE, "marks": COLUMNS, "rules": {"wishes": True, "reservations": False}}
WORDLESS: Json = {**VOTED, "rules": {"wishes": False, "reservations": False}}


def length_of(said: Json) -> int:
    """Say how long it is on the line."""
    return len(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())


@given(st.dictionaries(st.sampled_from(SLATE), st.sampled_from(COLUMNS)))
def test_a_rehearsed_ballot_is_as_long_as_any_other(marks: dict[str, str]) -> None:
    """With wishes wherever it says *with changes*, and without."""
    wish = Remark("add", words_of("wish").text)
    wishes = {item: wish for item, mark in marks.items() if mark == "with_changes"}
    assert length_of(said_in(VOTED, marks, wishes)) == length_of(said_in(VOTED, {}, {}))
    assert length_of(said_in(WORDLESS, marks, {})) == length_of(said_in(WORDLESS, {}, {}))


def test_a_reservation_makes_a_silent_ballot_no_longer() -> None:
    note = Remark("signed_reservation", words_of("reservation").text)
    assert length_of(said_in(SILENT, {}, {SLATE[0]: note})) == length_of(said_in(SILENT, {}, {}))
