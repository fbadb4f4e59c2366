"""The append-only file as bytes: where it is whole, and a repair that says what it costs.

Refuses to touch a folder that a server has open. Invariants: a copy of the damaged file is kept before anything is cut;
what stays is a run of whole transactions, so the tally and its ballots stay together.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from server.store.lock import is_locked

_HEAD = re.compile(rb"\*(\d{1,7})\r\n")
_WORD = re.compile(rb"\$(\d{1,10})\r\n")
_BALLOT = re.compile(rb"\$\d+\r\n\d+ \d+ [\w-]{1,64} [\w-]{1,64} \d+ [0-9a-z.]+\r\n")


@dataclass(frozen=True, slots=True)
class Condition:
    """How a record is.

    Units:   `whole` is the length in bytes of what can be read; `ballots_beyond` are the ballots written after that.
    """

    path: Path
    length: int
    whole: int
    ballots_beyond: int

    @property
    def sound(self) -> bool:
        """Say whether everything can be read."""
        return self.whole == self.length


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did."""

    path: Path
    backup: Path
    bytes_cut: int
    ballots_cut: int


def inspect(data: Path) -> Condition | None:
    """Look at the newest part of the record; None where there is none yet."""
    parts = sorted((data / "appendonlydir").glob("*.incr.aof"), key=lambda path: path.stat().st_mtime)
    if not parts:
        return None
    text = parts[-1].read_bytes()
    whole = _whole(text)
    return Condition(parts[-1], len(text), whole, len(_BALLOT.findall(text, whole)))


def repair(data: Path) -> Repair | None:
    """Cut what cannot be read, and everything after it, off the record; None where nothing is damaged.

    Raises:  OSError if a server has the folder open, or the copy cannot be kept.
    """
    if is_locked(data):
        raise OSError(None, "a service is running on this folder, stop it first", str(data))
    found = inspect(data)
    if found is None or found.sound:
        return None
    backup = found.path.with_suffix(f".damaged-{found.length}")
    shutil.copy2(found.path, backup)
    with found.path.open("r+b") as file:
        file.truncate(found.whole)
    return Repair(found.path, backup, found.length - found.whole, found.ballots_beyond)


def _whole(text: bytes) -> int:
    """Find the end of the last command that stands whole and outside an unfinished transaction."""
    at = end = 0
    within = False
    while (after := _command_end(text, at)) is not None:
        name = text[at:after][:40].upper()
        if b"\r\nMULTI\r\n" in name:
            within = True
        elif b"\r\nEXEC\r\n" in name:
            within = False
        at = after
        if not within:
            end = at
    return end


def _command_end(text: bytes, at: int) -> int | None:
    head = _HEAD.match(text, at)
    if head is None:
        return None
    at = head.end()
    for _ in range(int(head[1])):
        word = _WORD.match(text, at)
        if word is None:
            return None
        at = word.end() + int(word[1])
        if text[at : at + 2] != b"\r\n":
            return None
        at += 2
    return at
