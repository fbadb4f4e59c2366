"""Wishes as those who conduct read them: when, by whom, beside which regions, and what weighs on what is read later."""

import json
from collections.abc import Mapping

import pytest

from server.domain.errors import NotFound, NotPermitted, WrongState
from server.domain.procedure.people import Person
from server.protocol import commands, replies, shapes
from server.protocol.decode import encode
from server.room.actions import perform
from server.room.actions.counting import ranked_list_of
from server.room.context import Asker, Context
from tests.chambers import Chamber, a_chamber

NORTH, SOUTH, EAST = (
    [f"north {at}" for at in range(8)],
    [f"south {at}" for at in range(5)],
    [f"east {at}" for at in range(5)],
)
SEATS = {name: name[:2].upper() for name in (*NORTH, *SOUTH, *EAST)}
WISH = shapes.Remark("add", "and their States")


async def a_closed_round(
    context: Context, wishing: Mapping[str, str], silent: tuple[str, ...] = (), **rules: object
) -> tuple[Chamber, str, str]:
    """Close a round in which these say what they would change, and all others but a few are simply for it."""
    chamber = await a_chamber(context, SEATS, ("NO", "SO", "EA"))
    (item,) = await chamber.put(["One"])
    round_id = await chamber.open([item], with_changes=True, wishes=True, **rules)
    for name in SEATS:
        if name not in silent:
            await cast(chamber, round_id, item, name, wishing.get(name, ""))
    await chamber.close(round_id)
    return chamber, round_id, item


async def cast(chamber: Chamber, round_id: str, item: str, name: str, words: str) -> None:
    """Cast the first ballot of a seat, with words or without."""
    said = {item: shapes.Remark("add", words)} if words else {}
    ids = {"request_id": f"q{name[-1]}", "ballot_id": "b1"}
    epoch = (await chamber.context.round(round_id)).epoch
    marks = {item: "with_changes" if words else "for"}
    ballot = commands.CastBallot(round_id=round_id, epoch=epoch, base_revision=0, **ids, marks=marks, wishes=said)
    await perform(chamber.context, Asker(chamber.seated[name], chamber.room), ballot)


async def read(context: Context, chamber: Chamber, round_id: str, item: str = "") -> replies.Wishes:
    """Have the chair read wishes."""
    told = await perform(context, chamber.chair, commands.ReadWishes(round_id=round_id, recommendation_id=item))
    assert isinstance(told, replies.Wishes)
    return told


def groups(told: replies.Wishes) -> list[tuple[str, bool, int | None, int]]:
    """Say of each group of the first recommendation its region, whether it is of others, and how many are told."""
    return [(one.region_id, one.others, one.count, len(one.remarks)) for one in told.items[0].groups]


@pytest.mark.parametrize(
    ("wishing", "said", "count"),
    [
        ([*NORTH[:5], *SOUTH[:3], *EAST[:2]], [("NO", False, 5, 5), ("", True, 5, 5)], 10),
        ([*NORTH[:5], *SOUTH[:2]], [("", True, 7, 7)], 7),
        ([*NORTH[:4], *SOUTH[:4]], [("NO", False, 4, 4), ("SO", False, 4, 4)], 8),
        ([NORTH[0], SOUTH[0], EAST[0]], [("", False, None, 3)], None),
    ],
)
async def test_regions_are_named_beside_k_wishes_or_more(
    context: Context, wishing: list[str], said: list[tuple[str, bool, int | None, int]], count: int | None
) -> None:
    """As the example of the methods has it; read twice, it is the same. Holds R228."""
    chamber, round_id, item = await a_closed_round(context, {name: f"Words of {name}" for name in wishing})
    told = await read(context, chamber, round_id)
    assert (groups(told), told.items[0].count, told.withheld) == (said, count, False)
    assert encode(await read(context, chamber, round_id, item)) == encode(told)
    words = [one.words for group in told.items[0].groups for one in group.remarks]
    assert sorted(words) == sorted(f"Words of {name}" for name in wishing)
    assert not {person.seat_id for person in chamber.seated.values()} & set(encode(told).decode().split('"'))


async def test_what_was_read_weighs_on_what_is_read_after_a_reopening(context: Context) -> None:
    """One more in North: neither its words nor those of others there are told then, and the list knows it was read.

    Holds R57, R227.
    """
    wishing = dict.fromkeys(NORTH[:5], "first") | dict.fromkeys(SOUTH, "south")
    chamber, round_id, item = await a_closed_round(context, wishing, silent=(NORTH[7],))
    assert groups(await read(context, chamber, round_id)) == [("NO", False, 5, 5), ("SO", False, 5, 5)]
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    await cast(chamber, round_id, item, NORTH[7], "late")
    await chamber.close(round_id)
    told = await read(context, chamber, round_id)
    assert told.withheld
    assert "late" not in encode(told).decode()
    listed = json.loads(await ranked_list_of(context, await context.round(round_id)))
    assert [one["withheld"] for one in listed["regions"]].count(True) >= 1


