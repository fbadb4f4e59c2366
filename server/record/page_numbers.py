"""On which page of a PDF its parts begin: read from the file itself, so that it is what is printed.

To be called in a process of its own, which alone loads the library. Refuses to make the file.
"""

import io
from dataclasses import dataclass

from server.record.pdf_file import AT


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """How many pages there are, and by the anchor of a heading the one on which it stands, from 1 on."""

    pages: int
    at: dict[str, int]


def read_page_numbers(pdf: bytes) -> PageNumbers:
    """Read them from a file that `pdf_file` has written."""
    from pypdf import PdfReader  # noqa: PLC0415 - see above

    reader = PdfReader(io.BytesIO(pdf))
    at = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if name.startswith(AT) and number is not None:
            at[name.removeprefix(AT)] = number + 1
    return PageNumbers(len(reader.pages), at)
