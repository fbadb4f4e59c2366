"""The store is put back to an older copy under open pages: the podium is told, the phones send what is gone."""

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
from playwright.async_api import expect

from server.engine.embedded import EmbeddedStore
from server.store import keys
from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, cast, change_all, mark, mark_all, receipt_of
from tests.conftest import until
from tests.services import Service

ALARM = "[data-list=alarms] [data-key^=store_went_backwards]"


@dataclass(slots=True)
class Rewindable:
    """A service on a store that can be put back to an older copy."""

    service: Service
    store: EmbeddedStore
    data: Path
    copy: Path

    def remember(self) -> None:
        """Copy the record as it is."""
        shutil.copytree(self.data / "appendonlydir", self.copy, dirs_exist_ok=True)

    def rewind(self) -> None:
        """Kill the store, put the copy in the place of the record, and start it again."""
        assert self.store.pid is not None
        os.kill(self.store.pid, signal.SIGKILL)
        assert self.store._process is not None
        self.store._process.wait(10)
        shutil.rmtree(self.data / "appendonlydir")
        shutil.copytree(self.copy, self.data / "appendonlydir")
        self.store.start()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Rewindable]:
    """A service with a store of its own."""
    data = tmp_path / "store"
    with EmbeddedStore(data) as store, Service(store.url, tmp_path) as service:
        yield Rewindable(service, store, data, tmp_path / "copy")


async def test_a_phone_sends_what_the_store_has_lost_and_the_podium_is_told(house: Rewindable, tabs: Tabs) -> None:
    """A first ballot and a changed one are lost; both phones cast them again, and a draft stays a draft."""
    async with a_chamber(house.service) as chamber:
        round_ = await chamber.open()
        kit = chamber.kit
        podium = await tabs.enter(TABLET, kit, "chair", f"podium/{chamber.room['id']}")
        changed = await tabs.join(PHONE, kit, "AF", chamber.page)
        first = await tabs.join(PHONE, kit, "AM", chamber.page)
        await begin(changed)
        await mark_all(changed, "against")
        await cast(changed)
        await expect(receipt_of(changed)).to_be_visible()
        house.remember()
        await change_all(changed, "for")
        await cast(changed)
        receipt_line = changed.locator("[data-vote]:visible .receipt:visible [data-text=receipt_line]")
        await expect(receipt_line).to_contain_text("number 2")
        await expect(receipt_line).to_contain_text("Stored on disk.")
        await begin(first)
        await mark_all(first, "abstain")
        await cast(first)
        await expect(receipt_of(first)).to_be_visible()
        lost = await receipt_of(first).inner_text()
        await first.locator("[data-vote]:visible [data-attr='href:change_href']").click()
        await first.locator("[data-list=cells] a:visible").first.click()
        await mark(first, "against")  # a change that is not cast yet

        tabs.away = True
        await asyncio.to_thread(house.rewind)
        for phone in (changed, first):
            await expect(phone.locator("[data-notice]")).to_contain_text("sent it again", timeout=30_000)
        await expect(podium.locator(ALARM)).to_have_count(1)
        await expect(podium.locator(ALARM)).to_contain_text("The records are older than they were")
        await expect(podium.locator(ALARM)).to_contain_text("Round 1")
        await expect(receipt_line).to_contain_text("number 2")
        await expect(first.locator("[data-card]:visible input:checked")).to_have_value("against")

        def counted() -> bool:
            heard = [one for one in chamber.chair.heard if one["type"] == "tally_changed"]
            cells = heard[-1]["turnout"] if heard else {}
            return cells.get("AF", [0])[0] == 1 and cells.get("AM", [0])[0] == 1

        await until(counted, "both ballots in the tally")
        await expect(podium.locator("[data-text=allCast]").first).to_have_text("2")
        await chamber.close(round_)
        _, listed = await asyncio.to_thread(kit.ranked_list, round_["id"])
        line = listed["items"][0]["line"]
        assert (line["for"], line["against"], line["abstain"]) == (1, 0, 1), "the last marks of each"
        await first.locator("[data-notice] button").click()
        await expect(first.locator("[data-notice]")).to_be_hidden()
        assert lost


async def test_an_alarm_stands_for_whoever_comes_later_until_it_is_read_there(service: Service, tabs: Tabs) -> None:
    """A podium that connects after the alarm shows it; read on one device it is gone there, and stands on another."""
    async with a_chamber(service) as chamber:
        round_ = await chamber.open()
        delegate = await asyncio.to_thread(chamber.kit.a_delegate, "AF")
        async with chamber.kit.phone(chamber.room, delegate) as phone:
            cast = await phone.cast(round_, {round_["slate"][0]: "for"})
            with redis.Redis.from_url(service.settings.redis_url) as client:  # lose it, as a copy of yesterday would
                client.hdel(keys.of_round(round_["id"], "ballots"), delegate["seat_id"])
            await phone.hello(have={round_["id"]: {name: cast[name] for name in ("epoch", "revision", "proof")}})
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await expect(podium.locator(ALARM)).to_have_count(1)
        await podium.locator(ALARM).get_by_role("button", name="Understood").click()
        await expect(podium.locator(ALARM)).to_have_count(0)
        await podium.reload()
        await expect(podium.locator("[data-line]")).to_have_attribute("data-line", "live")
        await expect(podium.locator(ALARM)).to_have_count(0)
        other = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await expect(other.locator(ALARM)).to_have_count(1)
