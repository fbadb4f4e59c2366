"""The ruler finds what was planted, each fault by its sentence, and nothing on a page on which nothing is wrong."""

import pytest
from playwright.async_api import Page

from tests.browser.conftest import PHONE, Tabs
from tests.browser.layout.ruler import enlarge, faults_of

PAGE = """<!doctype html><meta name=viewport content="width=device-width"><style>
body {{ margin: 0; font: 16px/1.2 sans-serif; }}
button, a {{ display: inline-block; min-width: 44px; min-height: 44px; }}
</style><body>{body}"""
FILLING = "<p>Words that take their room on the page.</p>" * 60

PLANTED = {
    "covered by b": '<p style="position: relative">A name that is long<b style="position: absolute; left: 0; top: 0;'
    ' width: 90px; background: gold">tag</b></p>',
    "covered by footer": f'{FILLING}<footer style="position: fixed; bottom: 0; height: 60px; width: 100%;'
    ' background: gold"></footer>',
    "cut by p": '<p style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 90px">'
    "A name that is long</p>",
    "cut by div": '<div style="overflow: clip; height: 30px"><p>One line.</p><p>And another.</p></div>',
    "cut by div: button": '<div style="overflow: hidden; width: 60px"><button style="width: 90px">Go</button></div>',
    'broken: "Against"': '<p style="width: 20px; overflow-wrap: anywhere">Against</p>',
    'broken: "Abstain"': '<p style="width: 60px; overflow-wrap: anywhere; font-size: 20px">Abstain</p>',
    "beside the page: ": '<p style="white-space: nowrap; width: 30px">A line that is wider than any phone'
    " that anybody has</p>",
    "beside the page: button": '<button style="margin-left: 340px">Go</button>',
    'over each other: "Another': '<p>One line here.</p><p style="margin-top: -36px">Another one.</p>',
    "over each other: button": '<button>One</button><button style="margin-left: -20px">Two</button>',
    "out of button": '<button style="width: 60px; white-space: nowrap; padding: 0; border: 1px solid">Quite a lot'
    "</button>",
    "small, 30 x 44": '<button style="min-width: 0; width: 30px; padding: 0">x</button>',
    "out of reach, 908": '<button class="next" style="position: absolute; top: 908px">Go</button>',
    "under something": '<button class="next" style="width: 90px">Go</button><div style="position: absolute; inset: 0;'
    ' background: gold"></div>',
    "touches the rule of li": '<ol><li style="border-top: 1px solid; height: 40px"><b style="display: block;'
    ' border: 2px solid; height: 36px">Contested</b></li></ol>',
    "out of its frame": '<svg width="300" height="60"><rect x="1" y="1" width="90" height="40" fill="none"'
    ' stroke="black"/><text x="10" y="20">Longer than its frame</text></svg>',
    "struck through": '<svg width="300" height="60"><line x1="0" y1="16" x2="300" y2="16" stroke="black"/>'
    '<text x="10" y="20">One line here</text></svg>',
    "not there": "<p>Nothing to press.</p>",
    "below: ": FILLING,
}
FAULTLESS = f"""<header style="position: sticky; top: 0; background: gold">A head that stays</header>
<input value="A field clips what is in it" style="width: 300px; height: 44px; border: 2px solid">
<details><summary style="min-height: 44px">More</summary>What is folded away</details>
<label style="display: block; position: relative; min-height: 44px; border: 1px solid">For
<input type="radio" style="position: absolute; inset: 0; opacity: 0; width: 100%; height: 100%"></label>
<div style="overflow: hidden; height: 20px; width: 60px"><p style="position: absolute;
 margin: 0">Not held by what is around it</p></div>
<p style="overflow: auto; height: 60px; margin-top: 40px">{"It scrolls by itself. " * 30}</p>
<ol><li style="border-top: 1px solid"><b style="display: inline-block; margin: 4px;
border: 2px solid">Contested</b></li></ol>
<svg width="300" height="60"><rect x="1" y="1" width="290" height="40" fill="none" stroke="black"/><text x="10"
y="20">Words in their frame</text><line x1="0" y1="26" x2="300" y2="26" stroke="black"/></svg>
<p>Vergleichbarkeitsbewertungsvorschriften of a length that no page holds, and <a href="#x"
style="display: inline">a link that goes on over the end of its line as words do</a>.</p>{FILLING}
<footer style="position: sticky; bottom: 0; background: gold"><button class="next">Go on</button></footer>"""

