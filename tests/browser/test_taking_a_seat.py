"""Taking a seat on a small phone: the button is at the thumb, a code is read from whatever keyboard it is typed on."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Tabs
from tests.browser.test_small_screens import SMALL
from tests.services import Kit, Service

IN_VIEW = """(button) => {
    const box = button.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const seen = scrollY === 0 && box.top >= 0 && box.bottom <= innerHeight;
    return seen && button.contains(document.elementFromPoint(x, y));
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_button_that_takes_a_seat_is_in_view_without_scrolling(
    service: Service, tabs: Tabs, language: str
) -> None:
    """On a small phone and on the smallest, under a title of three lines, and wherever one scrolls to."""
    title = "Global Regional Consultation on Partnerships, eighth session"
    kit = await asyncio.to_thread(service.new_meeting, title=title)
    for size in (PHONE, SMALL):
        page = await tabs.open(size, kit.founded["links"]["join"], locale=language)
        button = page.locator(".arrival__take button")
        assert await button.evaluate(IN_VIEW), f"{size}: {await button.bounding_box()}"
        await page.evaluate("scrollTo(0, document.body.scrollHeight)")
        await expect(button).to_be_in_viewport(ratio=1)
        await page.context.close()


async def compose(page: Page, kit: Kit, typed: str) -> None:
    """Type a code as keyboards compose it: each letter replaces what was composed so far, until it is taken over."""
    await page.goto(kit.service.base_url)
    await page.locator("#code").focus()
    line = await page.context.new_cdp_session(page)
    for length in range(1, len(typed) + 1):
        await line.send(
            "Input.imeSetComposition", {"text": typed[:length], "selectionStart": length, "selectionEnd": length}
        )
    await line.send("Input.insertText", {"text": typed})


async def test_a_code_is_read_from_a_keyboard_that_composes(service: Service, tabs: Tabs) -> None:
    """Small letters, capitals, wide ones with a dash: the field keeps what is typed, and leads to the meeting."""
    kit = await asyncio.to_thread(service.new_meeting)
    code = kit.founded["join_code"]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    page = await tabs.open(PHONE, service.base_url)
    for typed in (code, code.upper(), f"{wide[:4]}\uff0d{wide[4:]}", f" {code[:4]} {code[4:]} "):
        await compose(page, kit, typed)
        assert await page.locator("#code").input_value() == typed
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/join/{code}")
