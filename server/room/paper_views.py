"""How papers look from outside, as docs/protocol.md has them.

Refuses to know who reads them: they are the whole meeting's. Invariant: every paper has every field; what is not of its
kind is empty.
"""

from server.domain.procedure.file_kinds import ENDINGS
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.papers import KeptFile, Paper, shares
from server.protocol.message import Json

_THOUSAND = 1_000


def paper_view(paper: Paper) -> Json:
    """Show a paper.

    Shape:   `address` of a file is where its bytes are; `file` its digest; `share` of a row how long its bar is, in
             thousandths of the longest.
    """
    file = paper.file or KeptFile("", "", 0)
    rows = zip(paper.rows, shares(paper.rows), strict=True)
    return {
        "id": paper.id,
        "session_id": paper.session_id,
        "kind": paper.kind,
        "title": paper.title,
        "address": file_address(meeting_of(paper.id), file) if paper.file else paper.address,
        "text": paper.text,
        "file": file.digest,
        "media": file.media,
        "size": file.size,
        "name": file.name,
        "rows": [{"label": row.label, "value": row.value, "share": int(share * _THOUSAND)} for row, share in rows],
        "unit": paper.unit,
        "source": paper.source,
        "round_id": paper.round_id,
    }


def file_address(meeting_id: str, file: KeptFile) -> str:
    """Write where the bytes of a file are."""
    return f"/api/meetings/{meeting_id}/files/{file.digest}.{ENDINGS[file.media]}"
