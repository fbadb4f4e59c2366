"""Phase *frames*: everybody says what the schema allows and does not allow, many frames at a time.

Checked: every frame is answered, or its connection is closed with a code that is explained; no answer is `unexpected`.
"""

import itertools
import random

from tests.fuzz.house import House
from tests.fuzz.line import BROKEN, LEFT, RESET, a_line, framed, handshake
from tests.fuzz.speech import Speech
from tests.fuzz.talkers import keep_talking
from tests.fuzz.tallies import OVER_THE_PACE, Tally

NAME = "frames"
A_LINE = 180
"""How many frames one connection says: few enough for a service whose sockets have a pace."""
PIECE = 30
TALKERS = 8


async def talk(house: House, tally: Tally, least: int, seed: int, numbers: "itertools.count[int]") -> None:
    """Let everybody talk until so many more frames were judged."""
    await keep_talking(tally, least, TALKERS, lambda talker: batch(house, tally, talker, seed, next(numbers)))


async def batch(house: House, tally: Tally, talker: int, seed: int, number: int) -> None:
    """Say what one connection says, and judge what comes back."""
    name = f"{NAME}:{number}"
    dice = random.Random(f"{seed}/{name}")
    alone = house.delegates[talker]
    room, credential = alone if dice.random() < 0.6 else dice.choice(house.callers)
    speech = Speech(dice, house.there)
    line = await a_line(house.service.port)
    line.say(handshake(f"/live/{room}", house.service.host, credential))
    tally.connections += 1
    if not await line.let_in():
        line.leave()
        tally.violate(f"not let in: {line.status}", name)
        return
    said = 0
    leaves = dice.random() < 0.05
    while said < A_LINE and not line.closed:
        masks = [dice.randbytes(4) for _ in range(PIECE)]
        line.say(b"".join([framed(speech.frame(), mask=mask) for mask in masks]))
        said += PIECE
        await line.flow()
        if not leaves and not await line.until(said - PIECE):
            break
    tally.sent += said
    if leaves:
        line.leave(abruptly=dice.random() < 0.5)
    elif not await line.until(said):
        tally.violate(f"{said - line.answered} of {said} frames stay without an answer", name)
        line.leave()
    elif not line.closed:
        line.say(framed((1000).to_bytes(2, "big"), 0x88))
        if not await line.until(said + 1):
            tally.violate("a farewell stays without an answer", name)
            line.leave()
    tally.refused += line.codes
    tally.reached += line.answered - line.codes[OVER_THE_PACE]
    if line.codes["unexpected"]:
        tally.violate("a frame was answered with a defect", name)
    if line.code not in (LEFT, BROKEN, RESET):
        tally.close(line.code, name)
    if line.code in (BROKEN, RESET):
        tally.violate(f"ended without a code after {line.answered} of {said} answers", name)
