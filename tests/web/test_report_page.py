"""The report at the desk: a plain form chooses, a frame shows it, and each file is a link that leads to it."""

import asyncio
import json
import re
from html import unescape

from tests.services import Service
from tests.web.browsers import raw
from tests.web.test_desk_log import a_morning


async def test_the_report_is_chosen_read_and_fetched_without_a_script(service: Service) -> None:
    """In another language than the page; what is left out is left out of every file."""
    kit = await a_morning(service)
    came = raw(service, "POST", "/api/desk", json.dumps({"key": await asyncio.to_thread(kit.desk)}),
               Content_Type="application/json")  # fmt: skip
    slot, cookie = json.loads(came.page)["slot"], came.getheader("set-cookie", "").partition(";")[0]

    def got(path: str) -> tuple[str, str, str]:
        answer = raw(service, "GET", unescape(path), Cookie=cookie)
        assert answer.status == 200, path
        policy = answer.getheader("content-security-policy", "")
        return answer.page, answer.getheader("content-disposition", ""), policy

    page, _, _ = got(f"/tab/{slot}/desk/{kit.id}/report?parts=programme&parts=rounds&original=no&language=fr")
    assert ticked(page) == {"parts": (2, 8), "session": (3, 3), "round": (1, 1), "original": (0, 1), "language": (1, 6)}
    (frame,) = re.findall(r'<iframe[^>]* sandbox [^>]*src="([^"]+)"', page)
    shown, kept, policy = got(frame)
    assert kept.startswith("inline")
    assert policy.endswith("sandbox")
    assert '<html lang="fr"' in shown
    assert 'id="rounds"' in shown
    assert 'id="proposals"' not in shown
    links = re.findall(r'data-file="(\w+)"[^>]*href="([^"]+)"', page)
    assert {kind for kind, _ in links} >= {"html", "csv", "json"}
    for kind, link in links:
        if kind in ("csv", "json"):
            assert "=One calendar" in got(link)[0]
    whole, _, _ = got(f"/tab/{slot}/desk/{kit.id}/report")
    alike = {"round": (1, 1), "original": (1, 1), "language": (1, 6)}
    assert ticked(whole) == {"parts": (8, 8), "session": (3, 3), **alike}
    one, _, _ = got(f"/tab/{slot}/desk/{kit.id}/report?session=s1&round=&original=no&original=beside")
    assert ticked(one) == {"parts": (7, 8), "session": (1, 3), **alike}
    (frame,) = re.findall(r'<iframe[^>]* sandbox [^>]*src="([^"]+)"', one)
    assert 'id="rounds"' not in got(frame)[0]
    assert "Report of a session" in got(frame)[0]
    (pages,) = re.findall(r'data-report="([^"]+)"', whole)
    told = json.loads(got(pages)[0])
    (round_,) = re.findall(r'name="round"\s+value="([^"]+)"', whole)
    assert 1 <= told["at"]["programme"] <= told["at"][f"round-{round_}"] <= told["at"]["acts"] <= told["pages"]


def ticked(page: str) -> dict[str, tuple[int, int]]:
    """Count of each field of the form what is ticked, and what can be."""
    found: dict[str, tuple[int, int]] = {}
    for box in re.findall(r'<input type="(?:checkbox|radio)"[^>]* name=[^>]*>', page):
        (name,) = re.findall(r'name="(\w+)"', box)
        on, all_ = found.get(name, (0, 0))
        found[name] = on + (" checked" in box), all_ + 1
    return found


async def test_the_chair_has_it_from_the_podium_and_a_moderator_has_not(service: Service) -> None:
    """A link that is read in the browser."""
    kit = await a_morning(service)
    pages = {}
    for role, credential in (("chair", kit.chair), ("moderator", kit.founded["credentials"]["moderators"]["AF"])):
        body = json.dumps({"credential": credential})
        came = raw(service, "POST", "/api/enter", body, Origin=service.base_url)
        slot, cookie = json.loads(came.page)["slot"], came.getheader("set-cookie", "").partition(";")[0]
        room = kit.room("lunch", "AF")
        page = raw(service, "GET", f"/tab/{slot}/podium/{room['id']}", Cookie=cookie).page
        pages[role] = re.findall(r'href="(/api/meetings/[^"]*/report[^"]*)"', page), cookie
    links, cookie = pages["chair"]
    assert ["everybody" in link for link in links] == [False, True]
    for link in links:
        assert "Report of the meeting" in raw(service, "GET", unescape(link), Cookie=cookie).page
    assert pages["moderator"][0] == []
