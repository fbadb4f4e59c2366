"""Credentials: signed proof of who somebody is, revocable by generation.

A credential is `payload.signature`, both URL-safe base64; the payload is a JSON list of meeting, role, region, seat and
generation. That of the secretariat has no meeting, and where others have a region a mark of the key: with another key
it is void. It travels as a Bearer token, in an HttpOnly cookie, or behind the `#` of a link (which no browser sends);
never in a query string. Refuses to know what a person may do.
"""

import base64
import binascii
import hashlib
import hmac
import json

import msgspec

from server.domain.procedure.admission import JOIN_CODE_LENGTH
from server.domain.procedure.people import ROLES, SECRETARIAT, Person
from server.room.arrivals import person_of
from server.room.context import Context
from server.store.meetings import LETTERS

_SEAT_LINK = "seat"
_WAITING = "waiting"
_MARK = 16
_SHORT = "short"
_LONGEST = 512
_Payload = tuple[str, str, str, str, int]
_payload: msgspec.json.Decoder[_Payload] = msgspec.json.Decoder(_Payload)


class Credentials:
    """Write and read credentials of the meetings on one store."""

    def __init__(self, context: Context, secret: bytes, key: str = "") -> None:
        """Take the secret that all processes on the store share, and the secretariat key of the service."""
        self._context = context
        self._empty = hmac.new(secret, digestmod=hashlib.sha256)  # to copy: keying one costs more than using it
        self._mark = _b64(self._mac(f"key {key}"))[:_MARK]

    async def issue(self, person: Person) -> str:
        """Write a credential that is valid until its holder's generation moves on: the one they came with, if any.

        Whoever came with a link that is revoked meanwhile must not leave with the generation after it.
        """
        generation = person.generation or await self._read_generation(person.meeting_id, person.key)
        return self._sign([person.meeting_id, person.role, person.region_id, person.seat_id, generation])

    async def issue_secretariat(self) -> str:
        """Write the credential of the secretariat, which is valid until it is renewed or the key is another."""
        generation = await self._context.shards.directory.read_generation()
        return self._sign(["", SECRETARIAT, self._mark, "", generation])

    async def issue_seat_link(self, meeting_id: str, seat_id: str) -> str:
        """Write the token of a personal seat link; it dies together with the seat's credentials."""
        generation = await self._read_generation(meeting_id, f"seat:{seat_id}")
        return self._sign([meeting_id, _SEAT_LINK, "", seat_id, generation])

    def first_seat_link(self, meeting_id: str, seat_id: str) -> str:
        """Write the token of a seat that has just been made, whose generation is the first."""
        return self._sign([meeting_id, _SEAT_LINK, "", seat_id, 1])

    async def read(self, token: str) -> Person | None:
        """Say who holds a credential; None if it is not good, or no longer."""
        payload = self._verified(token)
        if payload is None:
            return None
        meeting_id, role, region_id, seat_id, generation = payload
        if role not in ROLES:
            return None
        if role == SECRETARIAT:
            good = not meeting_id and hmac.compare_digest(region_id, self._mark)
            valid = await self._context.shards.directory.read_generation() if good else 0
            return Person("", SECRETARIAT, generation=generation) if valid == generation else None
        person = Person(meeting_id, role, region_id, seat_id, generation=generation)
        valid, seat = await self._context.store_of(meeting_id).seats.read_holder(meeting_id, person.key, seat_id)
        if valid != generation:
            return None
        if not seat_id:
            return person
        return person_of(seat, meeting_id, generation) if seat else None

    async def read_seat_link(self, token: str) -> tuple[str, str, int] | None:
        """Say which meeting and seat a seat link names, in which generation; None if it is not good, or no longer."""
        payload = self._verified(token)
        if payload is None or payload[1] != _SEAT_LINK:
            return None
        meeting_id, _, _, seat_id, generation = payload
        valid = await self._read_generation(meeting_id, f"seat:{seat_id}")
        return (meeting_id, seat_id, generation) if valid == generation else None

    def short_code(self, meeting_id: str, holder: str, generation: int, attempt: int = 0) -> str:
        """Make the short code of a holder in a generation: always the same, and nobody can foretell it.

        Shape:   a later `attempt` makes another one, for where the first happens to be somebody else's.
        """
        mac = self._mac(json.dumps([_SHORT, meeting_id, holder, generation, attempt], separators=(",", ":")))
        figure = int.from_bytes(mac)
        return "".join(LETTERS[figure // len(LETTERS) ** place % len(LETTERS)] for place in range(JOIN_CODE_LENGTH))

    def waiting_token(self, meeting_id: str, seat_id: str, claim_id: str) -> str:
        """Write what shows that it was oneself who asked for a named seat."""
        return self._sign([meeting_id, _WAITING, claim_id, seat_id, 0])

    def read_waiting(self, token: str) -> tuple[str, str, str] | None:
        """Say of which meeting and seat somebody waits, and under which claim; None if it is not good."""
        payload = self._verified(token)
        if payload is None or payload[1] != _WAITING:
            return None
        meeting_id, _, claim_id, seat_id, _ = payload
        return meeting_id, seat_id, claim_id

    async def _read_generation(self, meeting_id: str, holder: str) -> int:
        return await self._context.store_of(meeting_id).seats.read_generation(meeting_id, holder)

    def _sign(self, payload: list[str | int]) -> str:
        body = _b64(json.dumps(payload, separators=(",", ":")).encode())
        return f"{body}.{_b64(self._mac(body))}"

    def _mac(self, body: str) -> bytes:
        mac = self._empty.copy()
        mac.update(body.encode())
        return mac.digest()

    def _verified(self, token: str) -> _Payload | None:
        body, dot, signature = token.partition(".")
        if not dot or len(token) > _LONGEST or not token.isascii():
            return None
        if not hmac.compare_digest(_b64(self._mac(body)), signature):
            return None
        try:
            return _payload.decode(_unb64(body))
        except (msgspec.DecodeError, UnicodeDecodeError, binascii.Error):
            return None


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
