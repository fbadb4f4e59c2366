"""The context of an act: the shards, the clock and the memory of one process, handed to every action.

Refuses to know sockets. Invariants: what it remembers never changes in the store (meetings, and of opened rounds the
slate, rules and regions), so that two processes on one store never disagree; programmes may change, and are half a
second old at most; a meeting that was erased is forgotten within a second.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cached_property, partial
from weakref import WeakValueDictionary

from server.domain.errors import NotFound, TryLater
from server.domain.procedure.admission import ORDINARY_PACE, Joining, JoinPace
from server.domain.procedure.meeting import Meeting, Proceedings, id_of, meeting_of
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.entrances import desk_address, enter_address, join_address, short_address, slip_address
from server.room.alike.kept import KeptPairs
from server.room.announce import with_events
from server.room.asker import Asker as Asker
from server.room.counter import Counter
from server.room.decided import Decided, Outcome
from server.room.files import Files
from server.room.histories import with_history
from server.room.names import Names
from server.room.outlooks import Outlooks
from server.room.paces import Paces
from server.room.programmes import Programmes
from server.room.proofs import Proofs
from server.room.screens import Screens
from server.room.terms import RoundTerms, make_way
from server.room.titles import Titles
from server.room.wrong_codes import WrongCodes
from server.store import StoreFault
from server.store.shards import Shards
from server.tasks import share

MOST_TRIES = 20
PROPOSALS_A_SECOND, PROPOSALS_AT_ONCE = 5, 200
SUPPORTS_A_SECOND, SUPPORTS_AT_ONCE = 20, 400
SEAT_SUPPORTS_A_SECOND, SEAT_SUPPORTS_AT_ONCE = 0.2, 60  # of one seat: a room keeps each for good
SEAT_DECISIONS_A_SECOND, SEAT_DECISIONS_AT_ONCE = 0.2, 120  # of one seat, whatever it does: logs keep each of them
BULLETINS_A_SECOND, BULLETINS_AT_ONCE = 0.2, 20
_SURE_MS = 500  # for so long a meeting that was found is taken to be there still


class Context:
    """One process's view of everything in the store."""

    def __init__(
        self, shards: Shards, now_ms: Callable[[], int], base_url: str = "", pace: JoinPace = ORDINARY_PACE
    ) -> None:
        """Take the stores, the clock of all actions, the address of the service, and how fast people may join."""
        self.shards, self.store_of = shards, shards.of
        self.now_ms = now_ms
        self.counter, self.outlooks, self.files, self.screens = Counter(), Outlooks(), Files(), Screens()
        self.tell_counting: Callable[[Round, float | None], None] = lambda _round, _seconds: None
        """Called with the seconds that the count of a round has taken so far, and with None when it is over."""
        self.pace = pace
        self.wrong_codes = WrongCodes(shards.directory)
        self._base_url, self.short_url = base_url, partial(short_address, base_url)
        self.slip_url = partial(slip_address, base_url)
        self._meetings: dict[str, tuple[Meeting, int]] = {}
        self._terms: dict[str, RoundTerms] = {}
        self._reading: dict[str, asyncio.Task[RoundTerms]] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # as long as somebody decides
        self.proposals = Paces(PROPOSALS_A_SECOND, PROPOSALS_AT_ONCE, "proposals")
        self.supports = Paces(SUPPORTS_A_SECOND, SUPPORTS_AT_ONCE, "supports")
        self.seat_supports = Paces(SEAT_SUPPORTS_A_SECOND, SEAT_SUPPORTS_AT_ONCE, "")
        self.seat_decisions = Paces(SEAT_DECISIONS_A_SECOND, SEAT_DECISIONS_AT_ONCE, "")
        self.bulletins = Paces(BULLETINS_A_SECOND, BULLETINS_AT_ONCE, "bulletins")
        self.titles, self.alike = Titles(), KeptPairs()
        self.names = Names(shards)
        self.programmes = Programmes(self.read_proceedings, now_ms)
        self.programme, self.room = self.programmes.of, self.programmes.room

    @cached_property
    def proofs(self) -> Proofs:
        """Make and check proofs of what was acknowledged, with the secret of the opened store."""
        return Proofs(self.shards.directory.secret)

    async def close(self) -> None:
        """End what was started here."""
        await asyncio.gather(self.counter.close(), self.outlooks.close(), self.files.close())

    async def meeting(self, any_id: str) -> Meeting:
        """Find the meeting that an id belongs to.

        Raises:  NotFound if there is none, or no longer.
        """
        meeting_id, now_ms = meeting_of(any_id), self.now_ms()
        known, looked_ms = self._meetings.get(meeting_id, (None, 0))
        # What is known is said even if it is forgotten while the store is asked: somebody else's link was renewed.
        if known is not None and (abs(now_ms - looked_ms) < _SURE_MS or await self._is_still_kept(known, now_ms)):
            return known
        if (meeting := await self.store_of(meeting_id).meetings.read(meeting_id)) is None:
            raise NotFound("meeting")
        make_way(self._meetings)
        self._meetings[meeting_id] = meeting, self.now_ms()
        return meeting

    async def _is_still_kept(self, meeting: Meeting, now_ms: int) -> bool:
        """Say whether a meeting that is remembered was not erased; asked of the store twice a second at most."""
        self._meetings[meeting.id] = meeting, now_ms  # set before asking: those who come meanwhile do not ask too
        try:
            kept = await self.store_of(meeting.id).meetings.is_kept(meeting.id)
        except StoreFault:  # the store is away: go on with what is remembered
            return True
        if not kept:
            self.forget(meeting.id)
        return kept

    async def joining(self, meeting: Meeting) -> Joining:
        """Read how a meeting is joined by code at this moment."""
        return await self.store_of(meeting.id).admission.read_joining(meeting)

    def join_url(self, code: str) -> str:
        """Say where a join code leads."""
        return join_address(self._base_url, code)

    def enter_url(self, credential: str, *, desk: bool = False) -> str:
        """Say where a link with a credential leads."""
        return (desk_address if desk else enter_address)(self._base_url, credential)

    def forget(self, meeting_id: str) -> None:
        """Remember nothing of a meeting that was erased."""
        self._meetings.pop(meeting_id, None)
        for memory in (self.names, self.programmes, self.files, self.titles, self.alike, self.outlooks):
            memory.forget(meeting_id)
        self.store_of(meeting_id).decisions.forget(meeting_id)
        for round_id in [round_id for round_id in self._terms if meeting_of(round_id) == meeting_id]:
            del self._terms[round_id]

    async def read_proceedings(self, any_id: str) -> Proceedings:
        """Read everything decided so far in the meeting that an id belongs to."""
        return await self.store_of(any_id).decisions.read_proceedings(await self.meeting(any_id))

    async def terms(self, round_id: str) -> RoundTerms:
        """Find a round as it was opened: slate, rules and regions, which never change again.

        Shape:   `state` and `epoch` of its round may be old.
        Raises:  NotFound if there is no such round.
        """
        if known := self._terms.get(round_id):
            return known
        # The first ballots come all at once, and one reads for all. No local variable names the task: if it fails, its
        # exception would hold this frame, the frame the task, and the task the exception.
        if round_id not in self._reading:
            self._reading[round_id] = share(self._read_terms(round_id))
            self._reading[round_id].add_done_callback(lambda _: self._reading.pop(round_id))
        return await asyncio.shield(self._reading[round_id])

    async def _read_terms(self, round_id: str) -> RoundTerms:
        terms = RoundTerms(await self.round(round_id), (await self.meeting(round_id)).expires_at_s)
        if terms.round.epoch:
            make_way(self._terms)
            self._terms[round_id] = terms
        return terms

    def known_terms(self, round_id: str) -> RoundTerms | None:
        """Find a round as it was opened, in memory alone; None if `terms` must read it from the store."""
        return self._terms.get(round_id)

    async def round(self, round_id: str) -> Round:
        """Find a round as it stands.

        Raises:  NotFound.
        """
        return find_round(await self.read_proceedings(round_id), round_id)

    async def new_id(self, meeting_id: str) -> str:
        """Give out a new id of a recommendation or a round."""
        return id_of(meeting_id, await self.store_of(meeting_id).decisions.new_id(meeting_id))

    async def answered(self, asker: Asker, request_id: str) -> Outcome | None:
        """Find the answer that a request was given when it came before; None if it is new, or has no id."""
        request = _request_of(asker, request_id)
        decisions = self.store_of(asker.room.id).decisions
        before = await decisions.read_answer(meeting_of(asker.room.id), request) if request else None
        return Outcome(before.seq, already=True, answer=before.answer) if before else None

    async def decide(
        self,
        asker: Asker,
        request_id: str,
        make: Callable[[Proceedings], Decided],
        *,
        look: Callable[[], Awaitable[None]] | None = None,
        told_as: str = "",
    ) -> Outcome:
        """Make one decision from the newest proceedings; if another was written meanwhile, read and make it once more.

        Shape:   `make` says what changes, and is called again for each try: it must be pure, and may raise a refusal. A
                 request with an empty `request_id` is never recognised as a repeat. `look` reads what else it takes,
                 before each try; `told_as` is who acts as logs call them, where that is not whoever asks.
        Raises:  what `make` raises; TooFast where a seat decides over and over, for logs keep each decision; NotFound
                 for a room that is gone; TryLater if others were first `MOST_TRIES` times.
        """
        meeting = await self.meeting(asker.room.id)
        request, decisions = _request_of(asker, request_id), self.store_of(meeting.id).decisions
        # The decisions of a meeting wait for each other in this process: most then succeed at the first try.
        turn = self._turns.setdefault(meeting.id, asyncio.Lock())
        async with turn:
            if answered := await self.answered(asker, request_id):
                return answered
            if paced := asker.person.seat_id and asker.address:
                self.seat_decisions.step(asker.person.seat_id, self.now_ms())
            for _ in range(MOST_TRIES):
                proceedings = await decisions.read_afresh(meeting)
                if not proceedings.has_room(asker.room):  # what was decided there would be told to nobody
                    raise NotFound("room")
                if look is not None:  # behind the proceedings: what it finds is of them, if nothing was decided since
                    await look()
                now_ms, decided = self.now_ms(), make(proceedings)
                if decided.changes is None:
                    if paced:  # nothing was written
                        self.seat_decisions.give_back(asker.person.seat_id)
                    seq = proceedings.room_seqs.get(asker.room.id, 0)
                    return Outcome(seq, already=True, answer=decided.answer, round=decided.round)
                announced = with_events(proceedings, decided.changes, now_ms, decided.ranked_list)
                committed = await decisions.commit(
                    proceedings,
                    with_history(proceedings, announced, asker.person, now_ms),
                    request=request,
                    answer=decided.answer,
                    room_id=asker.room.id,
                    actor=told_as or asker.person.key,
                    at_ms=now_ms,
                )
                if committed.outcome == "done":
                    return Outcome(committed.seq, already=False, answer=committed.answer, round=decided.round)
                if committed.outcome == "already":
                    return Outcome(committed.seq, already=True, answer=committed.answer)
        raise TryLater("overtaken")


def _request_of(asker: Asker, request_id: str) -> str:
    return f"{asker.person.key}#{request_id}" if request_id else ""


def find_round(proceedings: Proceedings, round_id: str, room: Room | None = None) -> Round:
    """Find a round, in one room if it is given.

    Raises:  NotFound.
    """
    round_ = proceedings.rounds.get(round_id)
    if round_ is None or (room is not None and round_.room_id != room.id):
        raise NotFound("round")
    return round_
