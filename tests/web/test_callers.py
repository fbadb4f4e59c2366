"""Every request has a pace by its address, wide enough for a hall; nobody who shows who they are pays for others."""

import asyncio
import re
import secrets
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.app import make_app
from server.domain.errors import TooFast
from server.domain.procedure.admission import ORDINARY_PACE, JoinPace
from server.domain.procedure.people import Person
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.settings import Settings
from server.web import costs
from server.web.callers import Callers
from tests.builders import a_meeting
from tests.web.test_headers import an_application

ADDRESS, OTHER = "203.0.113.9", "203.0.113.10"
FREE = ("/health", "/ready", "/strings/", "/static/", "/service-worker.js")
"""What says whether the process lives, and what is kept in memory: to refuse it would cost as much."""
DELEGATE = Person("m1234", "delegate", "AF", "m1234001")


def asked(callers: Callers, path: str, address: str, now_ms: int = 0) -> dict[str, Any]:
    """Charge a request for a path."""
    scope: dict[str, Any] = {"path": path}
    callers.charge(scope, address, now_ms)
    return scope


def passes(callers: Callers, path: str, now_ms: int = 0) -> bool:
    """Say whether a request of the address passes."""
    try:
        asked(callers, path, ADDRESS, now_ms)
    except TooFast:
        return False
    return True


def test_a_hall_of_two_thousand_comes_in_at_once_and_fifty_a_second_after_that() -> None:
    """Each looks at the page of the code twice and takes a seat; whoever goes on at that pace is never refused."""
    callers = Callers(ORDINARY_PACE)
    for _ in range(2_000 * 3):
        asked(callers, "/join/abcdefgh", ADDRESS)
    with pytest.raises(TooFast) as refused:
        asked(callers, "/join/abcdefgh", ADDRESS)
    assert refused.value.figures == {"n": 1}
    asked(callers, "/join/abcdefgh", OTHER)
    for second in range(1, 60):
        for _ in range(50 * 3):
            asked(callers, "/", ADDRESS, second * 1_000)


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["/", "/join/x", "/api/join", "/enter"])), max_size=300))
def test_no_address_uses_up_more_than_it_holds_and_is_filled_with(calls: list[tuple[int, str]]) -> None:
    callers, now_ms, used = Callers(JoinPace(2, 1)), 0, 0
    for wait_ms, path in calls:
        now_ms += wait_ms
        used += costs.of_request(path)[1] if passes(callers, path, now_ms) else 0
        assert used <= costs.VISIT["arriving"] * (2 + now_ms / 1_000) + 1


def test_what_leads_nowhere_takes_nothing_from_those_who_come_in() -> None:
    callers = Callers(JoinPace(2, 1))
    assert not all(passes(callers, "/nothing") for _ in range(100))
    asked(callers, "/join/abcdefgh", ADDRESS)


def test_whoever_shows_a_credential_is_charged_alone() -> None:
    """What others behind the address do is not theirs, what they do is not the address's, and it has an end."""
    callers = Callers(JoinPace(1, 1))
    for _ in range(20):
        callers.charge_person(asked(callers, "/tab/abcdef/", ADDRESS), DELEGATE, ADDRESS, 0)
    asked(callers, "/nothing", ADDRESS)
    asked(callers, "/nothing", ADDRESS)
    assert not passes(callers, "/nothing")
    refused: dict[str, Any] = {"path": "/tab/abcdef/"}
    with pytest.raises(TooFast):
        callers.charge(refused, ADDRESS, 0)
    callers.charge_person(refused, DELEGATE, ADDRESS, 0)
    with pytest.raises(TooFast):
        _go_on(callers)


def _go_on(callers: Callers) -> None:
    for _ in range(1_000):
        callers.charge_person(asked(callers, "/tab/abcdef/", OTHER), DELEGATE, OTHER, 0)


def _asks() -> list[tuple[str, str]]:
    """List all that can be asked for, with each method, and something that is not there."""
    app: Any = make_app(Settings())
    found = [(route.path, getattr(route, "methods", None) or {"GET"}) for route in app._app.router.routes]
    asks = [(method, re.sub(r"\{\w+\}", "abcdef", path)) for path, methods in found for method in methods - {"HEAD"}]
    return sorted([*asks, ("GET", "/nothing/at/all")])


@pytest.mark.parametrize(("method", "path"), _asks())
async def test_whoever_shows_nothing_is_told_to_come_back(
    store_url: str, tmp_path: Path, method: str, path: str
) -> None:
    """Wherever they ask: in words, with how long to wait; and what is free is never refused."""
    address = f"2001:db8:{secrets.token_hex(2)}::1"
    async with an_application(store_url, tmp_path, "http://vote.example", JoinPace(1, 1), address) as ask:
        told = await asyncio.gather(*(ask(method, path, Host="vote.example") for _ in range(200)))
    refused = [(headers, body) for status, headers, body in told if status == 429]
    assert bool(refused) is not path.startswith(FREE)
    for headers, body in refused[:3]:
        assert int(headers["retry-after"]) >= 1
        assert re.search(r"([Ww]ait|[Tt]ry again in) \d\sseconds?", body.decode()), body


async def test_a_right_code_that_passes_the_pace_is_never_refused_for_wrong_ones(
    context: Context, store_url: str, tmp_path: Path
) -> None:
    """However many wrong ones came from the same address: they take nothing of what a hall has."""
    meeting = await a_meeting(context)
    address = f"2001:db8:{secrets.token_hex(2)}::1"
    async with an_application(store_url, tmp_path, "http://vote.example", JoinPace(40, 1), address) as ask:
        for _ in range(3):
            told = await asyncio.gather(*(ask("GET", "/join/wrong", Host="vote.example") for _ in range(60)))
            assert {status for status, _, _ in told} == {404}
        assert (await ask("GET", f"/join/{meeting.join_code}", Host="vote.example"))[0] == 200


async def test_whoever_holds_a_credential_comes_through_where_their_address_is_over_its_pace(
    context: Context, store_url: str, tmp_path: Path
) -> None:
    """By cookie on their page, by Bearer on a call; one that is forged does not."""
    meeting = await a_meeting(context)
    credentials = Credentials(context, context.shards.directory.secret)
    chair = await credentials.issue(Person(meeting.id, "chair"))
    async with an_application(store_url, tmp_path, "http://vote.example", JoinPace(1, 1)) as ask:

        async def asked(path: str, **headers: str) -> int:
            return int((await ask("GET", path, Host="vote.example", **headers))[0])

        told = [await asked("/tab/abcdef/") for _ in range(50)]
        assert told[-1] == 429
        assert await asked("/tab/abcdef/", Cookie=f"plenum-abcdef={chair}") == 303
        assert await asked(f"/api/meetings/{meeting.id}", Authorization=f"Bearer {chair}") == 200
        assert await asked("/tab/abcdef/", Cookie=f"plenum-abcdef={chair}x") == 429
