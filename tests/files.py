"""Files as people hand them in, and as somebody would who means harm: made here, byte by byte."""

import struct
import zlib


def a_pdf(size: int = 0) -> bytes:
    """A PDF of one empty page, of a size if it matters."""
    page = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    end = b"trailer<</Root 1 0 R>>\n%%EOF\n"
    return page + b"%" * max(0, size - len(page) - len(end)) + end


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def a_png(width: int = 4, height: int = 2) -> bytes:
    """A PNG, all of one colour."""
    rows = (b"\x00" + b"\x60\x30\x70" * width) * min(height, 64)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def a_jpeg(width: int = 4, height: int = 2, before: bytes = b"") -> bytes:
    """The frame of a JPEG, which no page needs to draw here."""
    told = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    segments = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + before
    frame = b"\xff\xc0" + struct.pack(">H", len(told) + 2) + told
    return b"\xff\xd8" + segments + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
