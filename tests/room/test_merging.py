"""Merging by agreement, on a real store: what is asked of whom, what stands, and what is as before."""

from functools import partial

import pytest

from server.domain.errors import Bound, LimitReached, Malformed, NotFound, NotPermitted, Overtaken, WrongState
from server.domain.procedure.lineage import origins_of
from server.protocol import commands
from server.room.context import Context
from server.room.signing_views import signed_in
from tests.room.table import WORDS, Table, a_table


@pytest.fixture
async def table(context: Context) -> Table:
    """Let both regions hand over."""
    return await a_table(context)


async def test_two_regions_texts_become_one_when_both_moderators_have_agreed(table: Table) -> None:
    """One signs in plenary, the other on the podium of their own region. Holds R212."""
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
    """Holds R214."""
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
    """While it is voted on nobody merges it; then its round stays, and no later one takes it. Holds R215."""
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
    """Of the merge, and of a parent: an agreement to what was asked before is overtaken. Holds R213."""
    merge = await table.merge("moderator")
    await table.on("chair", "plenary", commands.EditRecommendation, merge, title="Two calendars", version=1)
    assert [one.answer for one in (await table.found(merge)).merge.agreements] == ["asked", "asked"]
    with pytest.raises(Overtaken) as refused:
        await table.on("moderator AM", "AM", commands.AgreeMerge, merge, asking=1)
    assert getattr(refused.value.current, "asking", 0) == 2
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


@pytest.mark.parametrize("act", [commands.RejectRecommendation, commands.WithdrawRecommendation])
async def test_a_merge_that_waits_falls_with_a_text_that_stands_no_more(
    table: Table, act: type[commands.RecommendationCommand]
) -> None:
    """Nobody is asked to sign it any more, its other parent is free, and the log says that it fell. Holds R282."""
    merge = await table.merge("moderator")
    await table.on("moderator", "AF", act, table.africa)
    assert (await table.found(merge)).status == "withdrawn"
    with pytest.raises(WrongState):
        await table.on("moderator AM", "AM", commands.AgreeMerge, merge)
    assert (await table.found(table.americas)).status == "accepted"
    now = await table.now()
    assert not [one for one in signed_in(now, table.world.room("plenary")) if one.id == merge]
    acts = await table.world.context.store_of(merge).acts.read(table.world.meeting.id)
    assert [one.act for one in acts if "merge" in one.act] == ["propose_merge", "merge_fell"]


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


@pytest.mark.parametrize("many", [0, 1, 2, 21])
async def test_a_merge_has_at_least_two_parents_each_once(table: Table, many: int) -> None:
    propose = partial(table.do, "chair", "plenary", commands.ProposeMerge, **WORDS)
    with pytest.raises(Malformed):
        await propose(parents=[table.africa] * many)
