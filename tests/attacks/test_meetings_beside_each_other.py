"""Whoever asks for the whole picture without end in one meeting, on many sockets: another meeting does not wait for it.

How long a neighbour waits is what the rest of the machine decides too, so that the law is of the time that the worker
computes: what an attack adds to the quiet around it. Prints a table.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from server.engine.embedded import EmbeddedStore
from tests.attackers import HELLO, Attacker, an_attacker
from tests.attacks.neighbours import Neighbours
from tests.faults.house import HouseService
from tests.services import Json, Kit

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
LOOK_S = 9.0
MOST_CORE = 0.5
"""What all of it together may take of a core, whoever and however many ask."""
MOST_SLOWER, FLOOR_MS = 2.0, 150.0
"""How much slower a neighbour may be answered; below the floor the clock of a busy machine is all that is measured."""
SOCKETS, ITEMS = 40, 250
A_SECOND = 12
"""As many hellos as one seat may ask for without being refused."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HouseService]:
    """A service on a store of its own, with one worker."""
    folder = tmp_path_factory.mktemp("beside")
    with EmbeddedStore(folder / "store") as store, HouseService(store.url, folder) as service:
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voting(house: HouseService) -> AsyncIterator[Neighbours]:
    """A hall that votes in a meeting of its own as long as all this lasts."""
    neighbours = Neighbours()
    async with AsyncExitStack() as hall:
        await neighbours.enter(hall, await asyncio.to_thread(house.new_meeting))
        yield neighbours
        await neighbours.leave()


async def ask_without_end(kit: Kit, room: Json, credential: str, pause_s: float, ends_s: float) -> int:
    """Ask for the picture again and again, coming in again when closed; say how often it was asked."""
    asked = 0
    while time.monotonic() < ends_s:
        with contextlib.suppress(ConnectionError, AssertionError, asyncio.IncompleteReadError):
            attacker: Attacker = await an_attacker(kit, room, credential)
            while time.monotonic() < ends_s and not attacker.closed.done():
                attacker.write(HELLO)
                asked += 1
                await asyncio.sleep(pause_s)
            await attacker.leave()
    return asked


async def a_while(house: HouseService) -> tuple[tuple[float, float], float]:
    """Look for a while: from when to when ballots were cast whose answers are there, and the part of a core in use."""
    begin_s, computed_s = time.monotonic(), cpu_s(house)
    await asyncio.sleep(LOOK_S)
    took_s = time.monotonic() - begin_s
    return (begin_s, begin_s + LOOK_S - 0.5), (cpu_s(house) - computed_s) / took_s


def cpu_s(house: HouseService) -> float:
    """How long the worker has computed so far."""
    (worker,) = house.workers()
    user, system = Path(f"/proc/{worker}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def fill(kit: Kit, room: Json) -> None:
    """Put so much before a room that its picture is long."""
    question = await asyncio.to_thread(kit.question, "s1")
    async with kit.phone(room, "chair") as chair:
        for number in range(ITEMS):
            words = {"title": f"Title {number} in so many words", "text": "Some text of it. " * 20}
            assert (await chair.act("propose", question_id=question, language="en", **words))["type"] == "proposed"


async def credentials(kit: Kit, who: str) -> list[str]:
    """Say with whose credential each socket comes."""
    if who == "one seat":
        return [(await asyncio.to_thread(kit.a_delegate, "EC"))["credential"]] * SOCKETS
    if who == "many seats":
        return [(await asyncio.to_thread(kit.a_delegate, "EC"))["credential"] for _ in range(SOCKETS)]
    return [str(kit.founded["credentials"][who])] * SOCKETS


@pytest.mark.parametrize("pace", ["as fast as may be", "as often as one may"])
@pytest.mark.parametrize("who", ["one seat", "observer", "chair", "many seats"])
async def test_another_meeting_is_answered_as_ever(
    house: HouseService, voting: Neighbours, capsys: pytest.CaptureFixture[str], who: str, pace: str
) -> None:
    kit = await asyncio.to_thread(house.new_meeting)
    room, whose = kit.room("s1"), await credentials(kit, who)
    await fill(kit, room)
    before, quiet = await a_while(house)
    pause_s = 0.01 if pace == "as fast as may be" else 1 / A_SECOND
    ends_s = time.monotonic() + LOOK_S
    asking = [asyncio.create_task(ask_without_end(kit, room, one, pause_s, ends_s)) for one in whose]
    beside, busy = await a_while(house)
    asked = sum(await asyncio.gather(*asking))
    after, quiet_again = await a_while(house)
    added = busy - min(quiet, quiet_again)
    quiet_ms, beside_ms = voting.p99_ms(before, after), voting.p99_ms(beside)
    with capsys.disabled():
        print(
            f"\n{who:12} {pace:22} asked {asked:6}  {added:5.2f} of a core"
            f"  quiet p99 {quiet_ms:6.1f} ms  beside {beside_ms:6.1f} ms"
        )
    assert not voting.refused
    assert added <= MOST_CORE
    assert beside_ms <= max(MOST_SLOWER * quiet_ms, FLOOR_MS)
