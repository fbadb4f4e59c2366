"""The guests: connections that have shown no credential, how long each may take, and how many there may be.

Every connection has a deadline for whatever it owes next: to agree on its encryption and say a whole head, a whole
body, to take some of an answer. Over the limit of guests the one that has been silent longest is closed, so that a
newcomer is never refused; sockets of people with a good credential, requests with one, and whoever has said everything
and waits for us are not counted: a hall that comes back at once is slow because of us. Refuses to know what is said.
Invariant: a connection that says nothing is closed after `head_s`, one whose body does not come or who takes nothing of
an answer after `body_s`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.logs import log

LOOK_S = 0.5
PATIENCE_S = 2.0
"""So long nobody counts as silent: what they said may lie unread, since a whole hall has come in one turn."""
MOST_GUESTS = 4_096
SHARE = 4
"""Guests may have one part in so many of the files that this process may open: the rest is for people in rooms."""
SPARE = 64
"""So many files are kept free for the store, the log and whoever comes next."""
WORDS_EVERY_S = 60.0
GUESTS, GUEST = "guests", "guest"
"""Under which names the state of a connection has all guests of the process, and the one it is."""

MOST_WAITING = 16
"""So many requests of one connection may wait for the answers to those in front of them; browsers send none at all."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a connection may take over what it owes.

    Units:   seconds. `head_s` is for the handshake of TLS and a whole head, `body_s` for a whole body or for some of an
             answer, `last_words_s` for taking the word that it is too late.
    """

    head_s: float = 10.0
    body_s: float = 20.0
    last_words_s: float = 2.0


ORDINARY_DEADLINES = Deadlines()
_TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Guest:
    """One connection."""

    __slots__ = (
        "_among", "_left", "ends_s", "has_begun", "heard_s", "is_known", "is_leaving", "is_socket", "out", "those",
        "waits",
    )  # fmt: skip

    def __init__(self, among: "Guests", out: asyncio.Transport, ends_s: float) -> None:
        """Come in; until `ends_s` it has to say what it wants."""
        self._among = among
        self.out = out
        self.ends_s: float = ends_s
        self.heard_s = among.time()
        self.those: dict[Guest, None] | None = None
        """The guests of its kind, of which it is one; none once it is forgotten."""
        self._left = 0
        self.has_begun = self.is_known = self.is_leaving = self.is_socket = self.waits = False

    def stir(self) -> None:
        """Give a sign of life."""
        self.heard_s = self._among.time()
        self._among.move_back(self)

    def owe(self, seconds: float) -> None:
        """Have so much time for what comes next."""
        self.ends_s = self._among.time() + seconds
        self._wait(False)

    def owe_nothing(self) -> None:
        """Have said everything: it waits for us, for as long as we take."""
        self.ends_s = float("inf")
        self._wait(True)

    def _wait(self, waits: bool) -> None:
        if self.waits != waits:
            self.waits = waits
            self._among.move_back(self)

    def wait_to_be_read(self) -> None:
        """Have so much of an answer waiting that some of it has to be taken before there is more."""
        self._left = self.out.get_write_buffer_size()
        self.owe(self._among.deadlines.body_s)

    def owe_head(self) -> None:
        """Have to say a head, or something else as short: an answer to a farewell."""
        self.owe(self._among.deadlines.head_s)

    def owe_body(self) -> None:
        """Have said a head: the body has a time of its own."""
        self.owe(self._among.deadlines.body_s)

    def ask_behind(self, waiting: int) -> None:
        """Say one more request while others wait for their answers.

        Raises:  RuntimeError where too many do: the parser ends with it, as with what is no request.
        """
        if waiting >= MOST_WAITING:
            raise RuntimeError("too many requests wait for those in front of them")

    def takes_its_answer(self) -> bool:
        """Say whether some of an answer waits here, and less of it than at the last look."""
        before, self._left = self._left, self.out.get_write_buffer_size()
        return self._left > 0 and not 0 < before <= self._left

    def rest(self) -> None:
        """Be a guest again after an answer, until the next request shows a credential."""
        self.is_known = self.has_begun = False
        self.owe_head()
        self.stir()

    def become_socket(self) -> None:
        """Ask for a socket: nobody tells any more when it ends."""
        self.is_socket = True
        self.owe_nothing()

    def show_credential(self) -> None:
        """Be no guest any more: a request until it is answered, a socket for ever."""
        self.is_known = True
        if self.is_socket:
            self._among.forget(self)
        else:
            self._among.move_back(self)

    def leave(self) -> None:
        """End: the connection is closed."""
        self._among.forget(self)


class Guests:
    """All connections of a process that are no sockets of people yet."""

    def __init__(self, descriptors: int, deadlines: Deadlines = ORDINARY_DEADLINES) -> None:
        """Allow as many as go well with so many files that may be open, and each so much time."""
        self.deadlines = deadlines
        self.most = min(MOST_GUESTS, descriptors // SHARE)
        self._last = descriptors - SPARE
        self._strangers: dict[Guest, None] = {}
        self._waiting: dict[Guest, None] = {}
        self._known: dict[Guest, None] = {}
        self._loop = asyncio.get_running_loop()
        self.time = self._loop.time
        self._looking: asyncio.TimerHandle | None = None
        self._closed = 0
        self._told_s = float("-inf")

    def __len__(self) -> int:
        """Say how many have shown no credential and owe us something."""
        return len(self._strangers)

    def welcome(self, out: asyncio.Transport) -> Guest:
        """Let a connection in, and whoever has been silent longest out if there are too many.

        From twice as many on the first goes even if it has just come; where files are about to run out and nobody is
        silent, the one that has waited for us longest.
        """
        guest = Guest(self, out, self.time() + self.deadlines.head_s)
        if self._is_last(out):
            self._close_first_of(self._strangers or self._waiting)
        elif len(self._strangers) >= self.most:
            patience_s = PATIENCE_S if len(self._strangers) < 2 * self.most else 0.0
            self._close_first_of(self._strangers, silent_since_s=guest.heard_s - patience_s)
        guest.those = self._strangers
        guest.those[guest] = None
        if self._looking is None:
            self._looking = self._loop.call_later(LOOK_S, self._look)
        return guest

    def move_back(self, guest: Guest) -> None:
        """Put a guest behind all others: it has been silent for the shortest time."""
        if guest.those is not None:
            del guest.those[guest]
            guest.those = self._known if guest.is_known else self._waiting if guest.waits else self._strangers
            guest.those[guest] = None

    def forget(self, guest: Guest) -> None:
        """Count a guest no more."""
        if guest.those is not None:
            del guest.those[guest]
            guest.those = None

    def _all(self) -> tuple[dict[Guest, None], ...]:
        return self._strangers, self._waiting, self._known

    def _is_last(self, out: asyncio.Transport) -> bool:
        socket = out.get_extra_info("socket")
        return socket is not None and socket.fileno() >= self._last

    def _close_first_of(self, those: dict[Guest, None], silent_since_s: float = float("inf")) -> None:
        guest = next(iter(those), None)
        if guest is not None and guest.heard_s <= silent_since_s:
            self.forget(guest)
            guest.out.abort()
            self._closed += 1

    def _look(self) -> None:
        """Close those whose time is over."""
        self._looking = None
        now_s = self.time()
        for guest in [guest for those in self._all() for guest in those]:
            if guest.is_socket and guest.out.is_closing() and not guest.is_leaving:
                guest.is_leaving, guest.ends_s = True, now_s  # what was said to it has a moment to leave
            elif guest.ends_s <= now_s and guest.takes_its_answer():
                guest.is_known = False  # whoever takes so long over an answer is counted, whoever they are
                guest.owe(self.deadlines.body_s)
                guest.stir()
            elif guest.ends_s <= now_s:
                self._close(guest)
        if self._closed and now_s - self._told_s >= WORDS_EVERY_S:
            log.warning("guests_closed", times=self._closed)
            self._closed, self._told_s = 0, now_s
        if any(self._all()):
            self._looking = self._loop.call_later(LOOK_S, self._look)

    def _close(self, guest: Guest) -> None:
        """Tell one that has begun to speak that it took too long; whoever does not take that either is cut off."""
        if guest.is_leaving or guest.is_socket or not guest.has_begun or guest.out.get_write_buffer_size():
            self.forget(guest)
            guest.out.abort()
            return
        guest.is_leaving = True
        guest.owe(self.deadlines.last_words_s)
        guest.out.write(_TOO_LATE)
        guest.out.close()


def show_credential(scope: Mapping[str, Any]) -> None:
    """Say of a connection that a good credential was shown on it; under another server nobody asks."""
    guest = (scope.get("state") or {}).get(GUEST)
    if guest is not None:
        guest.show_credential()
