"""The shards: which store holds a meeting, and what is done over all of them.

Refuses to know what is kept. Invariants: everything of a meeting lies in the shard of that meeting; what belongs to no
meeting lies in the directory; what touches both is done in steps, in an order that may be repeated after any of them.
How many there are, and which holds a meeting, is known to `stores`.
"""

import asyncio
from collections.abc import Mapping

from server.domain.procedure.admission import Joining
from server.domain.procedure.meeting import Meeting, meeting_of
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme
from server.store import Store, StoreFault, keys
from server.store.acts import Act
from server.store.connection.bell import Bell, Ring
from server.store.connection.condition import StoreCondition
from server.store.connection.health import Refresh
from server.store.connection.store_clock import StoreClock
from server.store.directory import Directory
from server.store.short_codes import AT_ONCE, Holding
from server.store.stores import stores_at


class Shards:
    """The stores of all meetings, and the directory that leads to them."""

    def __init__(self, url: str, acknowledgement: str = "", *, converts: bool = True) -> None:
        """Prepare the clients, as `Store` does; nothing is connected yet.

        Shape:   `converts` says whether data of an older layout become those of ours: never beside an older Plenum.
        """
        self._converts = converts
        self._stores = stores_at(url, acknowledgement)
        self.directory = Directory(lambda key: self._stores.at(key).spot)

    @property
    def clock(self) -> StoreClock:
        """Give the clock of the store that holds the directory, by which every round of the service ends."""
        return self._stores.at(keys.SECRET).health.clock

    def now_ms(self) -> int:
        """Say what time it is by that clock: milliseconds since 1970."""
        return self.clock.now_ms()

    def of(self, any_id: str) -> Store:
        """Hand out the store that holds the meeting to which an id belongs.

        Raises:  a fault of the store where no store holds it.
        """
        return self._stores.at(meeting_of(any_id))

    async def open(self) -> None:
        """Open the directory, and then every store.

        Raises:  SchemaTooNew if a newer Plenum has written here, SchemaTooOld if an older one has, and that stays.
        """
        await self._stores.open(self._open)

    def watch(self) -> None:
        """Keep an eye on every store for as long as this process serves: it may go away and come back."""
        self._stores.watch()

    async def close(self) -> None:
        """Let go of every connection."""
        await self._stores.close()

    async def answers(self) -> bool:
        """Say whether every store can be reached."""
        return all(await asyncio.gather(*(store.answers() for store in self._stores.all)))

    async def condition(self) -> StoreCondition | None:
        """Ask the store that holds the directory how it is; None if it does not answer."""
        return await self._stores.at(keys.SECRET).condition()

    def on_return(self, refresh: Refresh) -> None:
        """Have something refreshed whenever a store has come back."""
        self._stores.on_return(refresh)

    def bell(self, ring: Ring) -> "Bells":
        """Mount the bells."""
        bells = Bells(self, ring)
        self._stores.on_move(bells.move)
        return bells

    async def create(self, meeting: Meeting, programme: Programme, seats: list[Seat], act: Act) -> bool:
        """Keep a new meeting with all it begins with; false where its join code leads to another one.

        The code first, then the meeting, in one step, then the list: whatever is listed is whole and can be joined.
        If the process is killed on the way, what is written is shown to nobody, and expires as the meeting would.
        """
        if not await self.directory.reserve_code(meeting.join_code, meeting.id, meeting.expires_at_s):
            return False
        await self.of(meeting.id).meetings.create(meeting, programme, seats, act)
        await self.directory.enlist(meeting.id, meeting.expires_at_s)
        return True

    async def change_code(self, meeting: Meeting, joining: Joining, act: Act, *, request: str, code: str) -> str:
        """Choose another join code, as `Admission.change` does; `taken` where it leads to another meeting.

        The new code is noted with the meeting, so that the erasure finds it, and reserved; then it is made valid, in
        one step with the log of acts; only then the old one is released and forgotten. If that is killed on the way, a
        code leads to a meeting where it is not valid: whoever comes with it is refused like with any wrong code.
        """
        store = self.of(meeting.id)
        await store.meetings.note_code(meeting, code)
        outcome = "taken"
        if await self.directory.reserve_code(code, meeting.id, meeting.expires_at_s):
            outcome = await store.admission.change(meeting, joining, act, request=request, code=code)
        spare = joining.code if outcome == "done" else code
        await self.directory.release_code(spare, meeting.id)
        await store.meetings.strike_code(meeting.id, spare)
        return outcome

    async def keep_short_codes(self, meeting: Meeting, wanted: Mapping[str, Holding]) -> list[str]:
        """Have short codes lead to their holders, and say which do: those that lead nobody else anywhere.

        Each is noted with the meeting first, so that the erasure finds it; if the process is killed on the way, the
        same can be done again.
        """
        store, kept = self.of(meeting.id), list[str]()
        noted = await store.short_codes.note(meeting, wanted)
        for codes in (noted[at : at + AT_ONCE] for at in range(0, len(noted), AT_ONCE)):
            reserving = (self.directory.reserve_short(code, meeting.id, meeting.expires_at_s) for code in codes)
            for code, ours in zip(codes, await asyncio.gather(*reserving), strict=True):
                if ours:
                    kept.append(code)
                else:
                    await store.short_codes.strike(meeting.id, code)
        return kept

    async def erase(self, meeting_id: str) -> int:
        """Erase a meeting and say how many keys are gone.

        The codes first, while the meeting still says which they are, then the meeting, in one step; its entry in the
        list goes last. Killed on the way, the meeting stands in the list as long as anything of it is left, and the
        erasure can be done once more.
        """
        store, gone = self.of(meeting_id), 0
        for code in await store.meetings.read_codes(meeting_id):
            gone += await self.directory.release_code(code, meeting_id)
        short = await store.short_codes.read_all(meeting_id)
        for codes in (short[at : at + AT_ONCE] for at in range(0, len(short), AT_ONCE)):
            gone += sum(await asyncio.gather(*(self.directory.release_short(code, meeting_id) for code in codes)))
        gone += await store.meetings.erase(meeting_id)
        await self.directory.strike_off(meeting_id)
        return gone

    async def _open(self, store: Store) -> None:
        # Before anything is written into a store: another Plenum may have been there.
        await self.directory.open(converts=self._converts)
        await store.open()


