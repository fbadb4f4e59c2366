"""Whoever leaves before a document is written stops its writer, unless somebody else waits for the same one."""

import asyncio

import pytest

from server.room.files import Files
from server.store.kept_lists import write_list
from tests.conftest import until
from tests.record.matters import a_list

KEPT = write_list(a_list(items=400, regions=12))


async def begun(files: Files, *, waiting: int) -> list[asyncio.Task[bytes]]:
    """Let several wait for one long document, and wait until somebody writes at it."""
    asked = [asyncio.create_task(files.make("maaaa1r1", KEPT, "pdf", None, "en")) for _ in range(waiting)]
    await until(lambda: files.writer.pid, "its writer began")
    return asked


async def test_the_last_one_who_leaves_stops_the_writer() -> None:
    """The process ends, and whoever asks again has it written anew."""
    files = Files()
    try:
        first, second = await begun(files, waiting=2)
        writer = files.writer.pid
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert files.writer.pid == writer, "somebody still waits"
        second.cancel()
        await until(lambda: files.writer.pid is None, "nobody writes")
        assert files.remembered == 0
        again = await files.make("maaaa1r1", KEPT, "docx", None, "en")
        assert again.startswith(b"PK")
    finally:
        await files.close()


@pytest.mark.parametrize("stays", [True, False])
async def test_whoever_asks_at_the_instant_when_the_last_one_leaves(*, stays: bool) -> None:
    """Is not told that it was stopped: it is written again for them."""
    files = Files()
    try:
        (first,) = await begun(files, waiting=1)
        first.cancel()
        if not stays:
            await asyncio.gather(first, return_exceptions=True)
        file = await files.make("maaaa1r1", KEPT, "pdf", None, "en")
        assert file.startswith(b"%PDF")
        assert files.remembered == len(file)
    finally:
        await files.close()
