"""The process in which one file is read: `process PARENT_PID MODULE:FUNCTION SECONDS BYTES`, the file on its input.

It begins by giving up what a reader does not need: time, memory, files to write, processes to start. Invariant: it
reads one file, answers one line of JSON and ends; a library is imported after the limits are set.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from server.domain.errors import Refusal
from server.engine.tether import tie_to_parent

_NICE = 10  # ballots first
_FILES = 64


def main() -> None:
    """Read what lies on standard input."""
    parent, name, seconds, most_memory = sys.argv[1:]
    tie_to_parent(int(parent))
    _give_up(int(seconds), int(most_memory))
    answering = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for the answer
    said = json.loads(sys.stdin.buffer.readline())
    answering.write(
        json.dumps(answer(name, sys.stdin.buffer.read(), said), ensure_ascii=False).encode("utf-8", "replace")
    )
    answering.flush()
    os._exit(0)  # nothing of a library runs any more


def answer(name: str, given: bytes, said: Mapping[str, Any]) -> dict[str, object]:
    """Read a file, or say why it cannot be read."""
    try:
        module, _, function = name.partition(":")
        return {"read": getattr(import_module(module), function)(given, said)}
    except Refusal as refused:
        return {"refused": refused.reason, "figures": dict(refused.figures)}
    except MemoryError:
        return {"refused": "file_too_much", "figures": {}}
    except Exception as defect:
        return {"fault": _place_of(defect)}


def _place_of(defect: Exception) -> str:
    """Say where something was raised, without its words: they may be words of the file."""
    last = traceback.extract_tb(defect.__traceback__)[-1]
    return f"{type(defect).__name__} at {Path(last.filename).name}:{last.lineno}"


def _give_up(seconds: int, most_memory: int) -> None:
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # the first is told by a signal of its own
    for what, most in (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_NPROC, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    if sys.platform.startswith("linux"):  # elsewhere no system holds a process to it
        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))


if __name__ == "__main__":
    main()
