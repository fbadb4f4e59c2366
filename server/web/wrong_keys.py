"""Wrong secretariat keys of late: how many there were, and how long the answer to the next one is kept back.

Only wrong ones are counted, and only their answers wait: the right key is never kept waiting, whoever else guesses from
the same address. What keeps a key from being guessed is its length; the pace keeps guessing from costing the service
anything. Refuses to tell anybody (`noticed` does). Invariant: what is remembered has an upper bound.
"""

import asyncio
from collections import OrderedDict

from server.domain.errors import NotPermitted, TooFast

FREE_TRIES = 3
FREE_TRIES_IN_ALL = 30
FIRST_DELAY_S = 0.25
LONGEST_DELAY_S = 8.0
FORGOTTEN_AFTER_S = 900.0
MOST_WAITING = 32
MOST_ADDRESSES = 4_096


class WrongKeys:
    """The wrong keys of late, by address and in all.

    Units:   seconds on any clock that only goes on; each count is halved for every `FORGOTTEN_AFTER_S` of silence.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._by_address: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._in_all = (0, 0.0)
        self._waiting = 0

    def count(self, address: str, now_s: float) -> float:
        """Count a wrong key, and say how long its answer is kept back."""
        here = _one_more(self._by_address.pop(address, (0, now_s)), now_s)
        self._by_address[address] = here
        if len(self._by_address) > MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        self._in_all = _one_more(self._in_all, now_s)
        return max(_delay(here[0] - FREE_TRIES), _delay(self._in_all[0] - FREE_TRIES_IN_ALL))

    async def refuse(self, address: str, reason: str = "secretariat_key") -> None:
        """Keep whoever showed a wrong key waiting.

        Raises:  NotPermitted for a `reason`, or TooFast with the seconds that the next answer takes at least.
        """
        delay = self.count(address, asyncio.get_running_loop().time())
        if delay and self._waiting < MOST_WAITING:
            self._waiting += 1
            try:
                await asyncio.sleep(delay)
            finally:
                self._waiting -= 1
        if delay:
            raise TooFast("wrong_keys", n=round(delay) or 1)
        raise NotPermitted(reason)


def _one_more(counted: tuple[int, float], now_s: float) -> tuple[int, float]:
    times, last_s = counted
    return (times >> min(int((now_s - last_s) / FORGOTTEN_AFTER_S), 60)) + 1, now_s


def _delay(too_many: int) -> float:
    return min(FIRST_DELAY_S * 2.0 ** min(too_many - 1, 20), LONGEST_DELAY_S) if too_many > 0 else 0.0
