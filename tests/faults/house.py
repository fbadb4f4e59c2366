"""The system that is broken: a service with its processes, its store, and a bad network on both sides of it.

`embedded`: the supervisor owns the store, as for most operators. `apart`: the store is ours, behind a proxy of its own.
"""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from server.engine.address import read_address
from server.engine.embedded import EmbeddedStore
from server.store.shards import Shards
from tests.faults.proxy import Proxy
from tests.services import Service


class HouseService(Service):
    """`plenum serve` whose processes can be named, killed and started again."""

    @property
    def program(self) -> Sequence[str]:
        """Start the service on a store that knows an administrator."""
        return (sys.executable, "-m", "tests.faults.attended", "serve")

    @property
    def pid(self) -> int:
        """The supervisor."""
        assert self._process is not None
        return self._process.pid

    def workers(self) -> list[int]:
        """The web processes that are alive."""
        return [pid for pid in children(self.pid) if b"\0worker\0" in command(pid)]

    def kill(self) -> None:
        """End the whole service with SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class House:
    """One running Plenum and the ways to it."""

    def __init__(
        self, folder: Path, *, own: EmbeddedStore | None = None, workers: int = 2, environment: dict[str, str]
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.own = own
        self.store_proxy: Proxy | None = None
        self._workers = workers
        self._environment = environment
        self.service: HouseService
        self.net: Proxy

    async def open(self) -> None:
        """Start the store if it is ours, the service, and the network in front of it."""
        url = ""
        if self.own is not None:
            await asyncio.to_thread(self.own.start)
            address = self.own.address.socket
            self.store_proxy = Proxy(address, address.with_name("proxy.sock"))
            await self.store_proxy.open()
            url = replace(self.own.address, socket=address.with_name("proxy.sock")).url
        self.service = HouseService(url, self.data, workers=self._workers)
        self.service._environment.update(self._environment)
        await asyncio.to_thread(self.service.__enter__)
        self.net = Proxy(self.service.port)
        await self.net.open()

    async def close(self) -> None:
        """Stop everything, whatever state it is in."""
        with contextlib.suppress(ProcessLookupError):
            if pid := self.store_pid():
                os.kill(pid, signal.SIGCONT)
        await asyncio.to_thread(self.service.__exit__)
        await self.net.close()
        if self.store_proxy is not None:
            await self.store_proxy.close()
            address = self.own.address.socket if self.own else Path()
            address.with_name("proxy.sock").unlink(missing_ok=True)
        if self.own is not None:
            await asyncio.to_thread(self.own.stop)

    async def restart(self) -> None:
        """Start the service again, at the same address, on the same data."""
        await asyncio.to_thread(self.service.__enter__)

    def store_pid(self) -> int:
        """The process of the store."""
        if self.own is not None:
            return self.own.pid or 0
        try:
            return int(json.loads((self.data / "store.json").read_text())["pid"])
        except FileNotFoundError:  # it is just being started again
            return 0

    def store_url(self) -> str:
        """Where the store itself answers, without any proxy."""
        if self.own is not None:
            return self.own.url
        found = read_address(self.data)
        assert found is not None
        return found.url

    @asynccontextmanager
    async def truth(self) -> AsyncIterator[Shards]:
        """Open the store directly."""
        shards = Shards(self.store_url())
        await shards.open()
        try:
            yield shards
        finally:
            await shards.close()

    def defects(self) -> list[str]:
        """What the service's log confesses: tracebacks, and answers that were `unexpected`."""
        lines = self.service.log.read_text(errors="replace").splitlines()
        return [line for line in lines if line.startswith("Traceback") or "defect " in line]


async def eventually(holds: Callable[[], bool], what: str, patience_s: float = 30.0) -> float:
    """Wait until it holds and say how long that took."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > patience_s:
            raise AssertionError(f"waited in vain for {what}")
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def children(pid: int) -> list[int]:
    """List the processes that a process has started and that live."""
    with contextlib.suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def command(pid: int) -> bytes:
    """Say with which words a process was started."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
