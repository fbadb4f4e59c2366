"""What the podium does with a list: sees it before the hall does, saves the picture, prints, prepares by any method."""

import asyncio
import json
from pathlib import Path
from xml.etree import ElementTree

from playwright.async_api import Page, Route, expect

from server.domain.methods import METHODS
from tests.browser.conftest import PHONE, TABLET, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Service

WIDER = "() => document.documentElement.scrollWidth > innerWidth"
PNG = b"\x89PNG\r\n\x1a\n"


async def saved(podium: Page, kind: str, folder: Path) -> tuple[str, bytes]:
    """Press a button of a file and read what came."""
    async with podium.expect_download() as coming:
        await podium.click(f"[data-act=save][data-kind={kind}]")
    file = await coming.value
    await file.save_as(folder / file.suggested_filename)
    return file.suggested_filename, (folder / file.suggested_filename).read_bytes()


async def test_the_podium_sees_the_hall_before_the_hall_does(service: Service, tabs: Tabs) -> None:
    """The preview is the hall's own page with the list on it; the hall itself still hides it."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        screen = await tabs.enter(TABLET, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        round_ = await a_counted_round(chamber)
        ahead = podium.frame_locator("iframe[src$='preview=yes']").locator("[data-hall]")
        hall = podium.frame_locator(f"iframe[src$='screen/{chamber.room['id']}']").locator("[data-hall]")
        await expect(ahead).to_have_attribute("data-picture", "list")
        await expect(ahead.locator("[data-rows] > li")).to_have_count(5)
        await expect(hall).to_have_attribute("data-picture", "voting")
        await expect(screen.locator("[data-hall]")).to_have_attribute("data-picture", "voting")
        await podium.keyboard.press("3")
        await expect(ahead).to_have_attribute("data-view", "rankings")
        await chamber.publish(round_)
        await expect(podium.locator("iframe[src$='preview=yes']")).to_have_count(0)
        await expect(hall).to_have_attribute("data-view", "list")


async def test_the_current_picture_is_saved_as_svg_and_png(service: Service, tabs: Tabs, tmp_path: Path) -> None:
    """Each view is a file that stands on its own: literal colours, nothing to fetch, no class to look up."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber, states=True, secrecy="confidential"))
        await expect(podium.locator("[data-step=published]")).to_have_attribute("aria-current", "step")
        await expect(podium.locator("[data-act=view][data-view=matrix]")).to_be_visible()
        for key, view in enumerate(("list", "matrix", "rankings", "line", "why", "units"), start=1):
            await podium.keyboard.press(str(key))
            name, drawn = await saved(podium, "svg", tmp_path)
            assert name.endswith(f"{view}-1.svg")
            words = "".join(ElementTree.fromstring(drawn).itertext())  # noqa: S314 - our own picture
            assert "What can work across the regions?" in words
            assert "calendar" in words or view in {"line", "why"}
            text = drawn.decode()
            assert not [trace for trace in ("class=", "var(", "currentColor", "href", "url(") if trace in text], view
        name, painted = await saved(podium, "png", tmp_path)
        assert name.endswith(".png")
        assert painted.startswith(PNG)
        assert len(painted) > 20_000


