"""Sheets of paper as somebody holds them: what can be scanned, what can be read, and where there is ink."""

from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import zxingcpp

POINTS_PER_MM = 72 / 25.4
DOTS_PER_MM = 150 / 25.4
"""As a poor printer prints, and a phone sees."""
_WHITE = 245


class Paper:
    """The pages of a PDF; a place on one is in millimetres from its upper left corner."""

    def __init__(self, pdf: bytes) -> None:
        self._drawn = pypdfium2.PdfDocument(pdf)
        self._read = pypdf.PdfReader(BytesIO(pdf))
        self._page = lru_cache(self._render)

    def __len__(self) -> int:
        return len(self._drawn)

    @cached_property
    def sizes_mm(self) -> set[tuple[float, ...]]:
        """How large the pages are."""
        pages = range(len(self))
        return {tuple(round(side / POINTS_PER_MM, 1) for side in self._drawn.get_page_size(at)) for at in pages}

    def scan(self) -> list[str]:
        """Scan every code of every page."""
        found = []
        for number in range(len(self)):
            rows, stride = self._page(number)
            seen = memoryview(rows).cast("B", (len(rows) // stride, stride))
            found += [one.text for one in zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormat.QRCode)]
        return found

    def words(self) -> list[str]:
        """Read every word of every page; from the right or from the left, in whichever order."""
        return [word for page in self._read.pages for word in page.extract_text().split()]

    def dots(self, number: int, left: float, top: float, right: float, bottom: float) -> int:
        """Count the dots of a place that have ink."""
        rows, stride = self._page(number)
        columns = slice(*(round(side * DOTS_PER_MM) for side in (left, right)))
        lines = range(*(round(side * DOTS_PER_MM) for side in (top, bottom)))
        return sum(dot < _WHITE for line in lines for dot in rows[line * stride : (line + 1) * stride][columns])

    @property
    def catalogue(self) -> Any:
        """What the file says of itself."""
        return self._read.trailer["/Root"]

    def faces(self) -> dict[str, bool]:
        """Name the faces that are used, and whether each is in the file."""
        objects = (self._read.get_object(number) for number in range(1, len(self._read.xref[0]) + 1))
        found = [one for one in objects if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor"]
        return {one["/FontName"]: any(name.startswith("/FontFile") for name in one) for one in found}

    def _render(self, number: int) -> tuple[bytes, int]:
        bitmap = self._drawn[number].render(scale=DOTS_PER_MM / POINTS_PER_MM, grayscale=True)
        return bytes(bitmap.buffer), bitmap.stride
