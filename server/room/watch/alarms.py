"""Alarms: what whoever conducts a room must hear at once, because the service cannot put it right by itself.

    store_went_backwards   a phone, or this process, knows of more than the store holds: a copy of yesterday, or a flush
    counts_differ          the live tally and the recount of a round part, and the round is frozen

Refuses to decide what is done about it. Invariant: an alarm is in the log whether or not anybody is at a podium, is
raised once a minute at most for one round, and is kept for whoever comes to a podium later; no phone raises one without
a proof.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from server import metrics
from server.domain.errors import NotFound
from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.people import Person
from server.logs import log
from server.protocol import encode, events
from server.protocol.commands import Have
from server.room.context import Context
from server.room.terms import make_way

WENT_BACKWARDS = "store_went_backwards"
COUNTS_DIFFER = "counts_differ"
AGAIN_MS = 60_000
_MOST_LOOKED_AT = 32


class Alarms:
    """The alarms that one process has raised or heard of."""

    def __init__(self, context: Context) -> None:
        """Begin in silence."""
        self._context = context
        self._raised_ms: dict[tuple[str, str, str], int] = {}
        for code in (WENT_BACKWARDS, COUNTS_DIFFER):
            metrics.alarms.labels(code)  # told as nought from the start, so that the first one is seen to be one more

    async def raise_alarm(self, meeting_id: str, code: str, round_id: str, why: str) -> None:
        """Write an alarm into the log and tell every process."""
        now_ms, alarm = self._context.now_ms(), (meeting_id, code, round_id)
        if now_ms - self._raised_ms.get(alarm, -AGAIN_MS) < AGAIN_MS:
            return
        make_way(self._raised_ms)
        self._raised_ms[alarm] = now_ms
        metrics.alarms.labels(code).inc()
        log.critical("alarm_raised", kind=code, meeting=meeting_id, round=round_id, why=why)
        meetings = self._context.store_of(meeting_id).meetings
        try:
            try:
                meeting = await self._context.meeting(meeting_id)
            except (
                NotFound
            ):  # the store has lost the meeting itself: nothing can be kept, everybody is told all the same
                await meetings.tell_alarm(meeting_id, code, round_id, 1)
            else:
                await meetings.keep_alarm(meeting, code, round_id)
        except BaseException:  # nobody was told: it is raised again as soon as somebody sees why
            self._raised_ms.pop(alarm, None)
            raise

    async def standing(self, meeting_id: str) -> list[tuple[str, bytes]]:
        """Say every alarm that stands: its name and its event."""
        kept = await self._context.store_of(meeting_id).meetings.read_alarms(meeting_id)
        return [(alarm_name(code, round_id), alarm_frame(code, round_id, times)) for code, round_id, times in kept]

    async def compare(self, person: Person, have: Mapping[str, Have]) -> None:
        """Hold what a phone can prove that it had acknowledged against what the store holds of its seat."""
        proved = {round_id: had.revision for round_id, had in self._proved(person, have)}
        if not proved:
            return
        rounds = self._context.store_of(person.meeting_id).rounds
        kept, *_ = await rounds.read_own(person.meeting_id, person.seat_id, list(proved))
        for round_id, had in proved.items():
            revision = kept[round_id].revision if round_id in kept else 0
            if revision < had:
                why = f"{person.key} had revision {had}, the store holds {revision}"
                await self.raise_alarm(person.meeting_id, WENT_BACKWARDS, round_id, why)

    def _proved(self, person: Person, have: Mapping[str, Have]) -> Iterator[tuple[str, Have]]:
        """Go through what was really acknowledged: what anybody can write alarms nobody."""
        for round_id, had in islice(have.items(), _MOST_LOOKED_AT if person.seat_id else 0):
            proof = had.proof, round_id, person.seat_id, had.epoch, had.revision
            if meeting_of(round_id) == person.meeting_id and self._context.proofs.holds(*proof):
                yield round_id, had


def alarm_name(code: str, round_id: str) -> str:
    """Name an alarm: of one name only the newest is waiting to be said."""
    return f"alarm {code} {round_id}"


def alarm_frame(code: str, round_id: str, times: int) -> bytes:
    """Write an alarm as its event."""
    return encode(events.AlarmRaised(code=code, round_id=round_id, times=times))
