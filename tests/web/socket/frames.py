"""Frames as no client of ours would send them, and what may be answered to them."""

import asyncio

from server.domain.errors import REFUSALS
from server.rehearsal.phone import Phone
from tests.services import Json

CODES = set(REFUSALS)
DEEP = "[" * 7_000 + "]" * 7_000


async def a_frame(phone: Phone, frame: str) -> Json:
    """Send a frame as it is and wait for the refusal that answers it."""
    heard = len(phone.heard)
    await phone.send(frame)
    async with asyncio.timeout(5):
        while not (answers := [one for one in phone.heard[heard:] if one["type"] == "refused"]):
            phone._news.clear()
            await phone._news.wait()
    return answers[0]


async def picture_without_ref(phone: Phone) -> Json:
    """Read the whole picture of the room."""
    return {name: value for name, value in (await phone.hello()).items() if name != "ref"}
