"""Draw a sheet: a template of `templates/print`, filled with values, becomes a PDF.

Refuses to know what is printed and for whom. Invariants: values are never read as markup; the same values make the same
bytes on every machine, for neither a clock nor a font of the system is asked; the faces are in the file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from server.faces import face_folders, letters_missing
from server.resources import TEMPLATES
from server.secretariat.printing.codes import drawn_code

_CODES = ("scan", "wifi_scan")
_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1, which allows no letter without a face; without it a sheet is tagged all the same."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as PDF; `missing` are letters that no face has, so that they are empty boxes on it."""

    pdf: bytes
    missing: str


def draw_sheet(template: str, given: Mapping[str, Any]) -> Drawn:
    """Draw a sheet, for the process that does it.

    Shape:   `given` is what the template reads, as JSON; of `scan` and `wifi_scan` it gets the code as it is drawn.
    """
    import typst  # noqa: PLC0415 - a library of 80 MB, for this process alone

    missing = letters_missing("".join(_words(given)))
    pdf = typst.compile(
        str(TEMPLATES / "print" / f"{template}.typ"),
        root=str(TEMPLATES / "print"),
        font_paths=[str(folder) for folder in face_folders()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[] if missing else [_STANDARD],
        sys_inputs={"given": json.dumps(_with_codes(given), ensure_ascii=False)},
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one file, as PDF is
    return Drawn(pdf, missing)


def _with_codes(given: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """Draw what codes say, wherever it is said."""
    if isinstance(given, Mapping):
        return {
            name: drawn_code(said) if name in _CODES and said else _with_codes(said) for name, said in given.items()
        }
    return [_with_codes(one) for one in given] if isinstance(given, list | tuple) else given


def _words(given: Any) -> Iterator[str]:  # noqa: ANN401 - any value of JSON
    """Find whatever is drawn as words; what a code says is not."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        for name, said in given.items():
            if name not in _CODES:
                yield from _words(said)
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _words(one)
