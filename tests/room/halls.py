"""Rooms with people in them: who is let in, and a round to vote on."""

import asyncio
from contextlib import AsyncExitStack

import redis

from server.rehearsal.phone import Phone
from server.store import keys
from tests.pictures import Witness
from tests.services import Json, Kit


async def witness(hall: AsyncExitStack, kit: Kit, room: Json, who: Json | str) -> Witness:
    """Let somebody into a room who remembers what they are told."""
    token = who["credential"] if isinstance(who, dict) else kit.founded["credentials"].get(who, who)
    return await hall.enter_async_context(Witness(kit.service.base_url, room["id"], token))


async def an_open_round(chair: Phone, kit: Kit, session: str = "s1", **rules: object) -> Json:
    """Propose two recommendations in the room that somebody conducts, and open a round on them."""
    question = kit.question(session)
    proposed = [await chair.act("propose", question_id=question, title=title) for title in ("One", "Two")]
    slate = [one["recommendation_id"] for one in proposed]
    prepared = await chair.act("prepare_round", method="across_regions", slate=slate, rules=rules)
    return (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]


class Hall:
    """A plenary room with the chair and a delegate of Africa in it."""

    def __init__(self, kit: Kit, stack: AsyncExitStack) -> None:
        self.kit, self.stack, self.room = kit, stack, kit.room("s1")
        self.chair: Witness
        self.delegate: Witness

    async def enter(self, who: Json | str, room: Json | None = None) -> Witness:
        """Let somebody in."""
        return await witness(self.stack, self.kit, room or self.room, who)

    async def open(self, **rules: object) -> Json:
        """Open a round."""
        return await an_open_round(self.chair, self.kit, **rules)

    async def lose_a_ballot(self, round_: Json) -> Json:
        """Have the delegate's ballot acknowledged and then lost by the store, and say what the phone had."""
        cast = await self.delegate.cast(round_, {round_["slate"][0]: "for"})
        assert cast["type"] == "ballot_cast", cast
        with redis.Redis.from_url(self.kit.service.settings.redis_url) as client:
            client.hdel(keys.of_round(round_["id"], "ballots"), self.delegate.you["seat_id"])
        return {round_["id"]: {name: cast[name] for name in ("epoch", "revision", "proof")}}

    async def step(self, round_: Json, step: str, chair: Witness | None = None) -> Json:
        """Take one step with a round and say the answer."""
        wanted = {"version": 0, "method": "score", "slate": round_.get("slate", [])}
        more = {
            "void": {"reason": "By mistake."}, "extend": {"seconds": 60}, "countdown": {"seconds": 60},
            "change": wanted,
        }.get(step, {})  # fmt: skip
        kind = {"submit": "submit_shortlist", "countdown": "set_countdown"}.get(step, f"{step}_round")
        return await (chair or self.chair).ask(kind, round_id=round_["id"], **more)

    async def bring_to(self, state: str) -> Json:
        """Bring a new round into a state."""
        if state == "draft":
            proposed = await self.chair.act("propose", question_id=self.kit.question("s1"), title="One")
            slate = [proposed["recommendation_id"]]
            prepared = await self.chair.act("prepare_round", method="across_regions", slate=slate)
            drafted = await self.chair.wait_for("round_changed", round__id=prepared["round_id"])
            return drafted["round"]
        round_ = await self.open()
        path = {"closing": ("close",), "closed": ("close",), "published": ("close", "publish"), "void": ("void",)}
        for step in path.get(state, ()):
            asked = asyncio.create_task(self.step(round_, step))
            if state == "closing":
                await self.chair.wait_for("round_changed", round__id=round_["id"], round__state="closing")
                self.stack.push_async_callback(asyncio.wait, [asked])
            else:
                await asked
        return round_
