"""The faces of sheets of paper and of pictures: where they lie, and which letters they have.

Refuses to know what is printed. Invariant: what is said of a letter is read from the faces themselves, so that it is
known before a name is drawn as empty boxes.
"""

import struct
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

_PACKAGES = {
    "fontpkg_noto_sans": "files",
    "fontpkg_noto_serif": "files",
    "fontpkg_ibm_plex_sans_arabic": "files",
    "pylopdf_fonts_zh_cn": "",
}
"""Packages with faces, and the folder in which they lie there."""
_FIRST_OF_A_NAME = ("NotoSans[wdth,wght].ttf", "IBMPlexSansArabic-Bold.ttf", "NotoSansSC-Regular.otf")
"""The faces in which names are drawn; those of delegations have the same letters."""
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u00ad\ufeff"


@cache
def face_folders() -> tuple[Path, ...]:
    """Find the folders with the faces that are used."""
    return tuple(Path(str(import_module(name).__file__)).parent / folder for name, folder in _PACKAGES.items())


def letters_missing(said: str) -> str:
    """Say which letters of some words would be drawn as boxes, each once."""
    known = _letters()
    return "".join(dict.fromkeys(
        letter for letter in said if ord(letter) not in known and not letter.isspace() and letter not in _UNSEEN
    ))  # fmt: skip


@cache
def letters_in(face: Path) -> frozenset[int]:
    """Say which letters a face has."""
    letters: set[int] = set()
    with face.open("rb") as file:
        for first, last in _ranges(file):
            letters.update(range(first, last + 1))
    return frozenset(letters)


@cache
def _letters() -> frozenset[int]:
    faces = [folder / name for folder in face_folders() for name in _FIRST_OF_A_NAME if (folder / name).exists()]
    return frozenset[int]().union(*map(letters_in, faces))


def _ranges(face: BinaryIO) -> Iterator[tuple[int, int]]:
    """Read from where to where a face has letters.

    Source:  OpenType, `cmap`, formats 12 and 4.
    """
    cmap = _table(face, b"cmap")
    records = [struct.unpack_from(">HHI", cmap, 4 + 8 * at) for at in range(struct.unpack_from(">H", cmap, 2)[0])]
    for _, _, at in records:
        (kind,) = struct.unpack_from(">H", cmap, at)
        if kind == 12:
            (groups,) = struct.unpack_from(">I", cmap, at + 12)
            yield from (struct.unpack_from(">II", cmap, at + 16 + 12 * group) for group in range(groups))
        elif kind == 4:
            half = struct.unpack_from(">H", cmap, at + 6)[0] // 2
            ends = struct.unpack_from(f">{half}H", cmap, at + 14)
            starts = struct.unpack_from(f">{half}H", cmap, at + 16 + 2 * half)
            yield from ((first, last) for first, last in zip(starts, ends, strict=True) if last != 0xFFFF)


def _table(face: BinaryIO, wanted: bytes) -> bytes:
    for _ in range(struct.unpack(">4xH6x", face.read(12))[0]):
        name, start, length = struct.unpack(">4s4xII", face.read(16))
        if name == wanted:
            face.seek(start)
            return face.read(length)
    raise ValueError(f"a face without a table {wanted!r}")
