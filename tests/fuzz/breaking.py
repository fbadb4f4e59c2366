"""Phase *raw frames*: what no library would send: opcodes, bits, lengths, masks, parts, control frames, farewells.

Checked: each connection goes on answering, or is closed with a code that is explained. What ends in the middle of a
frame is waited for by the service, and may end without a word. Where we go on sending after what is refused, the
system may answer with a reset, which overtakes the code on its way: that is counted as 1006.
"""

import asyncio
import itertools
import random
from collections.abc import Callable

from websockets.frames import apply_mask  # type: ignore[attr-defined] # in C if it can

from server.protocol.message import LARGEST_FRAME
from tests.fuzz.house import House
from tests.fuzz.line import BROKEN, LEFT, RESET, Line, a_line, framed, handshake
from tests.fuzz.oddities import Oddities
from tests.fuzz.talkers import keep_talking
from tests.fuzz.tallies import OVER_THE_PACE, Tally

NAME = "raw frames"
TALKERS = 4
KNOCK = framed(b'{"type":"shout","ref":"knock"}')
_LENGTHS = (0, 1, 2, 125, 126, 127, 128, 1_000, 65_535, 65_536, LARGEST_FRAME - 1, LARGEST_FRAME, LARGEST_FRAME + 1)
_FAREWELLS = (0, 999, 1000, 1001, 1003, 1004, 1005, 1006, 1007, 1011, 1015, 1016, 2999, 3000, 4000, 4999, 5000, 65535)
_NO_UTF8 = (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b'"\xe2\x82"', b"\x80")


async def break_frames(house: House, tally: Tally, least: int, seed: int, numbers: "itertools.count[int]") -> None:
    """Send so many more raw frames."""
    await keep_talking(tally, least, TALKERS, lambda talker: batch(house, tally, talker, seed, next(numbers)))


async def batch(house: House, tally: Tally, talker: int, seed: int, number: int) -> None:
    """Send the raw frames of one connection, then a plain one that must be answered if the line still is one."""
    name = f"{NAME.replace(' ', '-')}:{number}"
    dice = random.Random(f"{seed}/{name}")
    room, credential = house.delegates[talker]
    line = await a_line(house.service.port)
    line.say(handshake(f"/live/{room}", house.service.host, credential))
    tally.connections += 1
    if not await line.let_in():
        tally.violate(f"not let in: {line.status}", name)
        return
    raw = Raw(dice)
    frames = [raw.frame() for _ in range(dice.choice((1, 2, 3, 8, 30)))]
    said = b"".join(frames)
    waits = dice.random() < 0.1
    if waits:  # for the rest of a frame that never comes
        said += framed(b"x" * 300)[: dice.randrange(1, 300)]
    tally.sent += len(frames) + 1
    if dice.random() < 0.3:  # in pieces, so that no end of a frame is the end of a read
        for at in range(0, len(said), 61):
            line.say(said[at : at + 61])
            await asyncio.sleep(0)
    else:
        line.say(said)
    if waits:
        line.leave(abruptly=dice.random() < 0.5)
    else:
        await _knock(line, tally, name)
    tally.reached += len(frames) if not line.closed else max(1, line.answered)
    tally.refused += line.codes
    line.leave()
    if line.code != LEFT:
        tally.close(line.code, name, said=RESET if line.code == RESET else raw.farewell)
    if line.codes["unexpected"]:
        tally.violate("a frame was answered with a defect", name)


async def _knock(line: Line, tally: Tally, name: str) -> None:
    before = line.answered
    line.say(KNOCK)
    if not await line.until(before + 1):
        tally.violate("neither answered nor closed", name)
    if line.closed and line.code == BROKEN:
        tally.violate("ended without a code", name)
    if line.codes[OVER_THE_PACE]:
        tally.reached -= line.codes[OVER_THE_PACE]


class Raw:
    """One source of raw frames; `farewell` is the code of the first close frame that was sent."""

    def __init__(self, dice: random.Random) -> None:
        """Draw from these dice."""
        self.farewell = 0
        self._dice = dice
        self._odd = Oddities(dice)

    def frame(self) -> bytes:
        """Draw one frame, or what looks like one."""
        makers = self._makers
        make, _ = self._dice.choices(makers, [weight for _, weight in makers])[0]
        return make()

    @property
    def _makers(self) -> list[tuple[Callable[[], bytes], int]]:
        dice, odd = self._dice, self._odd
        return [
            (lambda: framed(odd.said(), mask=dice.randbytes(4)), 35),
            (self._in_parts, 15),
            (lambda: framed(dice.randbytes(dice.randrange(126)), dice.choice((0x89, 0x8A))), 12),
            (self._long, 8),
            (self._any_head, 10),
            (lambda: framed(b'{"type":"hello","ref":"' + dice.choice(_NO_UTF8) + b'"}'), 6),
            (self._say_farewell, 8),
            (lambda: framed(odd.said(), 0x82), 6),
        ]

    def _in_parts(self) -> bytes:
        dice = self._dice
        parts = [self._odd.said()[:200] for _ in range(dice.choice((1, 2, 3, 40)))]
        frames = [framed(part, (0x01 if not number else 0x00)) for number, part in enumerate(parts)]
        if dice.random() < 0.3:
            frames.insert(dice.randrange(len(frames) + 1), framed(b"in between", 0x89))
        if dice.random() < 0.8:
            frames.append(framed(b"", 0x80))
        return b"".join(frames)

    def _long(self) -> bytes:
        """Write a whole frame of some length, at times with its length written longer than it need be."""
        dice = self._dice
        payload = b'"' + b"x" * dice.choice(_LENGTHS) + b'"'
        if dice.random() < 0.7:
            return framed(payload)
        width, mark = dice.choice(((2, 0xFE), (8, 0xFF)))
        if len(payload) >= 1 << (8 * width):
            return framed(payload)
        mask = dice.randbytes(4)
        return bytes((0x81, mark)) + len(payload).to_bytes(width, "big") + mask + apply_mask(payload, mask)

    def _any_head(self) -> bytes:
        """Write a head of any opcode, reserved bits and mask bit, with a small payload."""
        dice = self._dice
        payload = dice.randbytes(dice.randrange(20))
        masked = 0x80 if dice.random() < 0.7 else 0
        head = bytes((dice.randrange(256), masked | len(payload)))
        if head[0] & 15 == 8 and not self.farewell:
            self.farewell = int.from_bytes(apply_mask(payload[:2], b"\0\0\0\0") if len(payload) > 1 else b"", "big")
            return head + (b"\0\0\0\0" if masked else b"") + payload
        return head + (dice.randbytes(4) if masked else b"") + payload

    def _say_farewell(self) -> bytes:
        dice = self._dice
        code = dice.choice(_FAREWELLS)
        self.farewell = self.farewell or code
        reason = dice.choice((b"", b"bye", "é".encode(), dice.choice(_NO_UTF8), b"x" * 123, b"x" * 124))
        return framed(dice.choice((code.to_bytes(2, "big") + reason, b"", b"\x03")), 0x88)
