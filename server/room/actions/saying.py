"""Saying something to everybody, or to those of one room, from the desk's room; and taking it back.

Refuses to know who hears it. Invariant: whoever says the same twice says it once.
"""

from server.domain.errors import NotFound
from server.domain.procedure.ballots import check_id
from server.domain.procedure.bulletins import read_bulletin, says_the_same
from server.domain.procedure.meeting import Proceedings
from server.protocol import commands, replies
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.acts import Act
from server.store.changes import Changes


async def say_to_all(context: Context, asker: Asker, command: commands.SayToAll) -> replies.Done:
    """Say something on every phone and podium, or on those of one room, in the place of what was said there before."""
    asker.require("say_to_all")
    check_id("request_id", command.request_id)
    said = read_bulletin(command.room_id, 0, command.text, command.language, command.translations)
    if not await context.answered(asker, command.request_id):  # what is asked once more is said once
        context.bulletins.step(asker.person.meeting_id, context.now_ms())

    def make(proceedings: Proceedings) -> Decided:
        known = {"", *proceedings.bulletins, *(room.id for room in proceedings.programme.rooms)}
        if said.room_id not in known:
            raise NotFound("room")
        if says_the_same(proceedings.bulletins.get(said.room_id), said):
            return Decided(None)
        bulletin = read_bulletin(said.room_id, proceedings.decision + 1, said.text, said.language, said.translations)
        detail = f"{said.room_id} {said.text}".rstrip()  # to everybody: a blank, and then the words
        act = Act("say_to_all" if said.text else "say_no_more", asker.person.key, context.now_ms(), detail=detail)
        return Decided(Changes(bulletin=bulletin, acts=(act,)))

    outcome = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)
