"""The supervisor: starts the store and the workers, starts again what ends by itself, stops everything in order.

Refuses to serve anybody itself. Invariants: the store is never owned by a worker; the workers share one socket that
was opened before the first of them; when the supervisor is killed, store and workers end with it.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

from server.settings import Settings
from server.store.embedded import EmbeddedStore, StoreUnavailable

BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
STORE_BACK_OFF_S = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 30.0
WARM_S = 2.0
STOP_S = 8.0
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
    workers = [_Worker(settings, listening) for _ in range(settings.workers)]
    keeper = _StoreKeeper(store) if store is not None else None
    rolling: list[_Worker] = []
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


class _StoreKeeper:
    """Start the store again when it ends by itself, with growing pauses, and say why it ended."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._failures = 0
        self._next_start = 0.0
        self._started = time.monotonic()
        self._noticed = False

    def keep_alive(self) -> None:
        """Look after the store once."""
        now = time.monotonic()
        if self._store.alive:
            return
        if not self._noticed:
            self._noticed = True
            self._failures = 0 if now - self._started > STEADY_S else self._failures
            pause = STORE_BACK_OFF_S[min(self._failures, len(STORE_BACK_OFF_S) - 1)]
            self._failures += 1
            _say(f"The store ended: {self._store.read_cause()} It is started again in {pause} s.")
            self._next_start = now + pause
        if now < self._next_start:
            return
        try:
            self._store.start()
        except StoreUnavailable as fault:
            self._failures += 1
            pause = STORE_BACK_OFF_S[min(self._failures, len(STORE_BACK_OFF_S) - 1)]
            _say(f"{fault} Tried again in {pause} s; `plenum doctor` says more.")
            self._next_start = time.monotonic() + pause
        else:
            self._noticed, self._started = False, time.monotonic()
            _say("The store is back.")


class _Worker:
    """One worker process and its history."""

    def __init__(self, settings: Settings, listening: socket.socket) -> None:
        self._settings = settings
        self._listening = listening
        self._failures = 0
        self._next_start = 0.0
        self._started = 0.0
        self._asked = 0.0
        self._leaving = False
        self._process: subprocess.Popen[bytes] | None = None

    def keep_alive(self) -> None:
        """Start the process, and again with growing pauses when it ends by itself."""
        now = time.monotonic()
        if self._leaving and self._process is not None and self._process.poll() is not None:
            self._process, self._next_start = None, now
        if self._process is not None and self._process.poll() is not None:
            self._failures = 0 if now - self._started > STEADY_S else self._failures + 1
            pause = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
            _say(f"A worker ended with code {self._process.returncode} and is started again in {pause} s.")
            self._process, self._next_start = None, now + pause
        if self._process is None and now >= self._next_start:
            self._started = now
            self._process = self._start()

    def replaced(self) -> bool:
        """Take one look at a replacement in order, the first of which begins it; true once the new process is up."""
        if not self._leaving:
            self._leaving = True
            self._asked = time.monotonic()
            self.ask_to_stop()
        if self._started > self._asked and time.monotonic() - self._started > WARM_S:
            self._leaving = False
            return True
        if self._started < self._asked and time.monotonic() - self._asked > STOP_S:
            self.kill()
        return False

    def kill(self) -> None:
        """End the process, which refuses to go."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        fd = self._listening.fileno()
        command = [sys.executable, "-m", "server", "worker", "--fd", str(fd), "--parent", str(os.getpid())]
        return subprocess.Popen(  # noqa: S603 - our own module, no words from outside
            command, pass_fds=[fd], env={**os.environ, **_environment(self._settings)}
        )


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


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "REDIS_URL": settings.redis_url,
        "PLENUM_HOST": settings.host,
        "PLENUM_PORT": str(settings.port),
        "PLENUM_DATA": str(settings.data),
        "PLENUM_SECRETARIAT_KEY": settings.secretariat_key,
        "PLENUM_PUBLIC_URL": settings.public_url,
        "PLENUM_RETENTION_DAYS": str(settings.retention_days),
        "PLENUM_CERTFILE": settings.certfile,
        "PLENUM_KEYFILE": settings.keyfile,
        "PLENUM_ACK": settings.acknowledgement,
    }


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


def _say(text: str) -> None:
    sys.stderr.write(f"plenum: {text}\n")
