"""The post: what all wires of a process have to send in one turn of the loop, written in one go at its end.

A call of the transport for each frame costs as much again as the system takes to send it, and in between the reader
falls asleep and must be woken. So frames are collected, and go to the sockets themselves in a loop that the
interpreter does not see. Refuses to know what is in a frame. Invariants: the frames of one wire leave in order; nothing
is written to a socket whose transport is closing, or still has something of its own to send; what a socket does not
take at once is the transport's.
"""

import asyncio
import os
from collections.abc import Iterable
from typing import Protocol

NO_SOCKET = -1


class Addressee(Protocol):
    """Whoever gets frames.

    Shape:   `ready` says that the transport has nothing of its own to send; `fd` is the socket's number, or `NO_SOCKET`
             where only the transport may write.
    """

    out: asyncio.Transport
    fd: int
    ready: bool


class Post:
    """The frames that wait for the end of this turn."""

    def __init__(self) -> None:
        """Begin with nothing to send."""
        self._waiting: dict[Addressee, bytes] = {}

    def leave(self, to: Addressee, frame: bytes) -> None:
        """Have a frame sent at the end of this turn."""
        waiting = self._waiting
        if to in waiting:
            waiting[to] += frame
            return
        if not waiting:
            asyncio.get_running_loop().call_soon(self.go)
        waiting[to] = frame

    def go(self) -> None:
        """Send everything now."""
        waiting, self._waiting = self._waiting, {}
        free = [to for to in waiting if to.ready and to.fd != NO_SOCKET and not to.out.is_closing()]
        if len(free) < len(waiting):
            waiting = _without_the_rest(waiting, free)
        frames = list(waiting.values())
        taken = _write_all([to.fd for to in free], frames)
        if sum(taken) < sum(map(len, frames)):
            for to, frame, sent in zip(free, frames, taken, strict=True):
                if sent < len(frame):
                    to.out.write(frame[sent:])


def _without_the_rest(waiting: dict[Addressee, bytes], free: list[Addressee]) -> dict[Addressee, bytes]:
    """Give the transports what only they may send, and keep the frames of those that are free."""
    here = {to: waiting.pop(to) for to in free}
    for to, frame in waiting.items():
        if not to.out.is_closing():
            to.out.write(frame)
    return here


def _write_all(fds: Iterable[int], frames: Iterable[bytes]) -> list[int]:
    """Write a frame to each socket, and say how much of it was taken; a broken socket is left to its transport."""
    taken: list[int] = []
    writing = map(os.write, fds, frames)
    while True:
        try:
            taken.extend(writing)
        except OSError:  # what was written before stays in the list, and the next round goes on behind this one
            taken.append(0)
        else:
            return taken
