"""The machine under the bench: what has to be installed, which core does what, and what processes have used.

Refuses to know what is measured. Invariant: everything that is told of a process comes from the kernel, never from the
process itself. Linux only.
"""

import contextlib
import os
import platform
import resource
import shutil
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

SERVER_CORE, CLIENT_CORE = 0, 1
SOCKETS_WANTED = 16_000
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EXACT = Path("/proc/self/schedstat").exists()
_HOW = {
    "gcc": "a C compiler: `apt-get install gcc libc6-dev`",
    "node": "Node.js 20 or newer, for Socket.IO: `apt-get install nodejs npm`, or https://nodejs.org",
    "npm": "npm, which comes with Node.js: `apt-get install npm`",
}


def missing(programs: Iterable[str]) -> list[str]:
    """Say which programs are not here, and how to get them."""
    return [f"{name} is missing — {_HOW[name]}" for name in programs if shutil.which(name) is None]


def complaints() -> list[str]:
    """Say what else keeps the bench from being worth its time here."""
    found = []
    if platform.system() != "Linux":
        return ["the bench reads /proc and pins processes: it runs on Linux alone"]
    if len(os.sched_getaffinity(0)) < 2:
        found.append("one core is not enough: the load would be taken from the server that it loads")
    return found


def allow_sockets() -> str:
    """Raise the limit on open files for this process and its children; the answer is what is wrong, or nothing."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = SOCKETS_WANTED if hard == resource.RLIM_INFINITY else min(max(SOCKETS_WANTED, hard), hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError) as error:
        return f"the limit on open files cannot be raised: {error}"
    if wanted < SOCKETS_WANTED:
        return f"at most {wanted} files may be open, {SOCKETS_WANTED} are wanted: raise the hard limit (`ulimit -Hn`)"
    return ""


def children_of(pid: int) -> list[int]:
    """Find a process and everything that it has started, as long as it runs."""
    found = [pid]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in tasks.read_text().split()]
            except OSError:  # it has ended meanwhile
                continue
    return found


def name_of(pid: int) -> str:
    """Say the name of a program that runs."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


def start(command: Sequence[str | Path], core: int, **how: Any) -> "subprocess.Popen[Any]":  # noqa: ANN401
    """Start a process of the bench on one core; what it starts itself stays there, too."""
    process = subprocess.Popen(command, **how)  # noqa: S603 - our own command lines
    pin(process.pid, core)
    return process


def pin(pid: int, core: int) -> None:
    """Keep a process, with all its threads, on one core."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {core})


def cpu_s(pids: Iterable[int]) -> float:
    """Add up what processes have used, in user code and in the kernel.

    Units:   seconds of one core: exact where the kernel keeps scheduler statistics, else to a hundredth.
    """
    return sum(_exact_cpu_s(pid) if _EXACT else _counted_cpu_s(pid) for pid in pids)


def _exact_cpu_s(pid: int) -> float:
    nanoseconds = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has ended meanwhile
            nanoseconds += int((task / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def _counted_cpu_s(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / _TICKS


def resident_bytes(pids: Iterable[int]) -> int:
    """Add up the memory that processes have in hand.

    Units:   bytes.
    """
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE for pid in pids)


def fsync_ms(folder: Path, times: int = 60) -> float:
    """Say what it takes this disk to keep a ballot: the median of small appends with fdatasync."""
    path, taken = folder / "fsync", []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            began = time.perf_counter()
            file.write(b"x" * 400)
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - began) * 1_000)
    path.unlink()
    return round(sorted(taken)[times // 2], 3)


def description(folder: Path) -> dict[str, object]:
    """Describe the machine as far as the figures depend on it."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": processor,
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "fsync_ms": fsync_ms(folder),
        "load_before": os.getloadavg()[0],
    }
