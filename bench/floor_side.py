"""The kernel's floor in the bench: `floor.c` on the core that the servers are on."""

import socket
import subprocess
from pathlib import Path
from typing import Any

from bench.machine import SERVER_CORE, start


class FloorSide:
    """One process that sends everybody a frame of one size, every 100 ms."""

    def __init__(self, program: Path, folder: Path, frame_bytes: int) -> None:
        """Prepare; nothing is started yet."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self._command = [program, str(self._port), str(frame_bytes)]
        self._people = folder / "nobody"
        self.pids: list[int] = []

    def __enter__(self) -> "FloorSide":
        """Start it, and wait until it listens."""
        self._people.write_text("nobody 0\n", encoding="ascii")
        self._process = start(self._command, SERVER_CORE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pids = [self._process.pid]
        if self._process.stdout is None or self._process.stdout.readline() != b"ready\n":
            raise RuntimeError("the floor could not be laid")
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.communicate()

    @property
    def crowd(self) -> dict[str, Any]:
        """What the crowd has to know."""
        return {"dialect": "plain", "port": self._port, "people": self._people}
