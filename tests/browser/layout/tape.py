"""One page on every size of a screen: it is resized, stands still, and the ruler is laid on it.

Refuses to know what a page shows. Letters are as many `times` as large as a browser begins with. Invariant: a
fault is told once a state and language, with the sizes it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page

from tests.browser.gallery import SETTLED
from tests.browser.layout.ruler import enlarge, faults_of

SIZES = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160))
"""Old projectors, laptops, projectors of today, and large walls."""
OLD, TODAY = SIZES[:1], SIZES[2:3]
"""The sizes of `make pages`: one of each shape."""


@dataclass(slots=True)
class Tape:
    """What was measured so far."""

    sizes: Sequence[tuple[int, int]] = SIZES
    wishes: dict[str, Any] = field(default_factory=dict)
    times: float = 1
    found: dict[str, list[str]] = field(default_factory=dict)
    laid: int = 0

    async def lay(self, page: Page, state: str, **wishes: Any) -> None:
        """Measure a page as it stands, in each size."""
        for width, height in self.sizes:
            await page.set_viewport_size({"width": width, "height": height})
            await enlarge(page, self.times)
            await page.evaluate(SETTLED)
            for fault in await faults_of(page, **self.wishes, **wishes):
                self.found.setdefault(f"{state}: {fault}", []).append(f"{width}x{height}")
            self.laid += 1

    @property
    def told(self) -> str:
        """Every fault in a line."""
        return "\n".join(f"{fault} ({', '.join(sizes)})" for fault, sizes in self.found.items())
