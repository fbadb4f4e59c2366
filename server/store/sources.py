"""Addresses: what each may do in a time, and how often it was wrong, over all processes.

Refuses to know how much is too much, and what counts as one address. Invariant: an address is kept as a digest that
only this service can make, and no longer than its allowance needs.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable

from server.store import keys, library
from server.store.connection.pipes import Pipes

MINUTE_S = 60
LABEL_LETTERS = 5


class Sources:
    """Count and read."""

    def __init__(self, at: Callable[[str], Pipes], secret: Callable[[], bytes]) -> None:
        """Take what says where a key is asked for, and what says the secret of the service."""
        self._at = at
        self._secret = secret

    async def step(self, what: str, address: str, now_ms: int, *, at_once: int, per_second: int) -> int:
        """Use up one of what an address may do; the answer is nought, or the milliseconds until it may again."""
        where = keys.pace(what, self._digest(address))
        wait_ms: object = await library.call(self._at(where), "step_pace", [where], [now_ms, at_once, per_second])
        return int(str(wait_ms))

    async def count_wrong(self, address: str, now_s: int) -> int:
        """Count one more wrong join code, and say how many there were in this minute from the address."""
        key = keys.wrong_codes(now_s // MINUTE_S, self._digest(address))
        count, _ = await self._at(key).ask(("INCR", key), ("EXPIRE", key, 2 * MINUTE_S))
        return int(count)

    def label(self, meeting_id: str, address: str) -> str:
        """Name an address within one meeting: enough to tell it from others, and no use anywhere else."""
        return self._digest(f"{meeting_id} {address}")[:LABEL_LETTERS]

    def _digest(self, address: str) -> str:
        mac = hmac.new(self._secret(), b"address " + address.encode(), hashlib.sha256)
        return base64.b32encode(mac.digest()).decode()[:16]
