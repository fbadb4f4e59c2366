"""Who sits where: seats that are made, changed, handed to somebody else, and said to be here or gone.

Refuses to know who may do it. Invariant: each act is one function of the Lua library, which writes it into the log of
acts and rings the bell; a seat is changed only if it is still what it was when that was decided.
"""

from collections.abc import Sequence

from redis.asyncio import Redis

from server.domain.procedure.admission import YOUNG_MS
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.store import keys, library
from server.store.acts import Act
from server.store.codec import from_json, text, to_json


class Seating:
    """One method for each thing that is done with who sits where."""

    def __init__(self, client: Redis) -> None:
        """Take the client for reads and acts."""
        self._client = client

    async def add(self, meeting: Meeting, seats: Sequence[Seat], act: Act) -> bool:
        """Make named seats, all of them or none; false where the meeting has no room for all."""
        names = [keys.of(meeting.id, name) for name in ("joining", "seats", "arrivals", "acts")]
        said: list[str | int] = [act.actor, act.at_ms, meeting.expires_at_s, meeting.seat_limit, YOUNG_MS]
        for seat in seats:
            said += [seat.id, to_json(seat)]
        return bool(await library.call(self._client, "add_seats", [*names, keys.bell(meeting.id)], said))

    async def edit(self, meeting: Meeting, before: Seat, after: Seat, act: Act, *, voids: bool = False) -> bool:
        """Say anew who sits on a seat; false where it is no longer what it was, or not in the list any more.

        Shape:   `voids` says that credentials and link of whoever had the seat are good no longer.
        """
        kept = await self._client.hget(keys.of(meeting.id, "seats"), before.id)
        if kept is None or from_json(text(kept), Seat) != before:
            return False
        names = ["seats", "entered", f"checked_in:{before.region_id}", f"checked_in:{after.region_id}"]
        names += ["generations", "waiting", "admitted", "acts"]
        said: list[str | int] = [act.act, act.actor, act.at_ms, meeting.expires_at_s, before.id, text(kept)]
        said += [to_json(after), "1" if after.votes else "0", "1" if voids else "0", act.detail]
        outcome: object = await library.call(
            self._client, "edit_seat", [*(keys.of(meeting.id, name) for name in names), keys.bell(meeting.id)], said
        )
        return text(outcome) == "done"  # type: ignore[arg-type] # a word

    async def rename(self, meeting: Meeting, wanted: Sequence[tuple[Seat, Seat]]) -> int:
        """Write seats of a delegation anew, as they are and as they are to be; say how many were still as they are.

        It is in the log already, by the step that has renamed the delegation.
        """
        kept = await self._client.hmget(keys.of(meeting.id, "seats"), [before.id for before, _ in wanted])
        said: list[str | int] = [meeting.expires_at_s]
        for (before, after), found in zip(wanted, kept, strict=True):
            if found is not None and from_json(text(found), Seat) == before:
                said += [before.id, text(found), to_json(after)]
        names = [keys.of(meeting.id, "seats"), keys.bell(meeting.id)]
        many = await library.call(self._client, "rename_delegation", names, said)
        return int(many)  # type: ignore[call-overload,no-any-return] # a number

    async def check(self, meeting: Meeting, seat: Seat, act: Act) -> int:
        """Let the holder of a seat be here without a device, or be gone until they come again.

        Shape:   `act` is `check_in` or `check_out`; 1, or 0 where it was so already, or -1 where there is no such seat.
        """
        names = ["seats", "arriving", "arrivals", "entered", "gone", "joining", f"checked_in:{seat.region_id}", "acts"]
        said: list[str | int] = [act.act, act.actor, seat.id, "1" if seat.votes else "0", act.at_ms]
        said += [meeting.expires_at_s, meeting.seat_limit, keys.bell(meeting.id)]
        outcome = await library.call(self._client, "check_seat", [keys.of(meeting.id, name) for name in names], said)
        return int(outcome)  # type: ignore[call-overload,no-any-return] # a number
