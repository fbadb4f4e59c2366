"""Every fault by name: in what house it happens, how many phones vote, and what is done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.faults.hall import Hall

Act = Callable[[Hall], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to break Plenum.

    Shape:   `apart` puts the store behind a proxy of ours, `bad_disk` on a disk of ours as well, `bad_clock` gives the
             service a clock of ours; `anew` wants a new house for each run; `selected` belongs to the selection of
             `make test`; `may_drop` says that the fault itself ends sockets.
    """

    name: str
    act: Act
    phones: int = 60
    pause_s: float = 0.1
    apart: bool = False
    bad_disk: bool = False
    bad_clock: bool = False
    workers: int = 1
    anew: bool = False
    selected: bool = False
    may_drop: bool = True
    long_phones: int = 0


FAULTS: dict[str, Fault] = {}


def fault(**traits: object) -> Callable[[Act], Act]:
    """Enter a fault into the catalogue under the name of its function."""

    def enter(act: Act) -> Act:
        FAULTS[act.__name__] = Fault(act.__name__, act, **traits)  # type: ignore[arg-type]
        return act

    return enter
