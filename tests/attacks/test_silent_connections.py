"""3,000 connections that say nothing: with and without TLS, on many files and on few, nobody is kept out."""

import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.services import Service
from tests.web.socket.test_guests import FewFiles, a_vote_among_silent_ones
from tests.web.socket.test_the_wire import CERTIFICATE, EncryptedService

pytestmark = pytest.mark.long
MANY = 3_000
SOON_S = 10.0


class FewFilesEncrypted(EncryptedService):
    """Plenum with a certificate on a system that lets it open 400 files."""

    @property
    def program(self) -> Sequence[str]:
        """Start as the other one does."""
        return FewFiles.program.fget(self)  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("kind", [Service, FewFiles, EncryptedService, FewFilesEncrypted])
async def test_a_delegate_and_a_chair_come_in_and_vote(
    kind: type[Service], store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert ssl.create_default_context().cert_store_stats()["x509"] >= 1
    with kind(store_url, tmp_path) as service:
        took = await a_vote_among_silent_ones(service.new_meeting(), MANY)
        assert max(took) < SOON_S
        assert "Traceback" not in service.log.read_text()
