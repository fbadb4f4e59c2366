"""Lengths on an encrypted line: what a ballot says cannot be told from how long anything is."""

from random import Random

import msgspec
import pytest

from server.domain.methods import METHODS
from server.domain.procedure.ballot_words import Remark, kinds_in, room_left, write_remarks
from server.domain.procedure.ballots import MarkWriter
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.protocol import encode, replies, shapes
from server.room.actions.ballots import ballot_view
from server.store.packing import BallotRecord

SLATE = tuple(f"m1r{at}" for at in range(9))


@pytest.mark.parametrize("method", METHODS)
def test_what_the_service_says_of_a_ballot_is_as_long_as_of_any_other(method: str) -> None:
    """In `you` and in a refusal with the ballot that stands: 500 ballots of each method, full, partial and blank.

    Holds R64.
    """
    round_ = Round("m1r1", "m1p1", 1, method, SLATE, ("AF",), Rules(), epoch=1)
    columns = METHODS[method].columns(round_.rules)
    dice = Random(7)
    greetings, refusals = set(), set()
    for _ in range(500):
        marked = {item: dice.choice(columns) for item in SLATE if dice.random() < 0.7}
        record = BallotRecord(1, 1, "0123456789", "0123456789", 0, MarkWriter(SLATE, columns).write(marked))
        view = ballot_view(record, round_, 1)
        assert view.marks == marked
        you = replies.You(
            role="delegate", seat_id="m1s1", region_id="AF", name="", recommendations=[], ballots={"m1r1": view}
        )
        greetings.add(len(encode(you)))
        refused = replies.Refused(ref="r1", code="stale_revision", message="", current=view)
        refusals.add(len(msgspec.json.encode(refused)))
    assert (len(greetings), len(refusals)) == (1, 1)


def test_with_words_it_is_as_long_as_without() -> None:
    """In `you`, in a refusal and in the store's record: marks and words of several scripts, in bytes.

    Holds R64, R218.
    """
    rules = Rules(with_changes=True, wishes=True)
    round_ = Round("m1r1", "m1p1", 1, "across_regions", SLATE, ("AF",), rules, epoch=1)
    columns, kinds = METHODS["across_regions"].columns(rules), sorted(kinds_in(rules))
    dice = Random(7)
    lengths = set()
    for _ in range(500):
        marked = {item: dice.choice(columns) for item in SLATE if dice.random() < 0.7}
        changed = [item for item, mark in marked.items() if mark == "with_changes"]
        said = {
            item: Remark(dice.choice(kinds), _letters(dice), _letters(dice)) for item in changed if dice.random() < 0.7
        }
        assert room_left(said) >= 0
        record = BallotRecord(
            1, 1, "0123456789", "0123456789", 0, MarkWriter(SLATE, columns).write(marked), words=write_remarks(said)
        )
        view = ballot_view(record, round_, 1)
        assert view.marks == marked
        assert view.wishes == {item: shapes.Remark(*one) for item, one in said.items()}
        refused = replies.Refused(ref="r1", code="stale_revision", message="", current=view)
        earlier = ballot_view(record, round_, 2)
        assert earlier.wishes == {}
        hidden = len(earlier.fill) - len(view.fill) - len(msgspec.json.encode([view.marks, view.wishes]))
        lengths.add((len(msgspec.json.encode(view)), len(msgspec.json.encode(refused)), len(record.words), hidden))
    assert len(lengths) == 1


def _letters(dice: Random) -> str:
    script = dice.choice(["abc", "жшщ", "漢字", "عرب", '"\\', "\U0001f600a"])
    return "".join(dice.choice(script) for _ in range(dice.randint(1, 25)))
