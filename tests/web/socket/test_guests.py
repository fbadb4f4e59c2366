"""Guests: who has to go when there are too many, and who never does."""

import asyncio
import resource
import socket
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from server.web.socket.guests import PATIENCE_S, Guests
from tests.conftest import until
from tests.room.halls import an_open_round, witness
from tests.services import Kit, Service

pytestmark = pytest.mark.usefixtures("no_defect")


class FewFiles(Service):
    """Plenum on a system that lets it open 400 files."""

    @property
    def program(self) -> Sequence[str]:
        """Set the limit, which nobody can raise again, and go on as the service."""
        limit = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (400, 400))"
        return (sys.executable, "-c", f"{limit}; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])",
                "-m", "server", "serve")  # fmt: skip


@asynccontextmanager
async def silent_connections(port: int, count: int) -> AsyncIterator[list[socket.socket]]:
    """Open many connections and say nothing on any of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4 * count)), hard))
    lines: list[socket.socket] = []
    try:
        for _ in range(count):
            line = socket.create_connection(("127.0.0.1", port), timeout=10)
            line.setblocking(False)
            lines.append(line)
        yield lines
    finally:
        for line in lines:
            line.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def a_vote_among_silent_ones(kit: Kit, count: int) -> list[float]:
    """Let a chair and a delegate come in over many silent connections, twice, and vote; how long each of it took."""
    took: list[float] = []
    async with silent_connections(kit.service.port, count), AsyncExitStack() as hall:
        began = time.monotonic()
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        took.append(time.monotonic() - began)
        round_ = await an_open_round(chair, kit)
        async with silent_connections(kit.service.port, count):
            began = time.monotonic()
            joined = await asyncio.to_thread(kit.a_delegate)
            phone = await witness(hall, kit, kit.room("s1"), joined)
            took.append(time.monotonic() - began)
            ballot = {
                "round_id": round_["id"],
                "epoch": round_["epoch"],
                "marks": dict.fromkeys(round_["slate"], "for"),
            }
            cast = await phone.ask("cast_ballot", base_revision=0, request_id="a", ballot_id="b", **ballot)
            assert cast["type"] == "ballot_cast"
            assert (await chair.ask("close_round", round_id=round_["id"]))["type"] == "done"
    return took


async def test_silent_connections_keep_nobody_out_where_files_are_few(store_url: str, tmp_path: Path) -> None:
    """600 of them on a service that may open 400 files: the longest silent one goes, and people stay in their rooms."""
    with FewFiles(store_url, tmp_path) as service:
        kit = service.new_meeting()
        await a_vote_among_silent_ones(kit, 600)
        assert "Traceback" not in service.log.read_text()


async def test_a_hall_that_comes_back_at_once_loses_nobody_where_files_are_few(store_url: str, tmp_path: Path) -> None:
    """180 people on a service that lets in 100 guests: each has said all it owes, and waits for us."""
    with FewFiles(store_url, tmp_path) as service:
        kit = service.new_meeting()
        people = [kit.a_delegate() for _ in range(180)]
        for _ in range(2):
            async with AsyncExitStack() as hall:
                phones = await asyncio.gather(*(witness(hall, kit, kit.room("s1"), person) for person in people))
                assert all(phone.you["seat_id"] for phone in phones)
        assert "guests_closed" not in service.log.read_text()


@asynccontextmanager
async def transports(count: int) -> AsyncIterator[list[asyncio.Transport]]:
    """Real lines, whose other ends say nothing."""
    loop = asyncio.get_running_loop()
    pairs = [socket.socketpair() for _ in range(count)]
    outs = [(await loop.connect_accepted_socket(asyncio.Protocol, ours))[0] for ours, _ in pairs]
    yield outs
    for out, (_, theirs) in zip(outs, pairs, strict=True):
        out.abort()
        theirs.close()
    await until(lambda: all(out.is_closing() for out in outs), "the end")


def guests_at(now_s: list[float]) -> Guests:
    """Allow three guests, by a clock that stands until it is moved on."""
    guests = Guests(descriptors=4 * 3 + 10_000)
    guests.most, guests.time = 3, lambda: now_s[0]
    return guests


async def test_the_longest_silent_guest_goes_and_nobody_who_has_shown_a_credential() -> None:
    """The order is that of the last sign of life; whoever is known counts no more until they have been answered."""
    async with transports(5) as outs:
        now_s = [100.0]
        guests = guests_at(now_s)
        first, second, third = [guests.welcome(out) for out in outs[:3]]
        first.stir()
        second.show_credential()
        assert len(guests) == 2
        fourth = guests.welcome(outs[3])
        assert not any(out.is_closing() for out in outs[:4])
        second.rest()
        assert len(guests) == 4
        now_s[0] += PATIENCE_S
        guests.welcome(outs[4])
        assert [out.is_closing() for out in outs] == [False, False, True, False, False]
        for guest in (first, second, third, fourth):
            guest.leave()


async def test_nobody_goes_who_has_just_come_or_waits_for_us() -> None:
    """However long we take; once they have been answered, they are guests as before."""
    async with transports(6) as outs:
        now_s = [100.0]
        guests = guests_at(now_s)
        early = [guests.welcome(out) for out in outs[:4]]
        assert not any(out.is_closing() for out in outs), "what they said may lie unread"
        early[0].become_socket()
        for guest in early[1:]:
            guest.owe_nothing()
        now_s[0] += 60.0
        fifth = guests.welcome(outs[4])
        assert len(guests) == 1
        assert not any(out.is_closing() for out in outs)
        for guest in early:
            guest.rest()
        now_s[0] += PATIENCE_S
        sixth = guests.welcome(outs[5])
        assert [out.is_closing() for out in outs] == [False, False, False, False, True, False]
        for guest in (*early, fifth, sixth):
            guest.leave()


async def test_twice_as_many_as_there_may_be_are_never_in_at_once() -> None:
    """The longest silent one goes then, even if it has just come."""
    async with transports(7) as outs:
        guests = guests_at([100.0])
        crowd = [guests.welcome(out) for out in outs]
        assert [out.is_closing() for out in outs] == [True] + [False] * 6
        assert len(guests) == 2 * guests.most
        for guest in crowd:
            guest.leave()
