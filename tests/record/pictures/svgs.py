"""What is in an SVG file, as a stranger reads it."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

SPACE = "{http://www.w3.org/2000/svg}"
_MARKS = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a drawing, and from where to where they reach."""

    words: str
    left: float
    right: float
    y: float
    size: float


def read(svg: str) -> Xml.Element:
    """Read a file."""
    return Xml.fromstring(svg)  # noqa: S314 - a file of ours; one with entities would be a defect


def names(svg: str) -> set[str]:
    """Say which elements there are."""
    return {element.tag.removeprefix(SPACE) for element in read(svg).iter()}


def texts(svg: str) -> list[Text]:
    """List the words of a drawing."""
    return [_text(element) for element in read(svg).iter(f"{SPACE}text")]


def _text(element: Xml.Element) -> Text:
    x, wide = float(element.get("x", "0")), float(element.get("textLength", "0"))
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "")]
    words = _MARKS.sub("", element.text or "")
    return Text(words, left, left + wide, float(element.get("y", "0")), float(element.get("font-size", "0")))
