"""Silence is consent, so that sending would tell: what everybody can see is the same whoever objects."""

import asyncio
from contextlib import AsyncExitStack
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
from tests.room.halls import witness
from tests.services import Service

SLATE = tuple(f"m1r{at}" for at in range(6))
RULES = meant("no_objection", Rules())
OF_COMING = {"snapshot", "you", "pulse", "joining_changed", "seats_changed", "presence_changed", "round_called"}
"""What is heard since people have come, and would be whoever casts."""
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


async def test_nobody_hears_that_anybody_has_cast(service: Service) -> None:
    """Chair, screen and another phone: not a frame, no figure in a fresh picture, not a line of the log.

    Holds R245.
    """
    kit = await asyncio.to_thread(service.new_meeting)
    room, credentials = kit.room("s1"), kit.founded["credentials"]
    seats = [await asyncio.to_thread(kit.a_delegate, region) for region in ("AF", "AS", "AM")]
    async with AsyncExitStack() as hall:
        chair, screen = [await witness(hall, kit, room, credentials[role]) for role in ("chair", "screen")]
        objecting, silent, watching = [await witness(hall, kit, room, seat) for seat in seats]
        proposed = await chair.act("propose", question_id=kit.question("s1"), title="One")
        item = proposed["recommendation_id"]
        drafted = await chair.act("prepare_round", method="no_objection", slate=[item], rules={})
        round_ = (await chair.act("open_round", round_id=drafted["round_id"]))["round"]
        for one in (objecting, silent, watching, screen, chair):
            await one.hello()
        before, log = [len(one.told) for one in (chair, screen, watching)], service.log.read_text()
        for phone, said in ((objecting, {"marks": {item: "object"}}), (silent, {"marks": {}})):
            reply = await phone.cast(round_, said["marks"], wishes={})
            assert reply["type"] == "ballot_cast", reply
        pictures = [await one.hello() for one in (chair, screen, watching)]
        for one, many in zip((chair, screen, watching), before, strict=True):
            heard = [message["type"] for message in one.told[many:]]
            assert set(heard) <= OF_COMING, heard
        told = [picture["tallies"].get(round_["id"]) for picture in pictures]
        assert [(one["tally_version"], one["turnout"], one["cells"]) for one in told if one] == [(0, {}, None)] * 3
        assert service.log.read_text() == log
