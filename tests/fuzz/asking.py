"""Phase *requests*: what HTTP allows and does not allow, many requests on one connection.

Checked: whatever is whole HTTP is answered in its turn; nothing with 500.
"""

import asyncio
import itertools
import random
import re
from collections import Counter

from tests.fuzz.house import House
from tests.fuzz.talkers import keep_talking
from tests.fuzz.tallies import Tally
from tests.fuzz.wishes import Wish, Wishes

NAME = "requests"
TALKERS = 48
A_CONNECTION = 40
PATIENCE_S = 30.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_TOO_MANY, _AWAY = 429, 503


async def ask(
    house: House, tally: Tally, least: int, seed: int, *, numbers: "itertools.count[int]", said: Counter[str]
) -> None:
    """Ask until so many more requests were judged."""
    _, page = await asyncio.to_thread(house.service.call, "GET", "/")
    found = re.search(r"/static/([^/]+)/", str(page))
    assert found is not None, "no page names the version of its files"
    wishes = Wishes(house, said, found[1])
    await keep_talking(tally, least, TALKERS, lambda _: batch(house, tally, wishes, seed, next(numbers)))


async def batch(house: House, tally: Tally, wishes: Wishes, seed: int, number: int) -> None:
    """Ask what one connection asks, all at once, and judge the answers."""
    name = f"{NAME}:{number}"
    dice = random.Random(f"{seed}/{name}")
    asked: list[Wish] = []
    while len(asked) < A_CONNECTION and not (asked and asked[-1].last):
        asked.append(wishes.draw(dice))
    reader, writer = await asyncio.open_connection("127.0.0.1", house.service.port, limit=1 << 22)
    tally.connections += 1
    tally.sent += len(asked)
    heard, answered = 0, 0
    try:
        writer.write(b"".join(wish.said for wish in asked))
        async with asyncio.timeout(PATIENCE_S):
            for wish in asked:
                status, ends = await _answer(reader, wish.method)
                tally.statuses[status] += 1
                heard, answered = heard + 1, answered + (status != _TOO_MANY)
                if status >= 500 and status != _AWAY:
                    tally.violate(f"{status} to {wish.said[:300]!r}", name)
                if ends:
                    break
    except (asyncio.IncompleteReadError, ConnectionError):
        missed = asked[heard] if heard < len(asked) else asked[-1]
        if missed.whole and not missed.last:
            tally.violate(f"no answer to {missed.said[:300]!r}", name)
    except TimeoutError:
        missed = asked[heard] if heard < len(asked) else asked[-1]
        if missed.whole:
            tally.violate(f"no answer in {PATIENCE_S:.0f} s to {missed.said[:300]!r}", name)
    finally:
        writer.transport.abort()
    tally.reached += answered


async def _answer(reader: asyncio.StreamReader, method: str) -> tuple[int, bool]:
    """Read one answer; say its status, and whether the connection ends with it."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    if status == 100:
        return await _answer(reader, method)
    if status == 101:
        return status, True
    if method != "HEAD" and status not in (204, 304):
        if length := _LENGTH.search(head):
            await reader.readexactly(int(length[1]))
        elif _CHUNKED.search(head):
            while size := int(await reader.readuntil(b"\r\n"), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        else:
            await reader.read()
            return status, True
    return status, bool(_CLOSES.search(head))
