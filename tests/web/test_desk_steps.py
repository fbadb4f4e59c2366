"""The side of the desk: what is ready of a meeting, where each page is, and the one next thing to do."""

import json
import re

import pytest

from server.domain.languages import LANGUAGES
from server.resources import TEMPLATES
from server.web.desk_steps import STEPS, Step
from server.web.routes import _routes
from server.words.strings import Strings
from tests.services import SIX_REGIONS, Kit, Service
from tests.web.browsers import Answer
from tests.web.test_desk import come_in, in_tab

OF_A_MEETING = "/tab/{slot}/desk/{meeting_id}"
ON_NO_SIDE = ("desk-door", "desk-home", "desk-new", "desk-gone")


def side(service: Service, tab: Answer, kit: Kit, path: str = "") -> str:
    """Read a page of the desk with its side."""
    page = in_tab(service, tab, f"{json.loads(tab.page)['page']}/{kit.id}{path}")
    assert page.status == 200, page.page
    return page.page


def state_of(page: str, path: str) -> tuple[str, str]:
    """Read the state of a row and its fact."""
    row = re.search(rf'<a class="step" href="[^"]*/desk/[^/"]+{path}"(.*?)</a>', page, re.DOTALL)
    assert row is not None, path
    state = re.search(r'data-state="(\w+)"', row[1])
    fact = re.search(r'step__fact">(.*?)</small>', row[1])
    return state[1] if state else "", fact[1].replace("\u00a0", " ") if fact else ""


def lead_of(page: str) -> str:
    """Read what the band on top says."""
    band = re.search(r'<section class="lead.*?</section>', page, re.DOTALL)
    assert band is not None
    return band[0].replace("\u00a0", " ")


def test_the_side_counts_what_is_there_and_says_the_one_next_thing(service: Service) -> None:
    """Facts, not descriptions; what is not ready comes first in the band, with the way there. Holds R189."""
    kit = service.new_meeting(open_join=False)
    tab = come_in(service, service.key)
    page = side(service, tab, kit)
    assert state_of(page, "/programme") == ("yes", "3 sessions · 4 questions")
    assert state_of(page, "/seats") == ("wait", "No seats yet")
    assert "Bring in the list of seats" in lead_of(page)
    assert 'href="' in lead_of(page)
    assert "href" not in lead_of(side(service, tab, kit, "/seats")), "the band leads to the page that it is on"
    seats = [{"name": region["name"], "region_id": region["id"]} for region in SIX_REGIONS]
    full = service.new_meeting(seats=seats)
    page = side(service, tab, full)
    assert state_of(page, "/seats") == ("yes", "6 seats · 6 regions")
    assert state_of(page, "/door")[0] == "wait"
    some = service.new_meeting(seats=seats[:4])
    page = side(service, tab, some)
    assert state_of(page, "/seats") == ("look", "Regions without a seat: 2")
    assert "2 regions have no seat with a vote" in lead_of(page)


async def test_an_open_round_and_who_is_here_come_first(service: Service) -> None:
    """The band has the rim of an open vote while there is one. Holds R189."""
    kit = service.new_meeting()
    tab = come_in(service, service.key)
    async with kit.phone(kit.room("s1"), "chair") as chair:
        proposed = await chair.act("propose", question_id=kit.question("s1"), title="One")
        drafted = await chair.act("prepare_round", method="shortlist", slate=[proposed["recommendation_id"]])
        await chair.ask("open_round", round_id=drafted["round_id"])
        assert "lead--open" in lead_of(side(service, tab, kit))
        await chair.ask("close_round", round_id=drafted["round_id"])
    assert "lead--open" not in lead_of(side(service, tab, kit))


def test_a_desk_is_shown_no_page_that_is_the_secretariats_alone(service: Service) -> None:
    kit = service.new_meeting()
    assert "/close" not in side(service, come_in(service, kit.desk()), kit)
    assert "/close" in side(service, come_in(service, service.key), kit)


def test_every_page_of_the_desk_of_a_meeting_is_a_row_and_every_row_a_page() -> None:
    """A page that is not there is neither shown nor counted. Holds R189."""
    routes = [route for route in _routes("v") if getattr(route, "path", "").startswith(OF_A_MEETING)]
    pages = {route.path for route in routes if "GET" in (getattr(route, "methods", None) or ())}
    assert pages == {OF_A_MEETING + step.path for step in STEPS}
    said = "".join(path.read_text("utf-8") for path in (TEMPLATES / "desk").glob("*.html"))
    named = set(re.findall(r'"(desk-[\w-]+)"', said)) | set(re.findall(r"block page %}(desk-[\w-]+)\{", said))
    assert {step.page for step in STEPS} == named - set(ON_NO_SIDE)


NEVER_NEXT = {"desk-papers"}
"""Without a state: no meeting needs them."""


@pytest.mark.parametrize(
    "step",
    [step for step in STEPS if step.group == "before" and step.page not in NEVER_NEXT],
    ids=lambda step: step.page,
)
def test_what_may_be_the_next_thing_has_its_sentences(step: Step) -> None:
    strings = Strings.read()
    for language in LANGUAGES:
        for key in (f"desk.next.{step.page}", f"desk.next.{step.page}.why"):
            assert strings.translate(language, key)
