"""Two people do the same, one after the other or at once: the second is told that it is done, and nothing changes."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from server.domain.errors import NotFound
from server.domain.procedure.programme import Room
from server.protocol import commands
from server.protocol.commands import Command
from server.protocol.speaking import AddSpeaker, CallSpeaker, SetUpSpeakers
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world
from tests.room.day_of_counts import COUNTED
from tests.room.test_every_act import COMMANDS

EACH_TIME_ANEW = {
    "hello", "propose", "find_similar", "list_waiting", "list_seats", "prepare_round", "extend_round", "recount_round",
    "cast_ballot", "read_wishes", "new_join_code", "hall_shown", "remove_joins", "edit_programme",
    "say_to_all", "rename_delegation", "propose_merge", "read_history", "propose_variant",
    "prepare_presentation", "add_speaker", "ask_confirmation", "record_position", "confirm_position", *COUNTED,
}  # fmt: skip
"""What asks, says something new, or does something each time."""
ON_ROUNDS = {
    "open_round": "draft", "close_round": "open", "publish_round": "closed", "reopen_round": "closed",
    "pause_round": "open", "resume_round": "paused", "void_round": "open", "discard_round": "draft",
    "change_round": "draft", "set_countdown": "open", "submit_shortlist": "published", "show_in_hall": "published",
    "make_findings": "published",
}  # fmt: skip
"""In which state a round is when an act is done with it for the first time."""
ON_RECOMMENDATIONS = {
    "accept_recommendation": "waits", "reject_recommendation": "waits", "withdraw_recommendation": "stands",
    "edit_recommendation": "stands", "translate_recommendation": "stands", "return_recommendation": "stands",
    "support_recommendation": "stands",
}  # fmt: skip
ON_SIGNED = {
    "agree_merge": "a_merge", "refuse_merge": "a_merge", "undo_merge": "a_merge", "propose_wording": "a_text",
    "accept_wording": "a_worded_one", "refuse_wording": "a_worded_one",
}  # fmt: skip
"""What it is about, when an act that signs something is done with it for the first time."""
ON_SEATS = {
    "admit_seat": "waited_for", "refuse_seat": "waited_for", "bar_seat": "free", "unbar_seat": "barred",
    "remove_seat": "free",
}  # fmt: skip
OF_THE_ROOM = {
    "set_live",
    "publish_report",
    "withdraw_report",
    "hand_over",
    "take_back",
    "confirm_set",
    "close_joining",
    "open_joining",
    "set_seat_limit",
    "set_one_seat",
}
SPEAKING = {"set_up_speakers", "ask_to_speak", "remove_speaker", "call_speaker", "pause_speaker", "end_speakers"}
PRESENTING = {"turn_presentation": 0, "pause_presentation": 1, "end_presentation": 1}
"""How many turns were taken before."""
SAID: dict[str, Any] = {
    "place": 0, "paused": True,
    "reason": "By mistake.", "seconds": None, "title": "Other words", "language": "fr", "limit": 1_999, "on": False,
    "version": 0, "region_id": "AF", "note": "Say how.",
}  # fmt: skip
AT_THE_DOOR = {*ON_SEATS, "close_joining", "open_joining", "set_seat_limit", "set_one_seat"}


async def twice(world: World, act: str) -> list[Command]:
    """Write an act as two people ask for it, on what is there for it."""
    room = world.room("AF")
    said = dict(SAID)
    if act in ON_ROUNDS:
        said["round_id"] = await world.a_round(room, ON_ROUNDS[act])
        said |= {"method": "score", "slate": list((await world.context.round(said["round_id"])).slate)}
    elif act in ON_RECOMMENDATIONS:
        said["on"] = True
        said["recommendation_id"] = await world.a_recommendation("neighbour", room, ON_RECOMMENDATIONS[act])
    elif act in ON_SIGNED:
        kinds = {"a_merge": world.a_merge, "a_worded_one": world.a_worded_one, "a_text": partial(world.a_text_of, "AF")}
        said["recommendation_id"] = await kinds[ON_SIGNED[act]]()
        said |= {"version": 1, "text": "", "title": "Other words"}
    elif act in ON_SEATS:
        said["seat_id"] = await world.a_seat("AF", ON_SEATS[act])
    elif act in ("hand_over", "take_back"):
        said["recommendation_ids"] = [await world.a_recommendation("neighbour", room)]
        handed = [world.to_the_plenary(*said["recommendation_ids"])] * (act == "take_back")
        for command in handed:
            await world.do("chair", room, command)
    elif act == "confirm_set":
        text = await world.a_recommendation("neighbour", room)
        ask = commands.AskConfirmation(request_id=a_request(), recommendation_ids=[text])
        await world.do("chair", room, ask)
        said["asked"] = (await world.context.read_proceedings(text)).confirmations[room.id].asked
    if act in SPEAKING:
        said |= await spoken(world, room, act)
    if act in PRESENTING:
        own = await world.a_recommendation("neighbour", room)
        await world.do("chair", room, world.to_the_plenary(own))
        plan = commands.PreparePresentation(request_id=a_request(), ordered_by="lot", seconds=60)
        turns = [commands.TurnPresentation(request_id=a_request(), place=0)] * PRESENTING[act]
        for command in (plan, *turns):
            await world.do("chair", world.room("plenary"), command)
    if act == "withdraw_report":
        await world.do("chair", room, COMMANDS["publish_report"]())
    if act == "open_joining":
        await world.do("chair", room, commands.CloseJoining())
    names = COMMANDS[act].__struct_fields__
    asked = [{**said, "request_id": a_request()} for _ in range(2)]
    return [COMMANDS[act](**{name: value for name, value in one.items() if name in names}) for one in asked]


async def spoken(world: World, room: Room, act: str) -> dict[str, Any]:
    """Have two regions wait for the floor, and say what an act on such a list says."""
    set_up = SetUpSpeakers(request_id=a_request(), on=act == "ask_to_speak", seconds=60)
    added = [AddSpeaker(request_id=a_request(), region_id="AF") for _ in range(2)]
    called = [CallSpeaker(request_id=a_request(), speaker=1)] * (act == "pause_speaker")
    for command in (set_up, *added, *called):
        await world.do("chair", room, command)
    return {"seconds": 90, "on": True, "speaker": 1 if act == "call_speaker" else 2}


def who_may(act: str) -> Sequence[str]:
    """Name two people who may do an act; the door has but one."""
    if act in ("support_recommendation", "confirm_set", "ask_to_speak"):  # each seat for itself
        return ("delegate", "delegate")
    by_the_chair = {*AT_THE_DOOR, *ON_SIGNED, *PRESENTING, "set_live", "publish_report", "withdraw_report"}
    return ("chair", "chair") if act in by_the_chair else ("chair", "moderator")


def room_of(world: World, act: str) -> Room:
    """Find where an act is done: what regions sign is answered by the chair in plenary."""
    return world.room("plenary" if act in ON_SIGNED or act in PRESENTING else "AF")


ACTS = sorted({*ON_ROUNDS, *ON_RECOMMENDATIONS, *ON_SIGNED, *ON_SEATS, *OF_THE_ROOM, *PRESENTING, *SPEAKING})


def test_every_act_is_done_once_or_each_time_anew() -> None:
    assert not set(ACTS) & EACH_TIME_ANEW
    assert {*ACTS, *EACH_TIME_ANEW} == set(COMMANDS)


@pytest.mark.parametrize("act", ACTS)
async def test_what_somebody_has_done_is_answered_as_done(context: Context, act: str) -> None:
    """Under another request, by somebody else: also where the thing itself is gone. Holds R2."""
    world = await a_world(context)
    first, second = await twice(world, act)
    one, other = who_may(act)
    room = room_of(world, act)
    assert (await world.do(one, room, first)).already is False
    before = await context.read_proceedings(world.meeting.id)
    again = await world.do(other, room, second)
    assert (again.already, again.seq) == (True, before.room_seqs.get(room.id, 0))
    after = await context.read_proceedings(world.meeting.id)
    assert (after.rounds, after.recommendations, after.decision) == (
        before.rounds, before.recommendations, before.decision,
    )  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
async def test_two_at_once_do_it_once(context: Context, act: str) -> None:
    """Neither is refused, and one of them is told that it was done already. Holds R2."""
    world = await a_world(context)
    first, second = await twice(world, act)
    one, other = who_may(act)
    room = room_of(world, act)
    done = await asyncio.gather(world.do(one, room, first), world.do(other, room, second))
    assert sorted(one.already for one in done) == [False, True]


async def test_words_that_stand_already_are_so_also_while_they_are_voted_on(context: Context) -> None:
    """What is bound is not changed; who asks for what is so asks for no change. Holds R2, R15."""
    world = await a_world(context)
    room = world.room("AF")
    round_id = await world.a_round(room, "draft")
    (item,) = (await context.round(round_id)).slate
    said = {"recommendation_id": item, "language": "fr", "title": "Autres mots"}
    await world.do("chair", room, commands.TranslateRecommendation(request_id=a_request(), **said))
    await world.do("chair", room, commands.OpenRound(round_id=round_id))
    for same in (
        commands.AcceptRecommendation(request_id=a_request(), recommendation_id=item),
        commands.EditRecommendation(request_id=a_request(), recommendation_id=item, title="A proposal"),
        commands.TranslateRecommendation(request_id=a_request(), **said),
    ):
        assert (await world.do("moderator", room, same)).already is True


async def test_a_request_about_a_draft_that_is_gone_has_the_answer_of_the_first_time(context: Context) -> None:
    """Whoever was not answered asks again, and meanwhile somebody has discarded it. Holds R2, R103."""
    world = await a_world(context)
    room = world.room("AF")
    slate = [await world.a_recommendation("chair", room)]
    prepare = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=slate)
    prepared = await world.do("chair", room, prepare)
    wanted = {"round_id": prepared.round_id, "method": "score", "slate": slate, "version": 1}
    change = commands.ChangeRound(request_id=a_request(), **wanted)
    await world.do("chair", room, change)
    await world.do("moderator", room, commands.DiscardRound(round_id=prepared.round_id))
    for asked in (prepare, change):
        again = await world.do("chair", room, asked)
        assert (again.already, again.round) == (True, None)
    assert (await world.do("chair", room, prepare)).round_id == prepared.round_id


async def test_what_was_never_there_or_is_elsewhere_was_not_discarded(context: Context) -> None:
    """Nor is a draft that was discarded in another room: there it was never known. Holds R2."""
    world = await a_world(context)
    round_id = await world.a_round(world.room("AF"), "draft")
    await world.do("chair", world.room("AF"), commands.DiscardRound(round_id=round_id))
    seat_id, recommendation_id = await world.a_seat("AF"), await world.a_recommendation("chair", world.room("AF"))
    for room, asked in (
        ("plenary", commands.DiscardRound(round_id=round_id)),
        ("AF", commands.DiscardRound(round_id=recommendation_id)),
        ("AF", commands.DiscardRound(round_id="nothing")),
        ("AF", commands.RemoveSeat(seat_id="nothing")),
        ("AF", commands.BarSeat(seat_id=round_id)),
        ("AF", commands.OpenRound(round_id=round_id)),
    ):
        with pytest.raises(NotFound):
            await world.do("chair", world.room(room), asked)
    assert (await world.do("chair", world.room("AF"), commands.RemoveSeat(seat_id=seat_id))).already is False
