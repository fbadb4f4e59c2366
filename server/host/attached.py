"""The store of one command: the running service's, the operator's, or the embedded one as long as the command takes.

Refuses to know what the command is. Invariant: an embedded store is started under the same lock as by a service.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from server.clock import now_ms
from server.engine.address import running_address
from server.engine.embedded import EmbeddedStore
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.settings import Settings
from server.store.shards import Shards


@asynccontextmanager
async def attached(settings: Settings) -> AsyncIterator[tuple[Context, Credentials]]:
    """Open the store for one command: the running one, the operator's, or the embedded one."""
    with _store_url(settings) as url:
        shards = Shards(url)
        await shards.open()
        context = Context(shards, now_ms, settings.base_url)
        try:
            yield context, Credentials(context, shards.directory.secret)
        finally:
            await context.close()
            await shards.close()


@contextmanager
def _store_url(settings: Settings) -> Iterator[str]:
    if settings.redis_url:
        yield settings.redis_url
    elif (running := running_address(settings.data)) is not None:
        yield running.url
    else:
        with EmbeddedStore(settings.data) as store:
            yield store.url
