"""What the tests of the web stand on."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from tests.services import Kit, Service


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
