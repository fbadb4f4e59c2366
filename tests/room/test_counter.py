"""Counting is done elsewhere: nobody's ballot waits for it, and nothing that befalls it is lost or goes on for ever."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.domain.errors import TryLater
from server.room.counter import AT_ONCE, Counter
from tests.conftest import until

MUCH = AT_ONCE + 1


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    made = Counter()
    yield made
    await made.close()


async def test_what_is_small_is_counted_here_and_what_is_not_elsewhere(counter: Counter) -> None:
    """Up to a few milliseconds no process is worth its start."""
    assert await counter.do(os.getpid, work=AT_ONCE) == os.getpid()
    assert counter.pid is None
    assert await counter.do(os.getpid, work=MUCH) == counter.pid != os.getpid()


async def test_what_the_working_folder_calls_server_does_not_count(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process runs the code of whoever started it, wherever the service was started from."""
    (tmp_path / "server.py").write_text("raise SystemExit('the server of somebody else was run')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert await counter.do(os.getpid, work=MUCH) == counter.pid != os.getpid()


async def test_the_loop_turns_while_something_is_counted(counter: Counter) -> None:
    """A second of counting takes no tick of a hundredth of a second from anybody."""
    counting = asyncio.create_task(counter.do(time.sleep, 1.0, work=MUCH))
    ticks = 0
    while not counting.done():
        await asyncio.sleep(0.01)
        ticks += 1
    assert ticks > 20


async def test_a_count_whose_process_was_killed_is_done_again(counter: Counter) -> None:
    """Another process is started, and whoever asked has the answer."""
    first = await counter.do(os.getpid, work=MUCH)
    counting = asyncio.create_task(counter.do(time.sleep, 1.0, work=MUCH))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    await counting
    assert await counter.do(os.getpid, work=MUCH) not in (first, os.getpid())


async def test_a_count_that_takes_too_long_is_given_up_with_a_sentence() -> None:
    """Its process is ended, and the next count is made."""
    counter = Counter(longest_s=2.0)
    try:
        with pytest.raises(TryLater) as refused:
            await counter.do(time.sleep, 60, work=MUCH)
        assert (refused.value.reason, refused.value.figures) == ("count_too_long", {"n": 2})
        assert await counter.do(abs, -3, work=MUCH) == 3
    finally:
        await counter.close()


async def test_a_process_that_keeps_much_memory_is_ended_after_its_answer() -> None:
    """And whoever asks next has one that does not: of what was set in pages nothing stays behind."""
    counter = Counter(most_memory=2**30)
    try:
        first = await counter.apart(os.getpid)
        assert await counter.apart(os.getpid) == first == counter.pid
        assert await counter.apart(exec, "import builtins; builtins.held = b'.' * 2**29") is None
        assert counter.pid is None
        assert has_ended(first)
        assert await counter.apart(os.getpid) not in (first, os.getpid())
    finally:
        await counter.close()


async def test_who_leaves_while_they_wait_gets_nobody_else_their_answer(counter: Counter) -> None:
    leaving = asyncio.create_task(counter.do(abs, -1, work=MUCH))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await counter.do(abs, -2, work=MUCH) == 2


async def test_a_defect_in_a_count_is_raised_where_it_was_asked_for(counter: Counter) -> None:
    with pytest.raises(ZeroDivisionError):
        await counter.do(divmod, 1, 0, work=MUCH)
    assert await counter.do(abs, -3, work=MUCH) == 3


async def test_whoever_wants_to_know_hears_how_long_a_count_has_taken_and_that_it_is_over(counter: Counter) -> None:
    heard: list[float | None] = []
    await counter.do(abs, 1, work=MUCH)  # started
    await counter.do(time.sleep, 1.8, work=MUCH, on_progress=heard.append)
    seconds = [one for one in heard if one is not None]
    assert seconds == sorted(seconds)
    assert len(seconds) >= 2
    assert heard[-1] is None


async def test_the_process_ends_with_the_one_that_started_it() -> None:
    """Also where that one is killed in the middle of a count."""
    code = (
        "import asyncio, os, sys, time\n"
        "from server.room.counter import Counter\n"
        "async def main():\n"
        "    counter = Counter()\n"
        "    print(await counter.do(os.getpid, work=100), flush=True)\n"
        "    await counter.do(time.sleep, 60, work=100)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:  # noqa: ASYNC220
        assert parent.stdout is not None
        pid = int(await asyncio.to_thread(parent.stdout.readline))
        assert not has_ended(pid)
        parent.kill()

    await until(lambda: has_ended(pid), "the end of the process")


def has_ended(pid: int) -> bool:
    """Say whether a process is gone, or ended without anybody taking note: a container may have no init that does."""
    about = subprocess.run(["/bin/ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return about.stdout.strip()[:1] in (b"", b"Z")
