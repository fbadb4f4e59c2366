"""What the tests stand on: one real store, one real service, and the promise that no key stays for ever.

Laws are tried on many examples; how long one takes on a busy machine is no law. `--hypothesis-profile quick`, as
`make quick` says, tries fewer; a law that says its own number keeps it.
"""

import asyncio
import gc
import io
import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import redis
from hypothesis import settings

from server.app import GARBAGE_AFTER
from server.clock import now_ms
from server.engine.embedded import EmbeddedStore
from server.logs import configure
from server.room.context import Context
from server.store import Store, keys
from server.store.shards import Shards
from tests.engine.servers import AttendedStore, admin_of
from tests.services import Service

settings.register_profile("plenum", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("plenum")

Found = TypeVar("Found")
HERE = Path(__file__).parent
MEMORY, ROOM_BYTES = Path("/dev/shm"), 1 << 30  # noqa: S108 - a folder with a name of its own is made in it

# Looked for where the keys are, and only where the store counts one too many: after a thousand meetings, to look at
# each of them takes longer than a test.
WITHOUT_EXPIRY = """
local lasting, cursor = {}, '0'
repeat
  local page = redis.call('SCAN', cursor, 'COUNT', 10000)
  cursor = page[1]
  for _, key in ipairs(page[2]) do
    if redis.call('TTL', key) == -1 then lasting[#lasting + 1] = key end
  end
until cursor == '0'
return lasting
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several run at a time, spread the files of each folder over the whole run.

    Who starts browsers is so at work beside who waits, and not beside three others who start browsers.
    """
    if not hasattr(config, "workerinput"):
        return
    folder_of = {item: item.path.relative_to(HERE).parts[0] for item in items}
    sizes = Counter(folder_of.values())
    seen: Counter[str] = Counter()
    begins: dict[Path, float] = {}
    for item in items:
        folder = folder_of[item]
        begins.setdefault(item.path, seen[folder] / sizes[folder])
        seen[folder] += 1
    items.sort(key=lambda item: begins[item.path])


def pytest_collection_finish() -> None:
    """Leave what is loaded by now to the end of the run out of every search for garbage, as the service does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_AFTER)


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the store of the whole run writes: in memory if there is room, for a disk would be waited for each time."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
        yield tmp_path_factory.mktemp("store")
        return
    with tempfile.TemporaryDirectory(prefix="plenum-store-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def store_url(store_folder: Path) -> Iterator[str]:
    """One private Valkey for the whole run; what is said of disks and crashes is tested on stores of their own."""
    with AttendedStore(store_folder) as store:
        yield store.url


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Run a store of one's own, that a test may stop and kill."""
    with AttendedStore(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def service(store_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One running service on the private store."""
    with Service(store_url, tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def second_service(store_url: str, service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Another process on the same store, with the same secretariat key."""
    with Service(store_url, tmp_path_factory.mktemp("second"), key=service.key) as running:
        yield running


@pytest.fixture(scope="session")
def roomy_service(store_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that refuses nobody for what they cost, for those who test what lies behind."""
    with Service(store_url, tmp_path_factory.mktemp("roomy"), budget_times=100_000) as running:
        yield running


@pytest.fixture
async def shards(store_url: str) -> AsyncIterator[Shards]:
    """All that is kept, as one process sees it."""
    opened = Shards(store_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def store(shards: Shards) -> Store:
    """The store of the one shard that there is."""
    return shards.of("")


@pytest.fixture
async def context(shards: Shards) -> AsyncIterator[Context]:
    """The place of one process, on the service's own clock."""
    opened = Context(shards, now_ms)
    yield opened
    await opened.close()


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Have this process log as a worker does, into a text."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    text = io.StringIO()
    configure("worker", "json", text)
    yield text
    logging.captureWarnings(capture=False)
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture(autouse=True)
def every_key_expires(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a key without expiry: a meeting that nobody erases must go by itself."""
    yield
    if "store_url" not in request.fixturenames:
        return
    with redis.Redis.from_url(admin_of(request.getfixturevalue("store_url"))) as client:
        asked = client.pipeline(transaction=False).info("keyspace")  # a cluster takes keys of one slot together alone
        for key in keys.LASTING:
            asked.exists(key)
        counted, *known = asked.execute()
        if sum(kept["keys"] - kept["expires"] for kept in counted.values()) == sum(known):
            return
        lasting = {key.decode() for key in client.eval(WITHOUT_EXPIRY, 0)} - keys.LASTING
    assert not lasting, f"without expiry: {sorted(lasting)[:5]}"


async def until(condition: Callable[[], Found], what: str, patience_s: float = 20.0) -> Found:
    """Wait until a condition holds, looking at it again on a short clock; say what was awaited if it never does."""
    try:
        async with asyncio.timeout(patience_s):
            while not (found := condition()):  # noqa: ASYNC110 - it may come true in another process
                await asyncio.sleep(0.01)
            return found
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None
