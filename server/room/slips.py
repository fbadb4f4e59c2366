"""Codes of paper slips: by one a seat's ballot of one round can be entered, and nothing else can be done.

They are made of the round and the seat with the secret of the service, so that none is kept. Refuses to know who enters
a slip. Invariant: nobody without the secret can say which code is whose, or find one of another round from it.
"""

import hashlib
from collections.abc import Mapping

from server.room.proofs import Proofs
from server.store.meetings import LETTERS
from server.store.packing import read_record

SLIP_LETTERS = 8
_CODE, _BALLOT = "slip", "slip ballot"


def slip_code(proofs: Proofs, round_id: str, seat_id: str) -> str:
    """Say by which code a seat's slip of a round is entered: eight of the letters that people read alike."""
    made = hashlib.sha256(proofs.make(f"{_CODE} {round_id}", seat_id, 0, 0).encode()).digest()
    number, letters = int.from_bytes(made), ""
    for _ in range(SLIP_LETTERS):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters


def slip_ballot_id(proofs: Proofs, round_id: str, seat_id: str, revision: int) -> str:
    """Name a revision of a seat's ballot that was entered from its slip, so that it is known from one of a phone."""
    return proofs.make(f"{_BALLOT} {round_id}", seat_id, 0, revision)


def slips_among(proofs: Proofs, round_id: str, records: Mapping[str, str]) -> frozenset[str]:
    """Name the seats whose ballots, by seat, were entered from slips."""
    found = ((seat_id, read_record(record)) for seat_id, record in records.items())
    return frozenset(
        seat_id for seat_id, one in found if one.ballot_id == slip_ballot_id(proofs, round_id, seat_id, one.revision)
    )
