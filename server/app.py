"""The wiring: settings in, a web application out. The one place that knows every layer."""

import asyncio
import gc
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import ASGIApp

from server.domain.procedure.admission import ORDINARY_PACE, JoinPace
from server.limits import descriptors
from server.live.hub import Hub
from server.live.overdue import Overdue
from server.logs import log
from server.resources import LOCALES, STATIC, TEMPLATES
from server.room.context import Context
from server.secretariat.credentials import Credentials
from server.secretariat.players import Players
from server.settings import Settings, environment_of, read_settings
from server.store import StoreFault
from server.store.schema import SchemaTooNew, SchemaTooOld
from server.store.shards import Shards
from server.tasks import end
from server.web.budget import Budget
from server.web.callers import Callers
from server.web.hosts import hosts_of
from server.web.routes import make_web
from server.web.site import Site
from server.web.socket.batch_writer import WRITER, BatchWriter
from server.web.socket.guests import GUESTS, ORDINARY_DEADLINES, Deadlines, Guests
from server.web.wrong_keys import WrongKeys
from server.words.strings import Strings

PATIENCE_S = 30.0
RETRY_S = 0.1
GARBAGE_AFTER = (50_000, 20, 50)  # a hall's sockets are not searched for garbage in the middle of a vote


def make_app(
    settings: Settings | None = None,
    on_hub: Callable[[Hub], None] | None = None,
    deadlines: Deadlines = ORDINARY_DEADLINES,
) -> ASGIApp:
    """Make the application of one worker process; `REDIS_URL` says where its store is.

    Shape:   `on_hub` is told the hub once it is there, for whoever drains it before the end.
    """
    chosen = settings or read_settings()
    version = _version_of(STATIC, LOCALES, TEMPLATES)
    strings = Strings.read()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, object]]:
        gc.collect()  # before anything is asked, whose deadline would pass meanwhile
        gc.freeze()  # what is loaded by now stays for ever: the collector need not look at it again
        gc.set_threshold(*GARBAGE_AFTER)
        # Who serves has converted the data before; where it has not, an older Plenum started this process in its place.
        shards = Shards(chosen.redis_url, chosen.acknowledgement, converts=chosen.workers == 1)
        await _open(shards)
        shards.watch()
        context = Context(shards, shards.now_ms, chosen.base_url, JoinPace(chosen.join_burst, chosen.joins_per_second))
        writer = BatchWriter()
        hub = Hub(context, f"{os.getpid()}-{secrets.token_hex(4)}", writer.broadcast)
        if on_hub is not None:
            on_hub(hub)
        overdue = asyncio.create_task(Overdue(context).run(), name="overdue")
        app.state.site = Site(
            context=context,
            hub=hub,
            budget=Budget(chosen.budget_times),
            callers=Callers(_hall(chosen), chosen.budget_times),
            credentials=Credentials(context, shards.directory.secret, chosen.secretariat_key),
            strings=strings,
            base_url=chosen.base_url,
            secretariat_key=chosen.secretariat_key,
            retention_days=chosen.retention_days,
            secure=chosen.is_secure,
            trial=chosen.is_trial,
            version=version,
            hosts=hosts_of(chosen.base_url, chosen.host, chosen.hosts, trial=chosen.is_trial),
            proxies=chosen.trusted_proxies,
            asked_directly=not chosen.is_behind_proxy,
            wrong_keys=WrongKeys(),
            players=Players(environment_of(chosen)),
            data=chosen.data,
        )
        try:
            yield {WRITER: writer, GUESTS: Guests(descriptors(), deadlines)}
        finally:
            await end(overdue)
            await app.state.site.players.close()
            await hub.close()
            await context.close()
            await shards.close()

    return make_web(version, lifespan)


async def _open(shards: Shards) -> None:
    """Open the store; one that is just coming up is waited for, so that a worker started too early need not end.

    Raises:  what the last attempt raised.
    """
    ends_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            await shards.open()
        except (SchemaTooNew, SchemaTooOld) as refused:  # of what ends it, the log of a process has one line
            log.error("data_refused", why=str(refused))
            raise
        except (StoreFault, OSError):
            if time.monotonic() > ends_s:
                raise
            await asyncio.sleep(RETRY_S)
        else:
            return


def _hall(chosen: Settings) -> JoinPace:
    """Say how many people may share one address: a whole hall, even where fewer may take a seat by code from it."""
    usual = ORDINARY_PACE
    return JoinPace(max(usual.at_once, chosen.join_burst), max(usual.per_second, chosen.joins_per_second))


def _version_of(*folders: Path) -> str:
    """Name the files as they are now: another content is another name, so that browsers may keep them for a year."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
