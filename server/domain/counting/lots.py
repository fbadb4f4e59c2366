"""The lot of a round: one draw of its slate, which nobody can steer and anybody can make again.

The service commits to a text before voting, phones send one each with their ballots, and the seed is made of both. What
phones sent counts as it stood at the first close, and later closes draw from the same seed. Refuses to roll dice and to
know whose a text was. Invariants: the seed depends on which texts were sent and not on their order; what is published
of a phone's text is its hash, in an order that says nothing of who sent it.

Source: docs/methods.md, "Ties".
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Nonces = tuple[str, ...]
"""The hashes of what phones sent, ascending; equal ones stand as often as they were sent."""


@dataclass(frozen=True)
class Lot:
    """What a round draws from.

    Shape:   `nonce` is the text that the service committed to, `nonces` what phones added to it; in a round that an
             older release prepared both are empty, and `given` is the seed itself, which was committed to.
    """

    nonce: str = ""
    nonces: Nonces = ()
    given: str = ""

    @property
    def committed(self) -> str:
        """Say the text whose hash was shown before voting; empty where there is no lot."""
        return self.nonce or self.given

    @cached_property
    def seed(self) -> str:
        """Say what every tie is drawn from; empty where there is no lot."""
        return _hash(self.nonce + combined(self.nonces)) if self.nonce else self.given


NO_LOT = Lot()


def commitment(text: str) -> str:
    """Say the hash that is published before voting begins, by which the text is recognised afterwards.

    Units:   64 hexadecimal digits: SHA-256 of the text in UTF-8.
    """
    return _hash(text)


def nonces_of(sent: Iterable[str]) -> Nonces:
    """Say what is published of the texts that phones sent; ballots without one are passed over."""
    return tuple(sorted(_hash(text) for text in sent if text))


def combined(nonces: Nonces) -> str:
    """Put what phones sent into one hash: of the lines of the published list, each with its line feed."""
    return _hash("".join(f"{one}\n" for one in nonces))


def place_of(seed: str, item_id: str) -> str:
    """Draw the lot of one item: SHA-256 of the seed followed by the item's id; the lowest is drawn first."""
    return _hash(seed + item_id)


def order_of(seed: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Put several in the order in which a seed draws them; in whichever order they are given."""
    return tuple(sorted(ids, key=lambda one: (place_of(seed, one), one)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
