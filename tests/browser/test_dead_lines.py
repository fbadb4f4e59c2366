"""Nobody trusts a dead line: pages whose network freezes or refuses sockets say so, and come back by themselves."""

import asyncio
from dataclasses import replace

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, cast, mark_all, receipt_of
from tests.browser.sleepers import AGE, Sleeper, a_network, behind, sleepers
from tests.browser.test_a_ballot_on_bad_wifi import RECEIPT
from tests.services import SIX_REGIONS, Service

NEWS_BY_CALLS_MS = 6_000 * 1.2 + 2_000  # a page without a line asks every six seconds, a fifth sooner or later
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("It is insecure.", "SecurityError"); } });"""


async def test_whoever_comes_back_to_a_page_whose_line_is_frozen_sees_the_truth_or_as_of_when_it_is(
    service: Service, tabs: Tabs
) -> None:
    """First nothing comes through at all, then the old lines alone are dead; never is said what may not be so."""
    tabs.away = True
    async with a_chamber(service) as chamber, a_network(service) as net:
        phone, hall, podium = everybody = await sleepers(tabs, behind(net, chamber.kit), chamber, "AF")
        await expect(hall.page.locator(".welcome__lead")).to_be_visible()
        net.half_open = True
        round_ = await chamber.open()
        await asyncio.gather(*(one.come_back() for one in everybody))
        for one in everybody:
            assert await one.seconds_until(one.unsure) is not None, one.name
        await expect(hall.page.locator("[data-text=lostWords]")).to_have_text(AGE)
        await expect(hall.page.locator(".welcome__lead")).to_be_hidden()
        await expect(podium.page.locator(".now__tag .tag")).to_be_hidden()
        await expect(podium.page.locator("[aria-labelledby=turnout-title] [data-if=old]")).to_have_text(AGE)
        net.be_good()
        for one in everybody:
            await expect(one.truth).to_be_visible(timeout=20_000)
            await expect(one.unsure).to_be_hidden()

        net.freeze()
        await chamber.close(round_)
        closed = [
            replace(phone, truth=phone.page.locator(".call", has_text="Voting is closed").first),
            replace(hall, truth=hall.page.locator(".curtain-line", has_text="Not published")),
            replace(podium, truth=podium.page.locator("[data-step=closed][aria-current]")),
        ]
        await asyncio.gather(*(one.come_back() for one in closed))
        took = await asyncio.gather(*(one.seconds_until(one.truth) for one in closed))
        assert None not in took, dict(zip((one.name for one in closed), took, strict=True))


async def test_where_sockets_are_refused_a_ballot_is_recorded_by_a_call(service: Service, tabs: Tabs) -> None:
    """The page was live before; it says that it has no live connection, and podium and hall work as well."""
    tabs.away = True
    async with a_chamber(service) as chamber, a_network(service) as net:
        round_ = await chamber.open()
        kit = behind(net, chamber.kit)
        phone = await tabs.join(PHONE, kit, "AF", chamber.page)
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        await tabs.enter(TABLET, kit, "screen", "screen")
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
        net.without_sockets = True
        net.cut()
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "polling")
        await expect(phone.locator("[data-connection]")).to_contain_text("No live connection")
        await chamber.chair.wait_for("tally_changed", round_id=round_["id"], turnout__AF=[1, 1, 1])
        async with chamber.kit.phone(chamber.room, "chair", ["hall"]) as steering:
            await steering.act("show_in_hall", round_id=round_["id"], view="turnout")
            await steering.wait_for("screens_changed", seq=1, screens=1, showing=1)  # the hall, by calls as well
        await expect(podium.locator("[data-line]")).to_have_attribute("data-line", "polling", timeout=15_000)
        await podium.click("[data-act=next]")
        await podium.click("[data-dialog=close] [data-answer=close]")
        await expect(podium.locator("[data-step=closed]")).to_have_attribute("aria-current", "step")
        await expect(phone.locator("[data-vote] .over")).to_be_visible(timeout=NEWS_BY_CALLS_MS)
        net.without_sockets = False
        await phone.reload()
        await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")


async def test_pages_that_may_keep_nothing_connect_and_work(service: Service, tabs: Tabs) -> None:
    """A browser that forbids storage throws where it is looked for."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        pages = []
        for enter in (
            lambda: tabs.join(PHONE, chamber.kit, "AF", chamber.page),
            lambda: tabs.enter(TABLET, chamber.kit, "screen", "screen"),
            lambda: tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}"),
        ):
            page = await enter()
            await page.add_init_script(NO_STORAGE)
            await page.reload()
            pages.append(page)
        phone, hall, podium = pages
        await begin(phone)
        await mark_all(phone)
        await cast(phone)
        await expect(receipt_of(phone)).to_have_text(RECEIPT)
        await expect(hall.locator("[data-text=castAll]")).to_have_text("1")
        await expect(podium.locator("[data-line]")).to_have_attribute("data-line", "live")
        await expect(podium.locator("[data-text=allCast]")).to_have_text("1")
        await chamber.chair.wait_for("tally_changed", round_id=round_["id"], turnout__AF=[1, 1, 1])


RUNS, WAVES, FROZEN_S = 50, 5, 45.0


@pytest.mark.long
async def test_fifty_times_three_pages_wake_from_a_line_that_was_frozen_for_45_seconds(
    service: Service, tabs: Tabs
) -> None:
    """Half of them slept, half were looked at all the while; each shows the truth or says that it is not connected."""
    tabs.away = True
    figures: dict[str, list[float | None]] = {}
    for wave in range(WAVES):
        async with a_chamber(service) as chamber, a_network(service) as net:
            kit, regions = behind(net, chamber.kit), [region["id"] for region in SIX_REGIONS]
            runs = [await sleepers(tabs, kit, chamber, regions[at % 6]) for at in range(RUNS // WAVES)]
            asleep = [one for at, run in enumerate(runs) for one in run if at % 2]
            everybody = [one for run in runs for one in run]
            await asyncio.gather(*(one.sleep() for one in asleep))
            net.half_open = wave % 2 == 1  # nothing comes through at all, or old lines alone are dead
            net.freeze()
            await chamber.open()
            await asyncio.sleep(FROZEN_S)
            await asyncio.gather(*(one.wake() for one in asleep))
            took = await asyncio.gather(*(one.seconds_until(one.truth, one.unsure) for one in everybody))
            note(figures, everybody, took)
            net.be_good()
            for one in everybody:
                await expect(one.truth).to_be_visible(timeout=30_000)
        for context in tabs.browser.contexts:
            await context.close()
    for name, took in figures.items():
        print(name, len(took), "pages, at most", max(map(float, filter(None, took))), "s")
    assert {name: took.count(None) for name, took in figures.items()} == dict.fromkeys(("phone", "hall", "podium"), 0)


def note(figures: dict[str, list[float | None]], pages: list[Sleeper], took: list[float | None]) -> None:
    """Keep how long each kind of page took."""
    for one, seconds in zip(pages, took, strict=True):
        figures.setdefault(one.name, []).append(seconds)