class Bells:
    """The bells of the meetings that have somebody in this process, each listened to where the meeting lies."""

    def __init__(self, shards: Shards, ring: Ring) -> None:
        """Call `ring` as `Bell` does."""
        self._shards = shards
        self._ring = ring
        self._bells: dict[Store, Bell] = {}
        self._at: dict[str, Bell] = {}

    def listen(self, meeting_id: str) -> None:
        """Begin to listen to a meeting."""
        store = self._shards.of(meeting_id)
        if store not in self._bells:
            self._bells[store] = store.bell(self._ring)
        self._at[meeting_id] = self._bells[store]
        self._bells[store].listen(meeting_id)

    def ignore(self, meeting_id: str) -> None:
        """Stop listening to a meeting."""
        if (bell := self._at.pop(meeting_id, None)) is not None:
            bell.ignore(meeting_id)

    def move(self) -> None:
        """Listen to each meeting where it lies now; that it has moved is told like rings that may have been missed."""
        for meeting_id, bell in list(self._at.items()):
            try:
                store = self._shards.of(meeting_id)
            except StoreFault:  # nobody holds it now; when somebody does, that is another change
                continue
            if self._bells.get(store) is not bell:
                bell.ignore(meeting_id)
                self.listen(meeting_id)

    async def close(self) -> None:
        """Stop listening to everything."""
        for bell in self._bells.values():
            await bell.close()
