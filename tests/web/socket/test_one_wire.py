"""One wire over real sockets: who is silent, who takes nothing, who leaves, and in which order frames arrive."""

import asyncio
import contextlib

import pytest
from websockets.frames import Frame, Opcode

from server.live.outbox import NO_FD
from server.web.socket import wire as wires
from server.web.socket.batch_writer import BatchWriter
from tests.conftest import until
from tests.web.socket.one_wire import a_wire

SOON_S = 0.05


@pytest.fixture
def writer() -> BatchWriter:
    """The post of one process."""
    return BatchWriter()


async def test_whoever_does_not_answer_a_ping_is_let_go_of(
    writer: BatchWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so with 1011, and the line ends."""
    monkeypatch.setattr(wires, "PULSE_S", SOON_S)
    async with a_wire(writer) as (wire, heard, other):
        await until(lambda: heard.codes, "the end")
        assert set(heard.codes) == {0}
        assert wire.fd == NO_FD
        frames = await other.hear()
        assert [frame.opcode for frame in frames] == [Opcode.PING, Opcode.CLOSE]
        assert other.frames.close_rcvd is not None
        assert other.frames.close_rcvd.code == 1011


async def test_whoever_is_not_read_is_not_taken_to_be_silent(
    writer: BatchWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pongs may lie unread behind questions that wait for their turn; when those are read, silence counts again."""
    monkeypatch.setattr(wires, "PULSE_S", SOON_S)
    async with a_wire(writer) as (wire, heard, other):
        for read in (False, True):
            (wire.resume if read else wire.pause)()
            pings = 0
            while pings < 4:
                pings += sum(frame.opcode is Opcode.PING for frame in await other.hear())
            assert not heard.codes
        await until(lambda: heard.codes, "the end of one who answers no more")


async def test_whoever_answers_pings_stays(writer: BatchWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it says nothing else."""
    monkeypatch.setattr(wires, "PULSE_S", SOON_S)
    async with a_wire(writer) as (_, heard, other):
        for _ in range(10):
            await other.hear()
        assert heard.codes == []
        assert not other.ended


async def test_a_farewell_that_is_not_answered_ends_all_the_same(
    writer: BatchWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was said before arrives before it; nothing is heard after it."""
    monkeypatch.setattr(wires, "FAREWELL_S", SOON_S)
    async with a_wire(writer) as (wire, heard, other):
        wire.write((b'"last"',))
        wire.say_farewell(4409)
        await other.say(("send_text", b'"too late"'))
        await until(lambda: wire.gone, "the end")
        frames = await other.hear()
        assert [bytes(frame.data) for frame in frames[:1]] == [b'"last"']
        assert frames[1].opcode is Opcode.CLOSE
        assert heard.texts == []


async def test_a_farewell_is_answered_and_the_line_ends(writer: BatchWriter) -> None:
    """Whoever says farewell first hears the same code back."""
    async with a_wire(writer) as (wire, heard, other):
        await other.say(("send_text", b'"one"'), ("send_close", 1000))
        await until(lambda: wire.gone, "the end")
        assert heard.texts == ['"one"']
        assert set(heard.codes) == {0}
        await other.hear()
        assert other.frames.close_rcvd is not None
        assert other.frames.close_rcvd.code == 1000


async def test_the_first_farewell_counts_though_there_is_nothing_left_to_pay_with(writer: BatchWriter) -> None:
    """One whose code is cut off is answered as a fault; the code of another one behind it is not said back."""
    async with a_wire(writer) as (wire, heard, other):
        heard.purse = False
        cut, later = Frame(Opcode.CLOSE, b"\x03"), Frame(Opcode.CLOSE, b"\x03\xf3later")
        for frame in (cut, later):
            await asyncio.get_running_loop().sock_sendall(other.line, frame.serialize(mask=True))
        await until(lambda: wire.gone, "the end")
        await other.hear()
        assert other.frames.close_rcvd is not None
        assert other.frames.close_rcvd.code == 1002


async def test_what_is_told_to_many_comes_behind_what_was_said_before(writer: BatchWriter) -> None:
    """In one turn: an answer, a tally for all, another answer."""
    async with a_wire(writer) as (wire, _, other):
        wire.write((b'"answer"',))
        writer.broadcast([wire.fd], b'"tally"')
        wire.write((b'"another"', b'"and one more"'))
        said: list[bytes] = []
        while len(said) < 4:
            said += [bytes(frame.data) for frame in await other.hear()]
        assert said == [b'"answer"', b'"tally"', b'"another"', b'"and one more"']


async def test_a_text_in_thousands_of_parts_is_one_text(writer: BatchWriter) -> None:
    """Also where most of them are empty; the next whole text is heard as ever."""
    async with a_wire(writer) as (_, heard, other):
        other.frames.send_text(b'"be', fin=False)
        for _ in range(3_000):
            other.frames.send_continuation(b"", fin=False)
        other.frames.send_continuation(b'gin"', fin=True)
        await other.say(("send_text", b'"next"'))
        await until(lambda: len(heard.texts) == 2, "both texts")
        assert heard.texts == ['"begin"', '"next"']


async def test_a_reader_that_takes_nothing_has_no_port_and_loses_no_part_of_a_frame(writer: BatchWriter) -> None:
    """When it reads again it hears everything that was written, whole and in order, and has its port again."""
    async with a_wire(writer) as (wire, heard, other):
        written = 0
        while wire.fd != NO_FD:
            writer.broadcast([wire.fd], b'"%06d%s"' % (written, b"x" * 900))
            written += 1
        assert (heard.blocked_times, wire.ready) == (1, False)
        wire.write((b'"%06d"' % written,))  # an answer waits in the transport
        said: list[bytes] = []
        while len(said) < written + 1:
            said += [bytes(frame.data) for frame in await other.hear()]
        assert [int(text[1:7]) for text in said] == list(range(written + 1))
        await until(lambda: wire.fd != NO_FD, "the port")
        assert (heard.flowing_times, wire.ready) == (1, True)


async def test_a_line_that_fills_up_in_the_middle_of_an_answer_keeps_its_frames_apart(writer: BatchWriter) -> None:
    """Even if the reader takes everything between the half of the answer and the tally behind it."""
    async with a_wire(writer) as (wire, heard, other):
        taken: list[bytes] = []

        def take_all() -> None:
            with contextlib.suppress(BlockingIOError):
                while True:
                    taken.append(other.line.recv(1 << 16))

        heard.blocked = take_all  # type: ignore[method-assign]
        wire.write((b'"%s"' % (b"x" * 1_000_000),))
        writer.broadcast([wire.fd], b'"tally"')
        said: list[bytes] = []
        other.frames.receive_data(b"".join(taken))
        while len(said) < 2:
            said += [bytes(frame.data) for frame in await other.hear()]
        assert [len(said[0]), said[1]] == [1_000_002, b'"tally"']


async def test_a_line_that_breaks_takes_its_port_with_it(writer: BatchWriter) -> None:
    """The number may be another socket's a moment later."""
    async with a_wire(writer) as (wire, heard, other):
        other.line.close()
        await until(lambda: wire.gone, "the end")
        assert wire.fd == NO_FD
        assert heard.codes == [0]
        wire.write((b'"lost"',))
        writer.go()
