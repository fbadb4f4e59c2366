"""Rewording by agreement, on a real store: who proposes, who answers, and what becomes of the words."""

import pytest

from server.domain.errors import Overtaken, WrongState
from server.protocol import commands
from server.room.context import Context
from tests.room.table import WORDS, Table, a_table


@pytest.fixture
async def table(context: Context) -> Table:
    """Let both regions hand over."""
    return await a_table(context)


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
    """Holds R217."""
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
