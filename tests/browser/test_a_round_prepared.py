"""The podium's story of a round: prepared out of sixty, changed, discarded, opened, timed, closed and reopened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from playwright.async_api import Page, expect

from tests.browser.conftest import TABLET, Tabs
from tests.services import SIX_REGIONS, Json, Kit, Service

WORDS = ("calendar", "training", "library of practices", "exchange of staff", "seats for neighbours")
FITS = """() => [...document.querySelectorAll('dialog[open] :is(button, h2, select)')]
  .filter((one) => one.offsetParent && !one.closest('.pane__scroll, .prep__rules'))
  .filter((one) => { const box = one.getBoundingClientRect(); return box.bottom > innerHeight || box.right > innerWidth
    || box.top < 0 || box.left < 0; }).map((one) => one.textContent)"""
"""What decides and is not in sight."""


@asynccontextmanager
async def a_plenary_with_sixty(service: Service) -> AsyncIterator[tuple[Kit, Json]]:
    """Have six regions propose ten each and hand all of them to the plenary of the next session."""
    kit = await asyncio.to_thread(lambda: service.new_meeting(hand_over_limit=20))
    async with AsyncExitStack() as stack:
        for region in SIX_REGIONS:
            room = kit.room("lunch", region["id"])
            chair = await stack.enter_async_context(kit.phone(room, "chair"))
            question = await asyncio.to_thread(kit.question, "lunch")
            made = [
                (await chair.act("propose", question_id=question, title=f"{WORDS[n % 5].capitalize()} no. {n + 1}"))
                for n in range(10)
            ]
            ids = [one["recommendation_id"] for one in made]
            handed = await chair.act("hand_over", recommendation_ids=ids, session_id="s2")
            assert handed["type"] == "done", handed
        yield kit, kit.room("s2")


async def state_is(podium: Page, step: str) -> None:
    """Wait until the podium says where the round is."""
    await expect(podium.locator(f"[data-step={step}]")).to_have_attribute("aria-current", "step")


async def test_a_round_is_prepared_out_of_sixty_changed_opened_and_given_time(service: Service, tabs: Tabs) -> None:
    """By search and groups, with nothing that decides out of sight; then with every act that gives time. Holds R115."""
    async with a_plenary_with_sixty(service) as (kit, room):
        podium, other = [await tabs.enter(TABLET, kit, "chair", f"podium/{room['id']}") for _ in range(2)]
        await a_few_are_chosen(podium)
        await state_is(other, "draft")
        await expect(other.locator("[data-text=roundWords]").first).to_contain_text("Round 1 · 3 recommendations")
        await the_other_podium_changes_and_discards(other)
        await expect(podium.locator("[data-text=say]")).to_contain_text("can be voted on")
        await a_region_hands_over_meanwhile(podium, kit)
        await all_are_opened(podium)
        await time_is_given(podium, other)
        await what_is_asked_follows(podium, other, kit, room)


async def a_few_are_chosen(podium: Page) -> None:
    """Untick all, find two by words, tick one more, move it up, see the rules, prepare."""
    await podium.click("[data-act=next]")
    draft = podium.locator("[data-dialog=draft]")
    await expect(draft.locator("[data-text=ticked]")).to_have_text("60 of 60 ticked")
    assert await podium.evaluate(FITS) == []
    assert await draft.evaluate("(dialog) => dialog.scrollHeight <= dialog.clientHeight")
    for group in range(6):
        await draft.locator("[data-group]").nth(group).uncheck()
    await draft.locator("[data-search]").fill("library africa")
    await expect(draft.locator("[name=slate]")).to_have_count(2)
    await draft.locator("[data-group]").check()
    await draft.locator("[data-search]").fill("")
    assert await draft.locator("[data-group]").first.evaluate("(box) => box.indeterminate")
    await draft.locator("[name=slate]").nth(15).check()
    await expect(draft.locator("#slate-title")).to_have_text("The slate, 1–3")
    last = await draft.locator("[data-list=order] > li").last.get_attribute("data-key")
    for _ in range(2):
        await draft.locator(f"[data-list=order] > [data-key='{last}'] [data-draft=up]").click()
    await expect(draft.locator("[data-list=order] > li").first).to_have_attribute("data-key", str(last))
    await draft.locator("[data-draft=rules]").click()
    await draft.locator("input[name=secrecy][value=recorded]").check()
    assert await podium.evaluate(FITS) == []
    await draft.locator("[data-answer=draft]").click()
    await expect(draft).to_be_hidden()


async def the_other_podium_changes_and_discards(other: Page) -> None:
    """What one podium prepared is on the other at once, and can be changed and discarded there."""
    await other.click("[data-act=change]:visible")
    draft = other.locator("[data-dialog=draft]")
    await expect(draft.locator("[data-list=order] > li")).to_have_count(3)
    await draft.locator("[data-draft=minutes][data-minutes='10']").click()
    await draft.locator("[data-answer=draft]").click()
    await expect(draft).to_be_hidden()
    await other.click("[data-act=discard]:visible")
    await other.locator("[data-dialog=discard] [data-answer=discard]").click()


async def a_region_hands_over_meanwhile(podium: Page, kit: Kit) -> None:
    """What it takes back leaves the slate that is being prepared; what it hands over is offered, and not ticked."""
    await podium.click("[data-act=next]")
    ticked = podium.locator("[data-dialog=draft] [data-text=ticked]")
    async with kit.phone(kit.room("lunch", "AF"), "moderator:AF", ["set_changed"]) as moderator:
        ids = moderator.snapshot["sets"][0]["recommendation_ids"]
        await moderator.act("take_back", recommendation_ids=ids[3:4])
        await expect(ticked).to_have_text("59 of 59 ticked")
        await expect(podium.locator("[data-dialog=draft] [data-list=order] > li")).to_have_count(59)
        await moderator.act("hand_over", recommendation_ids=ids, session_id="s2")
    await expect(ticked).to_have_text("59 of 60 ticked")
    await podium.locator("[data-dialog=draft] [data-group]").first.check()
    await expect(ticked).to_have_text("60 of 60 ticked")


async def all_are_opened(podium: Page) -> None:
    """Opening asks once: six titles, how many may vote; it rests on the answer that opens nothing."""
    draft = podium.locator("[data-dialog=draft]")
    await draft.locator("[data-answer=draft]").click()
    await expect(podium.locator("[data-text=roundWords]").first).to_contain_text("Round 1 · 60")
    await podium.click("[data-act=next]")
    asked = podium.locator("[data-dialog=open]")
    await expect(asked.locator("[data-list=titles] > li")).to_have_count(6)
    await expect(asked.locator("[data-answer=keep]")).to_be_focused()
    assert await asked.locator(".button-go").count() == 1
    assert await podium.evaluate(FITS) == []
    await asked.locator("[data-answer=open]").click()
    await state_is(podium, "open")


async def time_is_given(podium: Page, other: Page) -> None:
    """A minute more is there only where a clock runs; reopening asks for how long."""
    await expect(podium.locator("[data-act=extend_round]")).to_be_hidden()
    await podium.locator("[data-act=countdown][data-seconds='120']").click()
    await expect(podium.locator("[data-text=clock]")).to_be_visible()
    await expect(podium.locator("[data-act=countdown][data-seconds='120']")).to_be_hidden()
    await podium.click("[data-act=extend_round]")
    await expect(other.locator("[data-text=clock]")).to_contain_text("2:5")
    await podium.click("[data-act=next]")
    await podium.locator("[data-dialog=close] [data-answer=close]").click()
    await state_is(podium, "closed")
    await podium.click("[data-act=reopen]")
    await podium.locator("[data-dialog=reopen] input[value='300']").check()
    await podium.locator("[data-dialog=reopen] [data-answer=reopen]").click()
    await state_is(podium, "open")
    await expect(podium.locator("[data-text=clock]")).to_contain_text("4:5")


async def what_is_asked_follows(podium: Page, other: Page, kit: Kit, room: Json) -> None:
    """A ballot that comes while it is asked is counted in the question; an answer that would be refused goes away."""
    await podium.click("[data-act=next]")
    asked = podium.locator("[data-dialog=close]")
    await expect(asked.locator("[data-answer=close]")).to_have_text("Close with 0 ballots")
    async with kit.phone(room, await asyncio.to_thread(kit.a_delegate)) as delegate:
        (round_,) = [one for one in delegate.snapshot["rounds"] if one["state"] == "open"]
        await delegate.cast(round_, {round_["slate"][0]: "for"})
    await expect(asked.locator("[data-answer=close]")).to_have_text("Close with 1 ballot")
    await other.click("[data-act=next]")
    await other.locator("[data-dialog=close] [data-answer=close]").click()
    await expect(asked).to_be_hidden()
    await state_is(podium, "closed")
    await podium.click("[data-act=next]")
    await other.click("[data-act=reopen]")
    await other.locator("[data-dialog=reopen] [data-answer=reopen]").click()
    await expect(podium.locator("[data-dialog=publish]")).to_be_hidden()
    await state_is(podium, "open")
