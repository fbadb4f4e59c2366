"""The balance: who of the workers has far more phones than the others, and how many of those may come again elsewhere.

Whoever comes is led to a worker by chance, so that nobody has far more for long; but after workers were replaced, one
after the other, those who left the first are still with the others. Refuses to know processes and sockets, and has no
clock: instants are handed in. Invariants: nobody is moved while workers come and go, nor for a few phones; where moving
does not help, as behind something that leads everybody to one worker, it is tried more and more seldom.
"""

from collections.abc import Sequence

MOST_TIMES = 1.5
"""So many times the mean a worker may have."""
LEFT_TIMES = 1.25
"""How many times the mean it is left with, where it has more: chance adds something to that again."""
FEW = 10
"""A surplus that is not worth anybody's coming again."""
CALM_S = 3.0
PAUSE_S, LONGEST_PAUSE_S = 8.0, 512.0


def surplus(sockets: Sequence[int]) -> list[int]:
    """Say of each worker how many of its phones are to come again, by how many each has.

    Where none has far more than the mean, nobody. Else as few as it takes to bring everybody down to what is left to
    them, though those who come again are led to all workers alike, whoever they came from.
    """
    many, mean = len(sockets), sum(sockets) / len(sockets)
    if not any(one > MOST_TIMES * mean and one - mean >= FEW for one in sockets):
        return [0] * many
    sorted_, before, keeps = sorted(sockets, reverse=True), 0, 0.0
    for senders in range(1, many):
        before += sorted_[senders - 1]
        keeps = (LEFT_TIMES * mean * many - before) / (many - senders)
        if keeps >= sorted_[senders]:
            break
    return [min(one, round(max(0.0, one - keeps))) for one in sockets]


class Balance:
    """What was seen of the workers of one service."""

    def __init__(self) -> None:
        self._calm_since_s: float | None = None
        self._not_before_s = 0.0
        self._pause_s = PAUSE_S

    def look(self, now_s: float, sockets: Sequence[int], *, calm: bool) -> list[int]:
        """Say of each worker how many are to come again now; `calm` says that no worker comes or goes."""
        if not calm:
            self._calm_since_s = None
            self._pause_s = PAUSE_S
        elif self._calm_since_s is None:
            self._calm_since_s = now_s
        sent = surplus(sockets)
        if not any(sent):
            return sent
        if self._calm_since_s is None or now_s < max(self._calm_since_s + CALM_S, self._not_before_s):
            return [0] * len(sockets)
        self._not_before_s, self._pause_s = now_s + self._pause_s, min(2 * self._pause_s, LONGEST_PAUSE_S)
        return sent
