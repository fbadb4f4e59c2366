"""What the tests of the protocol stand on."""

from tests.web.conftest import hall, kit, no_defect

__all__ = ["hall", "kit", "no_defect"]
