"""A second reading: from a list to variants of one item, to another vote, to the chain that leads back.

The use cases themselves on the real store, in plenary and in the room of a region.
"""

import json
from dataclasses import dataclass, field

import pytest

from server.domain.errors import LimitReached, Malformed, NotFound, NotPermitted, WrongState
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import hand_out
from server.room.context import Asker, Context
from server.words.strings import NO_BREAK
from tests.builders import a_request
from tests.chambers import Chamber, a_chamber

REGIONS = ("Africa", "Americas", "Europe")
SEATS = {f"{region} {seat}": region for region in REGIONS for seat in range(1, 6)}
RULES = {"secrecy": "recorded"}


@dataclass(slots=True)
class Hall:
    """A plenary room in which rounds are held from their draft to their list."""

    chamber: Chamber
    heard: list[str] = field(default_factory=list)

    async def ask(self, command: commands.Command) -> object:
        """Do something as the chair."""
        return await perform(self.chamber.context, self.chamber.chair, command)

    async def prepare(self, slate: list[str], **said: object) -> Round:
        """Draft a round, and read it as it stands."""
        wanted = {"method": "across_regions", "rules": RULES, **said}
        draft = commands.PrepareRound(request_id=a_request(), slate=slate, **wanted)  # type: ignore[arg-type]
        return await self.round((await self.ask(draft)).round_id)  # type: ignore[attr-defined]

    async def vote(self, round_id: str, votes: dict[str, dict[str, str]], *, publish: bool = True) -> None:
        """Open a round, have every seat of a region vote alike, close it and publish it."""
        await self.ask(commands.OpenRound(round_id=round_id))
        for name, region in SEATS.items():
            await self.chamber.cast(name, round_id, votes.get(region, {}))
        await self.chamber.close(round_id)
        if publish:
            await self.publish(round_id)

    async def publish(self, round_id: str) -> None:
        """Publish a closed round."""
        await self.ask(commands.PublishRound(round_id=round_id))

    async def variant(self, item: str, round_id: str, title: str = "In other words") -> str:
        """Draft another wording of an item."""
        asked = commands.ProposeVariant(
            request_id=a_request(), recommendation_id=item, round_id=round_id, title=title, text="Softer"
        )
        return str((await self.ask(asked)).recommendation_id)  # type: ignore[attr-defined]

    async def round(self, round_id: str) -> Round:
        """Read a round."""
        return await self.chamber.context.round(round_id)

    async def item(self, recommendation_id: str) -> Recommendation:
        """Read a recommendation."""
        return (await self.chamber.context.read_proceedings(recommendation_id)).recommendations[recommendation_id]

    async def file(self, round_id: str, language: str = "") -> dict:
        """Read the list of a round as a file."""
        found: dict = json.loads(await hand_out(self.chamber.context, await self.round(round_id), "json", language))
        return found


async def a_hall(context: Context) -> Hall:
    """Seat five of each of three regions."""
    return Hall(await a_chamber(context, SEATS, REGIONS))


def all_say(*regions: str, item: str, mark: str) -> dict[str, dict[str, str]]:
    """Have regions say the same of one item."""
    return {region: {item: mark} for region in regions}


async def a_contested_one(hall: Hall, *, publish: bool = True) -> tuple[str, str, list[str]]:
    """Vote on three, of which the second is contested: the round, that item, and the slate."""
    slate = await hall.chamber.put(["First", "Second", "Third"])
    first, second, third = slate
    votes = {region: {first: "for", second: "for", third: "against"} for region in REGIONS}
    votes["Europe"] = {first: "for", second: "against", third: "against"}
    round_id = (await hall.prepare(slate)).id
    await hall.vote(round_id, votes, publish=publish)
    return round_id, second, slate


