"""What an operator reads of strangers: that they came, at most once a second a kind, and nothing that they brought."""

import re
from collections.abc import Callable

import pytest

from tests.conftest import until
from tests.services import Service

Reads = Callable[[], str]


@pytest.fixture
def news(service: Service) -> Reads:
    """What was logged since the test began; the line of the start may come a moment later, and is no news."""
    before = len(service.log.read_text())
    return lambda: "".join(line for line in service.log.read_text()[before:].splitlines(True) if line[:5] == "time=")


async def test_a_login_that_fails_is_in_the_log_without_what_was_tried(service: Service, news: Reads) -> None:
    """A wrong key, a wrong credential, a dead link and a wrong code: kinds alone."""
    tried = "the-key-that-is-wrong"
    kit = service.new_meeting()
    service.call("POST", "/api/meetings", {}, tried)
    service.call("GET", f"/api/meetings/{kit.id}", None, tried)
    service.call("POST", "/api/seat", {"seat_token": tried})
    service.call("POST", "/api/enter", {"credential": tried})
    service.call("POST", "/api/join", {"join_code": "zzzzzzzz", "region_id": "AF"})
    for kind in ("secretariat_key", "credential", "seat_link", "join_code"):
        await until(lambda kind=kind: re.search(rf"event=entry_refused kind={kind} ", news()), kind, 5.0)
    assert tried not in news()
    assert "zzzzzzzz" not in news()
    assert "127.0.0.1" not in news()


async def test_a_hundred_tries_are_two_lines_a_second(service: Service, news: Reads) -> None:
    """Whoever tries credentials in a loop does not fill the disk; how often it was is told all the same."""
    for _ in range(100):
        service.call("POST", "/api/enter", {"credential": "no-such-credential"})

    def lines() -> list[str]:
        return [line for line in news().splitlines() if "kind=credential" in line]

    def told() -> int:
        return sum(int(found[1]) if (found := re.search(r"times=(\d+)", line)) else 1 for line in lines())

    await until(lambda: told() >= 100, "all of them", 5.0)
    assert len(lines()) < 10


async def test_an_act_beyond_a_role_is_in_the_log(service: Service, news: Reads) -> None:
    """Which role and which room; not who it was, nor what was to be said."""
    kit = service.new_meeting()
    room = kit.room("s1")
    async with kit.phone(room, kit.a_delegate("AF", name="Ada Example")) as phone:
        refused = await phone.ask("publish_round", round_id=f"{kit.id}zz", request_id="r1")
    assert refused["code"] == "not_permitted"
    line = await until(lambda: re.search(r".*event=act_refused .*", news()), "the line", 5.0)
    assert f"room={room['id']}" in line[0]
    assert "role=delegate" in line[0]
    assert "Ada" not in news()
