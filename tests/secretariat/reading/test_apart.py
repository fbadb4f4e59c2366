"""A file is read in a process of its own: whatever it makes of that process, there is an answer or a reason in time."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from server.domain.errors import Malformed, TryLater
from server.secretariat.reading.apart import MOST_MEMORY, ReaderFault, Readers
from tests.conftest import until
from tests.secretariat.reading import hostile

Reader = Callable[[bytes, Mapping[str, Any]], object]
FOR_EVER = (hostile.turn_for_ever, hostile.sleep_for_ever)


def named(reader: Reader) -> str:
    """Name a reader as whoever has a file read does."""
    return f"{reader.__module__}:{reader.__name__}"


async def test_a_reader_is_given_the_bytes_and_what_is_said_besides() -> None:
    """All of it, of any size, in another process that lets ballots go first."""
    given = bytes(range(256)) * 4_096
    read = await Readers().read(named(hostile.echo), given, {"columns": "A:name"})
    assert read["given"].encode("latin-1") == given
    assert read["said"] == {"columns": "A:name"}
    assert read["pid"] != os.getpid()
    assert read["niceness"] > os.nice(0)


async def test_what_a_reader_prints_is_not_its_answer() -> None:
    assert await Readers().read(named(hostile.say_and_print), b"") == {"letters": "Zoë 中 ?"}


async def test_a_refusal_comes_with_its_reason_and_figures() -> None:
    with pytest.raises(Malformed) as refused:
        await Readers().read(named(hostile.refuse), b"", {"kind": "xlsx"})
    assert (refused.value.reason, refused.value.figures) == ("file_encrypted", {"kind": "xlsx"})


@pytest.mark.parametrize(
    ("reader", "said", "reason"),
    [
        (hostile.turn_for_ever, {}, "file_too_long"),
        (hostile.sleep_for_ever, {}, "file_too_long"),
        (hostile.hold_much, {}, "file_too_much"),
        (hostile.say_much, {}, "file_too_much"),
        (hostile.die, {"signal": signal.SIGABRT}, "file_too_much"),
        (hostile.die, {"signal": signal.SIGSEGV}, "file_too_much"),
        (hostile.die, {"signal": signal.SIGXCPU}, "file_too_long"),
    ],
)
async def test_what_takes_too_long_or_too_much_ends_with_a_reason(
    reader: Reader, said: dict[str, object], reason: str
) -> None:
    with pytest.raises(Malformed) as refused:
        await (Readers(longest_s=1.5) if reader in FOR_EVER else Readers()).read(named(reader), b"", said)
    assert refused.value.reason == reason


async def test_a_defect_of_a_reader_is_told_by_its_place_without_a_word_of_the_file() -> None:
    with pytest.raises(ReaderFault, match=r"^KeyError at hostile\.py:\d+$"):
        await Readers().read(named(hostile.break_down), b"Ann Lee")
    with pytest.raises(ReaderFault, match="ended with 3"):
        await Readers().read(named(hostile.leave), b"")


async def test_a_reader_can_write_no_file(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    assert await Readers().read(named(hostile.write_a_file), b"", {"path": str(path)}) == "File too large"
    assert not path.exists() or path.read_bytes() == b""


async def test_whoever_comes_while_others_are_read_waits_and_is_told_so_in_time() -> None:
    readers = Readers(longest_s=1.5, at_once=1)
    reading = asyncio.create_task(readers.read(named(hostile.sleep_for_ever), b""))
    await asyncio.sleep(0)
    began_s = time.monotonic()
    with pytest.raises(TryLater, match="readers_busy"):
        await readers.read(named(hostile.echo), b"")
    assert time.monotonic() - began_s < 3
    with pytest.raises(Malformed):
        await reading
    assert (await readers.read(named(hostile.echo), b"later"))["given"] == "later"


async def test_a_reader_whose_asker_leaves_is_ended() -> None:
    before = children()
    reading = asyncio.create_task(Readers().read(named(hostile.sleep_for_ever), b""))
    await until(lambda: bool(children() - before), "a reader")
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split())


def test_three_hundred_megabytes_are_what_a_reader_may_hold() -> None:
    assert MOST_MEMORY == 300 * 1024 * 1024
