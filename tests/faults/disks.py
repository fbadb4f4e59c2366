"""Faults of the disk under the store: slow, full, broken. A shim between Valkey and the kernel plays them (gcc)."""

import asyncio
import errno
import os
import shutil
import signal
import struct
import subprocess
from pathlib import Path
from unittest.mock import patch

from server.engine import embedded
from server.engine.conf import valkey_binary
from tests.engine.servers import AttendedStore
from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.house import eventually


class BadDisk(AttendedStore):
    """The embedded store on a disk that can be made bad."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        folder = data.parent
        folder.mkdir(parents=True, exist_ok=True)
        self._control, library = folder / "disk.control", folder / "disk.so"
        self.be("good")
        compiler = shutil.which("gcc") or shutil.which("cc")
        if compiler is None:
            raise RuntimeError("the faults of the disk need gcc: install it, or leave them out with --only")
        source = Path(__file__).with_name("disk_shim.c")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        self._wrapper = folder / "valkey-on-a-bad-disk"
        self._wrapper.write_text(
            f"#!/bin/sh\nPLENUM_SHIM='{self._control}' LD_PRELOAD='{library}' exec '{valkey_binary()}' \"$@\"\n"
        )
        self._wrapper.chmod(0o700)

    def be(self, _how: str, sync_ms: int = 0, write_errno: int = 0, sync_errno: int = 0) -> None:
        """Behave from now on as said."""
        with self._control.open("r+b" if self._control.exists() else "wb") as file:
            file.write(struct.pack("=3i", sync_ms, write_errno, sync_errno))

    def _spawn(self, lock: int) -> "subprocess.Popen[bytes]":
        with patch.object(embedded, "valkey_binary", lambda: self._wrapper):
            return super()._spawn(lock)


def disk_of(hall: Hall) -> BadDisk:
    """The disk of a house that has one."""
    disk = hall.house.own
    assert isinstance(disk, BadDisk)
    return disk


@fault(apart=True, bad_disk=True, may_drop=False, phones=40)
async def disk_slow_and_store_killed(hall: Hall) -> None:
    """Each sync takes 0.4 s, and the store is killed in the midst, three times: with `everysec` this loses ballots."""
    disk = disk_of(hall)
    hall.gone()
    for _ in range(3):
        disk.be("slow", sync_ms=400)
        await asyncio.sleep(1.5 + hall.dice.random())
        os.kill(disk.pid or 0, signal.SIGKILL)
        await eventually(lambda: not disk.alive, "the end of the store")
        disk.be("good")
        await asyncio.to_thread(disk.start)
        await hall.more(len(hall.voters))
    hall.back()
    await hall.everybody_again()


@fault(apart=True, bad_disk=True, may_drop=False, phones=40)
async def disk_full(hall: Hall) -> None:
    """Writes fail with ENOSPC: the store ends rather than acknowledge; with room again it has lost nothing."""
    await _fail(hall, write_errno=errno.ENOSPC)


@fault(apart=True, bad_disk=True, may_drop=False, phones=40)
async def disk_broken(hall: Hall) -> None:
    """Syncs fail with EIO: the store ends rather than acknowledge; on a good disk it has lost nothing."""
    await _fail(hall, sync_errno=errno.EIO)


async def _fail(hall: Hall, write_errno: int = 0, sync_errno: int = 0) -> None:
    disk = disk_of(hall)
    hall.gone()
    disk.be("bad", write_errno=write_errno, sync_errno=sync_errno)
    await eventually(lambda: not disk.alive, "the end of the store")
    cause = disk.read_cause()
    if write_errno == errno.ENOSPC and "disk is full" not in cause:
        hall.failures.append(f"the cause is not named: {cause}")
    await asyncio.sleep(0.5)
    disk.be("good")
    await asyncio.to_thread(disk.start)
    hall.back()
    await hall.everybody_again()
