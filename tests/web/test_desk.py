"""The door of the desk: who is let in, by key or by link, by a form or a call, and how wrong keys are paced."""

import asyncio
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from server.cli.meetings import desk_link
from server.web.wrong_keys import FREE_TRIES
from tests.services import Service
from tests.web.browsers import Answer, code_at, raw

FORM = "application/x-www-form-urlencoded"


def come_in(service: Service, key: str) -> Answer:
    """Show a key at the door, as its page does."""
    return raw(service, "POST", "/api/desk", json.dumps({"key": key}), Origin=service.base_url)


def cookie_of(answer: Answer) -> str:
    """Read the cookie that is set."""
    return str(answer.getheader("set-cookie", "")).partition(";")[0]


def in_tab(service: Service, answer: Answer, path: str, method: str = "GET", body: str = "") -> Answer:
    """Ask for something in the tab that was opened."""
    return raw(service, method, path, body, Cookie=cookie_of(answer), Origin=service.base_url)


def test_the_key_opens_every_meeting_and_a_link_the_meeting_it_is_for(service: Service) -> None:
    """The cookie is out of reach of scripts, and the answer holds no credential. Holds R159."""
    here, there = service.new_meeting(title="Here it is"), service.new_meeting(title="There it is")
    for key, opened in ((service.key, (here, there)), (here.desk(), (here,))):
        answer = come_in(service, key)
        said = json.loads(answer.page)
        assert answer.status == 201
        assert set(said) == {"slot", "page"}
        assert said["page"] == f"/tab/{said['slot']}/desk"
        assert "HttpOnly" in answer.getheader("set-cookie", "")
        for kit in (here, there):
            page = in_tab(service, answer, f"{said['page']}/{kit.id}")
            assert page.status == (200 if kit in opened else 403)
            shown = in_tab(service, answer, f"/api/meetings/{kit.id}?slot={said['slot']}")
            assert shown.status == (200 if kit in opened else 403)
        home = in_tab(service, answer, said["page"])
        if len(opened) == 1:
            assert (home.status, home.getheader("location")) == (303, f"{said['page']}/{here.id}")
        else:
            assert "Here it is" in home.page
            assert "There it is" in home.page
        assert in_tab(service, answer, f"/tab/{said['slot']}/").getheader("location") == said["page"]


def test_the_desk_of_a_meeting_does_there_what_the_key_does_and_founds_nothing(service: Service) -> None:
    """By cookie and by credential, as the table says. Holds R160."""
    kit = service.new_meeting()
    answer = come_in(service, kit.desk())
    slot = json.loads(answer.page)["slot"]
    read = in_tab(service, answer, f"/api/read/programme?slot={slot}", "POST", "Session 1: A")
    assert read.status == 200
    founding = in_tab(service, answer, f"/api/meetings?slot={slot}", "POST", "{}")
    assert (founding.status, json.loads(founding.page)["code"]) == (403, "not_permitted")
    assert service.call("POST", "/api/read/programme", {"text": "Session 1: A"}, kit.desk())[0] == 200
    assert service.call("GET", "/metrics", None, kit.desk(), X_Forwarded_For="192.0.2.7")[0] == 403


def test_the_door_works_by_a_plain_form_in_the_language_that_was_chosen(service: Service) -> None:
    """A link may be pasted whole; whoever comes back to the door is offered what is open already."""
    kit = service.new_meeting(title="A desk by form")
    link = asyncio.run(desk_link(service.settings, kit.id))
    body = urlencode({"key": f"  {link}"})
    answer = raw(service, "POST", "/desk?lang=fr", body, Content_Type=FORM, Origin=service.base_url)
    assert answer.status == 303
    cookies = "; ".join(one.partition(";")[0] for one in answer.headers.get_all("set-cookie", []))
    page = raw(service, "GET", f"{answer.getheader('location')}/{kit.id}", Cookie=cookies)
    assert 'lang="fr"' in page.page
    assert "A desk by form" in raw(service, "GET", "/desk", Cookie=cookies).page


async def test_wrong_keys_are_paced_and_the_right_one_is_not(store_url: str, tmp_path: Path) -> None:
    """A credential of somebody else of the meeting is one of them; nothing of it is in the log. Holds R159."""
    with Service(store_url, tmp_path) as service:
        kit = await asyncio.to_thread(service.new_meeting)
        guesses = [kit.chair, *(f"a-wrong-key-number-{number}" for number in range(FREE_TRIES + 2))]
        answers = asyncio.gather(*(asyncio.to_thread(come_in, service, key) for key in guesses))
        assert (await asyncio.to_thread(come_in, service, service.key)).status == 201
        codes = [json.loads(answer.page)["code"] for answer in await answers]
        assert codes.count("not_permitted") == FREE_TRIES
        assert codes.count("too_fast") == len(guesses) - FREE_TRIES
        said = service.log.read_text()
        assert "event=entry_refused kind=desk_key" in said
        assert "a-wrong-key" not in said


@pytest.mark.parametrize("key", ["", "   ", "#"])
def test_nothing_at_all_is_no_guess(service: Service, key: str) -> None:
    assert come_in(service, key).status == 422


async def test_neither_key_nor_link_opens_a_room_of_the_meeting(service: Service) -> None:
    """Secretariat and desk vote and conduct nowhere."""
    kit = await asyncio.to_thread(service.new_meeting)
    for token in (service.key, await asyncio.to_thread(kit.desk)):
        assert await code_at(service, kit.room("s1")["id"], token) == 4403


def test_a_renewed_link_ends_what_was_opened_with_the_old_one(service: Service) -> None:
    """In the tab where it was opened, and at the door. Holds R161."""
    kit = service.new_meeting()
    old = kit.desk()
    answer = come_in(service, old)
    page = json.loads(answer.page)["page"]
    asyncio.run(desk_link(service.settings, kit.id, renew=True))
    assert in_tab(service, answer, f"{page}/{kit.id}").status == 403
    assert come_in(service, old).status in (403, 429), "as a wrong key, which many before it are answered later"
    assert come_in(service, kit.desk()).status == 201
