"""What the tests of the protocol stand on: the service of the run, or one that is named by its address.

With `PLENUM_TEST_ADDRESS=https://… PLENUM_TEST_KEY=…` they are put to a Plenum that runs elsewhere, whatever is in
front of it. They found small meetings of their own there; nothing of other meetings is looked at.
"""

import os
from collections.abc import Iterator

import pytest

from tests.services import Elsewhere, Service
from tests.web.conftest import hall, kit, no_defect

__all__ = ["hall", "kit", "no_defect"]
ADDRESS, KEY = os.environ.get("PLENUM_TEST_ADDRESS", ""), os.environ.get("PLENUM_TEST_KEY", "")


@pytest.fixture(scope="session")
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    """Whom the tests talk to."""
    if not ADDRESS:
        yield request.getfixturevalue("service")
        return
    with Elsewhere(ADDRESS, KEY) as running:
        yield running
