"""The pages of the board: what each reader finds on it, and how it is filtered, without any script."""

import asyncio
import re
from contextlib import AsyncExitStack

from tests.services import Json, Kit, Service
from tests.web.browsers import raw
from tests.web.test_desk import come_in
from tests.web.test_desk_log import lines_of
from tests.web.test_desk_steps import lead_of, side, state_of

REGIONS = ("AF", "AM", "AP")
SAME = "Keep a library of tested practices"


async def hand_over(kit: Kit, here: AsyncExitStack) -> list[str]:
    """Let three regions hand one text each to the plenary: the first two say the same."""
    _, meeting = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair)
    lunch = next(one for one in meeting["sessions"] if one["id"] == "lunch")
    ids = []
    for region in REGIONS:
        room: Json = next(one for one in kit.founded["rooms"] if one["region_id"] == region)
        moderator = await here.enter_async_context(kit.phone(room, f"moderator:{region}"))
        title = "Train negotiators together" if region == "AP" else SAME
        said = await moderator.act("propose", question_id=lunch["questions"][0]["id"], title=title, language="en")
        await moderator.act("hand_over", recommendation_ids=[said["recommendation_id"]])
        ids.append(said["recommendation_id"])
    return ids


def board(kit: Kit, who: str, more: str = "") -> str:
    """Read the board beside the podium."""
    role, _, region = who.partition(":")
    credentials = kit.founded["credentials"]
    token = credentials["moderators"][region] if region else credentials[role]
    address = f"/tab/abcd/podium/{kit.room('s2')['id']}/board{more}"
    answer = raw(kit.service, "GET", address, Authorization=f"Bearer {token}")
    assert answer.status == 200, answer.page
    return str(answer.page)


def cards_of(page: str) -> dict[str, str]:
    """Say the number of each card by its label; none where it has none."""
    found = re.findall(r'data-card="\w+" data-label="([\w-]+)".*?card__n[^>]*>([^<]*)<', page, re.DOTALL)
    return {label: number if number.isdecimal() else "" for label, number in found}


async def test_a_merge_is_shown_to_whom_it_asks_and_has_its_place_at_the_desk(service: Service) -> None:
    """The band says that it waits; a region that is not asked sees its parents free. Holds R242."""
    kit = await asyncio.to_thread(service.new_meeting)
    tab = come_in(service, service.key)
    assert state_of(side(service, tab, kit), "/board") == ("wait", "Nothing handed over yet")
    async with AsyncExitStack() as here:
        ids = await hand_over(kit, here)
        assert cards_of(board(kit, "chair")) == {"AF-1": "1", "AM-1": "2", "AP-1": "3"}
        chair = await here.enter_async_context(kit.phone(kit.room("s2"), "chair"))
        await chair.act("propose_merge", parents=ids[:2], title="One library", language="en")
        asked, other = board(kit, "moderator:AF"), board(kit, "moderator:AP")
        assert cards_of(asked) == cards_of(board(kit, "chair")) == {"AF-1": "", "AM-1": "", "AP-1": "1"}
        assert ("One library" in asked, asked.count('data-act="agree"'), asked.count('data-act="aloud"')) == (
            True,
            1,
            0,
        )
        assert cards_of(other) == {"AF-1": "1", "AM-1": "2", "AP-1": "3"}
        assert "One library" not in other
        assert board(kit, "chair").count('data-act="aloud"') == 2
        page = side(service, tab, kit)
        assert state_of(page, "/board") == ("go", "3 texts · merges waiting: 1")
        assert "/board" in lead_of(page)
        at_desk = side(service, tab, kit, "/board")
        assert "One library" in at_desk
        assert cards_of(at_desk) == {"AF-1": "", "AM-1": "", "AP-1": "1"}
        assert at_desk.count('data-act="aloud"') == 2


