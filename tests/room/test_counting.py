"""Counting: what is counted and when, what is shown of it, and what happens when two counts differ."""

import asyncio

import pytest
import redis

from tests.conftest import until
from tests.pictures import Witness
from tests.room.halls import Hall
from tests.services import Json


async def test_a_ballot_in_flight_is_counted_and_one_after_the_close_is_refused(hall: Hall) -> None:
    """Closing is announced, lasts two seconds and still takes ballots; then nothing can enter. Holds R8, R40."""
    late = await hall.enter(hall.kit.a_delegate("AM"))
    round_ = await hall.open(secrecy="recorded")
    closing = asyncio.create_task(hall.step(round_, "close"))
    await hall.delegate.wait_for("round_changed", round__state="closing")
    item = round_["slate"][0]
    assert (await hall.delegate.cast(round_, {item: "for"}))["type"] == "ballot_cast"
    closed = await closing
    assert (closed["type"], closed["already"], closed["round"]["state"]) == ("done", False, "closed")
    refused = await late.cast(round_, {item: "for"})
    assert refused["code"] == "round_not_open"
    listed = hall.kit.ranked_list(round_["id"])[1]
    assert [region["ballots"] for region in listed["regions"]] == [1, 0, 0, 0, 0, 0]


async def test_whoever_comes_late_raises_the_turnout_and_not_the_rules(hall: Hall) -> None:
    """Entitlement is taken at opening; a delegate who joins later votes and is counted all the same. Holds R5, R49."""
    round_ = await hall.open(secrecy="recorded")
    assert (round_["entitled"], round_["checked_in"]) == (1, 1)
    for _ in range(2):
        late = await hall.enter(hall.kit.a_delegate("AM"))
        assert (await late.cast(round_, {}))["type"] == "ballot_cast"
    event = await hall.chair.wait_for("tally_changed", turnout__AM=[2, 2, 2])
    assert event["turnout"]["AF"] == [0, 1, 1]
    closed = await hall.step(round_, "close")
    assert closed["round"]["checked_in"] == 1


async def test_a_countdown_closes_the_round_by_itself(hall: Hall) -> None:
    """Five seconds, a pause that takes nothing away, and nobody who closes. Holds R16, R17."""
    draft = await hall.bring_to("draft")
    rules = {"closes_after_s": 5}
    prepared = await hall.chair.act("prepare_round", method="across_regions", slate=draft["slate"], rules=rules)
    opened = (await hall.chair.ask("open_round", round_id=prepared["round_id"]))["round"]
    assert opened["clock"]["running"]
    paused = (await hall.step(opened, "pause"))["round"]
    assert not paused["clock"]["running"]
    assert 0 < paused["clock"]["remaining_ms"] <= 5_000
    assert (await hall.delegate.cast(opened, {}))["type"] == "ballot_cast", "a pause refuses no ballot"
    assert (await hall.step(opened, "resume"))["round"]["clock"]["running"]
    assert await hall.delegate.wait_for("round_changed", round__id=opened["id"], round__state="closing")
    assert await hall.delegate.wait_for("round_changed", round__id=opened["id"], round__state="closed")
    assert (await hall.step(opened, "close"))["already"]


@pytest.mark.parametrize(("secrecy", "withheld"), [("confidential", ["AM+AP+EC+AS+IR"]), ("recorded", [])])
async def test_small_regions_are_withheld_unless_marks_are_recorded(
    hall: Hall, secrecy: str, withheld: list[str]
) -> None:
    """Of four in the Americas one casts: hidden behind the smallest shown region, or shown. Holds R54."""
    voters = [hall.delegate] + [await hall.enter(hall.kit.a_delegate(region)) for region in ["AF", "AM"] * 4]
    round_ = await hall.open(secrecy=secrecy)
    for voter in [*voters[1::2], voters[0], voters[2]]:
        await voter.cast(round_, {round_["slate"][0]: "for"})
    await hall.step(round_, "close")
    listed = hall.kit.ranked_list(round_["id"])[1]
    hidden = [region["id"] for region in listed["regions"] if region["withheld"]]
    assert set(withheld) <= set(hidden)
    assert bool(hidden) == bool(withheld)
    for item in listed["items"]:
        for region in hidden:
            assert set(item["regions"][region]) == {"state"}


