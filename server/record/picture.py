"""A picture as plain values: shapes on a field, and the same as SVG, which every format can take.

Refuses to know colours of a page and what is drawn: a paint is the name of a part that a colour plays, as in the
pictures of the hall. Invariants: the same picture makes the same bytes; words in it are never markup; nothing is told
by colour alone, for a picture may be printed in grey.
"""

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from server.record.plain import for_xml

Paint = Literal["paper", "ink", "soft", "line", "backs", "opposes", "none", "withheld", "on"]

PAINTS: dict[Paint, str] = {
    "paper": "#ffffff",
    "ink": "#24142e",
    "soft": "#5f5566",
    "line": "#cfc8d3",
    "backs": "#00607f",
    "opposes": "#a3350f",
    "none": "#6b6472",
    "withheld": "#e4dfe7",
    "on": "#ffffff",
}
"""The colours of a page in print, which differ in lightness as well."""

FACES = "Noto Sans, IBM Plex Sans Arabic, Noto Sans SC, sans-serif"
_ANCHORS = {"start": "start", "middle": "middle", "end": "end"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled or with an edge alone."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    round: float = 0
    edge: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    paint: Paint
    thick: float = 1


@dataclass(frozen=True, slots=True)
class Letters:
    """Words in one line, whose baseline is at y; `side` is where in them x lies, as they are read."""

    x: float
    y: float
    words: str
    paint: Paint = "ink"
    size: float = 14
    strong: bool = False
    side: Literal["start", "middle", "end"] = "start"
    direction: Literal["ltr", "rtl"] = "ltr"


Shape = Box | Stroke | Letters


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a field of a size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def svg_of(picture: Picture, alternative: str = "") -> str:
    """Write a picture as SVG; with the words for whoever does not see it, as its name."""
    named = f' role="img" aria-label={quoteattr(for_xml(alternative))}' if alternative else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
        f' width="{_n(picture.width)}" height="{_n(picture.height)}" font-family="{FACES}"{named}>'
        f"{''.join(map(_shape, picture.shapes))}</svg>"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Box():
            paint = PAINTS[shape.paint]
            fill = f'fill="none" stroke="{paint}" stroke-width="{_n(shape.edge)}"' if shape.edge else f'fill="{paint}"'
            size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
            return f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" {size} rx="{_n(shape.round)}" {fill}/>'
        case Stroke():
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
            line = f'stroke="{PAINTS[shape.paint]}" stroke-width="{_n(shape.thick)}"'
            return f'<polyline points="{points}" fill="none" {line} stroke-linecap="round" stroke-linejoin="round"/>'
        case Letters():
            type_ = f'font-size="{_n(shape.size)}"{" font-weight=" + chr(34) + "700" + chr(34) if shape.strong else ""}'
            turned = ' direction="rtl"' if shape.direction == "rtl" else ""
            where = f'x="{_n(shape.x)}" y="{_n(shape.y)}" text-anchor="{_ANCHORS[shape.side]}"'
            return f'<text {where} {type_}{turned} fill="{PAINTS[shape.paint]}">{escape(for_xml(shape.words))}</text>'


def _n(figure: float) -> str:
    """Write a length with two decimals at most, the same on every machine."""
    return f"{figure:.2f}".rstrip("0").rstrip(".")
