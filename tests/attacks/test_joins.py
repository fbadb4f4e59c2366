"""A stranger with a join code cannot fill a meeting, and one with wrong codes keeps nobody out; minutes long."""

import asyncio
import time
from pathlib import Path

import pytest
import redis

from server.domain.errors import NoFreeSeat, NotFound, TooFast
from server.domain.procedure.people import Person
from server.engine.embedded import EmbeddedStore
from server.protocol import commands
from server.room.actions import perform
from server.room.arrivals import enter, join_by_code, person_of
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import a_meeting, a_request
from tests.services import Service

pytestmark = pytest.mark.long
HONEST, WITHIN_S, WRONG_A_SECOND = 1_000, 20.0, 100
STRANGERS, AT_ONCE, A_SECOND = 500_000, 250, 50
MEBIBYTE = 1 << 20


async def test_a_hall_joins_while_its_address_tries_wrong_codes(tmp_path: Path) -> None:
    """A thousand honest joins in 20 s beside a hundred wrong codes a second from the same address: all are in."""
    with EmbeddedStore(tmp_path / "store") as server, Service(server.url, tmp_path) as service:
        kit = await asyncio.to_thread(service.new_meeting)
        begun, late, outcomes = time.monotonic(), asyncio.Semaphore(400), {}

        async def join(number: int, code: str, took: list[float], after_s: float) -> None:
            await asyncio.sleep(max(0.0, begun + after_s - time.monotonic()))
            async with late:
                started = time.monotonic()
                status = await post(service.port, {"join_code": code, "region_id": "AF", "name": f"No. {number}"})
                took.append(time.monotonic() - started)
            outcomes[code, status] = outcomes.get((code, status), 0) + 1

        right, wrong = [], []
        honest = [join(n, kit.founded["join_code"], right, n * WITHIN_S / HONEST) for n in range(HONEST)]
        guesses = [join(n, "wrong", wrong, n / WRONG_A_SECOND) for n in range(int(WITHIN_S * WRONG_A_SECOND))]
        await asyncio.gather(*honest, *guesses)
        right.sort()
        print(f"\nright p50 {right[500] * 1e3:.0f} ms, p99 {right[990] * 1e3:.0f} ms, all {outcomes}")
        assert outcomes[kit.founded["join_code"], 201] == HONEST
        assert outcomes.get(("wrong", 201), 0) == 0


async def test_half_a_million_joins_do_not_use_up_a_meeting(tmp_path: Path) -> None:
    """At the full pace of its address a stranger joins for hours: memory is bounded, and the meeting goes on."""
    with EmbeddedStore(tmp_path) as server:
        shards = Shards(server.url)
        await shards.open()
        clock = [1_700_000_000_000]
        context = Context(shards, lambda: clock[0])
        meeting = await a_meeting(context, seat_limit=20_000)
        before = used_memory(server.url)
        outcomes: dict[str, int] = {}

        async def join() -> None:
            try:
                await join_by_code(context, meeting.join_code, "AF", {"name": "Nobody " * 10}, "192.0.2.1")
                said = "in"
            except (NoFreeSeat, TooFast, NotFound) as refusal:
                said = refusal.reason
            outcomes[said] = outcomes.get(said, 0) + 1

        most = 0
        for round_ in range(STRANGERS // AT_ONCE):
            await asyncio.gather(*(join() for _ in range(AT_ONCE)))
            clock[0] += AT_ONCE * 1_000 // A_SECOND
            if round_ % 200 == 0:
                most = max(most, used_memory(server.url) - before)
        most = max(most, used_memory(server.url) - before)
        totals, _ = await context.store_of(meeting.id).admission.read_totals(meeting, 20_000, clock[0])
        print(f"\n{outcomes}, at most {most / MEBIBYTE:.1f} MiB more, {totals.seats} count towards the limit")
        assert outcomes["in"] == STRANGERS
        assert most < 16 * MEBIBYTE
        programme = await context.programme(meeting.id)
        region_ids = [one.id for one in programme.regions]
        assert await context.store_of(meeting.id).seats.read_electors(meeting.id, region_ids) == ()
        _, seat = await join_by_code(context, meeting.join_code, "AM", {}, "198.51.100.7")
        await enter(context, person_of(seat, meeting.id))
        room = next(room for room in programme.rooms if room.kind == "plenary")
        chair = Asker(Person(meeting.id, "chair"), room)
        question = programme.agenda.session(room.agenda_session_id).questions[0].id
        asked = commands.Propose(request_id=a_request(), question_id=question, title="All the same")
        proposed = await perform(context, chair, asked)
        assert len(proposed.recommendation_id) == 8
        draft = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[proposed.recommendation_id])
        await perform(context, chair, draft)
        await shards.close()


async def post(port: int, body: dict[str, str]) -> int:
    """Join over a connection of one's own, as a phone does, and say the status."""
    raw = str(body).replace("'", '"').encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /api/join HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
    writer.write(head % len(raw) + raw)
    status = int((await reader.readline()).split()[1])
    await reader.read()
    writer.close()
    return status


def used_memory(url: str) -> int:
    """Read how much memory the store uses."""
    with redis.Redis.from_url(url) as client:
        return int(client.info("memory")["used_memory"])
