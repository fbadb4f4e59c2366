"""What a file is, by its bytes: a PDF, a PNG or a JPEG; and of a picture how large.

Refuses to look at names, and to open anything. Invariants: what does not begin as one of the three is none of them, SVG
and HTML among it; a file is served as what it is recognised for and as nothing else, so that it does not matter what it
might be besides; a picture has no more points than the page of a hall can hold.
"""

from dataclasses import dataclass

from server.domain.errors import Malformed

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg"}
LARGEST_FILE = 10 * 1024 * 1024
HEAD, TAIL = 512 * 1024, 1_024
"""How many bytes of the beginning and of the end are looked at."""
MOST_POINTS = 40_000_000
_PNG_BEGINS, _PNG_ENDS = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00\x00\x00\x00IEND\xaeB`\x82"
_PDF_BEGINS, _PDF_ENDS = (b"%PDF-1.", b"%PDF-2."), b"%%EOF"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


@dataclass(slots=True)
class Ends:
    """The beginning and the end of a file that comes in pieces."""

    head: bytes = b""
    tail: bytes = b""
    size: int = 0

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        if self.size < HEAD:
            self.head = (self.head + piece)[:HEAD]
        self.tail = (self.tail + piece[-TAIL:])[-TAIL:]
        self.size += len(piece)


def recognise(ends: Ends) -> str:
    """Say what a file is.

    Shape:   a media type, one of `ENDINGS`.
    Raises:  Malformed for what is none of them, is damaged, or has too many points.
    """
    head, tail = ends.head, ends.tail
    if head.startswith(_PDF_BEGINS):
        if _PDF_ENDS not in tail:
            raise Malformed("file_damaged")
        return PDF
    if head.startswith(_PNG_BEGINS):
        if not tail.endswith(_PNG_ENDS):
            raise Malformed("file_damaged")
        return _picture(PNG, int.from_bytes(head[16:20]), int.from_bytes(head[20:24]))
    if head.startswith(b"\xff\xd8\xff"):
        return _picture(JPEG, *_frame_of(head))
    raise Malformed("file_kind")


def _picture(media: str, width: int, height: int) -> str:
    if not width or not height:
        raise Malformed("file_damaged")
    if width * height > MOST_POINTS:
        raise Malformed("file_points", most=MOST_POINTS // 1_000_000)
    return media


def _frame_of(head: bytes) -> tuple[int, int]:
    """Find how wide and how high a JPEG is: walk its segments up to the first that says so."""
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            return int.from_bytes(head[at + 7 : at + 9]), int.from_bytes(head[at + 5 : at + 7])
        elif marker in (0xD8, 0xD9, 0xDA):  # begins again, ends, or is drawn before it was said how large it is
            break
        else:
            at += 2 + max(2, int.from_bytes(head[at + 2 : at + 4]))
    raise Malformed("file_damaged")
