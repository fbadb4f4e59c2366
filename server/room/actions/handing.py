"""What a region hands over: its set for a plenary session, chosen by hand or submitted as a shortlist, and taken back.

Refuses to judge it (`domain.procedure.handing_over`).
"""

import json
from collections.abc import Callable
from dataclasses import replace

from server.domain.errors import Overtaken, WrongState
from server.domain.methods import read_method
from server.domain.procedure import handing_over
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import HandedOver
from server.protocol import commands, replies
from server.room.actions.counting import ranked_list_of
from server.room.actions.reached import reached_recommendation, reached_round
from server.room.actions.steps import done, take_step
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.room.set_views import set_view
from server.room.views import round_view
from server.store.changes import Changes


async def hand_over(context: Context, asker: Asker, command: commands.HandOver) -> replies.Done:
    """Hand recommendations to a plenary session, in the place of what this room handed it before."""

    def make(proceedings: Proceedings) -> HandedOver:
        wanted, session_id, now_ms = command.recommendation_ids, command.session_id, context.now_ms()
        return handing_over.hand_over(
            proceedings, asker.room, wanted, session_id, now_ms=now_ms, replaces=command.replaces
        )

    return await _hand(context, asker, "hand_over", command, make)


async def take_back(context: Context, asker: Asker, command: commands.TakeBack) -> replies.Done:
    """Take recommendations back from the sessions that they were handed to."""

    def make(proceedings: Proceedings) -> HandedOver:
        wanted = command.recommendation_ids
        return handing_over.take_back(proceedings, asker.room, wanted, replaces=command.replaces)

    return await _hand(context, asker, "take_back", command, make)


async def submit_shortlist(context: Context, asker: Asker, command: commands.SubmitShortlist) -> replies.Done:
    """Hand over what a published shortlist has selected, to the session that hears this room by itself."""
    asker.require("submit_shortlist")
    if command.request_id:
        check_id("request_id", command.request_id)
    round_ = reached_round(await context.read_proceedings(asker.room.id), asker, "submit_shortlist", command.round_id)
    kept = await ranked_list_of(context, round_) if round_.state == "published" else b"{}"
    chosen = tuple(item["recommendation_id"] for item in json.loads(kept).get("items", []) if item.get("selected"))

    def step(round_: Round, proceedings: Proceedings) -> Changes:
        if asker.room.kind != "region" or not _chooses(round_) or round_.state != "published":
            raise WrongState("submit", state=round_.state, current=round_view(round_, context.now_ms()))
        if not chosen:
            raise WrongState("nothing_selected", state=round_.state)
        now_ms = context.now_ms()
        handed = handing_over.hand_over(proceedings, asker.room, chosen, "", now_ms=now_ms, round_id=round_.id)
        changes = set_changes(proceedings, handed)
        others = [one for one in changes.rounds if one.id != round_.id]
        own = next((one for one in changes.rounds if one.id == round_.id), round_)
        return replace(changes, rounds=(own, *others))

    taken = await take_step(context, asker, "submit", command.round_id, step, request_id=command.request_id)
    return done(context, command, taken)


async def _hand(
    context: Context,
    asker: Asker,
    act: str,
    command: commands.HandOver | commands.TakeBack,
    hand: Callable[[Proceedings], HandedOver],
) -> replies.Done:
    asker.require(act)
    check_id("request_id", command.request_id)

    def make(proceedings: Proceedings) -> Decided:
        for one in command.recommendation_ids:
            reached_recommendation(proceedings, asker, act, one)
        try:
            changes = set_changes(proceedings, hand(proceedings))
        except Overtaken as refusal:
            refusal.current = [set_view(proceedings, one, asker.room) for one in proceedings.sets_of(asker.room.id)]
            raise
        return Decided(changes if changes != Changes() else None)

    outcome = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)


def set_changes(proceedings: Proceedings, handed: HandedOver) -> Changes:
    """Say what changes with the sets of a room: also which of its published shortlists stand in a set."""
    if handed.sets == proceedings.sets_of(handed.room_id):
        return Changes()
    rounds = []
    for round_ in proceedings.rounds.values():
        if round_.room_id != handed.room_id or round_.state != "published" or not _chooses(round_):
            continue
        stands = tuple(item for one in handed.sets for item in one.recommendation_ids if item in round_.slate)
        if stands != round_.shortlist:
            rounds.append(replace(round_, shortlist=stands))
    return Changes(rounds=tuple(rounds), handed_over=(handed,))


def _chooses(round_: Round) -> bool:
    return read_method(round_.method).CARD.kind == "choice"
