"""The supervisor: starts the store and the workers, starts again what ends by itself, stops everything in order.

Refuses to serve anybody itself. Invariants: the store is never owned by a worker; the workers share one socket that
was opened before the first of them; when the supervisor is killed, store and workers end with it.
"""

import secrets
import shutil
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

from server.keepers import StoreKeeper, WorkerKeeper
from server.settings import Settings
from server.store.embedded import EmbeddedStore

_LOOK_S = 0.1

Ready = Callable[[Settings, bool], None]
"""Told the settings, and whether nobody else can be on the store, before the first worker starts."""


def supervise(settings: Settings, on_ready: Ready) -> None:
    """Run the service until SIGTERM or SIGINT; SIGHUP replaces the workers one after the other."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = with_public_address(with_key(settings))
    listening = _listen(chosen)
    if chosen.redis_url:
        _run(chosen, listening, None, on_ready)
        return
    with EmbeddedStore(chosen.data) as store:
        _run(replace(chosen, redis_url=store.url), listening, store, on_ready)


def with_key(settings: Settings) -> Settings:
    """Give the service a secretariat key: the operator's, or one that is made once and kept beside the data."""
    if settings.secretariat_key:
        return settings
    kept = settings.data / "secretariat.key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(24), encoding="ascii")
    return replace(settings, secretariat_key=kept.read_text(encoding="ascii").strip())


def with_public_address(settings: Settings) -> Settings:
    """Give links and QR codes an address that other devices reach, where the operator has named none."""
    if settings.public_url or settings.host not in ("0.0.0.0", "::"):  # noqa: S104 - a comparison
        return settings
    scheme = "https" if settings.certfile else "http"
    return replace(settings, public_url=f"{scheme}://{_address_in_the_lan()}:{settings.port}")


def _run(settings: Settings, listening: socket.socket, store: EmbeddedStore | None, on_ready: Ready) -> None:
    asked = _Asked()
    figures = _empty_folder(settings.data / f"metrics-{settings.port}")
    workers = [WorkerKeeper(settings, listening, figures) for _ in range(settings.workers)]
    keeper = StoreKeeper(store) if store is not None else None
    rolling: list[WorkerKeeper] = []
    try:
        on_ready(settings, store is not None)
        while not asked.to_stop:
            for worker in workers:
                worker.keep_alive()
            if keeper is not None:
                keeper.keep_alive()
            if asked.to_roll and not rolling:
                asked.to_roll, rolling = False, list(workers)
            if rolling and rolling[0].replaced():
                rolling.pop(0)
            time.sleep(_LOOK_S)
    finally:
        for worker in workers:
            worker.ask_to_stop()
        listening.close()  # whoever knocks now is told at once that nobody is there
        for worker in workers:
            worker.stop()


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


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as fault:
        listening.close()
        raise SystemExit(
            f"Plenum cannot listen on {settings.host}:{settings.port}: {fault.strerror}. "
            "Stop what uses this port, or choose another with PLENUM_PORT."
        ) from fault
    listening.listen(4096)
    return listening


def _address_in_the_lan() -> str:
    # A datagram socket that is only pointed somewhere sends nothing, and says which address it would send from.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
