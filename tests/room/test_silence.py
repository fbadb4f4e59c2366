"""A silent round in a room: nothing is seen while it runs, its reservations are published, and it stays closed."""

from dataclasses import replace

import pytest

from server.domain.errors import InvalidBallot, WrongState
from server.domain.procedure.audiences import standing_of_tally
from server.domain.procedure.rounds import RoundState
from server.protocol import commands, shapes
from server.room.actions import perform
from server.room.actions.counting import compare_counts, count_round
from server.room.context import Asker, Context
from server.room.views import round_view
from server.store.kept_lists import read_list
from tests.chambers import Chamber, a_chamber

SEATS = {"Ada": "NO", "Ben": "SO", "Cleo": "SO", "Dan": "NO"}
BEFORE: tuple[RoundState, ...] = ("open", "closing", "closed")


async def a_silence(context: Context, **rules: object) -> tuple[Chamber, str, list[str]]:
    """Open a silent round of two recommendations."""
    chamber = await a_chamber(context, SEATS, ("NO", "SO"))
    slate = await chamber.put(["Train once a year", "Report twice"])
    return chamber, await chamber.open(slate, "no_objection", **rules), slate


async def say(context: Context, chamber: Chamber, who: str, round_id: str, **said: object) -> None:
    """Cast the first ballot of a seat."""
    ids = {"round_id": round_id, "request_id": f"q{who}", "ballot_id": f"b{who}"}
    fields = {"epoch": 1, "base_revision": 0, **ids, "marks": {}, "wishes": {}, **said}
    ballot = commands.CastBallot(**fields)  # type: ignore[arg-type]
    await perform(context, Asker(chamber.seated[who], chamber.room), ballot)


async def test_all_regions_count_as_one_and_nothing_is_told_before_the_list(context: Context) -> None:
    """Whatever was chosen: hidden, one figure, a minute, and no region anywhere. Holds R245."""
    _, round_id, _ = await a_silence(context, visibility="turnout")
    round_ = await context.round(round_id)
    assert round_.regions == ("NO+SO",)
    view = round_view(round_, 0)
    assert (view.pool, view.rules.visibility, view.rules.closes_after_s) == ((), "hidden", 60)
    assert {standing_of_tally(replace(round_, state=state)) for state in BEFORE} == {"hidden"}


async def test_what_was_said_is_listed(context: Context) -> None:
    """An objection, and a reservation that is signed: both roads give one count. Holds R243, R244."""
    chamber, round_id, (one, two) = await a_silence(context, secrecy="recorded")
    signed = shapes.Remark("signed_reservation", "Not in May")
    await say(context, chamber, "Ada", round_id, marks={two: "object"}, wishes={one: signed})
    await say(context, chamber, "Ben", round_id, wishes={one: shapes.Remark("reservation", "By law")})
    await say(context, chamber, "Cleo", round_id)
    with pytest.raises(InvalidBallot):
        await say(context, chamber, "Dan", round_id, marks={one: "object"}, wishes={one: signed})
    await chamber.close(round_id)
    round_ = await context.round(round_id)
    assert (await compare_counts(context, round_)).agree
    listed = read_list((await count_round(context, round_)).kept)
    first, second = (item.placing.consent for item in listed.items)
    assert [item.recommendation.id for item in listed.items] == [one, two]
    assert first is not None
    assert second is not None
    assert (first.outcome, second.outcome, len(second.objected_by)) == ("adopted", "objected", 1)
    assert [(each.words, each.by is not None) for each in first.reservations] == [
        ("Not in May", True),
        ("By law", False),
    ]


async def test_a_silence_waits_longer_for_its_last_ballots_and_is_not_opened_again(context: Context) -> None:
    """Every phone sends once more while it closes. Holds R247, R248."""
    chamber, round_id, _ = await a_silence(context)
    await chamber.close(round_id)
    assert (await context.round(round_id)).grace_ms == 10_000
    with pytest.raises(WrongState) as refused:
        await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    assert refused.value.reason == "silence_over"
