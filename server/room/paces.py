"""How often something may be done from each of many sides: an allowance that fills up again.

Refuses to know what is done and where time comes from. Invariant: at most `MOST_SIDES` are remembered; the one that was
quiet for the longest is forgotten first, and begins anew.
"""

from collections import OrderedDict

from server.domain.errors import TooFast

MOST_SIDES = 20_000


class Paces:
    """One allowance a side: an address, a credential.

    Units:   `a_second` fill up again, `at_once` may be used in one go: times, or whatever costs are counted in.
    """

    def __init__(self, a_second: float, at_once: int, reason: str) -> None:
        """Begin with a full allowance for everybody; `reason` is what a refusal is worded by."""
        self._a_second, self._at_once, self._reason = a_second, at_once, reason
        self._sides: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def step(self, side: str, now_ms: int, cost: int = 1) -> None:
        """Use up one, or what something costs.

        Raises:  TooFast with the seconds to wait where less than that is left.
        """
        left, at_ms = self._sides.pop(side, (float(self._at_once), now_ms))
        left = min(self._at_once, left + max(0, now_ms - at_ms) * self._a_second / 1_000)
        allowed = left >= cost
        self._sides[side] = (left - cost if allowed else left, now_ms)
        if len(self._sides) > MOST_SIDES:
            self._sides.popitem(last=False)
        if not allowed:
            raise TooFast(self._reason, n=max(1, round((cost - left) / self._a_second)))

    def give_back(self, side: str, cost: int = 1) -> None:
        """Undo a step; nothing happens where the side is forgotten, for it has all of its allowance again."""
        if side in self._sides:
            left, at_ms = self._sides[side]
            self._sides[side] = (min(self._at_once, left + cost), at_ms)
