"""A new method is one file, one row and its sentences: with them alone it is drafted, cast, listed and written."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import HALL, PHONE, TABLET, Tabs
from tests.browser.rounds import a_chamber, begin, card_of, cast, receipt_of, turn
from tests.contracts.tree import ROOT
from tests.services import Service

SENTENCES = {
    "method.applause": "Applause",
    "method.applause.sentence": "Everybody claps with up to 3 hands; the loudest comes first.",
    "method.applause.short": "Applause",
    "method.applause.about": "Delegates clap. At most 3 recommendations.",
    "method.applause.detail": "{hands} hands in all, three from {loudest}",
    "figure.hands": "Hands",
    "figure.loudest": "Loudest",
}


def a_plenum_with_applause(folder: Path) -> Path:
    """Copy what is shipped and add the method: its file, its row, its sentences, and nothing else."""
    for name in ("server", "static", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    methods = folder / "server" / "domain" / "methods"
    shutil.copy(Path(__file__).with_name("applause.py"), methods)
    table = methods / "__init__.py"
    row = '    "across_regions": across_regions,\n'
    code = table.read_text("utf-8")
    assert code.count(row) == code.count("    across_regions,\n") == 1
    code = code.replace(row, f'{row}    "applause": applause,\n')
    table.write_text(code.replace("    across_regions,\n", "    across_regions,\n    applause,\n"), "utf-8")
    for path in (folder / "locales").glob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **SENTENCES}), "utf-8")
    return folder


class ServiceOfACopy(Service):
    """`plenum serve` out of a folder, whatever the working folder holds."""

    def __init__(self, store_url: str, data: Path, folder: Path) -> None:
        super().__init__(store_url, data)
        self._environment["PYTHONPATH"] = str(folder)

    @property
    def program(self) -> Sequence[str]:
        """The command that starts it."""
        return (sys.executable, "-P", "-m", "server", "serve")


@pytest.fixture
def service_with_applause(store_url: str, tmp_path: Path) -> Iterator[Service]:
    """A running service that has one method more."""
    copy = a_plenum_with_applause(tmp_path / "plenum")
    data = tmp_path / "data"
    data.mkdir()
    with ServiceOfACopy(store_url, data, copy) as running:
        yield running


async def test_a_method_is_one_file_one_row_and_its_sentences(service_with_applause: Service, tabs: Tabs) -> None:
    """It appears in the draft, on the ballot, in the list on every page and in the files without another edit."""
    async with a_chamber(service_with_applause) as chamber:
        fourth = await chamber.propose("A handover file")
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        phone = await tabs.join(PHONE, chamber.kit, "AF", chamber.page)

        await podium.click("[data-act=next]")
        draft = podium.locator("[data-draft-form]")
        await draft.locator("[data-draft=rules]").click()
        await expect(draft.get_by_text(SENTENCES["method.applause.about"])).to_be_visible()
        await draft.locator("input[name=method][value=applause]").check()
        await expect(draft.locator("[data-text=sentence]")).to_have_text(SENTENCES["method.applause.sentence"])
        await expect(draft.locator("[data-text=tooMany]")).to_have_text("This method takes at most 3 recommendations.")
        await draft.locator("[data-draft=rules]").click()
        await draft.locator(f"input[name=slate][value='{fourth}']").uncheck()
        await expect(draft.locator("[data-text=tooMany]")).to_be_hidden()
        await draft.locator("[data-draft=rules]").click()
        await podium.click(".more-rules summary")
        await expect(podium.locator("[data-rule=regions_needed]")).to_be_visible()
        await expect(podium.locator("[data-rule=theta]")).to_be_hidden()
        await podium.check("[data-draft-form] input[name=secrecy][value=recorded]")
        await podium.click("[data-draft-form] [data-answer=draft]")
        await podium.click("[data-act=next]")
        await podium.click("[data-dialog=open] [data-answer=open]")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")
        await expect(screen.locator("[data-hall]")).to_contain_text("Applause")

        await begin(phone)
        for hands in ("3", "1", "2"):
            await expect(card_of(phone).get_by_role("radio", name="4", exact=True)).to_have_count(0)
            await card_of(phone).get_by_role("radio", name=hands, exact=True).check(force=True)
            await turn(phone)
        await cast(phone)
        await expect(receipt_of(phone)).not_to_be_empty()
        (round_,) = (await chamber.chair.hello())["rounds"]
        await chamber.close(round_)
        await chamber.publish(round_)

        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "list")
        for page in (screen, podium):
            await expect(page.locator("[data-ranked]:visible [data-text=figureHead]")).to_have_text("Hands")
            await expect(page.locator("[data-rows] > li [data-text=figure]")).to_have_text(["3", "2", "1"])
            await expect(page.locator("[data-rows] > li").first).to_contain_text("3 hands in all, three from 1")
        plain = await tabs.open(
            PHONE, phone.url, java_script_enabled=False, storage_state=await phone.context.storage_state()
        )
        await phone.goto(phone.url.split("#", maxsplit=1)[0])
        for page in (phone, plain):
            await expect(page.locator(".result")).to_have_count(3)
            await expect(page.locator(".result").first).to_contain_text("Hands: 3")
            await expect(page.locator(".result").first).to_contain_text("3 hands in all, three from 1")

        _, ranked = chamber.kit.ranked_list(round_["id"])
        assert ranked["method"] == "applause"
        assert [item["figures"] for item in ranked["items"]] == [
            {"hands": hands, "loudest": hands == 3} for hands in (3, 2, 1)
        ]
        _, csv = chamber.kit.ranked_list(round_["id"], "csv")
        assert "hands,loudest,0,1,2,3" in csv
