"""Every kind of damage to a record, for those who must see it: the start and the doctor."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server.engine.embedded import EmbeddedStore
from server.engine.record import FOLDER, MANIFEST
from tests.engine.servers import AttendedStore, a_client, admin_of, wait_until

BEFORE, AFTER = 300, 300
BALLOTS = "plenum:{m}:round:r:ballots"


def a_record(data: Path) -> None:
    """Write a record with a base and an increment: ballots before a rewrite, and ballots after it."""
    with AttendedStore(data) as store, a_client(admin_of(store.url)) as client:
        for number in range(BEFORE):
            client.hset(BALLOTS, f"s{number}", f"1 1 r{number} b{number} 0 012")
        client.bgrewriteaof()
        wait_until(lambda: base_of(data).name == "appendonly.aof.2.base.rdb" and _settled(data), "the rewrite", 20.0)
        client.xadd("plenum:{m}:events:ab", {"event": "{}", "actor": "chair", "at_ms": 1_900_000_000_000})
        for number in range(AFTER):
            client.hset(BALLOTS, f"t{number}", f"1 1 r{number} b{number} 0 012")


def count_of(data: Path) -> int:
    """Start a store and count the ballots."""
    with EmbeddedStore(data) as store, a_client(store.url) as client:
        return int(client.hlen(BALLOTS))


def _settled(data: Path) -> bool:
    return len(list((data / FOLDER).glob("*.base.*"))) == len(list((data / FOLDER).glob("*.incr.aof"))) == 1


def base_of(data: Path) -> Path:
    return max((data / FOLDER).glob("*.base.*"))


def increment_of(data: Path) -> Path:
    return max((data / FOLDER).glob("*.incr.aof"))


def manifest_of(data: Path) -> Path:
    return data / FOLDER / MANIFEST


def _cut(file: Path, keep: int) -> None:
    file.write_bytes(file.read_bytes()[:keep])


def _flip(file: Path, at: int) -> None:
    text = bytearray(file.read_bytes())
    text[at] ^= 0x40
    file.write_bytes(text)


def _middle(file: Path) -> int:
    return file.read_bytes().index(b"*4\r\n", file.stat().st_size // 2)


def _unknown_command(data: Path) -> None:
    file = increment_of(data)
    text, at = file.read_bytes(), _middle(file)
    file.write_bytes(text[:at] + text[at:].replace(b"HSET", b"HSEX", 1))


def _zeros(data: Path) -> None:
    file = increment_of(data)
    text, at = file.read_bytes(), _middle(file)
    file.write_bytes(text[:at] + b"\0" * 60 + text[at + 60 :])


def _two_swapped(data: Path) -> None:
    """Write the halves of the increment in the wrong order, torn within a command."""
    file = increment_of(data)
    text, at = file.read_bytes(), _middle(file) + 7
    file.write_bytes(text[at:] + text[:at])


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind; `kept` are the ballots that a cut saves, None where cutting does not help."""

    name: str
    inflict: Callable[[Path], object]
    kept: range | None = None

    def __str__(self) -> str:
        return self.name


MIDDLE = range(BEFORE + AFTER // 3, BEFORE + AFTER * 2 // 3)
DAMAGES = [
    Damage("increment: a flipped byte", lambda data: _flip(increment_of(data), _middle(increment_of(data))), MIDDLE),
    Damage("increment: a command that is none", _unknown_command, MIDDLE),
    Damage("increment: zeros in the middle", _zeros, MIDDLE),
    Damage("increment: halves swapped", _two_swapped, range(BEFORE, BEFORE + 1)),
    Damage(
        "increment: garbage at the end",
        lambda data: increment_of(data).write_bytes(increment_of(data).read_bytes() + b"garbage\r\n"),
        range(BEFORE + AFTER, BEFORE + AFTER + 1),
    ),
    Damage("increment: missing", lambda data: increment_of(data).unlink()),
    Damage("base: a flipped byte", lambda data: _flip(base_of(data), base_of(data).stat().st_size // 2)),
    Damage("base: cut", lambda data: _cut(base_of(data), base_of(data).stat().st_size // 2)),
    Damage("base: its head", lambda data: _flip(base_of(data), 2)),
    Damage("base: empty", lambda data: _cut(base_of(data), 0)),
    Damage("base: missing", lambda data: base_of(data).unlink()),
    Damage("manifest: garbage", lambda data: manifest_of(data).write_text("garbage\n")),
    Damage("manifest: no text", lambda data: manifest_of(data).write_bytes(b"\xff\xfe\0")),
    Damage("manifest: empty", lambda data: _cut(manifest_of(data), 0)),
    Damage("manifest: missing", lambda data: manifest_of(data).unlink()),
    Damage("manifest: cut", lambda data: _cut(manifest_of(data), manifest_of(data).stat().st_size - 9)),
    Damage("manifest: a line lost", lambda data: manifest_of(data).write_text(_lines(data)[0])),
    Damage("manifest: the first line lost", lambda data: manifest_of(data).write_text(_lines(data)[1])),
    Damage(
        "manifest: a line twice", lambda data: manifest_of(data).write_text("".join(_lines(data)) + _lines(data)[1])
    ),
    Damage(
        "manifest: a file that is none",
        lambda data: manifest_of(data).write_text(
            "".join(_lines(data)) + "file appendonly.aof.9.incr.aof seq 9 type i\n"
        ),
    ),
]
HARMLESS = [
    Damage("nothing", lambda _: None),
    Damage("a foreign file", lambda data: (data / FOLDER / "notes.txt").write_text("mine")),
    Damage("a foreign folder", lambda data: (data / FOLDER / "notes").mkdir()),
    Damage("what a rewrite left", lambda data: shutil.copy(base_of(data), data / FOLDER / "appendonly.aof.9.base.rdb")),
    Damage("lines in another order", lambda data: manifest_of(data).write_text("".join(reversed(_lines(data))))),
]


def _lines(data: Path) -> list[str]:
    return manifest_of(data).read_text().splitlines(keepends=True)
