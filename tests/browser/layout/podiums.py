"""The podium of one room in several languages: every question it asks is brought up, measured, and answered with no.

Refuses to know what a meeting is about. Invariants: what is measured was waited for; the answers of a question are in
sight before anybody scrolls, and after it the podium stands as before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.browser.layout.tape import Tape

ANSWERS = ":is(.dialog__acts, .prep__acts) [data-answer]"
NEXT = "[data-act=next]"
PATIENCE_MS = 15_000
"""For a list of the largest meeting to be counted and drawn while the other pages of the room draw it too."""
UNFOLD = """(root) => { for (const one of document.querySelectorAll(`${root} details`)) one.open = true; }"""


@dataclass(slots=True)
class Podiums:
    """The podiums of a room, by language, and what was measured on them."""

    pages: dict[str, Page]
    tape: Tape

    async def lay(self, state: str, *thumb: str) -> None:
        """Measure all of them as they stand; where letters are twice as large, answers are scrolled to."""
        reach = thumb if self.tape.times == 1 else ()
        for language, page in self.pages.items():
            await self.tape.lay(page, f"{language}, {state}", thumb=reach)

    async def step(self, step: str) -> None:
        """Wait until all of them say where the round is, and measure them with the one next act in sight."""
        for page in self.pages.values():
            await expect(page.locator(f"[data-step={step}]")).to_have_attribute("aria-current", "step")
        await self.lay(step)

    async def press(self, *selectors: str) -> None:
        """Press buttons one after the other, the first in sight of each."""
        for page in self.pages.values():
            for selector in selectors:
                await page.locator(selector).locator("visible=true").first.click()

    async def fill(self, **fields: str) -> None:
        """Type into the fields of the dialog that is open, or choose from their lists."""
        for page in self.pages.values():
            for name, value in fields.items():
                field = page.locator(f"dialog[open] [name={name}]").last
                if await field.evaluate("(one) => one.matches('select')"):
                    await field.select_option(value)
                else:
                    await field.fill(value)

    async def unfold(self, root: str) -> None:
        """Open whatever is folded in a part of the page."""
        for page in self.pages.values():
            await page.evaluate(UNFOLD, root)

    async def see(self, selector: str, many: int | None = None, within_ms: float = PATIENCE_MS) -> None:
        """Wait until something is there."""
        for page in self.pages.values():
            found = page.locator(selector).locator("visible=true")
            if many is None:
                await expect(found.first).to_be_visible(timeout=within_ms)
            else:
                await expect(found).to_have_count(many, timeout=within_ms)

    async def ask(self, name: str, opens: Sequence[str], **fields: str) -> None:
        """Bring a question up, fill its fields, measure it, and answer that nothing changes."""
        await self.press(*opens)
        await self.see(f"[data-dialog={name}][open]", 1)
        await self.fill(**fields)
        await self.lay(f"dialog {name}", ANSWERS)
        await self.leave(name)

    async def leave(self, name: str) -> None:
        """Answer that nothing changes."""
        await self.press(f"[data-dialog={name}] [data-answer=keep]")
        await self.see(f"[data-dialog={name}][open]", 0)
