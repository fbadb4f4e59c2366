"""Pages whose lines die in silence: a phone, a hall and a podium behind a network that freezes, and how they wake."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from playwright.async_api import CDPSession, Locator, Page, expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import Chamber
from tests.faults.proxy import Proxy
from tests.services import Elsewhere, Kit, Service

WITHIN_S = 10.0
LOOK_S = 0.05


@asynccontextmanager
async def a_network(service: Service) -> AsyncIterator[Proxy]:
    """Stand between browsers and a service."""
    net = Proxy(service.port)
    await net.open()
    yield net
    await net.close()


def behind(net: Proxy, kit: Kit) -> Kit:
    """The same meeting as browsers behind a network find it: every link leads through there."""
    there = Elsewhere(f"http://127.0.0.1:{net.port}", kit.service.key)
    moved = {name: _moved(link, kit, there) for name, link in kit.founded["links"].items()}
    return replace(kit, service=there, founded={**kit.founded, "links": moved})


def _moved(link: object, kit: Kit, there: Elsewhere) -> object:
    return link.replace(kit.service.base_url, there.base_url) if isinstance(link, str) else link


@dataclass(slots=True)
class Sleeper:
    """One page, what is to be seen on it when it shows the truth, and where it says that it is not connected."""

    name: str
    page: Page
    truth: Locator
    unsure: Locator
    cdp: CDPSession | None = None

    async def sleep(self) -> None:
        """Stand still, as a page does on a phone in a pocket: no script runs, no timer, and what comes has to wait."""
        self.cdp = await self.page.context.new_cdp_session(self.page)
        asleep = asyncio.get_running_loop().create_future()
        self.cdp.once("Debugger.paused", lambda _: asleep.set_result(None))
        await self.cdp.send("Debugger.enable")
        await self.cdp.send("Debugger.pause")
        await asleep

    async def wake(self) -> None:
        """Go on, without a word from the browser: the page has only its clocks to see that it slept."""
        if self.cdp is not None:
            await self.cdp.send("Debugger.resume")
            await self.cdp.detach()

    async def come_back(self) -> None:
        """Be looked at again, and be told so."""
        await self.page.evaluate("dispatchEvent(new Event('focus'))")

    async def seconds_until(self, *seen: Locator) -> float | None:
        """Say after how many seconds one of these is seen; None if it is not in time."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while loop.time() - began <= WITHIN_S:
            for one in seen:
                if await one.is_visible():
                    return round(loop.time() - began, 2)
            await asyncio.sleep(LOOK_S)
        return None


async def sleepers(tabs: Tabs, kit: Kit, chamber: Chamber, region: str) -> list[Sleeper]:
    """Open the three pages behind a network, and wait until each is connected and shows that nothing is open."""
    room = chamber.room["id"]
    phone = await tabs.join(PHONE, kit, region, chamber.page)
    hall = await tabs.enter(HALL, kit, "screen", f"screen/{room}")
    podium = await tabs.enter(TABLET, kit, "chair", f"podium/{room}")
    await expect(phone.locator("[data-connection]")).to_have_attribute("data-state", "live")
    await expect(podium.locator("[data-line]")).to_have_attribute("data-line", "live")
    await expect(hall.locator("[data-shows=idle]").first).to_be_visible()
    lost = phone.locator("[data-connection][data-state=lost]")
    return [
        Sleeper("phone", phone, phone.locator(".call a:visible").first, lost),
        Sleeper("hall", hall, hall.locator("main[data-shows=voting]"), hall.locator("[data-if=lost]")),
        Sleeper("podium", podium, podium.locator("[data-step=open][aria-current]"), podium.locator(".now__old").first),
    ]


AGE = re.compile(r"^Not connected\. As of \d+:\d\d, \d+\s(second|minute)s? ago\.$")
