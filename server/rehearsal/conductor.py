"""A conductor: the chair or a moderator, who runs one round in one room from outside.

Refuses to vote. Invariant: whatever is refused ends the day with the service's own words.
"""

from collections.abc import Awaitable, Callable, Sequence
from math import ceil

from server.domain.methods import METHODS
from server.rehearsal.door import DayCutShort, Json
from server.rehearsal.phone import Phone
from server.rehearsal.tempo import Tempo

SHORTEST_COUNTDOWN_S = 5
_SPARE_S = 2


class Conductor:
    """Whoever conducts a room."""

    def __init__(self, phone: Phone, tempo: Tempo, secrecy: str, limit: int) -> None:
        """Take the phone that is in the room, how secret the rounds are, and how much a region may hand over."""
        self._phone = phone
        self._tempo = tempo
        self._secrecy = secrecy
        self._limit = limit

    async def point_at(self, question_id: str) -> None:
        """Say what the meeting is at: this room's agenda session, at a guiding question."""
        await self._act("set_live", question_id=question_id)

    async def read_room(self) -> Json:
        """Look at the room, and let stand what was proposed and awaits that."""
        while waiting := (await self._act("list_waiting"))["recommendations"]:
            for said in waiting:
                await self._act("accept_recommendation", recommendation_id=said["id"])
        return await self._phone.hello()

    async def hold_round(
        self,
        method: str,
        slate: Sequence[Json],
        question_id: str,
        voting_s: float,
        vote: Callable[[str], Awaitable[None]],
    ) -> str:
        """Prepare a round, open it with a countdown, let the room vote, close and publish; return its id.

        Units:   `voting_s` are human seconds; the countdown has a little more, so that the close is the conductor's.
        """
        countdown_s = max(SHORTEST_COUNTDOWN_S, ceil(self._tempo.seconds(voting_s)) + _SPARE_S)
        prepared = await self._act(
            "prepare_round",
            method=method,
            slate=[said["id"] for said in slate],
            question_id=question_id,
            rules={
                "secrecy": self._secrecy,
                "closes_after_s": countdown_s,
                "places": self._limit,
                "roll_call": self._secrecy == "recorded" and "roll_call" in METHODS[method].CARD.rules,
            },
        )
        round_id = str(prepared["round_id"])
        await self._tempo.pause(1.0)
        await self._act("open_round", round_id=round_id)
        await vote(round_id)
        await self._act("close_round", round_id=round_id)
        await self._tempo.pause(1.0)
        await self._act("publish_round", round_id=round_id)
        return round_id

    async def hand_over(self, round_id: str) -> bool:
        """Hand the region's list to the plenary; a list on which nobody took a place stays where it is."""
        reply = await self._phone.act("submit_shortlist", round_id=round_id)
        return bool(reply["type"] == "done")

    async def _act(self, kind: str, **fields: object) -> Json:
        reply = await self._phone.act(kind, **fields)
        if reply["type"] == "refused":
            raise DayCutShort(f"The rehearsal stops, for somebody else conducts its room: {reply['message']}")
        return reply
