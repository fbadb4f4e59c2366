"""Excess on real sockets: whoever goes on and on is closed with 1008 within seconds, and nobody else notices."""

import asyncio
import contextlib
from contextlib import AsyncExitStack

import msgspec
import pytest

from server.protocol import encode, replies
from server.protocol.message import CLOSE_POLICY
from server.web.budget import AT_ONCE_US, CALM_S, LASTING_S, MOST_REFUSED
from server.web.costs import ENTER, FRAME, UNREADABLE
from server.web.socket.live import KNOCK_S
from tests.attackers import HAVE, HELLO, WAYS, WITHIN_S, an_attacker, frame
from tests.room.halls import an_open_round, witness
from tests.services import Kit


@pytest.mark.usefixtures("no_defect")
@pytest.mark.parametrize("way", WAYS)
async def test_whoever_goes_on_and_on_is_closed_within_seconds_while_ballots_are_taken(
    kit: Kit, hall: AsyncExitStack, way: str
) -> None:
    """And is not let in again at once; a neighbour's ballot is acknowledged before, meanwhile and afterwards.

    Holds R78.
    """
    room = kit.room("s1")
    chair = await witness(hall, kit, room, "chair")
    voter = await witness(hall, kit, room, await asyncio.to_thread(kit.a_delegate, "AF"))
    bad = (await asyncio.to_thread(kit.a_delegate, "AM"))["credential"]
    round_ = await an_open_round(chair, kit)
    attacker = await an_attacker(kit, room, bad)
    if way == "parts without end":
        attacker.write(frame(b"x", 0x01))
    revision, done = 0, asyncio.create_task(attacker.attack(WAYS[way]))
    hall.push_async_callback(attacker.leave)
    while not done.done() or revision < 3:
        cast = await voter.cast(round_, {round_["slate"][0]: "for"}, revision)
        assert cast["type"] == "ballot_cast", cast
        revision = cast["revision"]
        await asyncio.sleep(0.02)
    assert await done == CLOSE_POLICY
    again = await an_attacker(kit, room, bad)
    hall.push_async_callback(again.leave)
    async with asyncio.timeout(1):
        assert await again.closed == CLOSE_POLICY
    assert (await voter.hello())["type"] == "snapshot"


@pytest.mark.usefixtures("no_defect")
async def test_whoever_comes_again_and_again_is_not_let_in_for_a_while(kit: Kit, hall: AsyncExitStack) -> None:
    """A socket a turn, a few hellos on each: the account is the seat's, not the socket's."""
    room, bad = kit.room("s1"), (await asyncio.to_thread(kit.a_delegate))["credential"]
    codes: list[int] = []
    clock = asyncio.get_running_loop().time
    lasting_until_s = clock() + LASTING_S + CALM_S / 2
    async with asyncio.timeout(WITHIN_S):
        while CLOSE_POLICY not in codes:
            attacker = await an_attacker(kit, room, bad)
            hall.push_async_callback(attacker.leave)
            attacker.write(HELLO * 20)
            with contextlib.suppress(TimeoutError):  # at last long enough to hear why one is not let in any more
                async with asyncio.timeout(0.02 if clock() < lasting_until_s else 2 * KNOCK_S):
                    codes.append(await asyncio.shield(attacker.closed))
            await attacker.leave()


async def test_a_socket_that_says_too_much_at_once_is_slowed_and_stays(kit: Kit, hall: AsyncExitStack) -> None:
    """What is beyond the budget is refused `too_fast`, each with its `ref`; after a moment all is as ever."""
    phone = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate))
    most = AT_ONCE_US // (FRAME + UNREADABLE)
    asked = [asyncio.create_task(phone.ask("shout")) for _ in range(most + MOST_REFUSED // 2)]
    answers = await asyncio.gather(*asked)
    assert {one["code"] for one in answers} == {"unknown_type", "too_fast"}
    assert all(one["message"] for one in answers)
    for one in answers:  # also those that are put together by hand, because there may be many
        assert msgspec.json.decode(encode(msgspec.convert(one, replies.Refused))) == one
    await asyncio.sleep(0.2)  # what a phone waits at the very least before it tries again
    assert (await phone.hello())["type"] == "snapshot"


async def test_what_hands_and_phones_do_is_never_refused(kit: Kit, hall: AsyncExitStack) -> None:
    """A hundred ballots a second, five returns with 32 claims, a title typed letter by letter, forty proposals."""
    room, delegate = kit.room("s1"), await asyncio.to_thread(kit.a_delegate)
    chair = await witness(hall, kit, room, "chair")
    phone = await witness(hall, kit, room, delegate)
    round_ = await an_open_round(chair, kit)
    revision = 0
    for _ in range(200):
        cast = await phone.cast(round_, {round_["slate"][0]: "for"}, revision)
        assert cast["type"] == "ballot_cast"
        revision = cast["revision"]
    for _ in range(5):
        again = await witness(hall, kit, room, delegate)
        assert (await again.hello(have=HAVE))["type"] == "snapshot"
    title = "One shared calendar of meetings"
    for end in range(len(title)):
        found = await again.ask("find_similar", question_id=kit.question("s1"), title=title[:end])
        assert found["type"] == "similar"
    assert 200 * FRAME + 6 * ENTER < AT_ONCE_US
