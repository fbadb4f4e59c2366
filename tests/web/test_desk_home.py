"""The first page of the desk and the end of a meeting: what is shown, what the sample is, and what erasing asks."""

import json
from urllib.parse import urlencode

from tests.conftest import until
from tests.services import SMALL_TREE, Service
from tests.web.browsers import Answer, raw
from tests.web.test_desk import FORM, come_in, cookie_of, in_tab


def by_form(service: Service, tab: Answer, path: str, **fields: str) -> Answer:
    """Send a plain form of a page."""
    body = urlencode(fields)
    return raw(service, "POST", path, body, Content_Type=FORM, Cookie=cookie_of(tab), Origin=service.base_url)


def test_the_home_says_what_is_not_safe_and_what_is_open(service: Service) -> None:
    """Its address is that of this machine alone, and has no https. Holds R181."""
    kit = service.new_meeting(title="A meeting at home")
    tab = come_in(service, service.key)
    page = in_tab(service, tab, json.loads(tab.page)["page"]).page
    assert "A meeting at home" in page
    assert f'/desk/{kit.id}"' in page
    assert "Phones cannot reach this address" in page
    assert "can be read on the network" in page
    assert "No round is open" in page


def test_a_meeting_says_at_home_when_it_is_and_what_is_ready(service: Service) -> None:
    """Its days as the programme has them, steps, who is here, and the next thing to do. Holds R204."""
    session = {**SMALL_TREE["sessions"][0], "day": "Day One", "starts": "09:00", "ends": "10:30"}
    agenda = {**SMALL_TREE, "sessions": [session, {**SMALL_TREE["sessions"][1], "day": "Day Two"}]}
    kit = service.new_meeting(title="A meeting of two days", agenda=agenda, seats=[{"name": "A", "region_id": "AF"}])
    tab = come_in(service, service.key)
    page = in_tab(service, tab, json.loads(tab.page)["page"]).page.replace("\u00a0", " ")
    row = page[page.index("Day One – Day Two") : page.index(f'/desk/{kit.id}"') + 2_000]
    assert "A meeting of two days" in row
    assert "0 of 1 here" in row
    assert "steps ready" in row
    assert "5 regions have no seat with a vote" in row


def test_last_years_meeting_is_copied_with_its_seats_or_without(service: Service) -> None:
    """What was prepared is taken along, what was done and what opens a door is not. Holds R205."""
    kit = service.new_meeting(title="Every year", seats=[{"name": "Ada", "region_id": "AF", "language": "fr"}])
    tab = come_in(service, service.key)
    home = json.loads(tab.page)["page"]
    for said, names in (({}, []), ({"seats": "yes"}, ["Ada"])):
        answer = by_form(service, tab, f"{home}/{kit.id}/copy", **said)
        assert answer.status == 303
        copied = str(answer.getheader("location")).rpartition("/")[2]
        assert copied != kit.id
        _, shown = service.call("GET", f"/api/meetings/{copied}", None, service.key)
        _, before = service.call("GET", f"/api/meetings/{kit.id}", None, service.key)
        assert [one["title"] for one in shown["sessions"]] == [one["title"] for one in before["sessions"]]
        assert shown["title"] == "Every year"
        _, seats = service.call("GET", f"/api/meetings/{copied}/seats", None, service.key)
        assert [seat["name"] for seat in seats["seats"]] == names
    desk = come_in(service, kit.desk())
    assert by_form(service, desk, f"{json.loads(desk.page)['page']}/{kit.id}/copy").status == 403


def test_the_sample_is_founded_by_a_form_and_by_the_secretariat_alone(service: Service) -> None:
    """It is the meeting that a new service begins with, and says so."""
    tab = come_in(service, service.key)
    home = json.loads(tab.page)["page"]
    answer = by_form(service, tab, f"{home}/sample")
    assert answer.status == 303
    founded = str(answer.getheader("location"))
    assert "Consultation Mechanisms" in in_tab(service, tab, founded).page
    _, shown = service.call("GET", f"/api/meetings/{founded.rpartition('/')[2]}", None, service.key)
    assert len(shown["regions"]) == 6
    desk = come_in(service, service.new_meeting().desk())
    assert by_form(service, desk, f"{json.loads(desk.page)['page']}/sample").status == 403


async def test_a_meeting_is_erased_with_its_title_typed_and_a_page_says_what_is_gone(service: Service) -> None:
    """Another title erases nothing; afterwards every address answers 404, also to the key. Holds R182."""
    kit = service.new_meeting(title="The  last meeting", seats=[{"name": "Ada", "region_id": "AF"}])
    tab = come_in(service, service.key)
    home = json.loads(tab.page)["page"]
    close = f"{home}/{kit.id}/close"
    assert "Seats: 1" in in_tab(service, tab, close).page
    wrong = by_form(service, tab, close, title="Another meeting")
    assert wrong.status == 422
    assert "not the title" in wrong.page
    assert service.call("GET", f"/api/meetings/{kit.id}", None, service.key)[0] == 200
    gone = by_form(service, tab, close, title=" The last meeting ")
    assert gone.status == 200
    assert "The meeting is gone" in gone.page
    assert "Seats: 1" in gone.page
    for holder in (service.key, kit.chair):
        path = f"/api/meetings/{kit.id}"
        await until(lambda a=path, h=holder: service.call("GET", a, None, h)[0] == 404, path, 2.0)
    assert in_tab(service, tab, close).status == 404


def test_a_program_erases_by_the_title_and_a_desk_erases_nothing(service: Service) -> None:
    kit = service.new_meeting(title="To be erased")
    path, body = f"/api/meetings/{kit.id}", {"title": "To be erased"}
    assert service.call("DELETE", path, body, kit.desk())[0] == 403
    assert service.call("DELETE", path, body, kit.chair)[0] == 403
    assert service.call("DELETE", path, {}, service.key)[0] == 422
    status, gone = service.call("DELETE", path, body, service.key)
    assert (status, gone["title"], gone["seats"], gone["rounds"]) == (200, "To be erased", 0, 0)
    assert gone["records"] > 0
    assert service.call("DELETE", path, body, service.key)[0] == 404
