"""A secretariat with two files, on an empty service: all the way to a ballot in a region's room, by pages alone.

Nobody touches a command, a file system or an id: whatever is needed is on a page. Read this test as the page for
secretariats. Told twice: in English with a programme in Word and seats in Excel, in French with a programme in PDF and
seats as an older Excel writes them to CSV.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from server.engine.embedded import EmbeddedStore
from server.words.strings import Strings
from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.test_a_new_meeting import hand_in
from tests.browser.test_a_round_in_the_browser import RECEIPT
from tests.secretariat.reading.files import xlsx
from tests.secretariat.reading.papers import docx, p, pdf_of
from tests.services import Service

WORDS = Strings.read()


@dataclass(frozen=True, slots=True)
class Secretariat:
    """What a secretariat has in its hands, and in which language it reads the pages."""

    language: str
    title: str
    programme: tuple[str, bytes]
    seats: tuple[str, bytes]
    somebody: str

    @property
    def say(self) -> Callable[..., str]:
        """The sentence of a key, in its language."""
        return partial(WORDS.translate, self.language)


ENGLISH = Secretariat(
    "en",
    "Forum on mills and rivers",
    ("programme.docx", docx(
        p("Forum on mills and rivers"),
        p("Session 1: Water", "Heading1"),
        p("Guiding questions"),
        p("Who owns the weir?", number=1),
        p("Working Lunch: The future of the rivers", "Heading1"),
        p("Guiding questions"),
        p("What should be done first?", number=1),
    )),
    ("seats.xlsx", xlsx({
        "Delegates": [
            ["Name", "Organisation", "Region"],
            ["Ama Mensah", "Ghana", "Africa"],
            ["Bo Larsen", "Norway", "Europe"],
            ["Chen Wei", "Singapore", "Asia and the Pacific"],
        ]
    })),
    "Ama",
)  # fmt: skip
FRENCH = Secretariat(
    "fr",
    "Forum des moulins et des rivières",
    ("ordre du jour.pdf", pdf_of("""\
Forum des moulins et des rivières

Séance 1 : L’eau et la forêt

Questions directrices

1. À qui appartient le barrage ?

Déjeuner de travail : L’avenir des rivières

Questions directrices

1. Que faut-il faire d’abord ?
""")),
    ("délégués.csv", (
        "Nom complet;Organisation;Région\r\n"
        "Zoé Étienne;Côte d’Ivoire;Afrique\r\n"
        "Bo Larsen;Norvège;Europe\r\n"
        "Chen Wei;Singapour;Asie et Pacifique\r\n"
    ).encode("cp1252")),
    "etienne",
)  # fmt: skip


@pytest.mark.parametrize("hands", [ENGLISH, FRENCH], ids=lambda hands: hands.language)
async def test_two_files_become_a_room_with_a_ballot(
    server: EmbeddedStore, tmp_path: Path, tabs: Tabs, hands: Secretariat
) -> None:
    """Programme, seats, links, a region's room, its round and its ballot. Holds R187."""
    say = hands.say
    with Service(server.url, tmp_path) as service:
        desk = await tabs.open(TABLET, f"{service.base_url}/desk", locale=hands.language)
        await desk.get_by_label(say("desk.door.key")).fill(service.key)
        await desk.keyboard.press("Enter")
        await desk.get_by_role("link", name=say("desk.new")).click()
        await hand_in(desk, *hands.programme)
        sessions = desk.locator("[data-tree] > li")
        await expect(sessions).to_have_count(2)
        await sessions.nth(1).locator("summary").first.click()
        await expect(sessions.nth(1).get_by_label(say("desk.tree.by_region"))).to_be_checked()
        await desk.get_by_role("button", name=say("desk.new.keep")).click()
        await expect(desk.get_by_role("heading", level=1)).to_have_text(hands.title)

        moderating = await desk.get_by_label(f"{say('role.moderator')} Africa").input_value()
        await seats_from_a_list(desk, hands)
        letters = await letters_of(desk, hands)

        podium = await tabs.open(TABLET, moderating, locale=hands.language)
        await prepare_and_open(podium)
        phone = await tabs.open(PHONE, f"{service.base_url}/s", locale=hands.language)
        await phone.locator("[data-short-code]").fill(letters)
        await phone.locator("[data-short-go]").click()
        await phone.locator(".call a").first.click()
        await phone.locator("[data-card]:visible input").first.check(force=True)
        await phone.locator("[data-vote] .cast-bar button").click()
        await expect(phone.locator("[data-vote] .receipt code").first).to_have_text(RECEIPT)
        await expect(podium.locator(".turnout__row--all")).to_contain_text("1")
        tabs.away = True  # the service ends before its pages do


async def seats_from_a_list(desk: Page, hands: Secretariat) -> None:
    """Hand in the list of seats, agree to which region a word is taken for, and make the seats."""
    say, (name, given) = hands.say, hands.seats
    await desk.locator(".steps").get_by_role("link", name=say("seats.title")).click()
    await desk.get_by_role("button", name=say("desk.seats.import")).click()
    panel = desk.locator("[data-import]")
    await panel.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": given})
    await panel.get_by_role("button", name=say("desk.import.that")).click()
    await panel.get_by_role("button", name=say("desk.import.make", n=3)).click()
    await expect(desk.locator("[data-table] tbody tr")).to_have_count(3)


async def letters_of(desk: Page, hands: Secretariat) -> str:
    """Have a new link of somebody's seat shown at the door, and read its eight letters from the screen of the desk."""
    await desk.locator(".steps").get_by_role("link", name=hands.say("desk.at_door.title")).click()
    await desk.locator("[data-find]").fill(hands.somebody)
    await desk.keyboard.press("Enter")
    await desk.locator("[data-person] [data-act=new-link]").click()
    shown = desk.locator("[data-text=code]:visible")
    await expect(shown).not_to_have_text("")
    return await shown.inner_text()


async def prepare_and_open(podium: Page) -> None:
    """Add a recommendation in the room of the region, prepare a round of it and open it."""
    await podium.click("[data-recommend=add]")
    adding = podium.locator("[data-dialog=add]")
    await adding.locator("[name=lines]").fill("Dredge the canal")
    await adding.locator("[data-answer=add]").click()
    await expect(adding.locator("[name=lines]")).to_have_value("")
    await podium.keyboard.press("Escape")
    await podium.click("[data-act=next]")
    await podium.click("[data-draft-form] [data-answer=draft]")
    await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
    await podium.click("[data-act=next]")
    await podium.click("[data-dialog=open] [data-answer=open]")
