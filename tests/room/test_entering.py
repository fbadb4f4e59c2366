"""Hands and paper are counted in a room: by whom, what others hear of it, and what stands in the list."""

import json

import pytest

from server.domain.errors import InvalidBallot, Malformed, NotFound, NotPermitted, RoundNotOpen
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_whole_log
from tests.builders import a_request
from tests.chambers import a_chamber
from tests.room.counted import SEATS, Hall


@pytest.fixture
async def hall(context: Context) -> Hall:
    """Two regions of sixteen and eight, all seats taken, and two recommendations."""
    chamber = await a_chamber(context, SEATS, ("NO", "SO"))
    return Hall(chamber, await chamber.put(["One", "Two"]))


async def test_two_persons_count_hands_and_the_list_has_them(hall: Hall) -> None:
    """The story: one enters, the other differs, both are shown both; then they agree. Holds R266, R267, R271."""
    round_id = await hall.chamber.open(hall.items)
    for at in range(4):
        await hall.chamber.cast(f"north {at}", round_id, dict.fromkeys(hall.items, "against"))
        await hall.chamber.cast(f"south {at}", round_id, dict.fromkeys(hall.items, "for"))
    assert not await hall.enter("chair", round_id, hall.all(**{"for": 9, "none": 1}))
    assert await hall.enter("chair", round_id, hall.all(**{"for": 9, "none": 1})), "said already"
    told = await hall.read("NO", round_id)
    assert (told.entered, told.other, told.agreed) == (None, None, None), "not before one has entered"
    await hall.enter("NO", round_id, hall.all(**{"for": 8, "none": 2}))
    told = await hall.read("NO", round_id)
    assert told.entered is not None and told.other is not None  # noqa: PT018 - both were entered
    assert (told.entered.marks[hall.items[0]]["for"], told.other.marks[hall.items[0]]["for"]) == (8, 9)
    assert (await hall.turnout(round_id))["NO"] == (4, 16, 16), "nothing is agreed"
    for who in ("NO", "chair"):
        assert (await hall.read(who, round_id)).agreed is None
        await hall.enter(who, round_id, hall.all(**{"for": 9, "none": 1}))
    assert (await hall.turnout(round_id))["NO"] == (14, 16, 16)
    told = await hall.read("NO", round_id)
    assert (told.entered, told.other) == (None, None)
    assert told.agreed is not None
    assert told.agreed.votes == 10
    ranked = await hall.the_list(round_id)
    north = ranked.regions[0]
    assert (north.ballots, north.hands, north.paper, north.aside, north.withheld) == (14, 10, 0, 0, False)
    placing = ranked.items[0].placing
    assert dict(placing.regions[0].marks) == {"for": 9, "with_changes": 0, "against": 4, "abstain": 0}
    assert (placing.line.marks["for"], placing.line.cast) == (13, 18)


async def test_nobody_else_hears_more_than_that_somebody_counted(hall: Hall) -> None:
    """In the room's log: for the chair and the region who, for all others nothing; no figure anywhere. Holds R271."""
    round_id = await hall.chamber.open(hall.items)
    meeting, room = hall.chamber.meeting.id, hall.chamber.room
    acts = hall.context.store_of(meeting).acts
    before = len(await acts.read_room(meeting, room.id))
    await hall.enter("chair", round_id, hall.all(**{"for": 7}))
    await hall.enter("NO", round_id, hall.all(**{"for": 6}))
    told = (await acts.read_room(meeting, room.id))[before:]
    assert [json.loads(one.floor) for one in told] == [{"type": "decided"}] * 2
    assert [one.signs for one in told] == [("NO",)] * 2
    counts = [json.loads(one.event)["count"] for one in told]
    assert [(one["entered_by"], one["differs"], one["agreed_by"]) for one in counts] == [
        (["chair"], False, []),
        (["chair", "moderator:NO"], True, []),
    ]
    assert not [one for one in told if b"7" in one.event.replace(round_id.encode(), b"")]
    lines = [one for one in await read_whole_log(hall.context, SECRETARY, meeting) if one.act == "enter_count"]
    assert [(one.actor, one.kind, one.thing, one.detail) for one in lines] == [
        ("chair", "round", round_id, "NO hands entered"),
        ("moderator:NO", "round", round_id, "NO hands differs"),
    ]


async def test_who_may_enter_a_count_and_of_what(hall: Hall) -> None:
    """A moderator in their own region, the chair in each; nobody else, and not of what is not there."""
    round_id = await hall.chamber.open(hall.items)
    with pytest.raises(NotPermitted):
        await hall.enter("SO", round_id, hall.all(**{"for": 1}))
    delegate = Asker(hall.chamber.seated["north 0"], hall.chamber.room)
    for command in (
        commands.EnterCount(round_id=round_id, region_id="NO", channel="hands", marks={}),
        commands.ReadCount(round_id=round_id, region_id="NO", channel="hands"),
    ):
        with pytest.raises(NotPermitted):
            await perform(hall.context, delegate, command)
    with pytest.raises(NotFound):
        await hall.enter("chair", round_id, hall.all(**{"for": 1}), region="XX")
    with pytest.raises(InvalidBallot):
        await hall.enter("chair", round_id, {"m1r9": {"for": 1}})
    with pytest.raises(Malformed):
        await hall.enter("chair", round_id, hall.all(**{"for": 1}), channel="post")
    with pytest.raises(Malformed, match="count_too_many"):
        await hall.enter("chair", round_id, hall.all(**{"for": 17}))
    await hall.chamber.close(round_id)
    with pytest.raises(RoundNotOpen):
        await hall.enter("chair", round_id, hall.all(**{"for": 1}))


