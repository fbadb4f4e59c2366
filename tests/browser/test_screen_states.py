"""The hall's page is never blank: it says how old its picture is; publication is a moment, for whoever wants one."""

from playwright.async_api import expect

from tests.browser.conftest import HALL, Tabs
from tests.browser.published import TWELVE, a_counted_round
from tests.browser.rounds import a_chamber
from tests.services import Service

LONG = "Which of the recommendations of the six regions can work across the regions, and under which conditions of all?"


async def test_a_lost_line_leaves_the_question_its_width(service: Service, tabs: Tabs) -> None:
    """The age of the picture stands on a line of its own; the question beside the brand keeps its room."""
    agenda = f"A small meeting\n\nSession 1. The past\n\nGuiding questions\n\n- {LONG}\n"
    agenda += "\nSession 2. The plenary\n\nGuiding questions\n\n- " + LONG + "\n"
    async with a_chamber(service, TWELVE, agenda=agenda) as chamber:
        screen = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        await chamber.publish(await a_counted_round(chamber))
        question = screen.locator(".hall__ask")
        await expect(question).to_be_visible()
        before = await question.bounding_box()
        tabs.away = True
        await screen.context.set_offline(True)
        await screen.evaluate("dispatchEvent(new Event('offline'))")
        lost = screen.locator("[data-if=lost]")
        await expect(lost).to_be_visible(timeout=60_000)
        await expect(lost).to_contain_text("As of")
        await expect(screen.locator("[data-rows] > li")).to_have_count(5)
        after = await question.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["width"] - after["width"]) < 2
        rows = await screen.locator("[data-rows]").bounding_box()
        foot = await screen.locator(".hall__foot").bounding_box()
        assert rows is not None
        assert foot is not None
        assert rows["y"] + rows["height"] <= foot["y"] + 1


async def test_publication_is_a_moment_once(service: Service, tabs: Tabs) -> None:
    """Rows appear and bars grow at publication; turned pages stand still; reduced motion takes it all away."""
    async with a_chamber(service, TWELVE) as chamber:
        moving = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}")
        still = await tabs.enter(
            HALL, chamber.kit, "screen", f"screen/{chamber.room['id']}", reduced_motion="reduce"
        )  # fmt: skip
        await chamber.publish(await a_counted_round(chamber))
        for screen in (moving, still):
            await expect(screen.locator("[data-hall]")).to_have_attribute("data-fresh", "yes")
        length = "() => getComputedStyle(document.querySelector('.ranked__row .bar rect')).animationDuration"
        assert await moving.evaluate(length) == "0.9s"
        assert await still.evaluate(length) == "0s"
        await moving.keyboard.press("PageDown")
        await expect(moving.locator("[data-hall]")).to_have_attribute("data-fresh", "no")
        assert await moving.evaluate(length) == "0s"
