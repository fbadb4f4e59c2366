"""What the tests of a room stand on."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.room.halls import Hall
from tests.services import Service


@pytest.fixture
async def hall(service: Service) -> AsyncIterator[Hall]:
    """Fill a small meeting with people."""
    async with AsyncExitStack() as stack:
        hall = Hall(service.new_meeting(), stack)
        hall.chair = await hall.enter("chair")
        hall.delegate = await hall.enter(hall.kit.a_delegate("AF"))
        yield hall
