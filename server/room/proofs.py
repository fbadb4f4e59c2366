"""Proofs: a few letters with which a phone can show later that a revision was really acknowledged to its seat.

Made with the secret of the service, for what was recorded and nothing else; they say nothing of any mark. Refuses to
know what follows from one. Invariant: nobody without the secret can make one, for themselves or for another seat.
"""

import hashlib
import hmac
import string

_LETTERS = 12
_KEY_BYTES = 32
_URL_SAFE = (string.ascii_letters + string.digits + "-_").encode() * 4  # of each byte its last six bits


class Proofs:
    """Make and check proofs; two processes on one store make the same."""

    __slots__ = ("_keyed",)

    def __init__(self, secret: bytes) -> None:
        """Take the secret of the service, from which a key of our own is drawn."""
        key = hashlib.blake2s(secret, digest_size=_KEY_BYTES, person=b"proofs").digest()
        self._keyed = hashlib.blake2s(key=key, digest_size=_LETTERS)  # to copy: keying one costs more than using it

    def make(self, round_id: str, seat_id: str, epoch: int, revision: int) -> str:
        """Prove that a seat's ballot was recorded under a revision.

        Units:   twelve URL-safe letters, whatever is proved: 72 bits.
        """
        keyed = self._keyed.copy()
        keyed.update(f"{round_id} {seat_id} {epoch} {revision}".encode())
        return keyed.digest().translate(_URL_SAFE).decode()

    def holds(self, proof: str, round_id: str, seat_id: str, epoch: int, revision: int) -> bool:
        """Say whether a proof is good."""
        return proof.isascii() and hmac.compare_digest(proof, self.make(round_id, seat_id, epoch, revision))
