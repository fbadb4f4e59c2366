"""The shards: which store holds a meeting, and what is done over all of them.

Refuses to know what is kept. Invariants: everything of a meeting lies in the shard of that meeting; what belongs to no
meeting lies in the directory. There is one shard today: whoever asks says which meeting they mean all the same.
"""

import asyncio
from functools import partial

from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.store import Store
from server.store.acts import Act
from server.store.connection.bell import Bell, Ring
from server.store.connection.health import Refresh


class Shards:
    """The stores of all meetings, and the directory that leads to them."""

    def __init__(self, url: str, acknowledgement: str = "") -> None:
        """Prepare the clients, as `Store` does; nothing is connected yet."""
        self._only = Store(url, acknowledgement)
        self._stores = (self._only,)
        self.directory = self._only.directory()

    def of(self, any_id: str) -> Store:  # noqa: ARG002 - one shard holds them all today
        """Hand out the store that holds the meeting to which an id belongs."""
        return self._only

    async def open(self) -> None:
        """Open the directory, and then every store.

        Raises:  SchemaTooNew if a newer Plenum has written here.
        """
        for store in self._stores:
            await self._open(store)

    def watch(self) -> None:
        """Keep an eye on every store for as long as this process serves: it may go away and come back."""
        for store in self._stores:
            store.watch(partial(self._open, store))

    async def close(self) -> None:
        """Let go of every connection."""
        for store in self._stores:
            await store.close()

    async def answers(self) -> bool:
        """Say whether every store can be reached."""
        return all(await asyncio.gather(*(store.answers() for store in self._stores)))

    def on_return(self, refresh: Refresh) -> None:
        """Have something refreshed whenever a store has come back."""
        for store in self._stores:
            store.health.refreshes.append(refresh)

    def bell(self, ring: Ring) -> "Bells":
        """Mount the bells."""
        return Bells(self, ring)

    async def create(self, meeting: Meeting, seats: list[Seat], act: Act) -> None:
        """Keep a new meeting with its named seats and who founded it."""
        await self.of(meeting.id).meetings.create(meeting, seats, act)

    async def erase(self, meeting: Meeting) -> int:
        """Erase a meeting and say how many keys are gone."""
        return await self.of(meeting.id).meetings.erase(meeting)

    async def _open(self, store: Store) -> None:
        await self.directory.open()  # before anything is written into a store: a newer Plenum may have been there
        await store.open()


class Bells:
    """The bells of the meetings that have somebody in this process, each listened to where the meeting lies."""

    def __init__(self, shards: Shards, ring: Ring) -> None:
        """Call `ring` as `Bell` does."""
        self._shards = shards
        self._ring = ring
        self._bells: dict[Store, Bell] = {}

    def listen(self, meeting_id: str) -> None:
        """Begin to listen to a meeting."""
        store = self._shards.of(meeting_id)
        if store not in self._bells:
            self._bells[store] = store.bell(self._ring)
        self._bells[store].listen(meeting_id)

    def ignore(self, meeting_id: str) -> None:
        """Stop listening to a meeting."""
        if (bell := self._bells.get(self._shards.of(meeting_id))) is not None:
            bell.ignore(meeting_id)

    async def close(self) -> None:
        """Stop listening to everything."""
        for bell in self._bells.values():
            await bell.close()
