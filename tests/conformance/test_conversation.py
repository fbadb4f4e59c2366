"""A conversation with a room: greetings, replies and what is passed over, as a program from outside meets them."""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack

import pytest

from server.protocol.commands import AnyCommand
from tests.pictures import Witness
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit

pytestmark = pytest.mark.usefixtures("no_defect")
COMMANDS = sorted(str(kind.__struct_config__.tag) for kind in AnyCommand.__args__)
NOTHING: Json = {
    "recommendation_id": "no-such-thing", "round_id": "no-such-round", "question_id": "no-such-question",
    "seat_id": "no-such-seat", "title": "Words", "language": "fr", "method": "shortlist", "slate": ["no-such-thing"],
    "epoch": 1, "base_revision": 0, "ballot_id": "b1", "marks": {}, "reason": "By mistake.", "limit": 0,
}  # fmt: skip
"""What every command may speak of, and what is not there: nothing is changed by any of them."""
HARMLESS = {"close_joining", "open_joining", "new_join_code", "set_live", "publish_report", "withdraw_report"}
"""Commands that need nothing to be there; the meeting is this test's own."""
STRANGE: Json = {"zeal": {"a": [1, {"b": None}]}, "type2": "x", "ünknown": True, "": ""}


async def test_a_greeting_is_answered_by_who_one_is_and_then_by_the_picture(kit: Kit, hall: AsyncExitStack) -> None:
    """Whatever else comes meanwhile; the picture carries the ref of its hello, each time. Holds R66."""
    for who in ("chair", "screen", "observer", kit.a_delegate()):
        phone = await witness(hall, kit, kit.room("s1"), who)
        refs = [phone.snapshot["ref"], (await phone.hello())["ref"]]
        greeted = [one for one in phone.told if one["type"] in ("you", "snapshot")]
        assert [one["type"] for one in greeted] == ["you", "snapshot"] * 2
        assert [one["ref"] for one in greeted[1::2]] == refs
        assert refs[0] != refs[1]


async def test_each_command_gets_one_reply_with_its_ref(kit: Kit, hall: AsyncExitStack) -> None:
    """All commands that there are, sent without waiting, twice over: refused or done, and answered once. Holds R65."""
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    refs = [f"{kind}:{turn}" for turn in (1, 2) for kind in COMMANDS]
    for ref in refs:
        kind, _, turn = ref.partition(":")
        await chair.send(json.dumps({**NOTHING, "type": kind, "ref": ref, "request_id": f"{kind}-{turn}"}))
    await chair.hello()
    replies = Counter(one["ref"] for one in chair.told if one.get("ref") in refs)
    assert replies == Counter(refs)


async def test_fields_that_nobody_knows_are_passed_over(kit: Kit, hall: AsyncExitStack) -> None:
    """In every command, and inside what it holds: the answer is the one without them. Holds R71."""
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    delegate = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate))
    for kind in sorted({*COMMANDS} - HARMLESS):
        plain = await chair.act(kind, **NOTHING)
        strange = await chair.act(kind, **NOTHING, **STRANGE)
        assert _same(plain, strange), (kind, plain, strange)
    round_ = await an_open_round(chair, kit)
    cast = await delegate.cast(round_, {round_["slate"][0]: "for"}, **STRANGE)
    assert (cast["type"], cast["revision"]) == ("ballot_cast", 1)
    have = {round_["id"]: {"epoch": 1, "revision": 1, "proof": cast["proof"], **STRANGE}}
    assert (await delegate.ask("hello", have=have, accepts=["delta", "zeal"], **STRANGE))["type"] == "snapshot"


async def test_an_act_is_answered_before_it_is_announced(kit: Kit, hall: AsyncExitStack) -> None:
    """To whoever did it; everybody else hears the event with the same number. Holds R67, R68."""
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    other = await witness(hall, kit, kit.room("s1"), "screen")
    for title in ("One", "Two", "Three"):
        reply = await chair.act("propose", question_id=kit.question("s1"), title=title)
        for listener in (chair, other):
            await listener.wait_for("recommendation_changed", seq=reply["seq"])
        assert _context(chair, ref=reply["ref"]) < _context(chair, type="recommendation_changed", seq=reply["seq"])
    assert (chair.fault, other.fault) == ("", "")


def _context(listener: Witness, **like: object) -> int:
    """Say which of the messages it was that holds these values."""
    return next(at for at, one in enumerate(listener.told) if like.items() <= one.items())


def _same(one: Json, other: Json) -> bool:
    """Compare two answers but for what is new in each of them."""
    return all(one[name] == other[name] for name in one.keys() | other.keys() if name not in ("ref", "seq"))