async def test_a_wording_that_all_can_live_with_is_found_in_a_second_reading(context: Context) -> None:
    """Contested, redrafted, voted on again: the chain says so to everybody, and earlier lists stay. Holds R238."""
    hall = await a_hall(context)
    first, item, _ = await a_contested_one(hall)
    before = await hall.file(first)
    softer = await hall.variant(item, first)
    told = await hall.item(softer)
    assert (told.label, told.variant_of, told.status, told.room_id) == ("2a", item, "accepted", hall.chamber.room.id)
    again = {"round_id": first, "recommendation_id": item}
    second = await hall.prepare([item, softer], reading_of=commands.ReadingOf(**again))
    assert (await hall.item(item)).readings == ()
    votes = {region: {item: "against", softer: "for"} for region in REGIONS}
    await hall.vote(second.id, votes)
    readings = (await hall.item(item)).readings
    assert [(one.round_id, one.number, one.recommendation_id, one.verdict) for one in readings] == [
        (first, 1, item, "contested"),
        (second.id, 2, softer, "works_across"),
    ]
    after = await hall.file(second.id, "en")
    said = after["reading"]
    assert (said["ordinal"], said["round_number"], said["label"], said["chosen"]) == (2, 1, "2", softer)
    assert said["says"].replace(NO_BREAK, " ") == "Reading 2 of 2, first voted on in round 1: the wording 2a is chosen."
    assert [one["moved"] for one in said["movement"]] == ["as_before", "as_before", "now_on_board"]
    assert await hall.file(first) == before
    assert before["reading"] is None

    softest = await hall.variant(softer, second.id, "In still other words")  # a third reading, of what was chosen
    assert (await hall.item(softest)).label == "2b"
    of = commands.ReadingOf(round_id=second.id, recommendation_id=softer)
    third = await hall.prepare([softer, softest], reading_of=of)
    level = {region: {softer: "for", softest: "for"} for region in REGIONS}
    await hall.vote(third.id, level)
    *kept, last = (await hall.item(item)).readings
    assert tuple(kept) == readings
    assert (last.round_id, last.recommendation_id, last.verdict) == (third.id, "", "")  # level: nothing is chosen
    undecided = (await hall.file(third.id, "en"))["reading"]
    assert (undecided["ordinal"], undecided["chosen"], undecided["movement"]) == (3, None, [])
    assert "none is chosen" in undecided["says"]


async def test_of_a_reading_nothing_is_told_before_its_list(context: Context) -> None:
    """Closed tells nobody; where the first list is published last, its verdict is filled in then. Holds R238."""
    hall = await a_hall(context)
    first, item, _ = await a_contested_one(hall, publish=False)
    softer = await hall.variant(item, first)
    of = commands.ReadingOf(round_id=first, recommendation_id=item)
    second = await hall.prepare([softer, item], reading_of=of)
    await hall.vote(second.id, all_say(*REGIONS, item=softer, mark="for"), publish=False)
    assert (await hall.item(item)).readings == ()
    await hall.publish(second.id)
    assert [one.verdict for one in (await hall.item(item)).readings] == ["", "works_across"]
    assert (await hall.file(second.id))["reading"]["movement"] == []
    await hall.publish(first)
    assert [one.verdict for one in (await hall.item(item)).readings] == ["contested", "works_across"]
    assert (await hall.file(second.id))["reading"]["movement"] == []  # as it was published


async def test_a_reading_is_what_it_says_until_it_is_opened(context: Context) -> None:
    """Other slates are refused; a change that says nothing of it keeps it; what it reads has a list.

    Holds R237.
    """
    hall = await a_hall(context)
    first, item, (other, *_) = await a_contested_one(hall)
    softer = await hall.variant(item, first)
    of = commands.ReadingOf(round_id=first, recommendation_id=item)
    for slate in ([item], [softer, other], [item, other]):
        with pytest.raises(Malformed):
            await hall.prepare(slate, reading_of=of)
    draft = await hall.prepare([item, softer], reading_of=of)
    with pytest.raises(WrongState):
        await hall.prepare([item, softer], reading_of=commands.ReadingOf(round_id=draft.id, recommendation_id=item))
    with pytest.raises(WrongState):
        await hall.variant(item, draft.id)
    change = {"round_id": draft.id, "version": 0, "method": "score", "rules": RULES}
    await hall.ask(commands.ChangeRound(slate=[softer, item], **change))  # type: ignore[arg-type]
    assert (await hall.round(draft.id)).reading_of == draft.reading_of is not None
    await hall.ask(commands.ChangeRound(slate=[other], **change))  # type: ignore[arg-type]
    assert (await hall.round(draft.id)).reading_of is None


