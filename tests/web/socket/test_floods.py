"""Much at once on one wire: linear work, so many frames a turn, nothing kept without end."""

import asyncio

import pytest

from server.protocol.message import LARGEST_FRAME
from server.web.socket import frames, inflow
from server.web.socket.batch_writer import BatchWriter
from server.web.socket.inflow import FRAMES_A_TURN, Inflow
from tests.conftest import until

EMPTY = b"\x81\x80\x00\x00\x00\x00"
"""An empty text, as a client sends it."""


class Pieces(bytes):
    """Bytes that count how often they are added to something."""

    added = 0

    def __add__(self, other: bytes) -> "Pieces":  # type: ignore[override]
        Pieces.added += 1
        return Pieces(bytes(self) + other)


class Sink:
    """A transport of which only the reading is looked at, and what is written."""

    def __init__(self) -> None:
        self.reads = True
        self.written: list[bytes] = []

    def pause_reading(self) -> None:
        """Read no more; twice is a mistake."""
        assert self.reads
        self.reads = False

    def resume_reading(self) -> None:
        """Read on; twice is a mistake."""
        assert not self.reads
        self.reads = True

    def write(self, data: bytes) -> None:
        """Remember it."""
        self.written.append(data)

    def is_closing(self) -> bool:
        """Stay open."""
        return False


class Counting(Inflow):
    """An inflow that counts what it hears, and in which turn."""

    def __init__(self, out: Sink) -> None:
        super().__init__(out)  # type: ignore[arg-type]
        self.heard = self.turn = self.for_nothing = 0
        self.turns: list[int] = []
        self._listens = True

    def _hear_frame(self, data: bytes, at: int, begin: int, end: int) -> None:  # noqa: ARG002
        self.heard += 1
        self.turn += 1

    def _wake_for_nothing(self) -> None:
        self.for_nothing += 1

    def _read_on(self) -> None:
        super()._read_on()
        self.turns.append(self.turn)
        self.turn = 0


async def test_one_turn_hears_so_many_frames_and_reads_nothing_meanwhile() -> None:
    """A quarter of a megabyte of empty frames in one read: all are heard, and others have a turn in between."""
    out = Sink()
    flow, others = Counting(out), 0
    flow.data_received(EMPTY * 40_000)
    while flow.heard < 40_000:
        assert not out.reads
        await asyncio.sleep(0)
        others += 1
    await until(lambda: out.reads, "reading")
    assert max(flow.turns) == FRAMES_A_TURN
    assert others >= 40_000 // FRAMES_A_TURN - 1
    assert flow._unread == b"", "nothing is kept that was heard"


async def test_what_waits_is_never_copied_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many turns it takes: the bytes that were read stay where they are, and a place moves through them."""
    seen: set[int] = set()
    whole = frames.span

    def span(data: bytes, at: int) -> tuple[int, int]:
        seen.add(id(data))
        return whole(data, at)

    monkeypatch.setattr(inflow, "span", span)
    flow, data = Counting(Sink()), EMPTY * 5_000
    flow.data_received(data)
    await until(lambda: flow.heard == 5_000, "all frames")
    assert seen == {id(data)}


async def test_a_paused_line_hears_nothing_of_what_has_come_already() -> None:
    """Whoever waits for an answer has the rest of what they sent wait as well; then it goes on where it was."""
    out = Sink()
    flow = Counting(out)
    flow.pause()
    flow.data_received(EMPTY * 10)
    await asyncio.sleep(0)
    assert (flow.heard, out.reads) == (0, False)
    flow.resume()
    await until(lambda: flow.heard == 10, "the rest")
    await until(lambda: out.reads, "reading")


async def test_a_frame_that_comes_in_crumbs_is_heard_and_each_crumb_counts() -> None:
    """So that nobody wakes the loop for nothing, again and again, at no cost."""
    flow = Counting(Sink())
    text = b"\x81\xfe" + LARGEST_FRAME.to_bytes(2, "big") + bytes(4 + LARGEST_FRAME)
    for at in range(0, len(text), 100):
        flow.data_received(text[at : at + 100])
    assert flow.heard == 1
    assert flow.for_nothing >= len(text) // 100 - 1


async def test_answers_to_one_connection_are_joined_once() -> None:
    """Ten thousand of one turn leave as one piece; nothing is added to what is there, which would be quadratic."""
    writer, out = BatchWriter(), Sink()
    Pieces.added = 0

    class To:
        """An addressee without a file descriptor."""

        fd = -1

        def __init__(self) -> None:
            self.out = out

    to = To()
    for number in range(10_000):
        writer.leave(to, Pieces(b"%05d" % number))  # type: ignore[arg-type]
    writer.go()
    assert Pieces.added == 0
    assert out.written == [b"".join(b"%05d" % number for number in range(10_000))]
