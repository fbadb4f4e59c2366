"""What the tests of the web stand on."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from tests.services import Kit, Service


@pytest.fixture(scope="session")
def roomy_service(store_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that refuses nobody for what they cost, for those who test what lies behind."""
    with Service(store_url, tmp_path_factory.mktemp("roomy"), budget_times=100_000) as running:
        yield running


@pytest.fixture
def no_defect(service: Service) -> Iterator[None]:
    """Fail a test after which the service has logged a defect or a traceback."""
    before = len(service.log.read_text())
    yield
    said = service.log.read_text()[before:]
    assert "Traceback" not in said
    assert "defect" not in said


@pytest.fixture
def kit(service: Service) -> Kit:
    """Found a small meeting."""
    return service.new_meeting()


@pytest.fixture
async def hall() -> AsyncIterator[AsyncExitStack]:
    """Open the doors, and close them whatever happens."""
    async with AsyncExitStack() as hall:
        yield hall
