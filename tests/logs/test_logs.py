"""The log of a process: what every line has, what none has, and how often the same is told."""

import asyncio
import io
import json
import logging
import os
import re

from server.logs import Outage, RateLimited, configure, log
from server.logs.rate_limited import PAUSE_S
from tests.conftest import until


def _lines(text: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.getvalue().splitlines()]


def test_a_line_says_when_how_bad_where_and_what_in_plain_words(written: io.StringIO) -> None:
    """Time in UTC to the millisecond, level, process and its number, the event's name, its fields, and words."""
    log.warning("library_said", room="ab1")
    (line,) = _lines(written)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["time"]))
    assert (line["level"], line["process"], line["pid"]) == ("warning", "worker", os.getpid())
    assert (line["event"], line["room"]) == ("library_said", "ab1")
    assert str(line["says"]).endswith(".")


def test_logfmt_is_one_line_an_event_whatever_is_in_it() -> None:
    """A value with quotes and line breaks cannot make a second line."""
    text = io.StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        configure("supervisor", "logfmt", text)
        log.error("library_said", why='a "b"\nevent=forged')
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = before
        root.setLevel(level)
    (line,) = text.getvalue().splitlines()
    assert " process=supervisor " in line
    assert r'why="a \"b\"\nevent=forged"' in line


def test_of_an_exception_the_way_is_told_and_never_its_words(written: io.StringIO) -> None:
    """What is raised may quote what somebody wrote: a title, a mark, a credential."""
    try:
        int("the secret words")
    except ValueError:
        log.exception("library_said")
        logging.getLogger("asyncio").exception("Task exception was never retrieved\nfuture: <the secret words>")
    ours, theirs = _lines(written)
    for line in (ours, theirs):
        assert "secret" not in json.dumps(line)
        assert line["fault"] == "ValueError"
        assert "test_logs.py" in str(line["raised_at"])
    assert theirs["library"] == "asyncio"


def test_no_address_is_told_by_a_library(written: io.StringIO) -> None:
    """Libraries name who is connected; the log does not."""
    logging.getLogger("uvicorn.error").warning("10.11.12.13:4711 - and 2001:db8:0:1::5 sent something")
    (line,) = _lines(written)
    assert not re.search(r"10\.11|2001|db8", json.dumps(line))


async def test_a_kind_is_told_at_once_and_then_at_most_once_a_second_and_nothing_is_lost(
    written: io.StringIO,
) -> None:
    """A thousand refusals are two lines: the first, and how many came after it."""
    told = RateLimited()
    for _ in range(1_000):
        told("library_said", "too_fast", room="r")
    told("library_said", "not_permitted")
    assert len(_lines(written)) == 2
    await until(lambda: len(_lines(written)) == 3, "the line of the rest", PAUSE_S * 5)
    assert _lines(written)[-1] | {"time": 0} == _lines(written)[0] | {"time": 0, "times": 999}


async def test_an_outage_is_one_line_when_it_begins_and_one_when_it_ends(written: io.StringIO) -> None:
    """However many notice it, and however often."""
    outage = Outage("library_said", "library_said")
    outage.end()
    for _ in range(3):
        outage.begin(why="silence")
        await asyncio.sleep(0)
    outage.end()
    outage.end()
    begun, ended = _lines(written)
    assert begun["why"] == "silence"
    assert float(str(ended["lasted_s"])) >= 0
