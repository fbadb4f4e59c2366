"""In which faces the words of a picture are set, and how wide they are.

A line is set by one face as far as that has its letters: a file is drawn by programs that put several faces into one
line badly. Refuses to know what the words say. Invariant: what is measured here is what `list/figures_apart.js` asks
for, by the same keys.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from server.faces import face_folders, letters_in
from server.record.pictures.typesetter import widths_of

_SANS, _SERIF = "Noto Sans", "Noto Serif"
_ARABIC, _HAN_SANS, _HAN_SERIF = "IBM Plex Sans Arabic", "Noto Sans SC", "Noto Serif SC"
_FILES: Mapping[str, str] = {
    _SANS: "NotoSans[wdth,wght].ttf",
    _SERIF: "NotoSerif[wdth,wght].ttf",
    _ARABIC: "IBMPlexSansArabic-Regular.ttf",
    _HAN_SANS: "NotoSansSC-Regular.otf",
    _HAN_SERIF: "NotoSerifSC-Regular.otf",
}
THIN = (_HAN_SANS, _HAN_SERIF)
"""Faces of which no package has a bold one."""
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FORBIDDEN = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDS = re.compile("[\t\n\r\u0085\u2028\u2029]")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_HAS_HAN = re.compile(_HAN)
_MEASURED = re.compile(f" |{_HAN}|(?:(?! |{_HAN}).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that one face sets, and how wide they are in a size of 1."""

    face: str
    words: str
    wide: float


def shown(words: str) -> str:
    """Say what is drawn of some words: an end of a line is a blank; a sign that no file may hold, the one for it."""
    return _FORBIDDEN.sub("\ufffd", _ENDS.sub(" ", words))


def script_of(words: str) -> str:
    """Say by which faces a line is set."""
    return "arabic" if _FROM_THE_RIGHT.search(words) else "han" if _HAS_HAN.search(words) else "plain"


def faces_of(script: str, face: str) -> tuple[str, ...]:
    """List the faces of a script, the one that sets its lines first; `face` is `words` for those of delegates."""
    plain, han = (_SERIF, _HAN_SERIF) if face == "words" else (_SANS, _HAN_SANS)
    return {"arabic": (_ARABIC, plain, han), "han": (plain, han, _ARABIC)}.get(script, (plain, _ARABIC, han))


def measure(keys: Iterable[str]) -> dict[str, float]:
    """Say how wide words are, by the keys of the scripts: `script face weight words`."""
    asked = list(keys)
    parted = [key.split(" ", 3) for key in asked]
    words = [
        {"faces": faces_of(script, face), "weight": int(weight), "words": shown(said)}
        for script, face, weight, said in parted
    ]
    return dict(zip(asked, widths_of(words), strict=True))


def runs_of(words: str, face: str, weight: str, widths: Mapping[str, float]) -> list[Run]:
    """Break a line into what each face sets, in the order of its words; most lines are one run."""
    script = script_of(words)
    faces = faces_of(script, face)
    runs: list[Run] = []
    for piece in _MEASURED.findall(words):
        wide = widths[f"{script} {face} {weight} {piece}"]
        last = runs[-1] if runs else None
        here = _face_for(piece, faces, last.face if last else faces[0])
        if last and last.face == here:
            runs[-1] = Run(here, last.words + piece, last.wide + wide)
        else:
            runs.append(Run(here, piece, wide))
    return runs


def _face_for(piece: str, faces: tuple[str, ...], before: str) -> str:
    """Find the face of a word: the first that has all its letters; figures and marks go with what stands before."""
    needed = frozenset(map(ord, filter(_is_seen, piece)))
    tries = faces if any(map(str.isalpha, piece)) else (before, *faces)
    return next((face for face in tries if needed <= _letters(face)), before)


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc")


@cache
def _letters(face: str) -> frozenset[int]:
    name = _FILES[face]
    return letters_in(next(folder / name for folder in face_folders() if (folder / name).exists()))
