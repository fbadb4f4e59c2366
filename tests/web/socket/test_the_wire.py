"""The wire: under whatever server, and on an encrypted line, the same things are said."""

import asyncio
import sys
import uuid
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.frames import Opcode

from tests.conformance.test_frames import written
from tests.room.halls import an_open_round, witness
from tests.services import Kit, Service

# For 127.0.0.1 alone, and known to everybody.
CERTIFICATE = Path(__file__).parents[1] / "encryption" / "certificate.pem"


class AnyServer(Service):
    """Plenum under a web server that knows nothing of our extension."""

    @property
    def program(self) -> Sequence[str]:
        """Name the application to the server's own command."""
        named = ("--factory", "server.app:make_app", "--port", str(self.port), "--ws", "websockets-sansio")
        return (sys.executable, "-m", "uvicorn", *named, "--ws-max-size", "16384")


class EncryptedService(Service):
    """Plenum with a certificate of its own, in which those who set `SSL_CERT_FILE` to it believe."""

    def __init__(self, store_url: str, data: Path) -> None:
        super().__init__(store_url, data)
        self.base_url = f"https://127.0.0.1:{self.port}"
        self._environment |= {
            "PLENUM_CERTFILE": str(CERTIFICATE),
            "PLENUM_KEYFILE": str(CERTIFICATE.with_name("key.pem")),
        }


def test_the_frames_of_a_client_begin_with_what_the_wire_looks_for() -> None:
    """The short way is for what phones send: whole, masked texts."""
    frame = written([("whole", "")])
    assert frame[0] == 0x80 | Opcode.TEXT
    assert frame[1] & 0x80


async def test_under_any_other_server_a_round_goes_the_same_way(store_url: str, tmp_path: Path) -> None:
    """Without our wire the application talks over plain ASGI."""
    with AnyServer(store_url, tmp_path) as service:
        await a_round_goes_all_the_way(service.new_meeting())


async def test_on_an_encrypted_line_a_round_goes_the_same_way(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What must be encrypted first is never written to the socket itself."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with EncryptedService(store_url, tmp_path) as service:
        await a_round_goes_all_the_way(service.new_meeting())


async def a_round_goes_all_the_way(kit: Kit) -> None:
    """Open, cast, hear the tally, close; what is no text closes with its code."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        phone = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate))
        round_ = await an_open_round(chair, kit, secrecy="recorded")
        marks = dict.fromkeys(round_["slate"], "for")
        cast = await phone.ask(
            "cast_ballot",
            round_id=round_["id"],
            epoch=round_["epoch"],
            base_revision=0,
            request_id=uuid.uuid4().hex,
            ballot_id=uuid.uuid4().hex,
            marks=marks,
        )
        assert cast["type"] == "ballot_cast"
        await chair.wait_for("tally_changed", round_id=round_["id"], tally_version=1)
        await chair.ask("close_round", round_id=round_["id"])
        await phone.wait_for("round_changed", round__id=round_["id"], round__state="closed")
        await phone.send(b"\x00")
        assert await phone.wait_closed() == 1003
