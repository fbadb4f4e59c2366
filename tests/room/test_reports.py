"""Reports of a meeting that was really held: read as of one instant, and written where no ballot waits for it."""

import asyncio
import json

import pytest

from server.domain.errors import NotFound
from server.protocol import commands
from server.record.report_files import REPORTS
from server.record.reporting.kept import Asked
from server.room.actions import perform
from server.room.context import Context
from server.room.reports import make_report
from tests.chambers import Chamber, a_chamber

SEATS = {"Ama": "Africa", "Bo": "Asia", "Cai": "Asia"}


async def held(context: Context) -> Chamber:
    """Hold a round on two recommendations, publish its list, and close another one without publishing it."""
    chamber = await a_chamber(context, SEATS, ["Africa", "Asia"])
    slate = await chamber.put(["Wells", "Schools"])
    first = await chamber.open(slate, secrecy="recorded")
    for name in SEATS:
        await chamber.cast(name, first, {slate[0]: "for", slate[1]: "against"})
    await chamber.close(first)
    await perform(context, chamber.chair, commands.PublishRound(round_id=first))
    await chamber.close(await chamber.open(slate, secrecy="recorded"))
    return chamber


async def test_the_report_has_what_was_published_and_no_other_list(context: Context) -> None:
    """And the basis of every text is an act that was done."""
    chamber = await held(context)
    read = json.loads(await make_report(context, chamber.meeting.id, Asked(whole=True, kind="json")))
    assert [one["state"] for one in read["rounds"]] == ["published", "closed"]
    assert [[item["title"] for item in one["items"]] for one in read["lists"]] == [["Wells", "Schools"]]
    acts = {one["mark"]: one["act"] for one in read["acts"]}
    assert next(iter(acts.values())) == "found_meeting"
    assert {acts[one["basis"]] for one in read["recommendations"]} <= {"text.proposed", "text.accepted"}
    assert list(acts.values()).count("round.published") == 1


async def test_every_kind_of_file_is_written_once_for_all_who_ask(context: Context) -> None:
    """The second reader gets what was made for the first; after the next decision it is made anew."""
    chamber = await held(context)
    for kind in REPORTS:
        asked = Asked(whole=True, kind=kind)
        first, second = await asyncio.gather(*(make_report(context, chamber.meeting.id, asked) for _ in range(2)))
        assert first is second
    page = Asked(whole=True)
    before = await make_report(context, chamber.meeting.id, page)
    await chamber.put(["Roads"])
    after = await make_report(context, chamber.meeting.id, page)
    assert b"Roads" in after
    assert b"Roads" not in before


async def test_of_what_is_not_there_there_is_no_report(context: Context) -> None:
    """Neither of a session nor as a kind of file, nor of a meeting that was erased."""
    chamber = await held(context)
    for asked in (Asked(("none",)), Asked(kind="odt"), Asked(rounds=("none",))):
        with pytest.raises(NotFound):
            await make_report(context, chamber.meeting.id, asked)
    with pytest.raises(NotFound):
        await make_report(context, "zzzzz", Asked())
