"""What the tests of a room's listeners stand on."""

from tests.room.conftest import hall

__all__ = ["hall"]
