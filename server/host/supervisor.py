"""The supervisor: starts the store and the workers, starts again what ends by itself, stops everything in order.

Refuses to serve anybody itself. Invariants: the store is never owned by a worker; the sockets on which workers accept
are opened before the first and closed with the last; when the supervisor is killed, store and workers end with it.
"""

import asyncio
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

from server.engine.embedded import EmbeddedStore
from server.engine.ownership import own_file, own_folder
from server.host.balance import Balance
from server.host.beside import noted
from server.host.keepers import StoreKeeper, WorkerKeeper
from server.host.listening import listen
from server.limits import set_limits
from server.logs import log
from server.settings import Settings, read_settings
from server.store.connection.reach import reach

_LOOK_S = 0.1

Prepare = Callable[[Settings, bool], str]
"""Told the settings, and whether nobody else can be on the store, before the first worker starts; says what is to be
announced once somebody answers."""


def supervise(settings: Settings, prepare: Prepare, announce: Callable[[str], None]) -> None:
    """Run the service until SIGTERM or SIGINT; SIGHUP replaces the workers one after the other."""
    set_limits()  # before anything starts
    own_folder(settings.data)
    listening = listen(settings.host, settings.port, settings.workers)
    chosen = with_public_address(with_key(replace(settings, port=listening[0].getsockname()[1])))
    if chosen.redis_url:
        asyncio.run(reach(chosen.redis_url, lambda fault: log.warning("store_awaited", fault=fault)))
        with noted(chosen):
            _run(chosen, listening, None, prepare, announce)
        return
    with EmbeddedStore(chosen.data) as store, noted(chosen):
        _run(replace(chosen, redis_url=store.url), listening, store, prepare, announce)


def with_key(settings: Settings) -> Settings:
    """Give the service a secretariat key: the operator's, or one that is made once and kept beside the data.

    Raises:  ValueError if the one that is kept there is none.
    """
    if settings.secretariat_key:
        return settings
    kept = settings.data / "secretariat.key"
    own_folder(settings.data)
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(24), encoding="ascii")
    own_file(kept)
    said = {"PLENUM_SECRETARIAT_KEY": kept.read_text(encoding="utf-8", errors="replace")}
    try:
        found = read_settings(said).secretariat_key
    except ValueError as fault:
        raise ValueError(f"{kept}: {fault}") from fault
    if not found:
        raise ValueError(f"{kept} is empty. Delete it, and a new key is made.")
    return replace(settings, secretariat_key=found)


def with_public_address(settings: Settings) -> Settings:
    """Give links and QR codes an address that other devices reach, where the operator has named none."""
    if settings.public_url or settings.host not in ("0.0.0.0", "::"):  # noqa: S104 - a comparison
        return settings
    scheme = "https" if settings.certfile else "http"
    return replace(settings, public_url=f"{scheme}://{_address_in_the_lan()}:{settings.port}")


def _run(
    settings: Settings,
    listening: Sequence[socket.socket],
    store: EmbeddedStore | None,
    prepare: Prepare,
    announce: Callable[[str], None],
) -> None:
    asked = _Asked()
    figures = _empty_folder(settings.data / f"metrics-{settings.port}")
    workers = [WorkerKeeper(settings, one, figures) for one in listening]
    balance = Balance()
    keeper = StoreKeeper(store) if store is not None else None
    rolling: list[WorkerKeeper] = []
    try:
        to_announce: str | None = prepare(settings, store is not None)
        while not asked.to_stop:
            for worker in workers:
                worker.keep_alive()
            if all(worker.is_hopeless for worker in workers):
                raise SystemExit("Plenum ends: no worker could begin to serve. The reason stands above.")
            if keeper is not None:
                keeper.keep_alive()
            if asked.to_roll and not rolling:
                asked.to_roll, rolling = False, list(workers)
            if rolling and rolling[0].replaced():
                rolling.pop(0)
            if len(set(listening)) > 1:
                _spread(workers, balance, calm=not rolling)
            if to_announce is not None and any(worker.has_served for worker in workers):
                announce(to_announce)
                to_announce = None
            time.sleep(_LOOK_S)
    finally:
        for worker in workers:
            worker.ask_to_stop()
        for one in listening:
            one.close()  # whoever knocks now is told at once that nobody is there
        for worker in workers:
            worker.stop()


def _spread(workers: Sequence[WorkerKeeper], balance: Balance, *, calm: bool) -> None:
    """Have phones come again that one worker has beyond what the others have."""
    calm = calm and all(worker.serves for worker in workers)
    sockets = [worker.sockets for worker in workers]
    sent = balance.look(time.monotonic(), sockets, calm=calm)
    for worker, many in zip(workers, sent, strict=True):
        if many:
            log.warning("sockets_spread", sockets=sockets, again=many)
            worker.send_again(many)


class _Asked:
    """Remember what somebody asked by a signal."""

    def __init__(self) -> None:
        self.to_stop = False
        self.to_roll = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            self.to_roll = True
        else:
            self.to_stop = True


def _empty_folder(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    return path


def _address_in_the_lan() -> str:
    # A datagram socket that is only pointed somewhere sends nothing, and says which address it would send from.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
