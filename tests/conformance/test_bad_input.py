"""Bad input on a socket: each frame gets its coded refusal or close, nothing changes, the log has no defect in it."""

import json
from contextlib import AsyncExitStack

import pytest

from server.rehearsal.phone import Phone
from tests.room.halls import witness
from tests.services import Kit
from tests.web.socket.frames import DEEP, a_frame, picture_without_ref

pytestmark = pytest.mark.usefixtures("no_defect")
WRONG: dict[str, tuple[str, str]] = {
    "garbage": ("\x07 this is no JSON {", "malformed"),
    "nothing at all": ("", "malformed"),
    "a list": ("[]", "malformed"),
    "a number": ("7", "malformed"),
    "null": ("null", "malformed"),
    "no type": ('{"ref": "1"}', "malformed"),
    "a type that is a number": ('{"type": 7}', "malformed"),
    "an unknown type": ('{"type": "shout", "ref": "1"}', "unknown_type"),
    "a type of the service's own": ('{"type": "snapshot", "ref": "1"}', "unknown_type"),
    "missing fields": ('{"type": "propose", "ref": "1"}', "malformed"),
    "a title that is a list": (
        '{"type": "propose", "ref": "1", "request_id": "a", "question_id": "q", "title": ["x"]}',
        "malformed",
    ),
    "an epoch that is a fraction": (
        '{"type": "cast_ballot", "round_id": "r", "epoch": 1.5, "base_revision": 0, "marks": {}}',
        "malformed",
    ),
    "a lone surrogate": ('{"type": "hello", "ref": "\\ud800"}', "malformed"),
    "brackets without end": (DEEP[:7_000], "malformed"),
    "deep nesting": (f'{{"type": "hello", "ref": "1", "have": {DEEP}}}', "malformed"),
    "a number of 5,000 digits": (f'{{"type": "hello", "ref": "1", "seen": {"9" * 5_000}}}', "malformed"),
    "a number out of range": ('{"type": "hello", "ref": "1", "seen": 1e999}', "malformed"),
    "not a number": ('{"type": "hello", "ref": "1", "seen": NaN}', "malformed"),
    "two values": ('{"type": "hello"} {"type": "hello"}', "malformed"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_frame_that_cannot_be_read_is_refused_and_the_socket_stays(
    kit: Kit, hall: AsyncExitStack, name: str
) -> None:
    """Holds R72."""
    phone = await witness(hall, kit, kit.room("s1"), kit.a_delegate())
    before = await picture_without_ref(phone)
    frame, code = WRONG[name]
    refused = await a_frame(phone, frame.replace('"ref": "1"', '"ref": "of mine"'))
    assert refused["code"] == code
    assert refused["message"]
    assert await picture_without_ref(phone) == before


@pytest.mark.parametrize(
    ("frame", "code"),
    [(b"\x00\x01", 1003), ("x" * 17_408, 1009), ('{"type":"hello","ref":"' + "ü" * 9_000 + '"}', 1009)],
    ids=["binary", "17 KiB", "16 KiB of two-byte letters"],
)
async def test_a_frame_that_is_none_of_ours_closes_the_socket_with_its_code(
    kit: Kit, hall: AsyncExitStack, frame: str | bytes, code: int
) -> None:
    """Holds R73."""
    phone = await witness(hall, kit, kit.room("s1"), kit.a_delegate())
    await phone.send(frame)
    assert await phone.wait_closed() == code


async def test_the_reference_of_a_refused_frame_comes_back(kit: Kit, hall: AsyncExitStack) -> None:
    """Its sender knows which frame was refused, even where the frame could not be read."""
    phone = await witness(hall, kit, kit.room("s1"), kit.a_delegate())
    for frame in ({"type": "propose"}, {"type": "shout"}, {"type": "hello", "seen": "x"}):
        reply = await phone.ask(frame["type"], **{key: value for key, value in frame.items() if key != "type"})
        assert reply["type"] == "refused"
    long = await a_frame(phone, json.dumps({"type": "shout", "ref": "r" * 9_000}))
    assert len(long["ref"]) <= 64


async def test_words_that_are_too_long_or_none_change_nothing(kit: Kit, hall: AsyncExitStack) -> None:
    phone = await witness(hall, kit, kit.room("s1"), kit.a_delegate())
    before = await picture_without_ref(phone)
    question = kit.question("s1")
    for said, code in (
        ({"title": "x" * 10_000}, "text_too_long"),
        ({"title": "x" * 121}, "text_too_long"),
        ({"title": "Fine", "text": "x" * 501}, "text_too_long"),
        ({"title": " \n\t "}, "malformed"),
        ({"title": "Fine", "language": "no tag"}, "malformed"),
        ({"title": "Fine", "question_id": "no-such-question"}, "not_found"),
        ({"title": "Fine", "question_id": kit.question("lunch")}, "not_found"),
    ):
        reply = await phone.act("propose", **{"question_id": question, **said})
        assert reply.get("code") == code, said
    for request in ("", "with space", "x" * 65, "ü", "a\u0000b", "a\n"):
        reply = await phone.ask("propose", request_id=request, question_id=question, title="Fine")
        assert reply.get("code") == "malformed", request
    assert await picture_without_ref(phone) == before


async def test_a_ballot_that_cannot_be_counted_changes_nothing(kit: Kit, hall: AsyncExitStack) -> None:
    """Outside the slate, six ticks where five are allowed, a mark there is not, an observer, another region.

    Holds R29, R32, R36.
    """
    room, question = kit.room("lunch", "AF"), kit.question("lunch")
    moderator = await witness(hall, kit, room, kit.founded["credentials"]["moderators"]["AF"])
    phone = await witness(hall, kit, room, kit.a_delegate("AF"))
    proposed = [await moderator.act("propose", question_id=question, title=f"Title {number}") for number in range(7)]
    ids = [one["recommendation_id"] for one in proposed]
    drafted = await moderator.act("prepare_round", method="shortlist", slate=ids[:6])
    draft = {"id": drafted["round_id"], "epoch": 0}
    assert (await phone.cast(draft, {}))["code"] == "round_not_open"
    round_ = (await moderator.ask("open_round", round_id=drafted["round_id"]))["round"]
    before = await picture_without_ref(phone)
    for marks, more, code in (
        ({ids[6]: "approve"}, {}, "invalid_ballot"),
        ({"no-such-thing": "approve"}, {}, "invalid_ballot"),
        (dict.fromkeys(ids[:6], "approve"), {}, "invalid_ballot"),
        ({ids[0]: "for"}, {}, "invalid_ballot"),
        ({ids[0]: ""}, {}, "invalid_ballot"),
        ({ids[0]: "approve\u0000"}, {}, "invalid_ballot"),
        ({}, {"epoch": 0}, "stale_epoch"),
        ({}, {"epoch": 10**300}, "stale_epoch"),
        ({}, {"epoch": -1}, "stale_epoch"),
        ({}, {"base_revision": 1}, "stale_revision"),
        ({}, {"base_revision": -(10**300)}, "stale_revision"),
        ({}, {"request_id": ""}, "malformed"),
        ({}, {"request_id": "two words"}, "malformed"),
        ({}, {"ballot_id": "x" * 65}, "malformed"),
        ({}, {"ballot_id": "b\n"}, "malformed"),
        ({}, {"round_id": "no-such-round"}, "not_found"),
        ({}, {"round_id": ""}, "not_found"),
        ({}, {"round_id": "\u0000" * 8}, "not_found"),
    ):
        reply = await phone.cast(round_, marks, **more)
        assert reply.get("code") == code, (marks, more, reply)
    for who in (moderator, await witness(hall, kit, room, "chair"), await witness(hall, kit, room, "screen")):
        assert (await who.cast(round_, {}))["code"] == "not_permitted", who.you["role"]
    observer = await witness(hall, kit, kit.room("s1"), "observer")
    assert (await observer.cast(round_, {}))["code"] == "not_permitted"
    assert await picture_without_ref(phone) == before


async def test_a_round_that_cannot_be_counted_is_not_prepared(kit: Kit, hall: AsyncExitStack) -> None:
    """Holds R4, R24."""
    chair = await witness(hall, kit, kit.room("s1"), "chair")
    proposed = await chair.act("propose", question_id=kit.question("s1"), title="One")
    one = proposed["recommendation_id"]
    before = await picture_without_ref(chair)
    for asked, code in (
        ({"slate": []}, "malformed"),
        ({"slate": [one, one]}, "malformed"),
        ({"slate": [one], "method": "dice"}, "malformed"),
        ({"slate": ["no-such-thing"]}, "not_found"),
        ({"slate": [f"x{number}" for number in range(251)]}, "malformed"),
        ({"slate": [one], "rules": {"k": 2}}, "malformed"),
        ({"slate": [one], "rules": {"k": True}}, "malformed"),
        ({"slate": [one], "rules": {"k": 10**4000}}, "malformed"),
        ({"slate": [one], "rules": {"theta": "1/0"}}, "malformed"),
        ({"slate": [one], "rules": {"theta": [[[1]]]}}, "malformed"),
        ({"slate": [one], "rules": {"visibility": ["live"]}}, "malformed"),
        ({"slate": [one], "rules": {"a rule of mine": 1}}, "malformed"),
        ({"slate": [one], "rules": {"closes_after_s": 4}}, "malformed"),
    ):
        reply = await chair.act("prepare_round", **{"method": "across_regions", **asked})
        assert reply.get("code") == code, (asked, reply)
    round_ = await chair.act("prepare_round", method="across_regions", slate=[one])
    before = await picture_without_ref(chair)
    for seconds in (0, -1, 3_601, 10**300):
        reply = await chair.ask("extend_round", round_id=round_["round_id"], seconds=seconds)
        assert reply["code"] == "malformed"
    for act in ("set_countdown", "reopen_round"):
        for seconds in (0, -1, 4, 1_814_401, 10**300, "60", 60.5):
            reply = await chair.ask(act, round_id=round_["round_id"], seconds=seconds)
            assert reply["code"] == "malformed", (act, seconds)
    assert await picture_without_ref(chair) == before


async def test_a_phone_that_vanishes_while_it_is_answered_leaves_no_trace(kit: Kit, hall: AsyncExitStack) -> None:
    """A delegate's wifi ends in the middle of many answers, again and again: for the service that is no event."""
    delegate, screen = kit.a_delegate(), await witness(hall, kit, kit.room("s1"), "screen")
    for _ in range(5):
        phone = Phone(kit.service.base_url, kit.room("s1")["id"], delegate["credential"])
        await phone.connect()
        for _ in range(50):
            await phone.send('{"type":"hello"}')
        assert phone._socket is not None
        phone._socket.transport.abort()
        await phone.wait_closed()
    assert (await screen.hello())["type"] == "snapshot"
