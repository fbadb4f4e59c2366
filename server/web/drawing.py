"""How pages are drawn beside ballots: one at a time, in slices, and what many read alike only once.

Refuses to know what is in a page. Invariants: the loop is never held for much longer than a slice, and rests as long
after each; a piece is kept under all that it is made of, so that a kept piece is never an old one; what shows
somebody's marks is never kept, for how long it takes to draw would tell that somebody else has the same.
"""

import asyncio
import gc
import time
from collections import OrderedDict
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any

import msgspec
from jinja2 import Environment, pass_environment
from jinja2.async_utils import auto_to_list

from server.web.compression import PackedText

SLICE_S = REST_S = 0.002
MOST_KEPT = 6_000
"""How many pieces are kept: of a meeting of 500 recommendations, the rows of its pages in six languages."""

_YOUNG = 0
"""The generation that is searched behind each page: macros of a template hold what they were drawn from, and it holds
them. A tenth of a millisecond for a page, which else lies about with all that it shows until much more has come."""

MOST_PAGES_KEPT = 512
"""How many pages are kept that show nothing of anybody: those of arriving, in six languages, and of refusals."""

PageKey = tuple[str, str, str, bytes]
"""A template, a language, a slot, and what is shown."""
Macro = Callable[..., Awaitable[str]]


class Drawing:
    """Draws the pages of one process."""

    def __init__(self, templates: Environment) -> None:
        """Take the templates and make them ready, which would hold the loop for half a second at the first page."""
        for name in templates.list_templates():
            templates.get_template(name)
        templates.filters["first"] = _first
        self._templates = templates
        self._turn = asyncio.Lock()
        self._kept: OrderedDict[tuple[str, bytes], str] = OrderedDict()
        self._for_all: OrderedDict[PageKey, PackedText] = OrderedDict()
        self._began_s = 0.0

    def page_for_all(self, key: PageKey) -> PackedText | None:
        """Find a page that was kept under all that it is made of."""
        if key in self._for_all:
            self._for_all.move_to_end(key)
        return self._for_all.get(key)

    def keep_for_all(self, key: PageKey, page: PackedText) -> None:
        """Keep a page that shows nothing of anybody; the one that nobody asked for longest makes way."""
        self._for_all[key] = page
        if len(self._for_all) > MOST_PAGES_KEPT:
            self._for_all.popitem(last=False)

    async def draw(self, template: str, context: Mapping[str, Any], alike: tuple[str, ...] = ()) -> str:
        """Draw a page; `alike` names what its kept pieces depend on besides what they show, as its language."""
        page = self._templates.get_template(template)
        kept = partial(self._piece, "\0".join((template, *alike)))
        async with self._turn:
            self._began_s = time.perf_counter()
            pieces = []
            async for piece in page.generate_async({**context, "kept": kept, "breathe": self._breathe}):
                pieces.append(piece)
                await self._breathe()
            gc.collect(_YOUNG)
        return "".join(pieces)

    async def _breathe(self) -> str:
        """Let everything else happen where a slice is used up; drawn, it is nothing."""
        if time.perf_counter() - self._began_s > SLICE_S:
            await asyncio.sleep(REST_S)
            self._began_s = time.perf_counter()
        return ""

    async def _piece(self, alike: str, macro: Macro, *shown: object) -> str:
        """Draw what a macro makes of some values, or take what it made of the same values before."""
        key = (f"{alike}\0{getattr(macro, 'name', '')}", msgspec.json.encode(shown))
        piece = self._kept.get(key)
        if piece is None:
            piece = self._kept[key] = await macro(*shown)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        await self._breathe()
        return piece


@pass_environment
async def _first(templates: Environment, found: AsyncIterable[object] | Iterable[object]) -> object:
    """Take the first of some values, but read them all: what Jinja leaves half read holds all that the page shows.

    Until the loop has closed it, that is: by then the young are searched, and who is older is not searched again.
    """
    return next(iter(await auto_to_list(found)), templates.undefined("Nothing has no first."))