async def test_after_a_reopening_that_nobody_had_read_before_all_is_told(context: Context) -> None:
    """A round closed by mistake loses nothing. Holds R57."""
    chamber, round_id, item = await a_closed_round(context, dict.fromkeys(NORTH[:5], "first"), silent=(NORTH[7],))
    await perform(context, chamber.chair, commands.ReopenRound(round_id=round_id))
    await cast(chamber, round_id, item, NORTH[7], "late")
    await chamber.close(round_id)
    assert groups(await read(context, chamber, round_id)) == [("NO", False, 6, 6)]


async def test_in_a_recorded_round_each_wish_has_its_region_or_its_delegation(context: Context) -> None:
    """By name only where the rules sheet has a roll call; a single one is told too."""
    wishing = {NORTH[0]: "one", NORTH[1]: "two", SOUTH[0]: "three"}
    chamber, round_id, _ = await a_closed_round(context, wishing, secrecy="recorded")
    assert groups(await read(context, chamber, round_id)) == [("NO", False, 2, 2), ("SO", False, 1, 1)]
    chamber, round_id, _ = await a_closed_round(context, wishing, secrecy="recorded", roll_call=True)
    called = (await read(context, chamber, round_id)).items[0].groups
    assert [(one.region_id, one.delegation, one.remarks[0].words) for one in called] == [
        ("NO", NORTH[0], "one"), ("NO", NORTH[1], "two"), ("SO", SOUTH[0], "three"),
    ]  # fmt: skip


async def test_wishes_are_read_when_the_round_is_closed_and_by_whoever_conducts(context: Context) -> None:
    """Not while it is open, closing or void, and not by a delegate, an observer, a screen or another moderator.

    Holds R229.
    """
    chamber = await a_chamber(context, SEATS, ("NO", "SO", "EA"))
    (item,) = await chamber.put(["One"])
    round_id = await chamber.open([item], with_changes=True, wishes=True)
    asked = commands.ReadWishes(round_id=round_id)
    for step in (None, commands.CloseRound(round_id=round_id)):
        if step:
            await perform(context, chamber.chair, step)
        with pytest.raises(WrongState):
            await perform(context, chamber.chair, asked)
    await chamber.close(round_id)
    assert (await read(context, chamber, round_id)).items == []
    with pytest.raises(NotFound):
        await read(context, chamber, round_id, "zzz")
    for person in (
        chamber.seated[NORTH[0]],
        Person(chamber.meeting.id, "observer"),
        Person(chamber.meeting.id, "screen"),
        Person(chamber.meeting.id, "moderator", "NO"),
    ):
        with pytest.raises(NotPermitted):
            await perform(context, Asker(person, chamber.room), asked)
    await perform(context, chamber.chair, commands.VoidRound(round_id=round_id, reason="By mistake."))
    with pytest.raises(WrongState):
        await perform(context, chamber.chair, asked)
    plain = await chamber.open([item], with_changes=True)
    await chamber.close(plain)
    with pytest.raises(WrongState):
        await perform(context, chamber.chair, commands.ReadWishes(round_id=plain))


async def test_of_fewer_than_k_ballots_no_word_is_told(context: Context) -> None:
    """Where totals are withheld, a wish would say how its writer voted. Holds R227."""
    voting = NORTH[:3]
    silent = tuple(name for name in SEATS if name not in voting)
    chamber, round_id, _ = await a_closed_round(context, dict.fromkeys(voting, "few"), silent=silent)
    told = await read(context, chamber, round_id)
    assert (told.items, told.withheld) == ([], True)


async def test_a_published_round_is_read_as_a_closed_one(context: Context) -> None:
    """By those who conduct it, and still by nobody else. Holds R229."""
    chamber, round_id, _ = await a_closed_round(context, dict.fromkeys(NORTH, "first"))
    before = await read(context, chamber, round_id)
    await perform(context, chamber.chair, commands.PublishRound(round_id=round_id))
    assert encode(await read(context, chamber, round_id)) == encode(before)
    with pytest.raises(NotPermitted):
        await perform(context, Asker(chamber.seated[NORTH[0]], chamber.room), commands.ReadWishes(round_id=round_id))
