"""QR codes as pictures for the hall.

Refuses to know who may see them. Invariant: the same words are drawn once.
"""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=512)  # to draw one takes 10 ms of a core, and every screen and podium asks for the same
def qr_of(words: str) -> bytes:
    """Draw words, such as an address, as SVG."""
    drawn = io.BytesIO()
    segno.make(words, error="m").save(drawn, kind="svg", xmldecl=False, scale=8, border=2, dark="#24122a", light="#fff")
    return drawn.getvalue()
