"""Join codes cannot be guessed without end: wrong ones are counted, and after too many nobody's code is looked at."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import now_ms
from server.domain.errors import NotFound, TooFast
from server.room.arrivals import WRONG_CODES, WRONG_CODES_HERE, find_by_code
from server.room.place import Place
from server.store import Store
from server.store.embedded import EmbeddedStore
from tests.chambers import a_chamber
from tests.services import Service
from tests.web.browsers import raw


class Minute:
    """A clock that stands at the beginning of a minute until it is moved on."""

    def __init__(self) -> None:
        self.now_ms = now_ms() // 60_000 * 60_000

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> Minute:
    """A minute of the test's own."""
    return Minute()


@pytest.fixture
async def hall(tmp_path: Path, clock: Minute) -> Iterator[Place]:
    """A place on a store of its own: nobody else's mistakes are counted there."""
    with EmbeddedStore(tmp_path) as server:
        store = Store(server.url)
        await store.open()
        yield Place(store, clock)
        await store.close()


async def guess(place: Place, address: str, times: int) -> int:
    """Try wrong codes and say how many were looked at."""
    looked_at = 0
    for number in range(times):
        try:
            await find_by_code(place, f"wrong{number:03}", address)
        except NotFound:
            looked_at += 1
        except TooFast:
            continue
    return looked_at


async def test_only_wrong_codes_of_one_address_are_counted_and_the_next_minute_forgives(
    hall: Place, clock: Minute
) -> None:
    """A whole hall may join from one address; who guesses stops it for the rest of the minute, and only there."""
    chamber = await a_chamber(hall, {}, ["AF"])
    code = chamber.meeting.join_code
    for _ in range(2 * WRONG_CODES_HERE):
        assert (await find_by_code(hall, code, "192.0.2.1")).id == chamber.meeting.id
    assert await guess(hall, "192.0.2.1", WRONG_CODES_HERE + 20) == WRONG_CODES_HERE
    with pytest.raises(TooFast):
        await find_by_code(hall, code, "192.0.2.1")
    assert (await find_by_code(hall, code, "192.0.2.2")).id == chamber.meeting.id
    clock.now_ms += 60_000
    assert (await find_by_code(hall, code, "192.0.2.1")).id == chamber.meeting.id


async def test_many_addresses_together_are_bounded_too_and_a_network_is_one(hall: Place) -> None:
    """Addresses of one IPv6 network count as one; over all addresses there is an end as well."""
    looked_at = sum([await guess(hall, f"2001:db8::{number:x}", 100) for number in range(1, 9)])
    assert looked_at == WRONG_CODES_HERE
    looked_at += sum([await guess(hall, f"192.0.{number}.1", WRONG_CODES_HERE) for number in range(1, 20)])
    assert looked_at == WRONG_CODES


def test_a_guesser_is_told_when_to_come_back_and_links_still_open(tmp_path: Path) -> None:
    """429 with Retry-After on the page and the call, in words; a personal link needs no code."""
    with EmbeddedStore(tmp_path / "store") as server, Service(server.url, tmp_path) as service:
        kit = service.new_meeting(seats=[{"name": "A", "delegation": "D", "region_id": "AF"}])

        async def guessed() -> None:
            store, now_s = Store(server.url), now_ms() // 1_000
            for at_s in (now_s, now_s + 60):  # one look at the clock: a minute may turn while it counts
                for _ in range(WRONG_CODES_HERE):
                    await store.wrong_codes.count("127.0.0.1", at_s)
            await store.close()

        asyncio.run(guessed())
        body = {"join_code": kit.founded["join_code"], "region_id": "AF"}
        status, answer = service.call("POST", "/api/join", body)
        assert (status, answer["code"]) == (429, "too_fast")
        assert "wrong codes" in answer["message"]
        for path in ("/join/whatever", f"/join/{kit.founded['join_code']}"):
            page = raw(service, "GET", path)
            assert page.status == 429
            assert 0 < int(page.getheader("retry-after", "0")) <= 60
        assert service.call("POST", "/api/seat", {"seat_token": kit.founded["seats"][0]["seat_token"]})[0] == 201
