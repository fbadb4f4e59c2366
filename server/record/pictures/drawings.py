"""The pictures of a ranked list for a file: list, matrix, two rankings and the readings of an item, page after page.

To be called in a process of its own: it loads an engine of JavaScript and a library of 80 MB, and takes tenths of a
second. Refuses to know of which format the file is. Invariants: a picture is a function of the list, the words of a
language and a width; it shows nothing that the list does not tell; all that it says by colour it also says by a sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data
from server.record.picture import Picture
from server.record.pictures.engine import run_script
from server.record.pictures.lettering import measure
from server.record.pictures.looks import symbols
from server.record.pictures.svg_file import Sheet
from server.record.pictures.typesetter import dots_of
from server.words.strings import Strings

WIDTH = 1808
"""Of the views in the hall, for which all of their sizes are chosen; a column of text of 17 cm takes it well."""
LEAST_WIDTH, MOST_WIDTH = 1600, 4000
SCRIPT, _FUNCTION = "js/list/figures_apart.js", "drawApart"
_MOST_TIMES = 4
"""How often a list is laid out: twice; once more where other words come of it."""

Asked = dict[str, Any]
Listed = Mapping[str, Any]
"""A ranked list as JSON has it (`write_json`), with the full texts of its items where those are known."""


class Named(Protocol):
    """A region of the meeting, as it is named on its chip."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def short(self) -> str:
        """Its letters."""


def drawings(
    listed: Listed,
    regions: Sequence[Named],
    strings: Strings,
    language: str,
    *,
    before: Listed | None = None,
    width: int = WIDTH,
    dots: bool = True,
) -> list[Picture]:
    """Draw all pictures that a list has, in the order of the hall's views.

    Shape:   `regions` are those of the meeting, in its order; `before` is the list of the reading before, where this
             one is a later reading and that one is public.
    Units:   `width` in units of the drawing.
    Raises:  ValueError for a width in which the views have no room.
    """
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise ValueError(width)
    figures, widths, _ = laid_out(asked(listed, regions, before, width), strings, language)
    sheet = Sheet(widths)
    drawn = [
        Picture(
            f"{figure['view']}-{figure['page'] + 1}", figure["caption"], figure["alternative"],
            sheet.write(figure["drawn"], figure["width"], figure["height"]), b"", figure["width"], figure["height"],
        )
        for figure in figures
    ]  # fmt: skip
    if not dots:
        return drawn
    pages = [{"svg": each.svg, "width": each.width, "height": each.height} for each in drawn]
    return [replace(each, png=png) for each, png in zip(drawn, dots_of(pages), strict=True)]


def asked(listed: Listed, regions: Sequence[Named], before: Listed | None, width: int) -> Asked:
    """Say what the scripts are asked to draw."""
    named = [{"id": each.id, "name": each.name, "short": each.short} for each in regions]
    return {"ranked": listed, "before": before, "regions": named, "width": width}


def laid_out(given: Asked, strings: Strings, language: str) -> tuple[list[dict[str, Any]], Mapping[str, float], Asked]:
    """Lay everything out: first to hear which words there are, and again when they are measured.

    Shape:   the figures; how wide words are, by key; and all that the scripts were told but these widths.
    """
    whole = {
        **given,
        "language": language,
        "words": strings.table(language),
        "cards": {name: card_as_data(method.CARD) for name, method in METHODS.items()},
        "boxes": {name: symbol.box for name, symbol in symbols().items()},
    }
    widths: dict[str, float] = {}
    for _ in range(_MOST_TIMES):
        drawn = run_script(SCRIPT, _FUNCTION, whole | {"widths": widths}, strings, language)
        if not drawn["unknown"]:
            return drawn["figures"], widths, whole
        widths |= measure(drawn["unknown"])
    raise AssertionError("the same words are asked for again and again")
