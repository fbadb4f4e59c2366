"""A store of one's own, for tests that treat it badly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.engine.embedded import EmbeddedStore
from tests.store.servers import AttendedStore


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Run a store that a test may stop and kill."""
    with AttendedStore(tmp_path) as running:
        yield running
