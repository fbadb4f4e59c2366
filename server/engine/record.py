"""The record as files: its manifest, its base and its increments, in the order in which the store reads them.

Refuses to start anything and to change anything. It exists because the store would start without a
missing file, and say nothing of what stood in it: so a start asks here first, and so does the doctor.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = "appendonlydir"
MANIFEST = "appendonly.aof.manifest"
_LINE = re.compile(r'file (?:"?)(\S+?)(?:"?) seq (\d+) type ([bih])(?: .*)?')
_INCREMENT = re.compile(r"appendonly\.aof\.(\d+)\.incr\.aof")
_BASE = re.compile(r"appendonly\.aof\.(\d+)\.base\.(rdb|aof)")


class Damaged(Exception):  # noqa: N818 - a state of affairs
    """The record is not whole as files; the text names the file and what is the matter with it."""


@dataclass(frozen=True, slots=True)
class Record:
    """The files of a record, oldest first.

    Shape:   `base` is None where there is none yet.
    """

    base: Path | None
    increments: tuple[Path, ...]


def read_record(data: Path) -> Record | None:
    """Find the files of a record; None where there is no record yet.

    Raises:  Damaged where files are missing, empty or not listed that cannot be.
    """
    folder = data / FOLDER
    parts = sorted(path for path in folder.glob("appendonly.aof.*") if path.name != MANIFEST) if folder.is_dir() else []
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        if any(path.stat().st_size for path in parts):
            raise Damaged(f"The list of the record's files, {folder / MANIFEST}, is missing.") from None
        return None
    except UnicodeDecodeError:
        raise Damaged(f"The list of the record's files, {folder / MANIFEST}, cannot be read.") from None
    listed = _listed(folder, text)
    bases = [path for path, _, kind in listed if kind == "b"]
    increments = sorted((seq, path) for path, seq, kind in listed if kind == "i")
    for path in [*bases, *(path for _, path in increments)]:
        if not path.is_file():
            raise Damaged(f"The file {path} of the record is missing.")
    if bases and not bases[0].stat().st_size:
        raise Damaged(f"The file {bases[0]} of the record is empty.")
    _none_left_out(parts, increments, bases)
    return Record(bases[0] if bases else None, tuple(path for _, path in increments))


def _listed(folder: Path, text: str) -> list[tuple[Path, int, str]]:
    found = []
    for line in [line for line in text.splitlines() if line.strip() and not line.startswith("#")]:
        read = _LINE.fullmatch(line)
        if read is None or "/" in read[1]:
            raise Damaged(f"The list of the record's files, {folder / MANIFEST}, cannot be read.")
        found.append((folder / read[1], int(read[2]), read[3]))
    sequences = [seq for _, seq, kind in found if kind == "i"]
    if not found or len(set(sequences)) < len(sequences) or sum(kind == "b" for _, _, kind in found) > 1:
        raise Damaged(f"The list of the record's files, {folder / MANIFEST}, is not whole.")
    return found


def _none_left_out(parts: list[Path], increments: list[tuple[int, Path]], bases: list[Path]) -> None:
    """Look for writes that the list has lost; what an unfinished rewrite leaves behind is no such thing."""
    newest = max((seq for seq, _ in increments), default=0)
    known = {path for _, path in increments}
    for path in parts:
        increment, base = _INCREMENT.fullmatch(path.name), _BASE.fullmatch(path.name)
        if increment and path not in known and int(increment[1]) >= newest and path.stat().st_size:
            raise Damaged(f"The list of the record's files has lost {path}, in which there are writes.")
        if base and not bases and path.stat().st_size and int(base[1]) <= max(newest, 1):
            raise Damaged(f"The list of the record's files has lost {path}.")
