"""The log that Valkey keeps in its data folder, and what its last words mean for a person.

Refuses to know when a server is started again: it only reads. All of Valkey's warnings go here and none to a console.
Invariant: the log says nothing of ballots (see `valkey_conf`), and with one predecessor it stays within a few MiB.
"""

import os
import re
import shutil
from pathlib import Path

from server.engine.conf import LOG_FILE

_KEPT_BYTES = 1 << 20
_READ_BYTES = 64 << 10
_FULL_BYTES = 64 << 10
_PREFIX = re.compile(r"^\d+:(?:[A-Z] .*? [-.*#]|signal-handler \(\d+\)) ")
_WARNING = re.compile(r"^\d+:[A-Z] .*? # ")
_OWN_ADVICE = re.compile(r": make a backup of your AOF file.*")  # its tool cuts off everything after the damage
_ARGUMENTS = re.compile(r", with args beginning with.*")  # they may be a ballot
_READY = "Ready to accept connections"
_BEGINS = "oO0OoO0OoO0Oo Valkey is starting"
_UNREADABLE = re.compile(
    r"Bad file format|Unrecoverable error|AOF file \S+ length|Short read|CRC error|AOF manifest|non-monotonic|"
    r"Internal error in RDB|Wrong signature|unknown command|AOF base file"
)
_FAREWELL = "Valkey is now ready to exit"

# What the server's words point at, and what a person can do about it. The first that fits is told.
_ADVICE = (
    (
        re.compile(r"No space left on device|Short write while writing|disk quota exceeded", re.IGNORECASE),
        "The disk is full. Every ballot that was acknowledged is on it. Free some room in {data} and start again.",
    ),
    (
        _UNREADABLE,
        "The record in {data} is damaged and was left as it is. Put a good copy in its place; see `plenum doctor`.",
    ),
    (
        re.compile(r"Can't handle RDB format version"),
        "The data were written by a newer Valkey. Install the Plenum that wrote {data}, or a newer one.",
    ),
    (
        re.compile(r"Permission denied|Read-only file system|Operation not permitted"),
        "Let the user who runs Plenum read and write everything in {data}, or choose another data folder.",
    ),
)


def open_log(data: Path) -> int:
    """Open the log for appending and return its descriptor, after putting a grown one aside.

    Raises:  OSError when the folder cannot be written.
    """
    log = data / LOG_FILE
    if log.exists() and log.stat().st_size > _KEPT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)


def read_cause(data: Path, since: int) -> str:
    """Say why the server ended and what to do, from what it wrote after byte `since` of its log."""
    said = _last_life(_read_tail(data / LOG_FILE, since))
    words = _last_words(said)
    # A full disk may have swallowed the very line that would have said so.
    signs = "\n".join(line for line in _telling(said) if "# WARNING " not in line)
    if shutil.disk_usage(data).free < _FULL_BYTES:
        signs += "\nNo space left on device"
    was_up = _READY in said
    fitting = (text for sign, text in _ADVICE if sign.search(signs) and not (was_up and sign is _UNREADABLE))
    advice = next(fitting, "Look into {data}/" + LOG_FILE + ".")
    return f"{words} {advice.format(data=data)}"


def _last_life(said: str) -> str:
    """Keep what the last server wrote, where the log has several."""
    before, begins, life = said.rpartition(_BEGINS)
    return before.rpartition("\n")[2] + begins + life


def _telling(said: str) -> list[str]:
    """Keep the lines in which a server may say of what it ended: after it was up, only those after that."""
    lines = said.rpartition(_READY)[2].splitlines()
    return [line for line in lines if _WARNING.match(line) or not _PREFIX.match(line)]


def _read_tail(log: Path, since: int) -> str:
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(min(since, size), size - _READ_BYTES))
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def _last_words(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip() and "# WARNING " not in line]
    if any(_FAREWELL in line for line in lines):
        return "Valkey was told to end."
    telling = [line for line in _telling("\n".join(lines)) if _WARNING.match(line)]
    if not telling and _READY not in said:
        telling = lines  # it never came up: whatever it said last, be it without the form of the log
    if not telling:
        return "Valkey was killed, or ended without a word."
    return 'Valkey says: "' + " ".join(map(_bare, telling[-2:])).strip() + '".'


def _bare(line: str) -> str:
    return _ARGUMENTS.sub("", _OWN_ADVICE.sub("", _PREFIX.sub("", line))).strip()
