"""The page of slips at the desk: plain forms, which show a slip that was refused as it was filled in."""

import asyncio
import json
import re
from urllib.parse import urlencode

from tests.services import Kit, Service
from tests.web.browsers import Answer, raw
from tests.web.test_desk import come_in, cookie_of, in_tab
from tests.web.test_desk_log import lines_of

SEATS = [{"name": f"N{at}", "region_id": "AF", "language": "ar" if at == 0 else "en"} for at in range(5)]


async def opened(kit: Kit) -> str:
    """Open a round in plenary over one recommendation."""
    room = kit.room("s1")
    async with kit.phone(room, "chair") as chair:
        question = kit.question("s1")
        said = await chair.act("propose", question_id=question, title="One calendar")
        slate = [said["recommendation_id"]]
        prepared = await chair.act("prepare_round", method="across_regions", slate=slate, rules={})
        await chair.act("open_round", round_id=prepared["round_id"])
    return str(prepared["round_id"])


async def test_a_slip_is_printed_scanned_and_entered(service: Service) -> None:
    """Each slip in the language of its seat, without a name; the next one is asked for once one is in. Holds R278."""
    kit = service.new_meeting(seats=SEATS)
    round_id = await opened(kit)
    tab = come_in(service, service.key)
    page = f"{json.loads(tab.page)['page']}/{kit.id}/slips"
    assert "Round 1" in in_tab(service, tab, page).page
    way = f"/tab/{json.loads(tab.page)['slot']}/slips/{kit.id}"
    assert in_tab(service, tab, f"{way}?round={round_id}").headers["location"] == page
    printed = post(service, tab, way, {"round": round_id}).page
    codes = re.findall(r'dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})<', printed)
    assert len(set(codes)) == 5
    assert 'lang="ar" dir="rtl"' in printed
    assert "N1" not in printed
    scanned = raw(service, "GET", f"/slip/{codes[0]}").page
    assert "Hand it in at the desk" in scanned
    form = in_tab(service, tab, f"{page}?code={codes[0]}").page
    item = re.findall(r'name="(mark[.][^"]+)"', form)[0]
    request = re.findall(r'name="request_id" value="([^"]+)"', form)[0]
    refused = post(service, tab, page, {"code": codes[0], "request_id": request, item: "maybe"})
    assert refused.status == 422
    sent = post(service, tab, page, {"code": codes[0], "request_id": request, item: "for"})
    assert (sent.status, sent.headers["location"]) == (303, f"{page}?entered=yes")
    assert "The next slip, please." in in_tab(service, tab, f"{page}?entered=yes").page
    said = await asyncio.to_thread(lines_of, kit, service.key)
    assert [one["act"] for one in said].count("print_slips") == 1, "whoever opens the address prints nothing"


def post(service: Service, tab: Answer, page: str, said: dict[str, str]) -> Answer:
    """Send the form of a slip."""
    cookie, kind = cookie_of(tab), "application/x-www-form-urlencoded"
    asked = {"Cookie": cookie, "Origin": service.base_url, "Content_Type": kind}
    return raw(service, "POST", page, urlencode(said), **asked)
