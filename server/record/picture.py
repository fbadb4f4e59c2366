"""A picture as files take it: its SVG, which stands on its own, and its dots where a format needs them.

Refuses to know what is drawn. Invariant: the words for whoever does not see it go wherever the picture goes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Shape:   `name` is a stable code, such as `matrix-2`; `caption` names it for its reader; `alternative` says what it
             shows; `png` is empty unless it was asked for.
    Units:   `width` and `height` in units of the drawing; the PNG has five dots for six of them.
    """

    name: str
    caption: str
    alternative: str
    svg: str
    png: bytes
    width: int
    height: int
