"""Simulated delegates: people who join with the code, propose, vote and change their minds.

Refuses to know opinions (they are handed in as ballots) and who conducts the room.
"""

import asyncio
from collections.abc import Mapping, Sequence

from server.domain.procedure.ballot_words import Remark, room_left
from server.domain.procedure.ballots import filling
from server.rehearsal.door import DayCutShort, Door, Json
from server.rehearsal.phone import Phone
from server.rehearsal.proposals import Draft, words_of
from server.rehearsal.tempo import Tempo

_TOO_LATE = ("round_not_open", "stale_epoch", "round_frozen")
_WISH = Remark("add", words_of("wish").text)
_MOST_WISHES = 12
"""More than so many in one ballot would be too many words."""
SEATS_OF_A_DELEGATION = 2


class Delegate:
    """One person with a phone, in one room at a time."""

    def __init__(self, door: Door, tempo: Tempo, region_id: str, number: int) -> None:
        """Be somebody of a region; `key` names the delegate to the dice."""
        self.region_id = region_id
        self.key = f"{region_id}-{number}"
        self._door = door
        self._tempo = tempo
        self._name = f"Delegate {number} of {region_id} (simulated)"
        self._delegation = f"Delegation {(number + 1) // SEATS_OF_A_DELEGATION} of {region_id} (simulated)"
        self._credential = ""
        self._phone: Phone | None = None
        self._silent = 0  # the revision that stands in the silent round of the day

    async def join(self, join_code: str) -> None:
        """Take a seat."""
        joined = await self._door.join(join_code, self.region_id, self._name, self._delegation)
        self._credential = joined["credential"]

    async def enter(self, room_id: str) -> None:
        """Go to a room, out of the one where the delegate was."""
        await self.leave()
        self._phone = Phone(self._door.base_url, room_id, self._credential, pace=1)
        await self._phone.connect()
        await self._phone.hello()

    async def leave(self) -> None:
        """Hang up."""
        if self._phone is not None:
            await self._phone.leave()
            self._phone = None

    async def propose(self, drafts: Sequence[Draft], question_ids: Sequence[str], within_s: float) -> None:
        """Put recommendations forward at moments of one's own within so many human seconds."""
        for draft, wait_s in zip(drafts, self._waits("propose", len(drafts), within_s), strict=True):
            await self._tempo.pause(wait_s)
            reply = await self._at_hand().act(
                "propose",
                question_id=question_ids[min(draft.question, len(question_ids) - 1)],
                title=draft.title,
                text=draft.text,
                language=draft.language,
            )
            if reply["type"] == "refused":
                raise DayCutShort(f"A proposal was refused: {reply['message']}")

    async def vote(self, round_id: str, ballots: Sequence[dict[str, str]], within_s: float) -> None:
        """Cast one ballot after the other once the round is heard to be open; stop quietly when it is closed."""
        phone = self._at_hand()
        heard = await phone.wait_for("round_changed", round__id=round_id, round__state="open")
        revision = 0
        for marks, wait_s in zip(ballots, self._waits(round_id, len(ballots), within_s), strict=True):
            await self._tempo.pause(wait_s)
            wished = [item for item, mark in marks.items() if mark == "with_changes"][:_MOST_WISHES]
            if (cast := await self._cast(heard["round"], marks, revision, dict.fromkeys(wished, _WISH))) is None:
                return
            revision = cast

    async def be_silent(self, round_id: str, within_s: float, reservation: str = "") -> None:
        """Cast what is said in a silent round, at a moment that does not depend on what it is."""
        heard = await self._at_hand().wait_for("round_changed", round__id=round_id, round__state="open")
        await self._send_silently(heard["round"], "silence", within_s, reservation)

    async def stay_silent(self, round_id: str, within_s: float, reservation: str = "") -> None:
        """Cast it once more while the round closes, as every phone does."""
        heard = await self._at_hand().wait_for("round_changed", round__id=round_id, round__state="closing")
        await self._send_silently(heard["round"], "closing", within_s, reservation)

    async def _send_silently(self, round_: Json, moment: str, within_s: float, reservation: str) -> None:
        await self._tempo.pause(self._tempo.dice(moment, self.key).uniform(0, within_s))
        note = Remark("signed_reservation", reservation)
        remarks = {round_["slate"][0]: note} if reservation else {}
        self._silent = await self._cast(round_, {}, self._silent, remarks) or self._silent

    async def _cast(
        self, round_: Json, marks: dict[str, str], revision: int, remarks: Mapping[str, Remark]
    ) -> int | None:
        """Cast a ballot as long as any other of its round, and say its revision; None where it came too late."""
        reply = await self._at_hand().cast(round_, **said_in(round_, marks, remarks), base_revision=revision)
        if reply["type"] == "refused" and reply["code"] in _TOO_LATE:
            return None
        if reply["type"] == "refused":
            raise DayCutShort(f"A ballot was refused: {reply['message']}")
        return int(reply["revision"])

    def _at_hand(self) -> Phone:
        if self._phone is None:
            raise DayCutShort("A delegate without a phone was asked to speak.")
        return self._phone

    def _waits(self, what: str, count: int, within_s: float) -> list[float]:
        """Choose moments within a time, as the waits between them."""
        dice = self._tempo.dice("moments", what, self.key)
        moments = sorted(dice.uniform(0.05, 1.0) * within_s for _ in range(count))
        return [after - before for before, after in zip([0.0, *moments], moments, strict=False)]


def said_in(round_: Json, marks: dict[str, str], remarks: Mapping[str, Remark]) -> Json:
    """Say a ballot as the pages say it: words only where the rules have them, and there always; equally long."""
    fill = filling(marks, round_["slate"], round_["marks"])
    if not (round_["rules"]["wishes"] or round_["rules"]["reservations"]):
        return {"marks": marks, "fill": fill}
    words = {item: {"kind": one.kind, "words": one.words} for item, one in remarks.items()}
    return {"marks": marks, "wishes": words, "fill": fill + "." * room_left(remarks)}


async def hang_up(delegates: Sequence[Delegate], patience_s: float = 5.0) -> None:
    """Let everybody go at once, and wait for nobody who cannot say goodbye."""
    leaving = [asyncio.create_task(delegate.leave()) for delegate in delegates]
    if leaving:
        await asyncio.wait(leaving, timeout=patience_s)
    for task in leaving:
        task.cancel()
    await asyncio.gather(*leaving, return_exceptions=True)