async def test_a_hidden_round_shows_no_turnout_until_it_is_published(hall: Hall) -> None:
    """Neither in an event nor in a snapshot, and not how many casts there were. Holds R58."""
    round_ = await hall.open(visibility="hidden", secrecy="recorded")
    await hall.delegate.cast(round_, {round_["slate"][0]: "for"})
    await hall.step(round_, "close")
    fresh = (await hall.enter("screen")).snapshot
    assert fresh["tallies"][round_["id"]] == {"tally_version": 0, "turnout": {}, "cells": None, "outlook": None}
    assert not [event for event in hall.chair.heard if event["type"] == "tally_changed"]
    await hall.step(round_, "publish")
    event = await hall.chair.wait_for("tally_changed", round_id=round_["id"])
    assert event["turnout"]["AF"] == [1, 1, 1]


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_a_tally_that_differs_from_its_ballots_freezes_the_round_until_it_is_recounted(
    hall: Hall, store_url: str, state: str
) -> None:
    """The difference is found at the close; nothing is published; the recount repairs every screen. Holds R41, R50."""
    round_ = await hall.open(secrecy="recorded", visibility="live")
    item = round_["slate"][0]
    await hall.delegate.cast(round_, {item: "for"})
    with redis.Redis.from_url(store_url) as client:
        place = 1 + 6 + 2  # the version, six regions, and the third column of Africa
        key = f"plenum:{{{hall.kit.id}}}:round:{round_['id']}:tally"
        client.execute_command("BITFIELD", key, "INCRBY", "u32", f"#{place}", 7)
    if state == "closed":
        closed = (await hall.step(round_, "close"))["round"]
        assert (closed["state"], closed["frozen"]) == ("closed", True)
        assert (await hall.step(round_, "publish"))["code"] == "round_frozen"
        again = (await hall.step(round_, "reopen"))["round"]
        refused = await hall.delegate.cast(again, {}, base_revision=1)
        assert refused["code"] == "round_frozen"
        assert (await hall.step(again, "close"))["round"]["frozen"]
    recounted = (await hall.step(round_, "recount"))["round"]
    assert (recounted["state"], recounted["frozen"]) == (state, False)
    await until(lambda: shown_in_africa(hall.chair, round_) == [1, 0, 0, 0][: len(round_["columns"])], "the repair", 5)
    if state == "open":
        assert (await hall.delegate.cast(round_, {item: "against"}, base_revision=1))["type"] == "ballot_cast"
        assert (await hall.step(round_, "close"))["round"]["frozen"] is False
    assert (await hall.step(round_, "publish"))["round"]["state"] == "published"


async def test_a_table_is_what_was_counted_and_asking_for_it_counts_nothing(hall: Hall) -> None:
    """Both files say one count; else whoever asks for many tables would have every close wait behind them."""
    round_ = await hall.open(secrecy="recorded")
    await hall.delegate.cast(round_, {round_["slate"][0]: "for"})
    await hall.step(round_, "close")
    await hall.step(round_, "publish")
    before = hall.kit.ranked_list(round_["id"], "csv")
    with redis.Redis.from_url(hall.kit.service.settings.redis_url) as client:
        client.delete(f"plenum:{{{hall.kit.id}}}:round:{round_['id']}:ballots")
    assert hall.kit.ranked_list(round_["id"], "csv") == before


def shown_in_africa(listener: Witness, round_: Json) -> list[int]:
    """Read the live count of the first recommendation in the first region."""
    tally = listener.picture["tallies"].get(round_["id"])
    return tally["cells"][0][0] if tally else []