@pytest.mark.parametrize(
    ("method", "rules", "reason"),
    [
        ("ranked_pairs", {}, "count_method"),
        ("scottish_stv", {}, "count_method"),
        ("proportional_five", {}, "count_method"),
        ("no_objection", {}, "count_method"),
        ("across_regions", {"secrecy": "recorded", "roll_call": True}, "count_roll_call"),
        ("across_regions", {"secrecy": "recorded", "visibility": "live"}, "count_live"),
    ],
)
async def test_what_cannot_be_counted_so_is_refused(hall: Hall, method: str, rules: dict, reason: str) -> None:
    """Whole ballots, names, and a tally that everybody sees."""
    round_id = await hall.chamber.open(hall.items, method, **rules)
    (region, *_) = (await hall.context.round(round_id)).regions
    with pytest.raises(Malformed) as no:
        await hall.enter("chair", round_id, {}, region=region)
    assert no.value.reason == reason


async def test_a_region_that_takes_part_by_position_is_not_counted(context: Context) -> None:
    """It has no votes; and regions that count together are counted together, by whichever moderator of them."""
    chamber = await a_chamber(
        context, {**SEATS, "west": "WE", "east": "EA", "far": "FA"}, ("NO", "SO", "WE", "EA", "FA")
    )
    hall = Hall(chamber, await chamber.put(["One"]))
    round_id = await chamber.open(hall.items, named_positions=["WE"])
    pool = (await context.round(round_id)).regions[-1]
    with pytest.raises(Malformed, match="count_named"):
        await hall.enter("chair", round_id, {}, region="WE")
    with pytest.raises(NotFound):
        await hall.enter("chair", round_id, {}, region="EA")
    assert not await hall.enter("EA", round_id, hall.all(**{"for": 2}), region=pool)
    assert not await hall.enter("FA", round_id, hall.all(**{"for": 2}), region=pool)
    assert (await hall.turnout(round_id))[pool][0] == 2


async def test_hidden_turnout_is_told_by_no_refusal(hall: Hall) -> None:
    """Whoever tries figures learns how many seats there are, and not how many have cast."""
    round_id = await hall.chamber.open(hall.items, visibility="hidden")
    for at in range(5):
        await hall.chamber.cast(f"north {at}", round_id, {})
    for who in ("chair", "NO"):
        await hall.enter(who, round_id, hall.all(**{"for": 16}))
    ranked = await hall.the_list(round_id)
    assert (ranked.regions[0].ballots, ranked.regions[0].hands, ranked.regions[0].aside) == (5, 0, 16)


async def test_what_others_agreed_on_is_told_by_no_refusal_either(context: Context) -> None:
    """What two moderators counted by hands the chair who counts paper does not learn; the two know it. Holds R271."""
    seats = {f"{region} {at}": region for region in ("EA", "FA") for at in range(2)}
    chamber = await a_chamber(context, {**SEATS, **seats}, ("NO", "SO", "EA", "FA"))
    hall = Hall(chamber, await chamber.put(["One"]))
    round_id = await chamber.open(hall.items, visibility="hidden")
    pool = (await context.round(round_id)).regions[-1]
    for who in ("EA", "FA"):
        await hall.enter(who, round_id, hall.all(**{"for": 3}), region=pool)
    assert not await hall.enter("chair", round_id, hall.all(**{"for": 2}), region=pool, channel="paper")
    with pytest.raises(Malformed, match="count_too_many"):
        await hall.enter("EA", round_id, hall.all(**{"for": 2}), region=pool, channel="paper")
    with pytest.raises(Malformed, match="count_too_many"):
        await hall.enter("chair", round_id, hall.all(**{"for": 5}), region=pool, channel="paper")


async def test_what_was_agreed_stands_when_it_is_opened_again(hall: Hall) -> None:
    """And may be agreed anew; a list that was read keeps the later one from telling single votes. Holds R267."""
    round_id = await hall.chamber.open(hall.items)
    for who in ("chair", "NO"):
        await hall.enter(who, round_id, hall.all(**{"for": 9}))
    assert (await hall.the_list(round_id)).items[0].placing.line.marks["for"] == 9
    await perform(hall.context, hall.chamber.chair, commands.ReopenRound(round_id=round_id))
    assert (await hall.turnout(round_id))["NO"] == (9, 16, 16)
    for who in ("NO", "chair"):
        await hall.enter(who, round_id, hall.all(**{"for": 8, "against": 1}))
    again = await hall.the_list(round_id)
    assert again.items[0].placing.line.marks["against"] == 1, "nobody has read the first one"


async def test_a_request_sent_again_is_the_same_request(hall: Hall) -> None:
    """Whoever was not answered asks again and has entered once."""
    round_id = await hall.chamber.open(hall.items)
    said = commands.EnterCount(
        round_id=round_id, region_id="NO", channel="paper", marks=hall.all(**{"for": 3}), request_id=a_request()
    )
    done = [await perform(hall.context, hall.asker("chair"), said) for _ in range(2)]
    assert [one.already for one in done] == [False, True]
    (count,) = (await hall.context.round(round_id)).counts
    assert [one.by for one in count.entered] == ["chair"]
