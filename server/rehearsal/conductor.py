"""A conductor: the chair or a moderator, who runs rounds in one room from outside.

Refuses to vote. Invariant: whatever is refused ends the day with the service's own words.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from math import ceil
from typing import Any

from server.domain.methods import METHODS
from server.rehearsal.door import DayCutShort, Json
from server.rehearsal.phone import Phone
from server.rehearsal.proposals import Words
from server.rehearsal.tempo import Tempo, together

SHORTEST_COUNTDOWN_S = 5
_SPARE_S = 2

Vote = Callable[[str], Coroutine[Any, Any, None]]
"""What the room does in a round, by its id."""


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

    async def translate(self, recommendation_id: str, words: Words) -> None:
        """Put a text into another language."""
        said = {"language": words.language, "title": words.title, "text": words.text}
        await self._act("translate_recommendation", recommendation_id=recommendation_id, **said)

    async def see_alike(self, one: str, other: str) -> int:
        """Wait until this podium is told that two texts are alike; how many it is told are alike to others."""
        await self._phone.until(lambda: other in self._alike().get(one, ()))
        return len(self._alike())

    async def propose_merge(self, parents: Sequence[str], words: Words) -> Json:
        """Propose one text in the place of several."""
        said = {"language": words.language, "title": words.title, "text": words.text}
        return await self._act("propose_merge", parents=list(parents), **said)

    async def agree_merge(self, recommendation_id: str) -> None:
        """Sign a merge for one's region, once it is asked for."""
        await self._phone.wait_for("signing_changed", recommendation_id=recommendation_id)
        await self._act("agree_merge", recommendation_id=recommendation_id, asking=1)

    async def read_wishes(self, round_id: str, recommendation_id: str) -> int:
        """Read what the ballots of a round would change of a text, and say how many would."""
        wished = (await self._phone.ask("read_wishes", round_id=round_id)).get("items", ())
        return sum(one["count"] or 0 for one in wished if one["recommendation_id"] == recommendation_id)

    async def propose_variant(self, round_id: str, recommendation_id: str, words: Words) -> str:
        """Draft another wording of an item, and say its id."""
        fields = {"title": words.title, "text": words.text, "language": words.language}
        done = await self._act("propose_variant", round_id=round_id, recommendation_id=recommendation_id, **fields)
        return str(done["recommendation_id"])

    async def hold_round(
        self,
        method: str,
        slate: Sequence[str],
        question_id: str,
        voting_s: float,
        vote: Vote,
        *,
        closing: Vote | None = None,
        rules: Mapping[str, object] | None = None,
        reading_of: Mapping[str, str] | None = None,
    ) -> str:
        """Prepare a round, open it with a countdown, let the room vote, close and publish; return its id.

        Shape:   `closing` is what the room does while the round closes; `rules` are those beside the usual ones.
        Units:   `voting_s` are human seconds; the countdown has a little more, so that the close is the conductor's.
        """
        countdown_s = max(SHORTEST_COUNTDOWN_S, ceil(self._tempo.seconds(voting_s)) + _SPARE_S)
        prepared = await self._act(
            "prepare_round",
            method=method,
            slate=list(slate),
            question_id="" if reading_of else question_id,
            reading_of=reading_of,
            rules={
                "secrecy": self._secrecy,
                "closes_after_s": countdown_s,
                "places": self._limit,
                "roll_call": self._secrecy == "recorded" and "roll_call" in METHODS[method].CARD.rules,
                **(rules or {}),
            },
        )
        round_id = str(prepared["round_id"])
        await self._tempo.pause(1.0)
        await self._act("open_round", round_id=round_id)
        await vote(round_id)
        close = self._act("close_round", round_id=round_id)
        await together([close, *([closing(round_id)] if closing else [])])
        await self._tempo.pause(1.0)
        await self._act("publish_round", round_id=round_id)
        return round_id

    async def hand_over(self, round_id: str) -> bool:
        """Hand the region's list to the plenary; a list on which nobody took a place stays where it is."""
        reply = await self._phone.act("submit_shortlist", round_id=round_id)
        return bool(reply["type"] == "done")

    def _alike(self) -> Mapping[str, Sequence[str]]:
        known: dict[str, Sequence[str]] = {}
        for event in self._phone.heard:
            if event["type"] == "alike_changed":
                told = {one: [each["recommendation_id"] for each in to] for one, to in event["alike"].items()}
                known = {**({} if event["whole"] else known), **told}
        return {one: to for one, to in known.items() if to}

    async def _act(self, kind: str, **fields: object) -> Json:
        reply = await self._phone.act(kind, **fields)
        if reply["type"] == "refused":
            raise DayCutShort(f"The rehearsal stops, for somebody else conducts its room: {reply['message']}")
        return reply
