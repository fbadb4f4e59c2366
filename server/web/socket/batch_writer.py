"""The batch writer: what all wires of a process have to send in one turn of the loop, written in one go at its end.

A call of the transport for each frame would cost as much again as the system takes to send it, and between two frames
the reader's process would go to sleep and be woken. So frames are collected, and written to the sockets themselves in
one loop without Python code in it. Refuses to know what a message says. Invariants: the frames of one wire leave in
order and are joined once, however many there are; nothing is written to a socket whose transport still has something of
its own to send, or is gone; what a socket does not take at once is the transport's.
"""

import asyncio
import os
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Protocol

from server.live.outbox import NO_FD
from server.web.socket.frames import Framing


class Addressee(Protocol):
    """Whoever gets frames.

    Shape:   `fd` is the file descriptor of the socket as long as its transport has nothing of its own to send, else
             `NO_FD`.
    """

    out: asyncio.Transport
    fd: int


WRITER = "batch_writer"
"""Under which name the application hands its batch writer to the door, in the state of its lifespan."""


class BatchWriter:
    """The frames of one process that wait for the end of this turn."""

    def __init__(self) -> None:
        """Begin with nothing to send and nobody to send it to."""
        self._waiting: dict[Addressee, bytes] = {}
        self._more: dict[Addressee, list[bytes]] = {}  # what came behind; most get one frame a turn
        self._behind: dict[int, Addressee] = {}
        self._framing = Framing()

    def open(self, to: Addressee) -> None:
        """Know whose a descriptor is."""
        self._behind[to.fd] = to

    def close(self, fd: int) -> None:
        """Forget whose a descriptor was: the number may be somebody else's in a moment."""
        self._behind.pop(fd, None)

    def write(self, to: Addressee, messages: Sequence[bytes]) -> None:
        """Have messages sent at the end of this turn."""
        if len(messages) == 1:
            self.leave(to, self._framing.frame(messages[0]))
        else:
            self.leave(to, b"".join([self._framing.frame(message) for message in messages]))

    def leave(self, to: Addressee, frame: bytes) -> None:
        """Have a frame sent at the end of this turn."""
        waiting = self._waiting
        if to in waiting:
            self._more.setdefault(to, []).append(frame)
            return
        if not waiting:
            asyncio.get_running_loop().call_soon(self.go)
        waiting[to] = frame

    def go(self) -> bool:
        """Send everything now; say whether the sockets took all of it, so that each can be written to as before."""
        waiting, self._waiting = self._waiting, {}
        if self._more:
            more, self._more = self._more, {}
            for to, behind in more.items():
                waiting[to] = b"".join((waiting[to], *behind))
        fds = [to.fd for to in waiting]
        if NO_FD in fds:
            waiting = _without_the_rest(waiting)
            fds = [to.fd for to in waiting]
        frames = list(waiting.values())
        taken = _write_all(fds, frames)
        if sum(taken) == sum(map(len, frames)):
            return True
        for to, frame, sent in zip(waiting, frames, taken, strict=True):
            if sent < len(frame):
                to.out.write(frame[sent:])
        return False

    def broadcast(self, fds: Sequence[int], message: bytes) -> None:
        """Send one message to many sockets now, behind what waits for them."""
        frame = self._framing.frame(message)
        if self._waiting and not self.go():
            fds = self._still_open(fds, frame)
        taken = _write_all(fds, repeat(frame))
        if sum(taken) < len(frame) * len(fds):
            for fd, sent in zip(fds, taken, strict=True):
                if sent < len(frame):
                    self._behind[fd].out.write(frame[sent:])

    def _still_open(self, fds: Sequence[int], frame: bytes) -> list[int]:
        """Give a frame to the transports of those that were full before its turn came, and keep the others."""
        for fd in fds:
            if self._behind[fd].fd == NO_FD:
                self._behind[fd].out.write(frame)
        return [fd for fd in fds if self._behind[fd].fd != NO_FD]


def _without_the_rest(waiting: dict[Addressee, bytes]) -> dict[Addressee, bytes]:
    """Give the transports what only they may send, and keep the frames of those that have a descriptor."""
    for to, frame in waiting.items():
        if to.fd == NO_FD and not to.out.is_closing():
            to.out.write(frame)
    return {to: frame for to, frame in waiting.items() if to.fd != NO_FD}


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
