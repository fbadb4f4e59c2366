"""Silence is consent, so that sending would tell: what everybody can see is the same whoever objects."""

from random import Random

import msgspec

from server.domain.methods import METHODS, meant
from server.domain.procedure.ballot_words import Remark, kinds_in, room_left, write_remarks
from server.domain.procedure.ballots import MarkWriter
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.protocol import replies
from server.room.actions.ballots import ballot_view
from server.store.packing import BallotRecord

SLATE = tuple(f"m1r{at}" for at in range(6))
RULES = meant("no_objection", Rules())
SCRIPTS = ("abc ", "жшщ", "漢字", "عرب", '"\\', "\U0001f600a")


def a_choice(dice: Random) -> tuple[dict[str, str], dict[str, Remark]]:
    """Choose as somebody may: to say nothing, to object, to reserve, or each of some."""
    kinds = sorted(kinds_in(RULES))
    marks, words = {}, {}
    for item in SLATE:
        way = dice.choice(["none", "none", "object", "reserve"])
        if way == "object":
            marks[item] = "object"
        if way == "reserve":
            letters = dice.choice(SCRIPTS)
            words[item] = Remark(dice.choice(kinds), "".join(dice.choice(letters) for _ in range(dice.randint(1, 60))))
    return (marks, words) if room_left(words) >= 0 else ({}, {})


def test_to_object_and_to_do_nothing_are_equally_long() -> None:
    """In the record, in `you`, in a refusal: silence, objections and reservations of several scripts.

    Holds R64, R246, R247.
    """
    round_ = Round("m1r1", "m1p1", 1, "no_objection", SLATE, ("AF+AS",), RULES, epoch=1)
    columns = METHODS["no_objection"].columns(RULES)
    dice, lengths = Random(3), set()
    for _ in range(500):
        marks, words = a_choice(dice)
        written = MarkWriter(SLATE, columns).write(marks)
        record = BallotRecord(1, 1, "0123456789", "0123456789", 0, written, words=write_remarks(words))
        view = ballot_view(record, round_, 1)
        assert (view.marks, len(view.wishes or {})) == (marks, len(words))
        refused = replies.Refused(ref="r1", code="stale_revision", message="", current=view)
        lengths.add((len(msgspec.json.encode(refused)), len(record.marks), len(record.words)))
    assert len(lengths) == 1
