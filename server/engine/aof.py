"""The increments of a record as bytes: where they are whole, and a repair that says first what it costs.

Refuses to touch a folder that a server has open, and to repair a base: it holds what many writes came to, and nothing
of it is whole when part of it is not. Invariants: a copy of each file is kept before it is cut; what stays is a run of
whole transactions, so the tally and its ballots stay together; a cut is made only where the store has started on it.
"""

import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from server.engine.dry_start import a_copy, known_commands, refusal_of
from server.engine.lock import is_locked
from server.engine.record import FOLDER, Damaged, read_record

_HEAD = re.compile(rb"\*(\d{1,7})\r\n")
_WORD = re.compile(rb"\$(\d{1,10})\r\n")
_BALLOT = re.compile(rb"\$\d+\r\n\d+ \d+ [\w-]{1,64} [\w-]{1,64} \d+ [0-9a-z.]+(?: \d+)?\r\n")
_MEETING = re.compile(rb"plenum:\{([0-9a-z]{1,16})\}:")
_AT = re.compile(rb"\r\nat_ms\r\n\$13\r\n(\d{13})\r\n")


@dataclass(frozen=True, slots=True)
class Cut:
    """What must be cut off a record so that a store can read it.

    Shape:   `keep` says of each file how many of its bytes stay. `since_ms` is the last decision before the cut, as
             far as the record says; nought where it does not.
    """

    keep: dict[Path, int]
    at: Path
    bytes_cut: int
    ballots: int
    meetings: tuple[str, ...]
    since_ms: int


@dataclass(frozen=True, slots=True)
class Condition:
    """How a record is: `refusal` says why a store would not start on it, empty where it would.

    Shape:   `half_write` names the file whose last write was never finished, which a start drops.
    Units:   `length` in bytes.
    """

    length: int
    refusal: str = ""
    half_write: Path | None = None


def examine_record(data: Path) -> Condition | None:
    """Look at the whole record, with the store's own eyes; None where there is none yet.

    Raises:  OSError where there is no room for a copy.
    """
    try:
        record = read_record(data)
    except Damaged as damaged:
        return Condition(0, str(damaged))
    if record is None:
        return None
    files = [*([record.base] if record.base else []), *record.increments]
    length = sum(path.stat().st_size for path in files)
    with a_copy(data) as copy:
        if refusal := refusal_of(copy, data):
            return Condition(length, refusal)
    newest = record.increments[-1] if record.increments else None
    unfinished = newest is not None and whole_length(newest.read_bytes()) < newest.stat().st_size
    return Condition(length, half_write=newest if unfinished else None)


def plan_cut(data: Path) -> Cut | None:
    """Find what must be cut so that the store starts; None where it starts as it is.

    Raises:  Damaged where cutting does not help, with what to do instead; OSError if a service runs on the folder.
    """
    if is_locked(data):
        raise OSError(None, "a service is running on this folder, stop it first", str(data))
    record = read_record(data)
    if record is None:
        return None
    with a_copy(data) as copy:
        if not (refusal := refusal_of(copy, data)):
            return None
    texts = [(path, path.read_bytes()) for path in record.increments]
    known = known_commands()
    found = ((number, whole_length(text, known)) for number, (_, text) in enumerate(texts))
    number, whole = next(((number, end) for number, end in found if end < len(texts[number][1])), (-1, 0))
    if number < 0:
        raise Damaged(f"{refusal} Nothing that could be cut off is damaged.")
    cut = _cut(texts, number, whole)
    with a_copy(data) as copy:
        for path, length in cut.keep.items():
            _truncate(copy / FOLDER / path.name, length)
        if left := refusal_of(copy, data):
            raise Damaged(f"{left} Cutting off what cannot be read does not help.")
    return cut


def carry_out(cut: Cut) -> list[Path]:
    """Cut a record as planned, and say where the files are kept as they were.

    Raises:  OSError where a copy cannot be kept.
    """
    kept = []
    for path in cut.keep:
        backup = path.with_name(f"{path.name}.damaged-{path.stat().st_size}")
        shutil.copy2(path, backup)
        kept.append(backup)
    for path, length in cut.keep.items():
        _truncate(path, length)
    return kept


def whole_length(text: bytes, known: Collection[bytes] = ()) -> int:
    """Find the end of the last command that stands whole, is `known`, and is outside an unfinished transaction."""
    at = end = 0
    within = False
    while (read := _command(text, at)) is not None:
        name, at = read
        if known and name not in known:
            break
        within = name == b"MULTI" or (within and name != b"EXEC")
        if not within:
            end = at
    return end


def _cut(texts: list[tuple[Path, bytes]], number: int, whole: int) -> Cut:
    """Add up what goes: the rest of the damaged file, and the files after it, which go on from what is lost."""
    path, text = texts[number]
    lost = [text[whole:], *(later for _, later in texts[number + 1 :])]
    before = [*(earlier for _, earlier in texts[:number]), text[:whole]]
    instants = [int(at) for part in before for at in _AT.findall(part)]
    return Cut(
        keep={path: whole, **{later: 0 for later, _ in texts[number + 1 :]}},
        at=path,
        bytes_cut=sum(map(len, lost)),
        ballots=sum(len(_BALLOT.findall(part)) for part in lost),
        meetings=tuple(sorted({name.decode() for part in lost for name in _MEETING.findall(part)})),
        since_ms=max(instants, default=0),
    )


def _truncate(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        file.truncate(length)


def _command(text: bytes, at: int) -> tuple[bytes, int] | None:
    """Read the command that begins here: its name and its end; None where it is not whole."""
    head = _HEAD.match(text, at)
    if head is None:
        return None
    at, name = head.end(), b""
    for number in range(int(head[1])):
        word = _WORD.match(text, at)
        if word is None:
            return None
        at = word.end() + int(word[1])
        if text[at : at + 2] != b"\r\n":
            return None
        if number == 0:
            name = text[word.end() : at].upper()
        at += 2
    return name, at
