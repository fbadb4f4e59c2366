"""Several PDFs made into one, in their order.

Refuses to know what is in them. Invariant: the same files make the same bytes; what only holds for one of them, its
tags and its outline, is left out.
"""

from collections.abc import Sequence
from io import BytesIO


def join_files(several: Sequence[bytes]) -> bytes:
    """Join files, page after page; one alone stays as it is."""
    if len(several) == 1:
        return several[0]
    from pypdf import PdfWriter  # noqa: PLC0415 - a tenth of what a process that takes ballots would load

    writer = PdfWriter(clone_from=BytesIO(several[0]))
    for file in several[1:]:
        writer.append(BytesIO(file), import_outline=False)
    for name in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
        writer.root_object.pop(name, None)
    for page in writer.pages:
        page.pop("/StructParents", None)
    joined = BytesIO()
    writer.write(joined)
    return joined.getvalue()
