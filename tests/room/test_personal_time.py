"""Personal time: whoever needs longer has it, the count waits for them alone, and the room hears nothing of it."""

import asyncio
import time

from server.cli.meetings import give_time
from server.domain.errors import Refusal
from server.secretariat.personal_time import LONGEST_PERSONAL_S
from tests.room.halls import Hall
from tests.services import Json

LONGER_S = 4


async def with_time(hall: Hall, seconds: int) -> Json:
    """Let a delegate in for whom the secretariat has added time."""
    slow = await asyncio.to_thread(hall.kit.a_delegate, "AM")
    said = await give_time(hall.kit.service.settings, hall.kit.id, slow["seat_id"], seconds)
    assert "not told" in said
    return slow


async def test_the_count_waits_for_whoever_has_time_of_their_own(hall: Hall) -> None:
    """Seconds after the close their ballot is still taken, and is counted; others see a close and no reason.

    Holds R7, R8.
    """
    slow = await hall.enter(await with_time(hall, LONGER_S))
    assert slow.you["personal_s"] == LONGER_S
    assert hall.delegate.you["personal_s"] == 0
    round_ = await hall.open(secrecy="recorded")
    began = time.monotonic()
    closing = asyncio.create_task(hall.step(round_, "close"))
    shown = await hall.delegate.wait_for("round_changed", round__state="closing")
    assert "grace" not in str(shown)
    assert slow.you["seat_id"] not in str(shown)
    await asyncio.sleep(LONGER_S - 1)  # the time itself is what is tested
    assert (await slow.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
    assert (await closing)["round"]["state"] == "closed"
    assert time.monotonic() - began >= LONGER_S
    assert [region["ballots"] for region in hall.kit.ranked_list(round_["id"])[1]["regions"]][:2] == [0, 1]


async def test_a_close_lasts_as_long_whether_or_not_they_have_cast(hall: Hall) -> None:
    """How long a round is closing tells nobody whether those with personal time have voted, nor where."""
    slow = await hall.enter(await with_time(hall, LONGER_S))
    round_ = await hall.open(visibility="hidden")
    assert (await slow.cast(round_, {}))["type"] == "ballot_cast"
    began = time.monotonic()
    assert (await hall.step(round_, "close"))["round"]["state"] == "closed"
    assert time.monotonic() - began >= LONGER_S


async def test_time_beyond_ten_minutes_and_seats_that_are_none_are_refused(hall: Hall) -> None:
    settings, meeting_id = hall.kit.service.settings, hall.kit.id
    seat_id = (await asyncio.to_thread(hall.kit.a_delegate, "AM"))["seat_id"]
    for seat, seconds in ((seat_id, LONGEST_PERSONAL_S + 1), (seat_id, -1), ("nobody", 5)):
        try:
            await give_time(settings, meeting_id, seat, seconds)
        except Refusal:
            continue
        raise AssertionError(f"{seconds} s for {seat} were granted")