async def test_filters_hide_cards_and_change_no_number(service: Service) -> None:
    """By status, region and question, as a board and as a table. Holds R241."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as here:
        await hand_over(kit, here)
        assert cards_of(board(kit, "chair", "?status=alike")) == {"AF-1": "1", "AM-1": "2"}
        assert cards_of(board(kit, "chair", "?region=AP")) == {"AP-1": "3"}
        assert cards_of(board(kit, "chair", "?status=free&region=AF")) == {}
        assert "No text fits" in board(kit, "chair", "?question=gone")
        table = board(kit, "chair", "?view=table&status=%22%3E")
        assert (table.count("<tr><td"), "data-card" in table) == (3, False)


async def test_the_slate_of_the_board_is_one_that_a_round_may_have(service: Service) -> None:
    """By its numbers, with the merge that everybody agreed to and without its parents. Holds R241."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as here:
        ids = await hand_over(kit, here)
        chair = await here.enter_async_context(kit.phone(kit.room("s2"), "chair"))
        merged = (await chair.act("propose_merge", parents=ids[:2], title="One", language="en"))["recommendation_id"]
        for region in REGIONS[:2]:
            await chair.act("agree_merge", recommendation_id=merged, region_id=region, asking=1)
        page = board(kit, "chair")
        found = re.search(r'data-slate="([^"]*)"', page)
        assert found is not None
        slate = found[1].split()
        assert slate == [merged, ids[2]]
        assert cards_of(page) == {"1": "1", "AP-1": "2", "AF-1": "", "AM-1": ""}
        drafted = await chair.act("prepare_round", method="across_regions", slate=slate)
        assert drafted["round"]["slate"] == slate
        refused = await chair.act("prepare_round", method="across_regions", slate=[*slate, ids[0]])
        assert refused["type"] == "refused"


async def test_the_desk_merges_and_records_what_was_agreed_aloud(service: Service) -> None:
    """By calls, without being in the room; the log says who it was, and that it was aloud. Holds R265."""
    kit = await asyncio.to_thread(service.new_meeting)
    desk, path = await asyncio.to_thread(kit.desk), f"/api/rooms/{kit.room('s2')['id']}/acts"

    async def act(kind: str, **said: object) -> Json:
        command = {"type": kind, "ref": "1", "request_id": f"{kind}-{said.get('region_id', '')}", **said}
        _, reply = await asyncio.to_thread(service.call, "POST", path, command, desk)
        return dict(reply)

    async with AsyncExitStack() as here:
        ids = await hand_over(kit, here)
        chair = await here.enter_async_context(kit.phone(kit.room("s2"), "chair"))
        merged = await act("propose_merge", parents=ids[:2], title="One", language="en")
        for region in REGIONS[:2]:
            done = await act("agree_merge", recommendation_id=merged["recommendation_id"], region_id=region, asking=1)
            assert done["type"] == "done", done
        heard = await chair.wait_for("recommendation_changed", recommendation__id=merged["recommendation_id"])
        assert heard["recommendation"]["parents"] == ids[:2]
        assert (await act("propose_wording", recommendation_id=ids[2], version=1, title="Train"))["type"] == "done"
        asia = next(one for one in kit.founded["rooms"] if one["region_id"] == "AP")
        async with kit.phone(asia, "moderator:AP") as moderator:
            accepted = await moderator.act("accept_wording", recommendation_id=ids[2], title="Train", text="")
            assert accepted["type"] == "done", accepted
        assert (await act("prepare_round", method="across_regions", slate=[ids[2]]))["code"] == "not_permitted"
    lines = await asyncio.to_thread(lines_of, kit, service.key)
    assert [line["act"] for line in lines][-1] == "accept_wording"  # and not once more that the text has changed
    signed = [(line["act"], line["actor"]) for line in lines if line["act"].startswith(("propose_", "agree_"))]
    by = dict(signed)
    assert set(by) == {"propose_merge", "agree_merge_aloud", "propose_wording"}
    assert len(set(by.values())) == 1
    assert "desk" in by["agree_merge_aloud"].casefold()
