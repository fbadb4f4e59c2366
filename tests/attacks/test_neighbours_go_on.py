"""Whatever one delegate sends: neighbours are answered as ever, and the one who sends it is closed within seconds.

Each way is measured against the quiet before and after it in the same run. All acknowledgements of the quiet times
are looked at together, and so are those under attack: the slowest hundredth of one window is three ballots, which one
slow write of the disk decides. Prints a table.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from server.engine.embedded import EmbeddedStore
from server.protocol.message import CLOSE_POLICY
from tests.attackers import HELLO, WAYS, Attacker, an_attacker, frame
from tests.attacks.neighbours import Neighbours
from tests.services import Json, Kit, Service

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
LOOK_S = 9.0
CLOSED_WITHIN_S = 5.0
MOST_SLOWER, FLOOR_MS = 2.0, 2.0
"""How much slower a neighbour may be answered; below the floor the clock of a busy machine is all that is measured."""
MEGABYTE = 1_000_000


def garbage(size: int) -> Callable[[], Iterator[bytes]]:
    """Send so many bytes of texts that nobody can read, a few bytes each."""

    def pieces() -> Iterator[bytes]:
        for _ in range(size // 60_000):
            yield frame(b"") * 10_000

    return pieces


def for_a_minute() -> Iterator[bytes]:
    """Send garbage of every length for a minute, at whatever speed it is taken."""
    ends_s = time.monotonic() + 60
    while time.monotonic() < ends_s:
        yield frame(os.urandom(1_500).hex().encode()) + frame(b"{") * 500 + frame(b"", 0x89) * 50


def again_and_again(way: str) -> Callable[[], Iterator[bytes]]:
    """Send the same without end."""

    def pieces() -> Iterator[bytes]:
        while True:
            yield WAYS[way]()

    return pieces


ATTACKS: dict[str, Callable[[], Iterator[bytes]]] = {
    "1 MB of garbage": garbage(MEGABYTE),
    "10 MB of garbage": garbage(10 * MEGABYTE),
    "60 s of garbage": for_a_minute,
    **{way: again_and_again(way) for way in WAYS if way != "parts without end"},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service on a store of its own."""
    folder: Path = tmp_path_factory.mktemp("attacked")
    with EmbeddedStore(folder / "store") as store, Service(store.url, folder) as service:
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voting(house: Service) -> AsyncIterator[tuple[Kit, Neighbours]]:
    """A hall that votes as long as the attacks last."""
    kit = await asyncio.to_thread(house.new_meeting)
    neighbours = Neighbours()
    async with AsyncExitStack() as hall:
        await neighbours.enter(hall, kit)
        yield kit, neighbours
        await neighbours.leave()


async def a_while() -> tuple[float, float]:
    """Look for a while, and say from when to when ballots were cast whose answers are there."""
    begin_s = time.monotonic()
    await asyncio.sleep(LOOK_S)
    return begin_s, begin_s + LOOK_S - 0.5


async def closed_after(attacker: Attacker, pieces: Iterator[bytes]) -> tuple[int, float]:
    """Attack until the end, and say with which code it came and after how long."""
    began_s = time.monotonic()
    with contextlib.suppress(ConnectionError):
        for piece in pieces:
            if attacker.closed.done():
                break
            await attacker.push(piece)
    async with asyncio.timeout(CLOSED_WITHIN_S + 5):
        code = await attacker.closed
    return code, time.monotonic() - began_s


async def comes_again(kit: Kit, room: Json, credential: str, until_s: float) -> int:
    """Knock again and again with the same credential, a few hellos each time, and say how often."""
    times = 0
    while time.monotonic() < until_s:
        attacker = await an_attacker(kit, room, credential)
        with contextlib.suppress(ConnectionError):
            attacker.write(HELLO * 20)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                await asyncio.shield(attacker.closed)
        await attacker.leave()
        times += 1
    return times


@pytest.mark.parametrize("where", ["same meeting", "another meeting"])
@pytest.mark.parametrize("name", ATTACKS)
async def test_neighbours_are_answered_as_ever_and_the_attacker_is_closed(
    voting: tuple[Kit, Neighbours], capsys: pytest.CaptureFixture[str], name: str, where: str
) -> None:
    """A first socket is closed within five seconds; those that follow with the same credential change nothing."""
    kit, neighbours = voting
    target = kit if where == "same meeting" else await asyncio.to_thread(kit.service.new_meeting)
    room, bad = target.room("s1"), (await asyncio.to_thread(target.a_delegate, "EC"))["credential"]
    before = await a_while()
    began_s = time.monotonic()
    attacker = await an_attacker(target, room, bad)

    async def attack() -> tuple[int, float, int]:
        code, after_s = await closed_after(attacker, ATTACKS[name]())
        return code, after_s, await comes_again(target, room, bad, began_s + LOOK_S)

    attacking = asyncio.create_task(attack())
    under_attack = await a_while()
    code, after_s, times = await attacking
    await attacker.leave()
    silence_s = neighbours.silence_s(began_s, time.monotonic())
    after = await a_while()
    quiet, attacked = neighbours.p99_ms(before, after), neighbours.p99_ms(under_attack)
    ratio = max(attacked, FLOOR_MS) / max(quiet, FLOOR_MS)
    with capsys.disabled():
        print(
            f"\n{name:28} {where:16} quiet p99 {quiet:6.1f} ms  attacked {attacked:6.1f} ms  × {ratio:4.2f}"
            f"  closed {code} after {after_s:4.2f} s  came again {times} times  silence {silence_s:4.2f} s"
        )
    assert (code, after_s <= CLOSED_WITHIN_S) == (CLOSE_POLICY, True)
    assert ratio <= MOST_SLOWER
    assert silence_s < 0.1
    assert not neighbours.refused
