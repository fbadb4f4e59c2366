"""Each engine once for all of its stories, and a service of one's own, which a story may stop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.driven import ENGINES, Engine
from tests.services import Service


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the libraries that drive the engines warn of: it is not ours to mend."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One browser."""
    with ENGINES[request.param]() as started:
        yield started


@pytest.fixture
def house(store_url: str, tmp_path: Path) -> Iterator[Service]:
    """A service that may go away and come back on the same address."""
    with Service(store_url, tmp_path) as running:
        yield running
