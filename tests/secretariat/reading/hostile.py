"""Readers that do what a file must not make them do; each runs in the process of its own alone."""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from server.domain.errors import Malformed


def echo(given: bytes, said: Mapping[str, Any]) -> object:
    return {"given": given.decode("latin-1"), "said": said, "pid": os.getpid(), "niceness": os.nice(0)}


def refuse(_given: bytes, said: Mapping[str, Any]) -> object:
    raise Malformed("file_encrypted", kind=said["kind"])


def break_down(given: bytes, _said: Mapping[str, Any]) -> object:
    raise KeyError(given.decode())


def turn_for_ever(_given: bytes, _said: Mapping[str, Any]) -> object:
    while True:
        pass


def sleep_for_ever(_given: bytes, _said: Mapping[str, Any]) -> object:
    time.sleep(3_600)
    return None


def hold_much(_given: bytes, _said: Mapping[str, Any]) -> object:
    return len([bytes(50_000_000) for _ in range(20)])


def die(_given: bytes, said: Mapping[str, Any]) -> object:
    os.kill(os.getpid(), said["signal"] or signal.SIGKILL)
    return None


def leave(_given: bytes, _said: Mapping[str, Any]) -> object:
    os._exit(3)


def write_a_file(_given: bytes, said: Mapping[str, Any]) -> object:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        Path(said["path"]).write_bytes(b"kept")
    except OSError as refused:
        return refused.strerror
    return "written"


def say_much(_given: bytes, _said: Mapping[str, Any]) -> object:
    return "x" * 40_000_000


def say_and_print(_given: bytes, _said: Mapping[str, Any]) -> object:
    print("printed by a library")
    return {"letters": "Zoë 中 \ud800"}
