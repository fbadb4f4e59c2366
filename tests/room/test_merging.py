"""Merging and rewording by agreement, on a real store: what is asked of whom, what stands, and what is as before."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from server.domain.errors import Bound, LimitReached, Malformed, NotFound, NotPermitted, Overtaken, Refusal, WrongState
from server.domain.procedure.lineage import origins_of
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.recommendations import Recommendation
from server.protocol import commands
from server.protocol.asking import Command
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world

WORDS = {
    "title": "One calendar, and two seats for neighbours",
    "text": "Every secretariat fills it in.",
    "language": "en",
}


@dataclass(slots=True)
class Table:
    """A meeting in which Africa and the Americas handed over one text each, from rooms of their own."""

    world: World
    africa: str = ""
    americas: str = ""

    async def do(self, who: str, where: str, kind: type[Command], **said: Any) -> Any:
        """Do something with a request of its own."""
        return await self.world.do(who, self.world.room(where), kind(request_id=a_request(), **said))

    async def text(self, where: str, who: str = "chair", title: str = "A text") -> str:
        """Propose something that stands at once."""
        question = self.world.question(self.world.room(where))
        said = await self.do(who, where, commands.Propose, question_id=question, title=title)
        return str(said.recommendation_id)

    async def hand_over(self, where: str, *items: str) -> None:
        """Hand texts of a region to the plenary that is looked at here."""
        await self.world.do("chair", self.world.room(where), self.world.to_the_plenary(*items))

    async def merge(self, who: str = "chair", where: str = "plenary", *parents: str, **said: Any) -> str:
        """Propose a merge, of what both regions handed over where nothing else is said."""
        wanted = list(parents or (self.africa, self.americas))
        reply = await self.do(who, where, commands.ProposeMerge, parents=wanted, **{**WORDS, **said})
        return str(reply.recommendation_id)

    async def on(self, who: str, where: str, kind: type[Command], found: str, **said: Any) -> Any:
        """Do something to a recommendation."""
        return await self.do(who, where, kind, recommendation_id=found, **said)

    async def open_with(self, *slate: str, where: str = "plenary") -> str:
        """Open a round on a slate."""
        drafted = await self.do("chair", where, commands.PrepareRound, method="shortlist", slate=list(slate))
        await self.world.do("chair", self.world.room(where), commands.OpenRound(round_id=drafted.round_id))
        return str(drafted.round_id)

    async def step(self, kind: type[Command], round_id: str, where: str = "plenary", **said: Any) -> None:
        """Take a step with a round."""
        await self.world.do("chair", self.world.room(where), kind(round_id=round_id, **said))

    async def now(self) -> Proceedings:
        """Read what was decided."""
        return await self.world.context.read_proceedings(self.world.meeting.id)

    async def found(self, item: str) -> Recommendation:
        """Read a recommendation."""
        return (await self.now()).recommendations[item]

    async def sets(self, where: str) -> list[tuple[str, ...]]:
        """Read what a room handed over."""
        return [one.recommendation_ids for one in (await self.now()).sets_of(self.world.room(where).id)]


@pytest.fixture
async def table(context: Context) -> Table:
    """Let both regions hand over."""
    world = await a_world(context)
    world.people["moderator AM"] = Person(world.meeting.id, "moderator", "AM")
    world.people["moderator AP"] = Person(world.meeting.id, "moderator", "AP")
    table = Table(world)
    table.africa, table.americas = await table.text("AF"), await table.text("AM")
    await table.hand_over("AF", table.africa)
    await table.hand_over("AM", table.americas)
    return table


async def test_two_regions_texts_become_one_when_both_moderators_have_agreed(table: Table) -> None:
    """One signs in plenary, the other on the podium of their own region."""
    merge = await table.merge()
    assert (await table.found(merge)).status == "proposed"
    await table.on("moderator", "plenary", commands.AgreeMerge, merge)
    assert (await table.found(merge)).status == "proposed"
    await table.on("moderator AM", "AM", commands.AgreeMerge, merge)
    stands, africa, americas = [await table.found(one) for one in (merge, table.africa, table.americas)]
    assert (stands.status, stands.region_ids, stands.label) == ("accepted", ("AF", "AM"), "1")
    assert {(one.status, one.merged_into, one.merged_as) for one in (africa, americas)} == {("merged", merge, "1")}
    assert origins_of(await table.now(), merge) == (table.africa, table.americas)
    assert await table.sets("AF") == [(table.africa,)]


async def test_the_agreement_of_whoever_proposes_counts(table: Table) -> None:
    merge = await table.merge("moderator")
    assert {one.region_id: one.answer for one in (await table.found(merge)).merge.agreements} == {
        "AF": "agreed",
        "AM": "asked",
    }
    await table.on("moderator AM", "plenary", commands.AgreeMerge, merge)
    assert (await table.found(merge)).status == "accepted"


async def test_the_chair_records_what_was_said_aloud(table: Table) -> None:
    merge = await table.merge("moderator")
    with pytest.raises(NotFound):
        await table.on("chair", "plenary", commands.AgreeMerge, merge)
    await table.on("chair", "plenary", commands.AgreeMerge, merge, region_id="AM")
    stands = await table.found(merge)
    assert stands.status == "accepted"
    assert [one.answer for one in stands.merge.agreements] == ["agreed", "aloud"]


async def test_a_moderator_signs_for_their_own_region_alone(table: Table) -> None:
    merge = await table.merge()
    with pytest.raises(NotPermitted):
        await table.on("moderator", "plenary", commands.AgreeMerge, merge, region_id="AM")
    for act in (commands.AgreeMerge, commands.RefuseMerge, commands.UndoMerge):
        with pytest.raises(NotFound):
            await table.on("moderator AP", "plenary", act, merge)
    with pytest.raises(NotPermitted):
        await table.merge("moderator AP")
    with pytest.raises(NotPermitted):
        await table.on("moderator", "plenary", commands.EditRecommendation, merge, title="Mine", version=1)


async def test_of_the_plenary_s_own_texts_the_chair_decides_alone(table: Table) -> None:
    own = [await table.text("plenary"), await table.text("plenary", "delegate")]
    await table.on("chair", "plenary", commands.AcceptRecommendation, own[1])
    with pytest.raises(NotPermitted):
        await table.merge("moderator", "plenary", *own)
    stands = await table.found(await table.merge("chair", "plenary", *own))
    assert (stands.status, stands.region_ids) == ("accepted", ("AF",))
    mixed = await table.merge("chair", "plenary", stands.id, table.americas)
    assert [one.region_id for one in (await table.found(mixed)).merge.agreements] == ["AF", "AM"]


async def test_undone_everything_is_as_it_was(table: Table) -> None:
    before = await table.now()
    merge = await table.merge()
    await table.on("moderator", "AF", commands.AgreeMerge, merge)
    await table.on("moderator AM", "AM", commands.AgreeMerge, merge)
    await table.on("chair", "plenary", commands.UndoMerge, merge)
    after = await table.now()
    assert after.recommendations[merge].status == "withdrawn"
    assert {key: one for key, one in after.recommendations.items() if key != merge} == dict(before.recommendations)
    assert after.handed_over == before.handed_over


async def test_once_a_slate_with_it_was_opened_a_merge_stays_unless_that_round_is_void(table: Table) -> None:
    merge = await table.merge()
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, merge, region_id=region)
    round_id = await table.open_with(merge)
    with pytest.raises(WrongState):
        await table.on("chair", "plenary", commands.UndoMerge, merge)
    await table.step(commands.VoidRound, round_id, reason="By mistake.")
    await table.on("chair", "plenary", commands.UndoMerge, merge)
    assert (await table.found(table.africa)).status == "accepted"


async def test_a_text_with_ballots_is_merged_for_a_new_round_alone(table: Table) -> None:
    """While it is voted on nobody merges it; afterwards its round stays as it is, and no later one takes it."""
    merge = await table.merge()
    await table.on("moderator AM", "AM", commands.AgreeMerge, merge)
    round_id = await table.open_with(table.africa)
    with pytest.raises(WrongState, match="merge_voted_on"):
        await table.on("moderator", "AF", commands.AgreeMerge, merge)
    await table.step(commands.CloseRound, round_id)
    closed = (await table.now()).rounds[round_id]
    await table.on("moderator", "AF", commands.AgreeMerge, merge)
    assert (await table.now()).rounds[round_id] == closed
    await table.step(commands.PublishRound, round_id)
    with pytest.raises(NotFound):
        await table.open_with(table.africa)
    assert await table.open_with(merge)


async def test_a_draft_with_what_was_merged_since_is_not_opened(table: Table) -> None:
    drafted = await table.do(
        "chair", "plenary", commands.PrepareRound, method="shortlist", slate=[table.africa, table.americas]
    )
    merge = await table.merge()
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, merge, region_id=region)
    with pytest.raises(WrongState, match="slate_changed"):
        await table.step(commands.OpenRound, drafted.round_id)


async def test_other_words_ask_everybody_again(table: Table) -> None:
    """Of the merge, and of a parent: an agreement to what was asked before is overtaken."""
    merge = await table.merge("moderator")
    await table.on("chair", "plenary", commands.EditRecommendation, merge, title="Two calendars", version=1)
    assert [one.answer for one in (await table.found(merge)).merge.agreements] == ["asked", "asked"]
    with pytest.raises(Overtaken) as refused:
        await table.on("moderator AM", "AM", commands.AgreeMerge, merge, asking=1)
    assert refused.value.current.asking == 2
    await table.on("moderator AM", "AM", commands.AgreeMerge, merge, asking=2)
    await table.on("moderator", "AF", commands.EditRecommendation, table.africa, title="Another text", version=1)
    asked = (await table.found(merge)).merge
    assert [one.answer for one in asked.agreements] == ["asked", "asked"]
    assert [one.version for one in asked.parents] == [2, 1]
    with pytest.raises(Overtaken):
        await table.on("moderator AM", "AM", commands.AgreeMerge, merge, asking=2)


async def test_a_merge_of_words_that_were_changed_since_they_were_read_is_overtaken(table: Table) -> None:
    versions = {table.africa: 1, table.americas: 1}
    await table.on("moderator", "AF", commands.EditRecommendation, table.africa, title="Another text", version=1)
    with pytest.raises(Overtaken) as refused:
        await table.merge(versions=versions)
    assert refused.value.current == {table.africa: 2, table.americas: 1}
    assert await table.merge(versions=refused.value.current)


async def test_a_refusal_frees_the_parents_and_its_note_stays(table: Table) -> None:
    merge = await table.merge()
    with pytest.raises(WrongState, match="merge_there"):
        await table.merge()
    await table.on("moderator AM", "AM", commands.RefuseMerge, merge, note="They are two things.")
    refused = await table.found(merge)
    assert (refused.status, refused.reason) == ("rejected", "They are two things.")
    assert await table.merge()
    for act in (commands.AcceptRecommendation, commands.WithdrawRecommendation):
        with pytest.raises(WrongState):
            await table.on("chair", "plenary", act, merge)


async def test_in_a_region_s_room_the_result_takes_the_place_of_its_parents(table: Table) -> None:
    """Its moderator alone signs; undone, the set is as it was."""
    second, third = await table.text("AF"), await table.text("AF")
    await table.hand_over("AF", table.africa, second, third)
    before = (await table.now()).handed_over
    merge = await table.merge("moderator", "AF", third, table.africa)
    stands = await table.found(merge)
    assert (stands.status, stands.region_ids, stands.label) == ("accepted", ("AF",), "AF-4")
    assert await table.sets("AF") == [(merge, second)]
    await table.on("moderator", "AF", commands.UndoMerge, merge)
    assert (await table.now()).handed_over == before


async def test_undone_in_a_set_that_has_no_room_any_more_a_merge_stays(table: Table) -> None:
    others = [await table.text("AF") for _ in range(5)]
    await table.hand_over("AF", table.africa, *others[:4])
    merge = await table.merge("moderator", "AF", table.africa, others[0])
    await table.hand_over("AF", merge, *others[1:])
    with pytest.raises(LimitReached):
        await table.on("moderator", "AF", commands.UndoMerge, merge)
    await table.hand_over("AF", merge, *others[2:])
    await table.on("moderator", "AF", commands.UndoMerge, merge)
    assert await table.sets("AF") == [(table.africa, others[0], *others[2:])]


async def test_what_was_merged_in_plenary_stays_in_its_set(table: Table) -> None:
    merge = await table.merge()
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, merge, region_id=region)
    with pytest.raises(Bound):
        await table.do("moderator", "AF", commands.TakeBack, recommendation_ids=[table.africa])
    another = await table.text("AF")
    await table.hand_over("AF", table.africa, another)
    assert await table.sets("AF") == [(table.africa, another)]


async def test_a_merge_may_be_merged_and_its_lineage_leads_to_proposals(table: Table) -> None:
    first = await table.merge()
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, first, region_id=region)
    own = await table.text("plenary")
    second = await table.merge("chair", "plenary", first, own)
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, second, region_id=region)
    assert origins_of(await table.now(), second) == (table.africa, table.americas, own)
    with pytest.raises(WrongState):
        await table.on("chair", "plenary", commands.UndoMerge, first)
    await table.on("chair", "plenary", commands.UndoMerge, second)
    await table.on("chair", "plenary", commands.UndoMerge, first)


@pytest.mark.parametrize(("parents", "refusal"), [(1, Malformed), (21, Malformed), (0, Malformed)])
async def test_a_merge_has_two_parents_at_least(table: Table, parents: int, refusal: type[Refusal]) -> None:
    items = [table.africa] * parents
    propose = partial(table.do, "chair", "plenary", commands.ProposeMerge, **WORDS)
    with pytest.raises(refusal):
        await propose(parents=items)
    with pytest.raises(Malformed):
        await propose(parents=[table.africa, table.africa])


async def test_a_wording_of_the_chair_stands_when_the_region_accepts_it(table: Table) -> None:
    """Origin, number and lineage stay; the version grows."""
    before = await table.found(table.africa)
    better = {"title": "Better words", "text": "Of the chair."}
    await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, **better)
    with pytest.raises(WrongState, match="wording_there"):
        await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Best words")
    with pytest.raises(Overtaken):
        await table.on("moderator", "AF", commands.AcceptWording, table.africa, title="Others")
    await table.on("moderator", "AF", commands.AcceptWording, table.africa, **better)
    after = await table.found(table.africa)
    assert (after.title, after.text, after.version, after.wording) == ("Better words", "Of the chair.", 2, None)
    assert (after.region_ids, after.label) == (before.region_ids, before.label)


async def test_a_region_answers_with_words_that_the_chair_accepts(table: Table) -> None:
    await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Of the chair")
    await table.on("moderator", "AF", commands.ProposeWording, table.africa, version=1, title="Of the region")
    await table.on("chair", "plenary", commands.AcceptWording, table.africa)
    assert (await table.found(table.africa)).title == "Of the region"


async def test_of_a_merge_every_region_accepts_a_wording_and_nobody_edits_it(table: Table) -> None:
    merge = await table.merge()
    for region in ("AF", "AM"):
        await table.on("chair", "plenary", commands.AgreeMerge, merge, region_id=region)
    with pytest.raises(WrongState, match="agreed_words"):
        await table.on("chair", "plenary", commands.EditRecommendation, merge, title="Edited", version=1)
    await table.on("chair", "plenary", commands.ProposeWording, merge, version=1, title="Worded")
    await table.on("moderator", "plenary", commands.AcceptWording, merge)
    assert (await table.found(merge)).title == WORDS["title"]
    await table.on("moderator AM", "AM", commands.AcceptWording, merge)
    assert (await table.found(merge)).title == "Worded"


async def test_a_refused_wording_is_gone_and_one_on_old_words_is_overtaken(table: Table) -> None:
    await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Of the chair")
    await table.on("moderator", "AF", commands.RefuseWording, table.africa, note="Not so.")
    with pytest.raises(WrongState, match="no_wording"):
        await table.on("moderator", "AF", commands.AcceptWording, table.africa)
    await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Of the chair")
    await table.on("moderator", "AF", commands.EditRecommendation, table.africa, title="Edited", version=1)
    with pytest.raises(WrongState, match="no_wording"):
        await table.on("moderator", "AF", commands.AcceptWording, table.africa)
    with pytest.raises(Overtaken):
        await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Of the chair")


async def test_no_wording_for_what_is_voted_on_nor_for_what_the_chair_edits(table: Table) -> None:
    own = await table.text("plenary")
    with pytest.raises(WrongState, match="wording_of_own"):
        await table.on("chair", "plenary", commands.ProposeWording, own, version=1, title="Of the chair")
    await table.open_with(table.africa)
    with pytest.raises(WrongState, match="bound_to_round"):
        await table.on("chair", "plenary", commands.ProposeWording, table.africa, version=1, title="Of the chair")