DRAWN = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
OPEN = f"""async () => {{
    window.scrolled = [];
    scrollTo(0, 100);
    {DRAWN}
    document.addEventListener("scroll", ({{ target }}) => target === document && scrolled.push(scrollY));
    document.querySelector("dialog").showModal();
}}"""
"""A dialog opens on a page that was scrolled, and hears of each scrolling behind it."""


async def a_page(tabs: Tabs, body: str) -> Page:
    """Open a page of ours on a phone."""
    page = await tabs.open(PHONE, "about:blank")
    await page.set_content(PAGE.format(body=body))
    return page


async def test_every_planted_fault_is_found(tabs: Tabs) -> None:
    """Covered, cut, broken, beside the page, over each other, out of its box, small, out of reach."""
    missed = {}
    page = await tabs.open(PHONE, "about:blank")
    for fault, body in PLANTED.items():
        await page.set_content(PAGE.format(body=body))
        thumb = [".next"] if fault.startswith(("out of reach", "under", "not there")) else []
        found = await faults_of(page, thumb=thumb, whole=fault == "below: ")
        if not any(one.startswith(fault) for one in found):
            missed[fault] = found
    assert missed == {}


async def test_nothing_is_found_where_nothing_is_wrong(tabs: Tabs) -> None:
    """What scrolls away under a bar, is folded, is held by nothing around it, or is touched by its label."""
    page = await a_page(tabs, FAULTLESS)
    assert await faults_of(page, thumb=[".next"]) == []
    assert await page.evaluate("document.adoptedStyleSheets.length + scrollY") == 0


async def test_a_dialog_is_measured_alone(tabs: Tabs) -> None:
    """What lies behind an open dialog is not looked at, and what scrolls in it under its foot is in order."""
    foot = '<footer style="position: sticky; bottom: 0; background: gold"><button>Go on</button></footer>'
    dialog = f'<dialog style="max-height: 300px">{FILLING}<button>Another</button>{foot}</dialog>'
    page = await a_page(tabs, f'<p style="margin-left: 340px">Beside</p>{FILLING}{dialog}')
    assert await faults_of(page) != []
    await page.evaluate(OPEN)
    assert await faults_of(page) == []
    moved = await page.evaluate(f"async () => {{ {DRAWN} return scrolled; }}")
    assert moved == [], "what lies behind a dialog stays where it is"


async def test_what_is_scrolled_to_in_a_dialog_is_measured_too(tabs: Tabs) -> None:
    """A fault far below the fold of a dialog, and of a part of it that scrolls by itself."""
    fault = '<p>One line here.</p><p style="margin-top: -36px">Another one.</p>'
    drawn = '<button>↑</button><button style="margin-left: -20px">↓</button>'
    part = '<div style="overflow: auto; height: 100px">{}</div>'
    for within in (FILLING + fault, part.format(FILLING + fault), part.format(FILLING + drawn)):
        page = await a_page(tabs, f'{FILLING}<dialog style="height: 300px">{FILLING}{within}{FILLING}</dialog>')
        await page.evaluate(OPEN)
        assert [one for one in await faults_of(page) if one.startswith("over each other")], within[-90:]


@pytest.mark.parametrize("times", [1, 2])
async def test_letters_grow_as_a_reader_sets_them(tabs: Tabs, times: int) -> None:
    """A page that sizes in rem grows, and a sheet that asks for em sees it."""
    page = await a_page(tabs, "<p>A</p>")
    await enlarge(page, times)
    assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{16 * times}px"
    assert await page.evaluate("matchMedia('(max-width: 22em)').matches") == (times == 2)
