"""Take the pictures of README and docs: `make pictures`.

Plays the sample meeting on a store of its own, with the opinions of the rehearsal, and photographs the pages as their
users see them: phone and hall, light and dark.
"""

import asyncio
import csv
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from importlib import resources
from pathlib import Path

from playwright.async_api import Page, async_playwright

from server.rehearsal.opinions import Opinions
from server.rehearsal.phone import Phone
from server.rehearsal.tempo import Tempo
from server.store.embedded import EmbeddedStore
from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.services import SIX_REGIONS, Json, Kit, Service
from tests.stories.test_a_meeting_from_agenda_to_export import a_big_meeting

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def _recommendations() -> list[Json]:
    text = resources.files("server").joinpath("sample", "recommendations.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    wanted = {"common": 4, "some": 4, "divided": 4}
    by_appeal = {appeal: [row for row in rows if row["appeal"] == appeal] for appeal in wanted}
    return [
        row for appeal, most in wanted.items() for row in by_appeal[appeal][:: len(by_appeal[appeal]) // most][:most]
    ]


async def _main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    agenda = resources.files("server").joinpath("sample", "agenda.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with EmbeddedStore(data / "store") as store, Service(store.url, data) as service:
            kit = await asyncio.to_thread(a_big_meeting, service, agenda)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                await _play(kit, Tabs(browser))
                await browser.close()


async def _play(kit: Kit, tabs: Tabs) -> None:
    room = kit.room("s4")
    *seats, last = kit.founded["seats"]
    delegates = [kit.service.call("POST", "/api/seat", {"seat_token": seat["seat_token"]})[1] for seat in seats]
    async with AsyncExitStack() as hall:
        chair = await hall.enter_async_context(kit.phone(room, "chair"))
        phones = [(one, await hall.enter_async_context(kit.phone(room, one))) for one in delegates]
        slate = await _propose(kit, phones)
        pages = [
            (name, await tabs.enter(size, kit, role, f"{page}/{room['id']}", color_scheme=scheme))
            for name, size, role, page, scheme in (
                ("screen", HALL, "screen", "screen", "light"),
                ("screen-dark", HALL, "screen", "screen", "dark"),
                ("podium", TABLET, "chair", "podium", "light"),
            )
        ]
        phone = await tabs.open(PHONE, f"{kit.service.base_url}/enter#{last['seat_token']}")
        await phone.wait_for_url("**/tab/*/delegate/**")
        slot = phone.url.split("/tab/")[1].split("/")[0]
        await phone.goto(f"{kit.service.base_url}/tab/{slot}/delegate/{room['id']}")
        await _shoot([*pages, ("phone", phone)], "before")

        rules = {"secrecy": "recorded", "closes_after_s": 300}
        prepared = await chair.act("prepare_round", method="across_regions", slate=[one["id"] for one in slate],
                                   rules=rules, question_id=kit.question("s4", 1))  # fmt: skip
        round_ = (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]
        opinions = Opinions(
            Tempo(0, 8), [one["id"] for one in SIX_REGIONS], {one["title"]: one["appeal"] for one in slate}
        )
        for number, (one, voter) in enumerate(phones[: len(phones) * 3 // 4]):
            await voter.cast(round_, opinions.plenary_ballots(str(number), one["region_id"], slate)[-1])
        await phone.locator(".call a").first.click()
        for _ in range(6):
            card = phone.locator("[data-card]:visible")
            await card.locator("input[value=for]").check(force=True)
            await card.locator("[data-act=next]").click()
        await phone.locator("[data-card]:visible input[value=abstain]").check(force=True)
        await _shoot([*pages, ("phone", phone)], "voting")

        for number, (one, voter) in enumerate(phones[len(phones) * 3 // 4 :], start=100):
            await voter.cast(round_, opinions.plenary_ballots(str(number), one["region_id"], slate)[-1])
        await chair.ask("close_round", round_id=round_["id"])
        await chair.ask("publish_round", round_id=round_["id"])
        await phone.locator("[data-vote] [data-if=over] a").click()
        await _shoot([*pages, ("phone", phone)], "list")
    assert not tabs.errors, tabs.errors


async def _propose(kit: Kit, phones: list[tuple[Json, Phone]]) -> list[Json]:
    question, slate = kit.question("s4", 1), []
    for row in _recommendations():
        speaker = next(phone for one, phone in phones if one["region_id"] == row["region_id"])
        reply = await speaker.act("propose", question_id=question, title=row["title"], text=row["text"], language="en")
        slate.append({**row, "id": reply["recommendation_id"], "region_ids": [row["region_id"]]})
    return slate


async def _shoot(pages: list[tuple[str, Page]], moment: str) -> None:
    for name, page in pages:
        await page.wait_for_timeout(1_500)  # the publication takes its time on screen
        await page.screenshot(path=FOLDER / f"{name}-{moment}.png")


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
