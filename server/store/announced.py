"""What the log of acts of a room holds of one decision, and how it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.store import keys
from server.store.codec import text
from server.store.connection.pipe import Command


@dataclass(frozen=True, slots=True)
class Announced:
    """One event of a room's log of acts, as a `Telling` has it."""

    seq: int
    event: bytes
    actor: str
    at_ms: int
    floor: bytes = b""
    seat: str = ""
    own: bytes = b""
    signs: tuple[str, ...] = ()
    region: str = ""
    theirs: bytes = b""


def ask_announced(meeting_id: str, room_id: str, after: int, most: int = 200) -> Command:
    """Ask for the events of a room after a seq."""
    return ("XRANGE", keys.of(meeting_id, f"events:{room_id}"), f"{after + 1}-0", "+", "COUNT", most)


def announced_in(entries: Sequence[tuple[bytes, list[bytes]]]) -> list[Announced]:
    """Read the answer to `ask_announced`."""
    return [entry(entry_id, dict(zip(words[::2], words[1::2], strict=True))) for entry_id, words in entries]


def entry(entry_id: bytes, words: dict[bytes, bytes]) -> Announced:
    """Read one entry of the log of acts of a room."""
    return Announced(
        int(entry_id.split(b"-")[0]),
        words[b"event"],
        text(words[b"actor"]),
        int(words[b"at_ms"]),
        words.get(b"floor", b""),
        text(words.get(b"seat", b"")),
        words.get(b"own", b""),
        tuple(text(words.get(b"signs")).split()),
        text(words.get(b"region", b"")),
        words.get(b"theirs", b""),
    )
