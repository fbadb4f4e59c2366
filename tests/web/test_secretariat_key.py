"""The secretariat key: a short one is refused, a wrong one waits longer each time, the right one never."""

import asyncio
import time
from pathlib import Path

import pytest

from server.settings import SHORTEST_KEY, read_settings
from server.web.wrong_keys import FORGOTTEN_AFTER_S, FREE_TRIES, FREE_TRIES_IN_ALL, LONGEST_DELAY_S, WrongKeys
from tests.services import SIX_REGIONS, SMALL_TREE, Service

GUESSES = FREE_TRIES + 4


def test_a_key_that_can_be_guessed_is_refused_at_the_start() -> None:
    for key in ("a", "abcdefghijklmnopqrstuvwxyz"[: SHORTEST_KEY - 1]):
        with pytest.raises(ValueError, match="PLENUM_SECRETARIAT_KEY"):
            read_settings({"PLENUM_SECRETARIAT_KEY": key})


def test_the_answer_to_a_wrong_key_takes_longer_each_time_up_to_a_bound() -> None:
    wrong = WrongKeys()
    delays = [wrong.count("10.0.0.1", float(now_s)) for now_s in range(20)]
    assert delays[:FREE_TRIES] == [0.0] * FREE_TRIES
    assert delays == sorted(delays)
    assert delays[FREE_TRIES] > 0
    assert delays[-1] == LONGEST_DELAY_S
    assert wrong.count("10.0.0.2", 20.0) == 0.0
    assert wrong.count("10.0.0.1", 20.0 + 5 * FORGOTTEN_AFTER_S) == 0.0


def test_guessing_from_many_addresses_is_counted_too() -> None:
    wrong = WrongKeys()
    delays = [wrong.count(f"10.0.0.{number}", 0.0) for number in range(FREE_TRIES_IN_ALL + 10)]
    assert delays[:FREE_TRIES_IN_ALL] == [0.0] * FREE_TRIES_IN_ALL
    assert delays[-1] > 0


async def test_wrong_keys_are_paced_and_logged_and_the_right_one_is_not(store_url: str, tmp_path: Path) -> None:
    """While somebody guesses from the same address: 429 with how long, one line in the log, no key in it."""
    body = {"title": "A meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS}
    with Service(store_url, tmp_path) as service:
        guesses = [
            asyncio.to_thread(service.call, "POST", "/api/meetings", body, f"a-wrong-key-number-{number}")
            for number in range(GUESSES)
        ]
        guessing = asyncio.gather(*guesses)
        for _ in range(5):
            began = time.monotonic()
            status, _ = await asyncio.to_thread(service.call, "POST", "/api/meetings", body, service.key)
            assert status == 201
            assert time.monotonic() - began < LONGEST_DELAY_S / 2
        answers = await guessing
        codes = [answer["code"] for _, answer in answers]
        assert codes.count("not_permitted") == FREE_TRIES
        assert codes.count("too_fast") == GUESSES - FREE_TRIES
        assert all(answer["message"] for _, answer in answers)
        said = service.log.read_text()
        assert "event=entry_refused kind=secretariat_key" in said
        assert "event=limit_reached kind=wrong_keys" in said
        assert said.count("kind=wrong_keys") <= LONGEST_DELAY_S + 2
        assert "a-wrong-key" not in said
