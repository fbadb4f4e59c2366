"""How wide words are, and what a picture looks like in dots: both said by the library that draws the sheets of paper.

Refuses to know what is measured and drawn. Invariants: the faces come from packages and never from the system, so that
the same picture makes the same bytes on every machine; nothing that is handed in is read as markup.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from server.faces import face_folders
from server.resources import TEMPLATES

_DOTS = 60
"""A unit of a picture is a point, and five dots are six units: in a text of 17 cm, 225 dots an inch."""


def widths_of(words: Sequence[Mapping[str, object]]) -> list[float]:
    """Say how wide words are, set in a size of 1.

    Shape:   of each its `faces`, the one that sets it first; its `weight`; its `words`.
    """
    found: list[float] = json.loads(_compiler("widths", words).query("<widths>", field="value", one=True))
    return found


def dots_of(pictures: Sequence[Mapping[str, object]]) -> list[bytes]:
    """Draw pictures as PNG.

    Shape:   of each its `svg`, `width` and `height`.
    """
    if not pictures:
        return []
    drawn = _compiler("pictures", pictures).compile(format="png", ppi=_DOTS)
    return [drawn] if isinstance(drawn, bytes) else list(drawn)


def _compiler(template: str, given: object) -> Any:  # noqa: ANN401 - its types are those of its stubs
    import typst  # noqa: PLC0415 - a library of 80 MB, for the processes alone that draw

    return typst.Compiler(
        str(TEMPLATES / "print" / f"{template}.typ"),
        root=str(TEMPLATES / "print"),
        font_paths=_fonts(),
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
    )


@cache
def _fonts() -> Any:  # noqa: ANN401 - its types are those of its stubs
    """Read the faces, once a process."""
    import typst  # noqa: PLC0415 - see above

    folders = [str(folder) for folder in face_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
