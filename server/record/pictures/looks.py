"""What a picture looks like on paper: the colours of its paints, and the drawings of the pages.

Both are read from where the pages have them, so that a sheet and a file never differ. Refuses to know what is drawn.
Invariant: the colours are those of the light theme, whatever whoever asks sees.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as Xml

from server.resources import STATIC, TEMPLATES

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(?:(#[0-9a-f]{6})|var\(--([a-z0-9-]+)\))\s*;")
_PAINT = re.compile(r"^\.(?:drawing__glyph\.)?paint-([a-z0-9-]+) \{([^}]*)\}", re.MULTILINE)
_PART = re.compile(r"(color|--in): var\(--([a-z0-9-]+)\)")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
CUT = "card"
"""The paint that a drawing is cut out of, where its own says no other."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A drawing of the pages: its `viewBox`, and the elements in it."""

    box: str
    inside: tuple[Xml.Element, ...]


@dataclass(frozen=True, slots=True)
class Paint:
    """The colour of a paint as `#rrggbb`, and the one that is cut out of it."""

    colour: str
    cut: str


@cache
def paints() -> Mapping[str, Paint]:
    """Read the paints of pictures by name."""
    root = (STATIC / "css" / "tokens.css").read_text("utf-8").partition(":root {")[2].partition("\n}")[0]
    said = {name: colour or f"var {other}" for name, colour, other in _TOKEN.findall(root)}
    parts: dict[str, dict[str, str]] = {}
    for name, rule in _PAINT.findall((STATIC / "css" / "drawing.css").read_text("utf-8")):
        parts.setdefault(name, {}).update(_PART.findall(rule))
    return {
        name: Paint(_colour(each["color"], said), _colour(each.get("--in", CUT), said)) for name, each in parts.items()
    }


def _colour(name: str, said: Mapping[str, str]) -> str:
    while (found := said[name]).startswith("var "):
        name = found.removeprefix("var ")
    return found


@cache
def symbols() -> Mapping[str, Symbol]:
    """Read the drawings of the pages by name."""
    page = (TEMPLATES / "parts" / "page" / "symbols.html").read_text("utf-8")
    drawn = Xml.fromstring(_COMMENT.sub("", page))  # noqa: S314 - a file of ours
    return {
        each.get("id", "").removeprefix("sym-"): Symbol(each.get("viewBox", ""), tuple(each))
        for each in drawn.iter("symbol")
    }
