"""Draw a sheet: a template of `templates/print`, filled with values, becomes a PDF.

Refuses to know what is printed and for whom. Invariants: values are never read as markup; the same values make the same
bytes on every machine, for neither a clock nor a font of the system is asked; the faces are in the file.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from server.resources import TEMPLATES
from server.secretariat.printing.codes import drawn_code

_FACES = {
    "fontpkg_noto_sans": "files",
    "fontpkg_noto_serif": "files",
    "fontpkg_ibm_plex_sans_arabic": "files",
    "pylopdf_fonts_zh_cn": "",
}
"""Packages with faces, and the folder in which they lie there."""
_CODES = ("scan", "wifi_scan")


@cache
def face_folders() -> tuple[Path, ...]:
    """Find the folders with the faces that are used."""
    return tuple(Path(str(import_module(name).__file__)).parent / folder for name, folder in _FACES.items())


def draw_sheet(template: str, given: Mapping[str, Any]) -> bytes:
    """Draw a sheet, for the process that does it.

    Shape:   `given` is what the template reads, as JSON; of `scan` and `wifi_scan` it gets the code as it is drawn.
    """
    import typst  # noqa: PLC0415 - a library of 80 MB, for this process alone

    pdf = typst.compile(
        str(TEMPLATES / "print" / f"{template}.typ"),
        root=str(TEMPLATES / "print"),
        font_paths=[str(folder) for folder in face_folders()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"given": json.dumps(_with_codes(given), ensure_ascii=False)},
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one file, as PDF is
    return pdf


def _with_codes(given: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """Draw what codes say, wherever it stands."""
    if isinstance(given, Mapping):
        return {
            name: drawn_code(said) if name in _CODES and said else _with_codes(said) for name, said in given.items()
        }
    return [_with_codes(one) for one in given] if isinstance(given, list | tuple) else given
