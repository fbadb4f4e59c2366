"""A round that is open for days: its closing date is chosen on the podium, and said wherever a clock would stand."""

import re

from playwright.async_api import expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import TITLES, a_chamber, cast, change_all, mark_all
from tests.builders import in_days
from tests.services import Service

CLOSES = re.compile(r"closes \w+ \d+\s\w+, 18:00 \(Nairobi\)")
FERME = re.compile(r"clôture le \w+ \d+\s\S+ à 18:00 \(Nairobi\)")


async def test_a_date_is_chosen_on_the_podium_and_said_everywhere(service: Service, tabs: Tabs) -> None:
    """In the time zone of the meeting and the language of the reader, with and without a script; moved, it moves."""
    date, later = in_days(9, "Africa/Nairobi"), in_days(20, "Africa/Nairobi")
    async with a_chamber(service, zone="Africa/Nairobi") as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.click("[data-act=next]")
        await podium.click("[data-draft=rules]")
        await podium.fill("[data-dialog=draft] [name=minutes]", "5")
        await podium.fill("[data-dialog=draft] [name=closes_at]", date[:16])
        await expect(podium.locator("[data-dialog=draft] [name=minutes]")).to_have_value("")
        await podium.click("[data-answer=draft]")
        await podium.click("[data-act=next]")
        await expect(podium.locator("[data-dialog=open] [data-text=about]")).to_have_text(CLOSES)
        await podium.click("[data-answer=open]")
        await expect(podium.locator("[data-text=clockWords]")).to_have_text(CLOSES)
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await expect(phone.locator("[data-text=closes]:visible")).to_have_text(CLOSES)
        plain = await tabs.join(PHONE, chamber.kit, "AM", chamber.page, java_script_enabled=False, locale="fr")
        await expect(plain.locator("[data-header] [data-text=closes]")).to_have_text(FERME)
        hall = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        said = hall.locator("[data-text=clockDays]")
        await expect(said).to_have_text(CLOSES)
        before = await said.inner_text()
        await podium.click("details.closing summary")
        await podium.fill("[data-closing-form] [name=closes_at]", later[:16])
        await podium.click("[data-act=closing]")
        await expect(said).not_to_have_text(before)
        await expect(said).to_have_text(CLOSES)
        for page in (podium, phone, hall):
            assert not await page.evaluate("() => document.documentElement.scrollWidth > innerWidth")


async def test_findings_stand_with_the_papers_and_are_shown_in_the_hall(service: Service, tabs: Tabs) -> None:
    """One press under a published list; then they are a paper on the phone, and the podium shows it to the hall."""
    async with a_chamber(service) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        hall = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        round_ = await chamber.open()
        await phone.locator(".call a:visible").first.click()
        await mark_all(phone)
        await cast(phone)
        await expect(phone.locator(".received:visible")).to_be_visible()
        await chamber.close(round_)
        await chamber.publish(round_)
        made = podium.locator("form[data-if=findable]")
        await made.locator("select").select_option(label="1 One shared calendar of meetings")
        await made.locator("[data-act=findings]").click()
        await expect(made.locator("[data-refusal]")).to_contain_text("The paper is made")
        await podium.locator(".views__paper").click()
        await expect(hall.locator("[data-shows=paper] dl")).to_contain_text("Africa")
        await expect(hall.locator("[data-shows=paper] [data-text=paperSource]")).to_contain_text("Round 1, ")
        await phone.goto(phone.url.split("#")[0])
        await expect(phone.locator("body")).to_contain_text("ballots in favour, in percent")


async def test_a_vote_from_before_a_reopening_stands_and_is_replaced(service: Service, tabs: Tabs) -> None:
    """The phone that cast it says the day; a page without script says that it counts; a new ballot takes its place."""
    async with a_chamber(service, TITLES[:1]) as chamber:
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        round_ = await chamber.open(closes_at=in_days(9))
        await phone.locator(".call a:visible").first.click()
        await mark_all(phone, cards=1)
        await cast(phone)
        await expect(phone.locator(".received:visible")).to_be_visible()
        await chamber.close(round_)
        assert (await chamber.chair.act("reopen_round", round_id=round_["id"], seconds=300))["type"] == "done"
        await phone.goto(phone.url.split("#")[0])
        stands = phone.locator(".call [data-text=line]")
        await expect(stands).to_have_text(re.compile(r"You voted on \w+ \d+\s\w+\. Your vote counts unless"))
        cookies = await phone.context.cookies()
        plain = await tabs.device(PHONE, java_script_enabled=False)
        await plain.add_cookies(cookies)
        page = await tabs.another(plain)
        await page.goto(phone.url.split("#")[0])
        await expect(page.locator("body")).to_contain_text("You voted before this round was opened again.")
        await phone.locator(".call a:visible").first.click()
        await change_all(phone, "against", cards=1)
        await cast(phone)
        await phone.goto(phone.url.split("#")[0])
        await expect(stands).to_contain_text("1 of 1")


async def test_silence_over_days_says_when_it_sends(service: Service, tabs: Tabs) -> None:
    """The phone says when it closes, and that what is chosen goes by itself soon; nothing says who has sent."""
    async with a_chamber(service, zone="Africa/Nairobi") as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)
        await chamber.open("no_objection", closes_at=in_days(9, "Africa/Nairobi"))
        await phone.locator(".call a:visible").first.click()
        await phone.locator("[data-silence]:visible [data-says=object]").first.check(force=True)
        await expect(phone.locator("[data-silence]:visible [data-text=how]")).to_contain_text("within minutes")
        await expect(phone.locator("[data-header] [data-text=closes]")).to_have_text(CLOSES)
        await expect(podium.locator("[data-text=clockWords]")).to_have_text(CLOSES)
        await expect(podium.locator("[data-if=reminds]")).to_be_hidden()