async def test_the_next_round_is_on_the_winners(context: Context) -> None:
    """What works across and what is contested, cut by rank; the draft says from where. Holds R235."""
    hall = await a_hall(context)
    first, item, slate = await a_contested_one(hall)
    taken = await hall.prepare([], taken=commands.TakenFrom(first, ["works_across", "contested"]))
    assert taken.slate == (slate[0], item)
    assert taken.from_round is not None
    assert (taken.from_round.round_id, taken.from_round.left_out, taken.from_round.told) == (first, 0, True)
    cut = await hall.prepare([], taken=commands.TakenFrom(first, ["first"], 2))
    assert (cut.slate, cut.from_round and cut.from_round.left_out) == ((slate[0], item), 1)
    turned = await hall.prepare([item, slate[0]], taken=commands.TakenFrom(first, ["works_across", "contested"]))
    assert turned.slate == (item, slate[0])  # in another order
    with pytest.raises(Malformed):
        await hall.prepare([item], taken=commands.TakenFrom(first, ["works_across"]))
    with pytest.raises(Malformed):
        await hall.prepare([], taken=commands.TakenFrom(first, ["tied"]))  # there are none: an empty slate
    with pytest.raises(WrongState):
        await hall.prepare([], taken=commands.TakenFrom(taken.id, ["first"], 2))


async def test_to_take_from_a_closed_list_is_to_have_read_it(context: Context) -> None:
    """It is noted as its file would be; and the room is not told which groups were taken. Holds R235."""
    hall = await a_hall(context)
    rules = {"secrecy": "confidential", "k": 3}
    slate = await hall.chamber.put(["First", "Second"])
    round_ = await hall.prepare(slate, rules=rules)
    await hall.vote(round_.id, all_say(*REGIONS, item=slate[0], mark="for"), publish=False)
    rounds = context.store_of(round_.id).rounds
    asked = commands.PrepareRound(
        request_id=a_request(), method="across_regions", taken=commands.TakenFrom(round_.id, ["works_across"])
    )
    told = (await hall.ask(asked)).round  # type: ignore[attr-defined]
    assert (told.slate, told.from_round.round_id, told.from_round.take) == ((slate[0],), round_.id, ())
    await hall.ask(commands.ReopenRound(round_id=round_.id))
    assert len(await rounds.read_lists_read(await hall.round(round_.id))) == 1


async def test_variants_are_drafted_by_whoever_conducts_and_stay_in_the_room(context: Context) -> None:
    """Not by a delegate, not of what was not voted on there, twenty at most, and none is handed over. Holds R236."""
    hall = await a_hall(context)
    first, item, _ = await a_contested_one(hall)
    delegate = Asker(hall.chamber.seated["Africa 1"], hall.chamber.room)
    asked = commands.ProposeVariant(request_id=a_request(), recommendation_id=item, round_id=first, title="Mine")
    with pytest.raises(NotPermitted):
        await perform(context, delegate, asked)
    (elsewhere,) = await hall.chamber.put(["Never voted on"])
    with pytest.raises(NotFound):
        await hall.variant(elsewhere, first)
    labels = [(await hall.item(await hall.variant(item, first))).label for _ in range(20)]
    assert (labels[0], labels[-1], len(set(labels))) == ("2a", "2t", 20)
    with pytest.raises(LimitReached):
        await hall.variant(item, first)
    (following,) = await hall.chamber.put(["Another"])
    assert (await hall.item(following)).label == "5"  # no variant was counted


async def test_a_region_reads_again_in_its_own_room_and_hands_over_what_was_proposed(context: Context) -> None:
    """A variant of AF-1 is AF-1a; a set is made of proposals alone. Holds R236."""
    hall = await a_hall(context)
    rooms = (await context.programme(hall.chamber.meeting.id)).rooms
    hall.chamber.room = next(one for one in rooms if one.region_id == "Africa")
    (item,) = await hall.chamber.put(["Ours"])
    draft = await hall.prepare([item], method="across_regions")
    await hall.ask(commands.OpenRound(round_id=draft.id))
    await hall.chamber.cast("Africa 1", draft.id, {item: "for"})
    await hall.chamber.close(draft.id)
    await hall.publish(draft.id)
    softer = await hall.variant(item, draft.id)
    assert (await hall.item(softer)).label == f"{(await hall.item(item)).label}a"
    with pytest.raises(Malformed):
        await hall.ask(commands.HandOver(request_id=a_request(), recommendation_ids=[softer]))
