"""A phone with a journal: it casts, insists with the same request until it is answered, and comes back when cut off."""

import asyncio
import random
import uuid
from collections.abc import Callable
from contextlib import suppress

from websockets.exceptions import WebSocketException

from server.domain.procedure.ballots import MarkWriter
from server.rehearsal.phone import Json, Phone
from tests.faults.journal import Journal, Sent

AGAIN = frozenset({"not_recorded", "not_confirmed", "try_later", "too_fast", "unexpected"})
ANSWER_S = 4.0
MARKS = ("for", "against", "abstain")


class Voter:
    """One delegate: `connect` gives a new phone each time; `pause_s` is the pace of the hand."""

    def __init__(self, connect: Callable[[], Phone], seat_id: str, dice: random.Random, pause_s: float = 0.1) -> None:
        self._connect = connect
        self._dice = dice
        self._pause_s = pause_s
        self._phone: Phone | None = None
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.seat_id = seat_id
        self.worth = "disk"
        self._round_id = self._proof = ""
        self.journal = Journal(seat_id)
        self.greetings_s: list[float] = []

    async def enter(self, round_: Json) -> None:
        """Begin a new journal in a round and vote until told to stop."""
        self.journal = Journal(self.seat_id, self.worth)
        self._round_id = round_["id"]
        self._stopping.clear()
        self._task = asyncio.create_task(self._vote(round_))

    def go_on(self, round_: Json) -> None:
        """Vote again after a stop, in the same journal."""
        self._stopping.clear()
        self.journal.rests_s.append(_now())
        self._task = asyncio.create_task(self._vote(round_))

    @property
    def cut_off(self) -> bool:
        """Say whether the line is down."""
        return self._phone is None or self._phone.close_code is not None

    async def stop(self, patience_s: float = 60.0) -> None:
        """Finish what is under way."""
        self._stopping.set()
        if self._task is not None:
            async with asyncio.timeout(patience_s):
                await self._task

    async def leave(self) -> None:
        """Hang up."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._hang_up()

    async def greet(self) -> Json:
        """Be connected and greeted; come back after a while when that fails."""
        while True:
            if self._phone is not None and self._phone.close_code is None:
                return self._phone.snapshot
            if self._phone is not None:
                self.journal.closed[self._phone.close_code or 0] += 1
            self._phone, phone = None, self._connect()
            try:
                async with asyncio.timeout(ANSWER_S):
                    await phone.connect()
                    self._phone = phone
                    snapshot = await phone.hello(have=self.have())
                self.greetings_s.append(_now())
                return snapshot
            except (OSError, TimeoutError, WebSocketException):
                await self._hang_up()
                await asyncio.sleep(self._dice.uniform(0.05, 0.4))

    async def say(self, round_: Json, sent: Sent) -> Json | None:
        """Send one ballot once; None when the line broke or nothing was answered."""
        phone = self._phone
        if phone is None or phone.close_code is not None:
            return None
        self.journal.sendings[sent.request_id] += 1
        phone.heard.clear()
        try:
            async with asyncio.timeout(ANSWER_S):
                return await phone.cast(
                    round_,
                    marks_of(sent.letters, round_),
                    sent.base_revision,
                    request_id=sent.request_id,
                    ballot_id=sent.ballot_id,
                )
        except TimeoutError:
            self.journal.unanswered += 1
            await self._hang_up()
        except (OSError, WebSocketException):
            await asyncio.sleep(0.02)  # `greet` finds the line closed, and with which code
        return None

    def new_ballot(self, round_: Json) -> Sent:
        """Fill in a whole ballot on top of what was last acknowledged."""
        marks = {item: self._dice.choice(MARKS) for item in round_["slate"] if self._dice.random() < 0.9}
        letters = MarkWriter(round_["slate"], round_["columns"]).write(marks)
        sent = Sent(uuid.uuid4().hex, uuid.uuid4().hex, self.journal.revision, letters)
        self.journal.sent[sent.request_id] = sent
        return sent

    async def _vote(self, round_: Json) -> None:
        await self.greet()
        while not self._stopping.is_set():
            if not await self.insist(round_, self.new_ballot(round_)):
                return
            await asyncio.sleep(self._pause_s * self._dice.uniform(0.5, 1.5))

    async def cast_again(self, round_: Json) -> None:
        """Say what one had acknowledged, and cast the last of it again where the store knows less."""
        self._round_id = round_["id"]
        await self.greet()
        phone = self._phone
        if phone is None:
            return
        await phone.hello(have=self.have())
        stands = phone.you.get("ballots", {}).get(round_["id"], {}).get("revision", 0)
        last = self.journal.rewind(stands)
        if last is not None:
            again = Sent(uuid.uuid4().hex, uuid.uuid4().hex, stands, last.letters)
            self.journal.sent[again.request_id] = again
            await self.insist(round_, again)

    async def insist(self, round_: Json, sent: Sent) -> bool:
        """Ask with the same request until there is an answer; false when the round takes no more ballots."""
        while True:
            await self.greet()
            asked_s = _now()
            answer = await self.say(round_, sent)
            waited_s = _now() - asked_s
            if answer is None:
                continue
            if answer["type"] == "ballot_cast":
                self._proof = answer["proof"]
                self.journal.acknowledge(sent, answer["revision"], answer["durability"], _now())
                return True
            self.journal.waits.append((asked_s, waited_s, answer["code"]))
            if answer["code"] in ("round_not_open", "round_frozen", "stale_epoch"):
                self.journal.refused.add(sent.request_id)
                return False
            if answer["code"] not in AGAIN:
                self.journal.refused.add(sent.request_id)
                self.journal.disputes.append(f"{answer['code']} for {sent}, {answer.get('current')}")
                return False
            await asyncio.sleep(self._dice.uniform(0.02, 0.2))

    def have(self) -> Json:
        """Say what was acknowledged last, as a phone does in its hello."""
        had = {"epoch": 1, "revision": self.journal.revision, "proof": self._proof}
        return {self._round_id: had} if self.journal.revision else {}

    async def _hang_up(self) -> None:
        phone, self._phone = self._phone, None
        if phone is not None:
            with suppress(OSError, TimeoutError, WebSocketException):
                async with asyncio.timeout(0.5):
                    await phone.leave()


def marks_of(letters: str, round_: Json) -> Json:
    """Read the letters of a ballot as the marks that a phone sends."""
    return {
        item: round_["columns"][int(letter)]
        for item, letter in zip(round_["slate"], letters, strict=True)
        if letter != "."
    }


def _now() -> float:
    return asyncio.get_running_loop().time()
