"""What is wrong with how a page is laid out, measured in a real browser: nothing overlaps, is cut, or is out of reach.

For every surface: phone, hall, podium. Refuses to know what a page shows. Invariants: a text is measured where its
letters are, line by line, after all that clips it, and counts as covered only if it is so wherever the page can be
scrolled to; whatever can be touched counts with its label.
"""

from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Page

HERE = Path(__file__).parent
BODY = "\n".join((HERE / f"{name}.js").read_text("utf-8") for name in ("boxes", "texts", "frames", "controls"))
MEASURE = f"""(wishes) => {{
{BODY}
document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
frame.scrollTop = before;
return [...found];
}}"""
LETTERS = 16
"""The size of letters that a browser begins with, in pixels; those of code are somewhat smaller."""


async def faults_of(
    page: Page,
    *,
    thumb: Sequence[str] = (),
    whole: bool = False,
    target: int = 44,
    may_be_cut: str = "",
    passed: str = "",
) -> list[str]:
    """Measure a page as it stands, or the dialog that is open on it.

    Shape:   `thumb` names by selector what has to be in view before anybody scrolls; `whole` says that everything has;
             `may_be_cut` what ends in three dots by design; `passed` what is not looked at. An answer is a sentence a
             fault.
    Units:   `target` in pixels: the least width and height of what is touched; 0 where nothing is.
    """
    wishes = {"thumb": list(thumb), "whole": whole, "target": target, "mayBeCut": may_be_cut, "passed": passed}
    found: list[str] = await page.evaluate(MEASURE, wishes)
    return found


async def enlarge(page: Page, times: float) -> None:
    """Let the reader have larger letters, as the setting of a browser does it: sheets that ask for em see it too."""
    browser = await page.context.new_cdp_session(page)
    sizes = {"standard": round(LETTERS * times), "fixed": round((LETTERS - 3) * times)}
    await browser.send("Page.setFontSizes", {"fontSizes": sizes})
