"""Faults of the network: between the phones and the service, and between the service and its store."""

import asyncio
import re
from collections import Counter

from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.proxy import is_text

_IDS = re.compile(rb"\$32\r\n([0-9a-f]{32})\r\n")


@fault(apart=True, selected=True, may_drop=False)
async def reply_lost(hall: Hall) -> None:
    """Answers of the store get lost on their way to the service; no request is sent to it twice."""
    proxy = hall.house.store_proxy
    assert proxy is not None
    arrived: Counter[str] = Counter()
    proxy.heard = Overheard(arrived)
    hall.gone()
    for _ in range(3):
        proxy.reply_lost = 0.3
        await asyncio.sleep(0.8)
        proxy.be_good()
        await hall.more(len(hall.voters))
    hall.back()
    await hall.everybody_again()
    for voter in hall.voters:
        for request_id, times in voter.journal.sendings.items():
            if arrived[request_id] > times:
                hall.failures.append(f"sent {times} times, reached the store {arrived[request_id]} times")
    proxy.heard = None


class Overheard:
    """Count how often each id was handed to the store."""

    def __init__(self, arrived: Counter[str]) -> None:
        self._arrived = arrived
        self._tail = b""

    def __call__(self, chunk: bytes) -> None:
        seen = self._tail + chunk
        end = 0
        for match in _IDS.finditer(seen):
            self._arrived[match[1].decode()] += 1
            end = match.end()
        self._tail = seen[max(end, len(seen) - 40) :]


@fault(apart=True, may_drop=False)
async def store_cut_off(hall: Hall) -> None:
    """The way to the store is half-open, refused, slow and cut in the middle of frames."""
    proxy = hall.house.store_proxy
    assert proxy is not None
    hall.gone()
    proxy.half_open = True
    await asyncio.sleep(1.5)
    proxy.be_good()
    proxy.refusing = True
    proxy.cut()
    await asyncio.sleep(1.0)
    proxy.be_good()
    proxy.delay_s = 0.3
    await asyncio.sleep(1.0)
    proxy.be_good()
    proxy.cut_after = 5_000
    await asyncio.sleep(1.0)
    proxy.be_good()
    proxy.bytes_a_second = 200_000
    await asyncio.sleep(1.0)
    proxy.be_good()
    hall.back()
    await hall.everybody_again()


@fault(phones=60, long_phones=200, selected=True)
async def phones_cut_off(hall: Hall) -> None:
    """The lines of many phones are cut, reset, half-open, slow and cut within a frame."""
    net = hall.house.net
    for reset in (False, True):
        net.cut(0.7, reset=reset)
        await hall.more(len(hall.voters))
    net.half_open = True
    await asyncio.sleep(1.0)
    net.cut(0.5, reset=True)
    net.be_good()
    await hall.more(len(hall.voters))
    net.cut_after = 20_000
    await asyncio.sleep(0.7)
    net.be_good()
    net.bytes_a_second = 20_000
    await asyncio.sleep(0.7)
    net.be_good()
    hall.back()
    await hall.everybody_again()


@fault(selected=True, may_drop=False)
async def late_and_twice(hall: Hall) -> None:
    """Frames arrive twice, late and in another order: up to 30 s late in the long run."""
    latest_s = 30.0 if hall.long else 2.0
    hall.house.net.meddle = lambda frame: _meddled(hall, frame, latest_s)
    await asyncio.sleep(6.0 if hall.long else 2.0)
    hall.house.net.be_good()
    hall.back()
    await hall.everybody_again()
    if hall.long:  # what is still on its way must find nothing to change
        await asyncio.sleep(latest_s)


def _meddled(hall: Hall, frame: bytes, latest_s: float) -> list[tuple[float, bytes]]:
    if not is_text(frame):
        return [(0.0, frame)]
    luck = hall.dice.random()
    if luck < 0.3:
        return [(0.0, frame), (hall.dice.uniform(0.01, latest_s), frame)]
    if luck < 0.4:
        return [(0.0, frame), (0.0, frame)]
    if luck < 0.6:  # later than what follows it, but within the patience of a phone
        return [(hall.dice.uniform(0.01, 1.5), frame)]
    return [(0.0, frame)]