async def test_the_podium_fits_a_phone_and_two_hundred_per_cent(service: Service, tabs: Tabs) -> None:
    """At 360 px and at 512 px (a tablet at 200 %) nothing is wider than the page, in every state of a round."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(PHONE, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        round_ = await a_counted_round(chamber)
        await expect(podium.locator("[data-rows] > li")).to_have_count(12)
        for width in (360, 512, 768):
            await podium.set_viewport_size({"width": width, "height": 740})
            assert not await podium.evaluate(WIDER), width
        await chamber.publish(round_)
        await expect(podium.locator("[data-step=published]")).to_have_attribute("aria-current", "step")
        await podium.click("[data-act=next]")
        await podium.click("[data-draft=rules]")
        await podium.click(".more-rules summary")
        await podium.set_viewport_size(PHONE)
        dialog = podium.locator("dialog[open]")
        assert not await dialog.evaluate("(dialog) => dialog.scrollWidth > dialog.clientWidth")


async def test_the_list_of_a_secret_round_is_read_when_the_podium_says_so(service: Service, tabs: Tabs) -> None:
    """Reading weighs on later lists once the voting is opened again, so no page reads by itself; it says why."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        coming: asyncio.Queue[Route] = asyncio.Queue()
        await a_counted_round(chamber, secrecy="confidential")
        button = podium.locator("[data-act=read]")
        await expect(button).to_be_visible()
        await expect(podium.locator("p[data-if=readable]")).to_be_visible()
        await expect(podium.locator("[data-rows] > li")).to_have_count(0)
        await podium.route("**/ranked-list.json*", coming.put, times=1)
        await button.click()
        answer = await coming.get()
        await expect(button).to_have_attribute("aria-busy", "true")  # pressed, and nothing there yet
        await answer.continue_()
        await expect(podium.locator("[data-rows] > li")).to_have_count(12)
        await expect(button).to_be_hidden()
        await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_printing_leaves_the_list_alone(service: Service, tabs: Tabs) -> None:
    """On paper there is the question, the rules and the list; nothing to press and no frame."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber))
        await expect(podium.locator("[data-rows] > li")).to_have_count(12)
        await podium.emulate_media(media="print")
        assert await podium.locator("button:visible, iframe:visible, nav:visible").count() == 0
        await expect(podium.locator(".print-only.words")).to_have_text("What can work across the regions?")
        await expect(podium.locator("[data-rows] > li").last).to_be_visible()


async def test_every_method_can_be_prepared(service: Service, tabs: Tabs) -> None:
    """The dialog offers every method whose ballot a phone has, and asks of each what means something to it."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.click("[data-act=next]")
        offered = await podium.locator("[data-draft-form] input[name=method]").evaluate_all(
            "all => all.map(one => one.value)"
        )
        assert sorted(offered) == sorted(METHODS)
        await podium.click("[data-draft=rules]")
        await podium.click(".more-rules summary")
        for method, shown, hidden in (
            ("across_regions", ("theta", "regions_needed", "with_changes"), ("places", "max_choices")),
            ("shortlist", ("places", "max_choices", "tie_rule"), ("theta", "with_changes")),
            ("score", ("backing_quorum", "regions_needed"), ("places", "with_changes")),
            ("ranked_pairs", ("tie_rule", "regions_needed"), ("max_choices", "required_majority")),
            ("scottish_stv", ("places", "tie_rule"), ("max_choices", "with_changes")),
        ):
            await podium.check(f"[data-draft-form] input[value={method}]")
            for rule in shown:
                await expect(podium.locator(f"[data-rule={rule}]")).to_be_visible()
            for rule in hidden:
                await expect(podium.locator(f"[data-rule={rule}]")).to_be_hidden()


async def test_a_slate_too_long_for_a_method_is_said_before_it_is_sent(service: Service, tabs: Tabs) -> None:
    """At most twelve are scored and eight ranked: the dialog warns at the ninth, and the service refuses it."""
    async with a_chamber(service, TWELVE) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        await podium.click("[data-act=next]")
        warning = podium.locator("[data-text=tooMany]")
        for method, most in (("score", 12), ("ranked_pairs", 8), ("scottish_stv", 8)):
            await podium.click("[data-draft=rules]")
            await podium.check(f"[data-draft-form] input[value={method}]")
            await podium.click("[data-draft=rules]")
            if most == 12:
                await expect(warning).to_be_hidden()
                continue
            await expect(warning).to_have_text(f"This method takes at most {most} recommendations.")
            boxes = podium.locator("[data-draft-form] input[name=slate]")
            for context in range(most, 12):
                await boxes.nth(context).uncheck()
            await expect(warning).to_be_hidden()
            for context in range(most, 12):
                await boxes.nth(context).check()
        await podium.click("[data-draft-form] [data-answer=draft]")
        await expect(podium.locator("[data-dialog=draft] [data-refusal]")).to_be_visible()


async def test_a_draft_is_taken_as_it_was_filled_in(service: Service, tabs: Tabs) -> None:
    """What the form sends is a rules sheet that the service takes, whichever method is chosen on a page just opened."""
    async with a_chamber(service, TWELVE[:4]) as chamber:
        podium = await tabs.enter(TABLET, chamber.kit, "chair", f"podium/{chamber.room['id']}")
        for method in (name for name, one in METHODS.items() if "quorum" in one.CARD.rules):
            await podium.click("[data-act=next]")
            await podium.click("[data-draft=rules]")
            await podium.check(f"[data-draft-form] input[value={method}]")
            await podium.click(".more-rules summary")
            await podium.select_option("[data-rule=quorum] select", "1/2")
            await podium.click("[data-draft-form] [data-answer=draft]")
            await expect(podium.locator("[data-dialog=draft]")).to_be_hidden()
            await expect(podium.locator("[data-step=draft]")).to_have_attribute("aria-current", "step")
            told = await chamber.chair.hello()
            (round_,) = told["rounds"]
            assert (round_["method"], round_["rules"]["quorum"]) == (method, "1/2"), json.dumps(round_)
            assert (await chamber.chair.act("discard_round", round_id=round_["id"]))["type"] == "done"
            await podium.reload()
