"""Counts for those who hear one a second: the first of a burst at once, the last soon after it, none in between twice.

A phone shows turnout; ten times a second would only cost its battery and our processor. Refuses to know who listens,
and to read a count. Invariant: the newest is always told, a second after the one before at the latest.
"""

from dataclasses import dataclass

from server.domain.counting.tallies import Tally
from server.domain.procedure.rounds import Round
from server.live.tally import TallyTeller

EVERY_S = 1.0
LAST_AFTER_S, QUIET_S = 0.5, 0.25
"""A burst is over when nothing has changed for so long as the second says; its last count need not wait for the whole
second then, but for the first of the two after the one before."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A count that is to be told, and when it changed."""

    round: Round
    version: int
    tally: Tally
    changed_s: float


class SlowCounts:
    """The counts of one room for those who hear one a second.

    Units:   instants in seconds of any steady clock.
    """

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.teller = TallyTeller()
        self._told_s: dict[str, float] = {}
        self._waiting: dict[str, Waiting] = {}

    def hold(self, round_: Round, version: int, tally: Tally, now_s: float) -> None:
        """Take a count that is to be told; the one that waited is forgotten."""
        held = self._waiting.get(round_.id)
        if self.teller.is_news(round_, version) and (held is None or held.version != version):
            self._waiting[round_.id] = Waiting(round_, version, tally, now_s)

    def take_due(self, now_s: float, *, at_once: bool = False) -> list[Waiting]:
        """Take what is to be told by now; with `at_once` all that waits."""
        due = [one for one in self._waiting.values() if at_once or self._due_s(one) <= now_s]
        for one in due:
            del self._waiting[one.round.id]
            self._told_s[one.round.id] = now_s
        return due

    def due_s(self) -> float | None:
        """Say when something is to be told next; None where nothing waits."""
        return min(map(self._due_s, self._waiting.values()), default=None)

    def forget(self) -> None:
        """Tell everything again: the store may have gone backwards."""
        self.teller.forget()
        self._waiting.clear()

    def _due_s(self, one: Waiting) -> float:
        told_s = self._told_s.get(one.round.id)
        if told_s is None:
            return one.changed_s
        return min(told_s + EVERY_S, max(told_s + LAST_AFTER_S, one.changed_s + QUIET_S))
