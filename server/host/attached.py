"""The store of one command: the running service's, the operator's, or the embedded one as long as the command takes.

Refuses to know what the command is. Invariants: an embedded store is started under the same lock as by a service; data
of an older layout are not converted beneath a service that may be running on them.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from server.engine.address import running_address
from server.engine.embedded import EmbeddedStore
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.settings import Settings
from server.store.shards import Shards


@asynccontextmanager
async def attached(settings: Settings, *, serves: bool = False) -> AsyncIterator[tuple[Context, Credentials]]:
    """Open the store for one command: the running one, the operator's, or the embedded one.

    Shape:   `serves` says that the command is the one that begins to serve.
    Raises:  SchemaTooOld where the data are of an older layout, and a service may be running on them.
    """
    with _store_url(settings) as (url, alone):
        shards = Shards(url, converts=serves or alone)
        await shards.open()
        context = Context(shards, shards.now_ms, settings.base_url)
        try:
            yield context, Credentials(context, shards.directory.secret, settings.secretariat_key)
        finally:
            await context.close()
            await shards.close()


@contextmanager
def _store_url(settings: Settings) -> Iterator[tuple[str, bool]]:
    """Find the store, and say whether nobody else can be on it."""
    if settings.redis_url:
        yield settings.redis_url, False
    elif (running := running_address(settings.data)) is not None:
        yield running.url, False
    else:
        with EmbeddedStore(settings.data) as store:
            yield store.url, True
