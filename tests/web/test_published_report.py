"""The report of a meeting for everybody of it: who has it when, what is in it, and that phones are led to it."""

import asyncio

import pytest

from tests.services import Kit, Service
from tests.web.browsers import raw
from tests.web.test_desk_log import a_morning, lines_of


def status(kit: Kit, credential: str, query: str = "", kind: str = "html") -> tuple[int, str]:
    """Ask for the report, and say how it was answered."""
    path = f"/api/meetings/{kit.id}/report.{kind}{query}"
    came = raw(kit.service, "GET", path, Authorization=f"Bearer {credential}")
    return came.status, came.page


async def a_seat(kit: Kit) -> str:
    """Sit down on a named seat, and give its credential."""
    token = {"seat_token": kit.founded["seats"][0]["seat_token"]}
    _, seated = await asyncio.to_thread(kit.service.call, "POST", "/api/seat", token)
    return str(seated["credential"])


async def test_everybody_has_the_report_from_its_publication_until_it_is_taken_back(service: Service) -> None:
    """Others are told that it is not there; who works at the meeting has it all the time. Holds R284."""
    kit = await a_morning(service)
    others = [await a_seat(kit), *(kit.founded["credentials"][role] for role in ("observer", "screen"))]
    moderator = kit.founded["credentials"]["moderators"]["AF"]
    async with kit.phone(kit.room("lunch", "AF"), "chair") as chair:

        async def seen_by(all_: list[str]) -> set[int]:
            return {(await asyncio.to_thread(status, kit, one))[0] for one in all_}

        assert await seen_by([*others, moderator]) == {404}
        assert await seen_by([kit.chair]) == {200}
        assert (await chair.act("publish_report")) | {"ref": "", "seq": 0} == {
            "type": "done", "ref": "", "seq": 0, "already": False, "round": None, "removed": None,
        }  # fmt: skip
        assert (await chair.act("publish_report"))["already"]
        assert await seen_by([*others, moderator]) == {200}
        assert (await asyncio.to_thread(status, kit, others[0], "?show&lang=ar"))[1].count('dir="rtl"')
        for kind in ("csv", "json"):
            assert (await asyncio.to_thread(status, kit, others[0], "", kind))[0] == 200
        await chair.act("withdraw_report")
        assert (await chair.act("withdraw_report"))["already"]
        assert await seen_by([*others, moderator]) == {404}
        _, said = await asyncio.to_thread(status, kit, others[0])
        assert "The report of this meeting is not published" in said
        assert await seen_by([kit.chair]) == {200}
    acts = [line["act"] for line in await asyncio.to_thread(lines_of, kit, kit.service.key)]
    assert [act for act in acts if act.endswith("_report")] == ["publish_report", "withdraw_report"]


@pytest.mark.parametrize("role", ["moderator", "delegate", "observer", "screen"])
async def test_nobody_but_the_chair_publishes_it(service: Service, role: str) -> None:
    kit = await a_morning(service)
    room = kit.room("lunch", "AF") if role in ("moderator", "delegate") else kit.room("s2")
    who = "moderator:AF" if role == "moderator" else role
    if role == "delegate":
        who = await a_seat(kit)
    async with kit.phone(room, who) as phone:
        for act in ("publish_report", "withdraw_report"):
            assert (await phone.act(act))["code"] == "not_permitted"


async def test_what_everybody_has_is_what_the_chair_was_shown_as_theirs(service: Service) -> None:
    """Byte for byte, and less than the chair's own, who sees who acted and how many a delegation has. Holds R285."""
    kit = await a_morning(service)
    seat = await a_seat(kit)
    async with kit.phone(kit.room("lunch", "AF"), "chair") as chair:
        await chair.act("publish_report")
    for kind in ("html", "json", "csv"):
        theirs = await asyncio.to_thread(status, kit, seat, "?lang=en", kind)
        assert theirs == await asyncio.to_thread(status, kit, kit.chair, "?lang=en&everybody", kind)
        assert "Ama Mensah" not in theirs[1]
    (_, whole), (_, told) = [await asyncio.to_thread(status, kit, one, "?lang=en") for one in (kit.chair, seat)]
    assert (whole.count("Moderator"), told.count("Moderator")) > (0, 0)
    assert whole != told
