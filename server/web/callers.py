"""Callers: how much of a process requests may use up, from one address and of each who shows who they are.

A request is charged to its address before anything is done for it, by the table of costs. What is held back elsewhere
is given back: a wrong code, which is answered late; and whatever is asked by somebody with a good credential, who has
an allowance of their own, which nobody else behind their address can use up. Refuses to know what is asked for.
Invariants: what is not there cannot be used up; of those who show a credential nobody is refused for what others did.
"""

from collections.abc import MutableMapping
from typing import Any

from server.domain.procedure.admission import JoinPace
from server.domain.procedure.people import Person
from server.room.paces import Paces
from server.web import costs
from server.web.budget import AT_ONCE_US, FILL_US, WIDE, WIDER, is_shared

HOLDER_TIMES = 3
"""How many times as much a holder has for requests as for a socket: a page is dearer than any frame."""
_SAID = {"arriving": "joins", "elsewhere": "pages"}
_CHARGED = "charged"
_Scope = MutableMapping[str, Any]


class Callers:
    """The allowances of one process.

    Units:   microseconds of the loop.
    Shape:   `hall` says how many people may share one address: at once, and more each second.
    """

    def __init__(self, hall: JoinPace, times: int = 1) -> None:
        """Begin with a full allowance for everybody, `times` as wide as is usual."""
        self._addresses = {kind: _for_all(hall, visit * times, _SAID[kind]) for kind, visit in costs.VISIT.items()}
        self._sharing = _for_all(hall, costs.PAGE * times, "pages")
        self._holders = _for_one(times)
        self._conducting = _for_one(WIDER * times)

    def charge(self, scope: _Scope, address: str, now_ms: int) -> None:
        """Charge a request to its address.

        Raises:  TooFast with the seconds to wait.
        """
        kind, cost = costs.of_request(scope["path"])
        if cost:
            scope[_CHARGED] = (kind, "", cost)
            self._addresses[kind].step(address, now_ms, cost)
            scope[_CHARGED] = (kind, address, cost)

    def give_back(self, scope: _Scope) -> int:
        """Take a request off the allowance of its address, if it was charged there, and say what it costs."""
        kind, address, cost = scope.pop(_CHARGED, ("", "", 0))
        if address:
            self._addresses[kind].give_back(address, cost)
        return int(cost)

    def charge_person(self, scope: _Scope, person: Person, address: str, now_ms: int) -> None:
        """Charge a request to whoever has shown a good credential, and to nobody else; a second look at it is free.

        Raises:  TooFast with the seconds to wait.
        """
        if cost := self.give_back(scope):
            whose = f"{person.meeting_id} {person.key}"
            if is_shared(person):  # a hall may hold one link
                self._sharing.step(f"{whose} {address}", now_ms, cost)
            else:
                (self._conducting if person.role in WIDE else self._holders).step(whose, now_ms, cost)

    def charge_claim(self, scope: _Scope, claim_id: str, now_ms: int) -> None:
        """Charge a request to whoever asked for a named seat and waits to be admitted.

        Raises:  TooFast with the seconds to wait.
        """
        if cost := self.give_back(scope):
            self._holders.step(claim_id, now_ms, cost)


def is_charged(scope: _Scope) -> bool:
    """Say whether a request is still charged to its address; a socket never is."""
    return _CHARGED in scope


def _for_all(hall: JoinPace, visit: int, reason: str) -> Paces:
    return Paces(hall.per_second * visit, hall.at_once * visit, reason)


def _for_one(times: int) -> Paces:
    return Paces(FILL_US * HOLDER_TIMES * times, AT_ONCE_US * HOLDER_TIMES * times, "pages")
