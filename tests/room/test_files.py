"""A file is made of the list that was kept, once a process; a long one is made where no ballot waits for it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from server.clock import now_ms
from server.domain.counting.ranking import RankedList
from server.domain.errors import NotFound, TryLater
from server.domain.procedure.meeting import meeting_of
from server.live.picture import take_picture
from server.protocol import commands
from server.record.formats import FORMATS
from server.room.actions import perform
from server.room.context import Context
from server.room.files import AT_ONCE_BYTES, AT_ONCE_IN_WORDS_BYTES, MOST_WAITING, Files
from server.store.kept_lists import write_list
from server.store.shards import Shards
from server.words.strings import Strings
from server.words.wording import Wording
from tests.chambers import a_chamber
from tests.conftest import until
from tests.domain.counting.counts import a_count, list_of

FIRST, SECOND, ELSEWHERE = "first1", "first2", "other1"
SHORT = list_of(a_count([(2, 8), (4, 0)], [(9, 1), (3, 1)]))
LONG = list_of(a_count(*[[(number % 7, 3)] * 8 for number in range(60)]))


@pytest.fixture
async def files() -> AsyncIterator[Files]:
    made = Files()
    yield made
    await made.close()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("ranked", [SHORT, LONG], ids=["short", "long"])
async def test_a_file_is_what_its_format_writes(files: Files, ranked: RankedList, kind: str) -> None:
    """Here and in the process alike."""
    written = (FORMATS[kind].whole or FORMATS[kind].write)(ranked)
    assert await files.make(FIRST, write_list(ranked), kind) == written
    assert (files.counter.pid is None) == (ranked is SHORT or not FORMATS[kind].quick)
    assert (files.writer.pid is None) == FORMATS[kind].quick


async def test_a_long_list_is_written_elsewhere_and_once_for_all_who_ask(files: Files) -> None:
    """The loop turns meanwhile, and the second reader gets what was made for the first."""
    kept = write_list(LONG)
    assert len(kept) > AT_ONCE_BYTES
    first, second = await asyncio.gather(*(files.make(FIRST, kept, "csv") for _ in range(2)))
    assert first is second
    assert await files.make(FIRST, bytes(kept), "csv") is first


async def test_each_language_has_a_file_of_its_own(files: Files) -> None:
    """Nobody is given the sentences that somebody else asked for; of a list of some length they are said elsewhere."""
    kept, strings = write_list(SHORT), Strings.read()
    for language in ("", "fr", "ar"):
        wording = Wording(strings, language) if language else None
        for _ in range(2):
            assert await files.make(FIRST, kept, "csv", None, language) == FORMATS["csv"].write(SHORT, None, wording)
    middling = list_of(a_count(*[[(number % 7, 3)] * 8 for number in range(12)]))
    assert AT_ONCE_IN_WORDS_BYTES < len(write_list(middling)) < AT_ONCE_BYTES
    await files.make(SECOND, write_list(middling), "csv")
    assert files.counter.pid is None
    await files.make(SECOND, write_list(middling), "csv", None, "zh")
    assert files.counter.pid is not None


async def test_another_list_of_the_same_round_is_another_file(files: Files) -> None:
    """Counted again after a repair: the file that was made before is not given any more."""
    other = list_of(a_count([(8, 2), (4, 0)], [(9, 1), (3, 1)]))
    before = await files.make(FIRST, write_list(SHORT), "json")
    assert await files.make(FIRST, write_list(other), "json") == FORMATS["json"].write(other) != before


async def test_of_an_erased_meeting_no_file_is_remembered(files: Files) -> None:
    """Those of other meetings stay, and so does the account of what they take."""
    kept = write_list(SHORT)
    await files.make(FIRST, kept, "csv")
    other = await files.make(ELSEWHERE, kept, "csv")
    making = asyncio.create_task(files.make(SECOND, write_list(LONG), "csv"))
    await asyncio.sleep(0)
    files.forget(meeting_of(FIRST))
    await making
    assert files.remembered == len(other)


async def test_no_more_is_remembered_than_was_agreed() -> None:
    """The file that nobody asked for longest makes way."""
    kept = write_list(SHORT)
    files = Files(most_bytes=len(FORMATS["csv"].write(SHORT)))
    await files.make(FIRST, kept, "csv")
    second = await files.make(SECOND, kept, "csv")
    assert files.remembered == len(second)
    assert await files.make(SECOND, kept, "csv") is second


async def test_no_more_documents_wait_than_was_agreed(files: Files) -> None:
    """One more is refused, whatever meeting it is of; figures for programs are made beside them; later it is made."""
    kept = write_list(SHORT)
    asked = [files.make(f"first{at}", kept, "html") for at in range(MOST_WAITING + 1)]
    *made, refused = await asyncio.gather(*asked, return_exceptions=True)
    assert [one for one in made if isinstance(one, BaseException)] == []
    assert isinstance(refused, TryLater)
    assert refused.reason == "files_busy"
    assert await files.make(f"first{MOST_WAITING}", kept, "html") == made[0]


async def test_a_document_that_takes_too_much_memory_is_refused() -> None:
    """The process has no more than it was given; whoever asks is told, and the next file is made."""
    files = Files(most_memory=120_000_000)
    try:
        with pytest.raises(TryLater) as refused:
            await files.make(FIRST, write_list(list_of(a_count(*[[(9, 3)] * 12] * 2_000))), "xlsx")
        assert refused.value.reason == "file"
        assert await files.make(SECOND, write_list(SHORT), "csv") == FORMATS["csv"].write(SHORT)
    finally:
        await files.close()


async def test_an_unknown_kind_is_refused(files: Files) -> None:
    """And nothing is made."""
    with pytest.raises(NotFound):
        await files.make(FIRST, write_list(SHORT), "exe")
    assert files.remembered == 0


async def test_a_picture_does_not_wait_for_ever_for_a_file(context: Context, shards: Shards) -> None:
    """The process that makes it hangs in the worker next door: the room is shown, and the list is left to its address.

    Once the process goes on, pictures have the list.
    """
    chamber = await a_chamber(context, {"Amina": "AF", "Noah": "AM"}, ["AF", "AM"])
    round_id = await chamber.open(await chamber.put([f"Recommendation {number}" for number in range(80)]))
    await chamber.close(round_id)
    await perform(context, chamber.chair, commands.PublishRound(round_id=round_id))
    other = Context(shards, now_ms)
    try:
        await other.files.make(FIRST, write_list(LONG), "json")
        pid = other.files.counter.pid
        assert pid
        os.kill(pid, signal.SIGSTOP)
        try:
            assert (await take_picture(other, chamber.room)).ranked_lists == {round_id: None}
        finally:
            os.kill(pid, signal.SIGCONT)
        await until(lambda: other.files.remembered > len(write_list(LONG)), "the list is made")
        (text,) = (await take_picture(other, chamber.room)).ranked_lists.values()
        assert text
    finally:
        await other.close()
