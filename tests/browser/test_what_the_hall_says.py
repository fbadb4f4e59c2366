"""The hall before a round says what the programme does: when, what comes next, what for; as many lines as are whole."""

from playwright.async_api import expect

from tests.browser.conftest import HALL, Tabs
from tests.browser.layout.ruler import faults_of
from tests.browser.rounds import a_chamber
from tests.browser.test_following import WITHIN_MS, a_desk, edited
from tests.services import SMALL_TREE, Service

OLD = {"width": 1024, "height": 768}
AIM = "To say what each region can do before the next meeting, and what it needs of the others, in one sentence"


async def test_the_hall_says_what_the_session_is_for_and_what_comes_next(service: Service, tabs: Tabs) -> None:
    """A programme that is far too long leaves out its last lines and cuts none; a change is followed. Holds R211."""
    first, *rest = SMALL_TREE["sessions"]
    told = {**first, "day": "Day One", "starts": "09:00", "ends": "10:30", "note": "\n".join([AIM] * 12),
            "objectives": [{"text": f"{AIM} ({number})"} for number in range(1, 9)]}  # fmt: skip
    agenda = {**SMALL_TREE, "sessions": [told, *rest], "issues": [AIM] * 6}
    async with a_chamber(service, titles=(), agenda=agenda) as chamber, a_desk(chamber) as desk:
        room = chamber.kit.room("s1")
        halls = [
            await tabs.enter(size, chamber.kit, "screen", f"screen/{room['id']}", locale=language)
            for size, language in ((HALL, "en"), (OLD, "ar"))
        ]
        for hall in halls:
            lines = hall.locator("[data-about] > p:visible")
            await expect(lines.first).to_contain_text("Working Lunch: The future")
            await expect(lines.first).to_contain_text("09:00–10:30")
            await expect(lines.nth(1)).to_have_text(f"{AIM} (1)")
            assert 2 <= await lines.count() < 27
            assert await faults_of(hall) == []
        last = await tabs.enter(HALL, chamber.kit, "screen", f"screen/{chamber.kit.room('s2')['id']}")
        await expect(last.locator("[data-about]")).to_contain_text(AIM)  # after the last session nothing comes
        await edited(desk, sessions=[{"id": "s1", "title": "The past", "objectives": [{"text": "One thing"}]}, "s2"])
        await expect(halls[0].locator("[data-about] > p").nth(1)).to_have_text("One thing", timeout=WITHIN_MS)
        await expect(halls[0].locator("[data-about] > p").first).to_contain_text("The plenary")
