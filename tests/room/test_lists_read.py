"""A list that somebody has read weighs on every later list of its round: nobody learns single ballots by reopening."""

import json
from collections.abc import Mapping

import pytest

from server.domain.errors import WrongState
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import hand_out, ranked_list_of
from server.room.context import Context
from tests.chambers import Chamber, a_chamber

EIGHT = {f"north {number}": "NO" for number in range(8)} | {f"south {number}": "SO" for number in range(5)}


async def _closed(context: Context, voters: Mapping[str, str]) -> tuple[Chamber, str, str]:
    """A confidential round in which some have cast, closed for the first time."""
    chamber = await a_chamber(context, EIGHT, ("NO", "SO"))
    (item,) = await chamber.put(["One"])
    round_id = await chamber.open([item], k=4)
    for name, mark in voters.items():
        await chamber.cast(name, round_id, {item: mark})
    await chamber.close(round_id)
    return chamber, round_id, item


async def _again(
    context: Context, chamber: Chamber, round_id: str, marks: Mapping[str, tuple[int, Mapping[str, str]]]
) -> dict:
    """Open the round again, let these cast on their revisions, close it, and say its list."""
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    epoch = (await context.round(round_id)).epoch
    for name, (base, cast) in marks.items():
        await chamber.cast(name, round_id, cast, base, epoch)
    await chamber.close(round_id)
    return json.loads(await ranked_list_of(context, await context.round(round_id)))


ALL_BUT_ONE = {name: "for" for name in list(EIGHT) if name != "north 7"}


@pytest.mark.parametrize("kind", ["json", "csv"])
async def test_one_late_ballot_is_not_shown_after_the_list_was_read(context: Context, kind: str) -> None:
    """Close, read, reopen, close: the one who cast in between is not what the second list has more than the first."""
    chamber, round_id, item = await _closed(context, ALL_BUT_ONE)
    await hand_out(context, await context.round(round_id), kind)
    listed = await _again(context, chamber, round_id, {"north 7": (0, {item: "against"})})
    north, south = listed["regions"]
    assert (north["withheld"], north["not_anew"], south["withheld"]) == (True, True, False)
    (row,) = listed["items"]
    assert row["regions"]["NO"] == {"state": "withheld"}
    assert row["regions"]["SO"]["for"] == 5, "nothing has changed there: it is shown as it was"
    assert (row["line"]["for"], row["line"]["against"], listed["totals_withheld"]) == (None, None, "not_anew")
    assert {"code": "not_anew_in", "regions": ["NO"], "k": 4} in row["reasons"]


async def test_a_list_that_nobody_has_read_weighs_nothing(context: Context) -> None:
    """Counting is not reading: a round closed by mistake is opened again without a loss."""
    chamber, round_id, item = await _closed(context, ALL_BUT_ONE)
    listed = await _again(context, chamber, round_id, {"north 7": (0, {item: "against"})})
    assert [one["withheld"] for one in listed["regions"]] == [False, False]
    assert listed["items"][0]["line"]["against"] == 1


async def test_four_late_ballots_are_shown(context: Context) -> None:
    """As many as k that are new, beside as many as k that stay: both hide each other."""
    early = {name: "for" for name in EIGHT if name not in [f"north {number}" for number in range(4, 8)]}
    chamber, round_id, item = await _closed(context, early)
    await hand_out(context, await context.round(round_id), "json")
    late = {f"north {number}": (0, {item: "against"}) for number in range(4, 8)}
    listed = await _again(context, chamber, round_id, late)
    assert [one["withheld"] for one in listed["regions"]] == [False, False]
    assert listed["items"][0]["regions"]["NO"]["against"] == 4


async def test_a_reader_who_comes_too_late_is_given_nothing(context: Context) -> None:
    """A list asked for before the round was opened again, and not given out by then, is not given out any more."""
    chamber, round_id, _ = await _closed(context, ALL_BUT_ONE)
    before = await context.round(round_id)
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    with pytest.raises(WrongState):
        await hand_out(context, before, "json")
