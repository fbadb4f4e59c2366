"""A drawing as the text of an SVG file that stands on its own: colours said outright, faces named, nothing fetched.

Programs that read such files differ in how they put words that run from right to left, and in how they find the face of
a letter: so every line names its own face and says how long it is, whatever face it gets; its side is said as it is
seen, and its direction stands in its words.
Refuses to know what is drawn. Invariants: words are text and never elements; the same drawing makes the same bytes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape, quoteattr

from server.record.pictures.lettering import THIN, Run, runs_of, script_of, shown
from server.record.pictures.looks import CUT, Paint, paints, symbols

Drawn = Mapping[str, Any]
"""An element as the scripts write it: `name`, `attributes`, and what is `inside`."""
_APART = re.compile("[\u2066-\u2069\u202a-\u202e\u200e\u200f\u061c]")
_FROM_THE_RIGHT, _FROM_THE_LEFT, _SO_FAR = "\u2067", "\u2066", "\u2069"
_SWAPPED = {"start": "end", "end": "start"}
_HEAVY, _THICKER = 600, 40
"""From which weight on a face without a bold one is drawn with an edge, and what part of its size that is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same in all of a drawing: how wide its words are."""

    widths: Mapping[str, float]

    def write(self, drawn: Drawn, width: float, height: float) -> str:
        """Write a drawing."""
        said = {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": drawn["attributes"]["viewBox"], "width": _figure(width),
            "height": _figure(height), "direction": "ltr", "xml:space": "preserve", "role": "img",
            "aria-label": drawn["attributes"]["aria-label"],
        }  # fmt: skip
        return _element("svg", said, "".join(map(self._one, drawn["inside"])))

    def _one(self, drawn: Drawn) -> str:
        name, said = drawn["name"], drawn["attributes"]
        paint = paints()[_paint_of(said)]
        if name == "text":
            return "".join(self._lines(drawn, paint))
        if name == "g":
            inside = "".join(
                _symbol(each, paint) for one in drawn["inside"] for each in symbols()[one["symbol"]].inside
            )
            return _element("g", {"transform": said["transform"], "fill": "none"}, inside)
        return _element(name, _painted(said, paint), "")

    def _lines(self, drawn: Drawn, paint: Paint) -> Iterator[str]:
        """Write a line of words: as one text, or where several faces are needed as several side by side."""
        said = drawn["attributes"]
        words = "".join(drawn["inside"])
        size, x, backwards = float(said["font-size"]), float(said["x"]), said["direction"] == "rtl"
        side = _SWAPPED.get(said["text-anchor"], "middle") if backwards else said["text-anchor"]
        face = "words" if "letters-words" in said["class"] else "service"
        runs = runs_of(words, face, said["font-weight"], self.widths)
        whole = sum(run.wide for run in runs) * size
        if len({run.face for run in runs}) < 2:
            only = Run(runs[0].face if runs else "", words, whole)
            yield _text(only, said, paint, x=x, side=side, turned=backwards)
            return
        left = x - {"start": 0, "middle": whole / 2, "end": whole}[side]
        for run in _as_seen(runs, backwards=backwards):
            own = Run(run.face, _APART.sub("", run.words), run.wide * size)
            turned = script_of(run.words) == "arabic"
            yield _text(own, said, paint, x=left, side="start", turned=turned)
            left += run.wide * size


def _as_seen(runs: Sequence[Run], *, backwards: bool) -> list[Run]:
    """Put runs from left to right as they are seen: those that follow one another in the other direction, turned."""
    groups: list[list[Run]] = []
    for run in runs:
        leftward = script_of(run.words) == "arabic"
        if groups and leftward != backwards and (script_of(groups[-1][0].words) == "arabic") == leftward:
            groups[-1].append(run)
        else:
            groups.append([run])
    seen = [run for group in groups for run in (reversed(group) if not backwards else group)]
    return seen if not backwards else [run for group in reversed(groups) for run in group]


def _text(run: Run, said: Mapping[str, str], paint: Paint, *, x: float, side: str, turned: bool) -> str:
    words = f"{_FROM_THE_RIGHT}{run.words}{_SO_FAR}" if turned else run.words
    attributes = {
        "x": _figure(x), "y": said["y"], "font-family": f"{run.face}, sans-serif", "font-size": said["font-size"],
        "font-weight": said["font-weight"], "text-anchor": side, "fill": paint.colour,
    }  # fmt: skip
    if run.wide:
        attributes |= {"textLength": _figure(run.wide), "lengthAdjust": "spacingAndGlyphs"}
    if run.face in THIN and int(said["font-weight"]) >= _HEAVY:
        attributes |= {"stroke": paint.colour, "stroke-width": _figure(float(said["font-size"]) / _THICKER)}
    if "lang" in said:
        attributes["xml:lang"] = said["lang"]
    return _element("text", attributes, escape(shown(words)))


def _symbol(element: Xml.Element, paint: Paint) -> str:
    name = element.tag.rpartition("}")[2]
    return _element(name, _painted(element.attrib, paint), "".join(_symbol(each, paint) for each in element))


def _painted(said: Mapping[str, str], paint: Paint) -> dict[str, str]:
    """Say colours outright."""
    colours = {"currentColor": paint.colour, "var(--in)": paint.cut, f"var(--{CUT})": paints()[CUT].colour}
    return {name: colours.get(value, value) for name, value in said.items() if name != "class"}


def _paint_of(said: Mapping[str, str]) -> str:
    return next(name.removeprefix("paint-") for name in said["class"].split() if name.startswith("paint-"))


def _element(name: str, attributes: Mapping[str, str], inside: str) -> str:
    said = "".join(f" {key}={quoteattr(shown(value))}" for key, value in attributes.items())
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _figure(figure: float) -> str:
    return f"{figure:.1f}".removesuffix(".0")
