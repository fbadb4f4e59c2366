"""A decision reads what stands, and nothing of what was said before: it costs the same at the end of a day."""

from collections.abc import AsyncIterator

import pytest
from redis import Redis

from server.clock import now_ms
from server.domain.procedure.meeting import id_of
from server.domain.procedure.recommendations import Recommendation
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Context
from server.room.decided import Decided
from server.store.changes import Changes
from server.store.shards import Shards
from tests.builders import a_request
from tests.chambers import a_chamber
from tests.engine.servers import admin_of

MANY = 1_000
READS = {
    "HMGET programme version", "HMGET state", "HKEYS seqs", "HVALS seqs", "HVALS recommendations", "HVALS rounds",
    "HVALS handed_over", "HVALS bulletins", "HVALS presentations", "HVALS confirmations",
    "HVALS speakers",
}  # fmt: skip
ASKED_ONCE_MORE = {"HGET requests", "HGET requests_before", "HLEN requests", "HGET state", "HGET seqs"}
"""Whether the request was answered before, how many were, what was decided since, and the number in the room."""
WHETHER_ERASED = "EXISTS meeting"
"""Asked twice a second at most."""
WRITES = {"HSET", "HINCRBY", "XADD", "EXPIREAT", "SPUBLISH"}


class Clock:
    """A clock that stands until it is put forward, however long the machine takes."""

    def __init__(self) -> None:
        self.ms = now_ms()

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def context(shards: Shards, clock: Clock) -> AsyncIterator[Context]:
    opened = Context(shards, clock)
    yield opened
    await opened.close()


@pytest.mark.parametrize("later_ms", [0, 1_000])
async def test_a_decision_at_a_thousand_recommendations_reads_heads_alone(
    context: Context, clock: Clock, store_url: str, later_ms: int
) -> None:
    """No log of acts, no list, no earlier version; of the programme it asks no more than which version it is."""
    chamber = await a_chamber(context, {"Amina": "AF"}, ["AF"])
    meeting_id, question = (
        chamber.meeting.id,
        (await context.programme(chamber.meeting.id)).agenda.sessions[0].questions[0],
    )
    known = tuple(
        Recommendation(id_of(meeting_id, 100 + n), n, chamber.room.id, question.id, f"T{n}", "", "", (), "", "accepted")
        for n in range(1, MANY + 1)
    )
    await context.decide(chamber.chair, "", lambda _: Decided(Changes(recommendations=known)))
    clock.ms += later_ms
    asked = commands.SetLive(request_id=a_request(), question_id=question.id)
    with Redis.from_url(admin_of(store_url)) as client, client.monitor() as heard:
        await perform(context, chamber.chair, asked)
        client.echo("that was all")
        said = []
        while not (command := heard.next_command()["command"]).startswith("ECHO"):
            said.append(command)
    prefix = f"plenum:{{{meeting_id}}}:"
    own = [command.replace(prefix, "").split() for command in said if prefix in command and "FCALL" not in command]
    reads = {" ".join(one[: 3 if one[1] == "programme" else 2]) for one in own if one[0] not in WRITES}
    assert len((await context.read_proceedings(meeting_id)).recommendations) == MANY
    assert reads >= READS
    assert reads - READS <= ASKED_ONCE_MORE | {WHETHER_ERASED}
    assert (WHETHER_ERASED in reads) == bool(later_ms)
