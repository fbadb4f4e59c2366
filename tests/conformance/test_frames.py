"""Frames as they come: cut into parts, half of one, and of the wrong kind; the same things are said and heard."""

import asyncio
import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.client import ClientProtocol
from websockets.uri import parse_uri

from tests.services import Kit

LENGTHS = st.sampled_from([0, 1, 60, 98, 99, 100, 4_000, 15_000])
PIECES = st.lists(st.integers(1, 40) | st.integers(1, 5_000), min_size=1, max_size=30)


@st.composite
def sayings(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Draw what one client sends: whole texts, texts in parts, pings between them."""
    kinds = st.lists(st.sampled_from(["whole", "parts", "ping"]), min_size=1, max_size=8)
    return [(kind, "é" * (draw(LENGTHS) // 2)) for kind in draw(kinds)]


def written(said: Sequence[tuple[str, str]]) -> bytes:
    """Write frames as a client does."""
    client = ClientProtocol(parse_uri("ws://x/"))
    client.send_request(client.connect())
    client.data_to_send()
    client.state = client.state.OPEN
    for number, (kind, filling) in enumerate(said):
        text = json.dumps({"type": "shout", "ref": f"r{number}", "filling": filling}, ensure_ascii=False).encode()
        if kind == "ping":
            client.send_ping(b"there?")
        elif kind == "whole":
            client.send_text(text)
        else:
            client.send_text(text[:9], fin=False)
            client.send_ping(b"between")
            client.send_continuation(text[9:], fin=True)
    return b"".join(client.data_to_send())


def cut(stream: bytes, pieces: Sequence[int]) -> list[bytes]:
    """Cut a stream after every so many bytes; the last piece is the rest."""
    parts, at = [], 0
    for size in pieces:
        parts.append(stream[at : at + size])
        at += size
    return [part for part in (*parts, stream[at:]) if part]


@pytest.mark.usefixtures("no_defect")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=sayings(), pieces=PIECES)
def test_a_stream_of_frames_is_heard_the_same_however_it_is_cut(
    kit: Kit, said: list[tuple[str, str]], pieces: list[int]
) -> None:
    """Every text is answered once and in order, whether it came byte by byte or all at once."""
    asyncio.run(_hear_all(kit, said, pieces))


async def _hear_all(kit: Kit, said: list[tuple[str, str]], pieces: list[int]) -> None:
    """Listen as the chair, whose budget is wide: sixty streams in a second are more than a screen may cost."""
    address = f"{kit.service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    bearer = {"Authorization": f"Bearer {kit.chair}"}
    async with connect(address, additional_headers=bearer, compression=None, max_size=None) as socket:
        for part in cut(written(said), pieces):
            socket.transport.write(part)
            await asyncio.sleep(0)
        heard = []
        async with asyncio.timeout(10):
            while len(heard) < sum(kind != "ping" for kind, _ in said):
                answer = json.loads(await socket.recv())
                if answer["type"] != "presence_changed":  # which a chair hears besides
                    assert answer["type"] == "refused"
                    heard.append(answer["ref"])
        assert heard == [f"r{number}" for number, (kind, _) in enumerate(said) if kind != "ping"]


async def test_half_a_frame_that_comes_before_anybody_listens_is_not_lost(kit: Kit) -> None:
    """The pong says that somebody listens by now; the half frame was there before."""
    address = f"{kit.service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    bearer = {"Authorization": f"Bearer {kit.founded['credentials']['screen']}"}
    frame = written([("whole", "words")])

    async def hear(half: int) -> str:
        async with connect(address, additional_headers=bearer, compression=None) as socket:
            listened_to = await socket.ping()
            socket.transport.write(frame[:half])
            async with asyncio.timeout(10):
                await listened_to
                socket.transport.write(frame[half:])
                return str(json.loads(await socket.recv())["ref"])

    assert await asyncio.gather(*(hear(half) for half in range(1, 30))) == ["r0"] * 29


async def test_a_bytes_message_in_parts_closes_with_its_code(kit: Kit) -> None:
    address = f"{kit.service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    bearer = {"Authorization": f"Bearer {kit.founded['credentials']['screen']}"}
    async with connect(address, additional_headers=bearer, compression=None) as socket:
        await socket.send([b"\x00", b"\x01"])
        async with asyncio.timeout(10):
            await socket.wait_closed()
        assert socket.close_code == 1003
