"""Conducting: the round's table of steps, who may take them, and what a repeat is told."""

import asyncio
from contextlib import AsyncExitStack

from tests.room.halls import Hall, an_open_round, witness
from tests.services import Json, Service

STEPS = (
    "open", "close", "publish", "reopen", "void", "pause", "resume", "extend", "submit", "recount", "countdown",
    "change", "discard",
)  # fmt: skip
# What each state answers to each step: + done, = done already, - refused with the round as it stands.
TABLE = {
    "draft": "+---+------++",
    "open": "=+--+==--++--",
    "closing": "-=--+----+---",
    "closed": "-=+++----+---",
    "published": "--=----------",
    "void": "----=--------",
}  # fmt: skip


async def test_each_step_is_done_done_already_or_refused_as_the_table_says(service: Service) -> None:
    """Six states times thirteen steps, each on a round of its own; a refusal shows the round as it stands.

    Holds R1, R2, R3.
    """

    async def check(state: str) -> None:
        async with AsyncExitStack() as stack:
            hall = Hall(await asyncio.to_thread(service.new_meeting), stack)
            hall.chair = await hall.enter("chair")
            async with asyncio.TaskGroup() as steps:
                for step, answer in zip(STEPS, TABLE[state], strict=True):
                    steps.create_task(check_step(hall, state, step, answer))

    async with asyncio.TaskGroup() as states:
        for state in TABLE:
            states.create_task(check(state))


async def check_step(hall: Hall, state: str, step: str, answer: str) -> None:
    """Take one step with a new round in a state and compare the answer."""
    round_ = await hall.bring_to(state)
    reply = await hall.step(round_, step)
    found = "-" if reply["type"] == "refused" else "=" if reply["already"] else "+"
    assert found == answer, (state, step, reply)
    if found == "-":
        assert reply["code"] == "wrong_state", (state, step, reply)
        assert (reply["current"]["id"], reply["current"]["state"]) == (round_["id"], state)


async def test_two_chairs_at_once_make_one_act(hall: Hall) -> None:
    """Whoever comes second is told that it is done already, and the room hears of it once. Holds R2, R11."""
    other = await hall.enter("chair")
    draft = await hall.bring_to("draft")
    for step, state in (("open", "open"), ("close", "closed"), ("publish", "published")):
        replies = await asyncio.gather(hall.step(draft, step), hall.step(draft, step, other))
        assert sorted(reply["already"] for reply in replies) == [False, True], (step, replies)
        assert {reply["round"]["state"] for reply in replies} == {state}
    await hall.delegate.wait_for("round_published")
    states = [e["round"]["state"] for e in hall.delegate.heard if e["type"] == "round_changed"]
    assert states == ["draft", "open", "closing", "closed", "published"]
    assert len([event for event in hall.delegate.heard if event["type"] == "round_published"]) == 1


async def test_a_reopened_round_has_a_new_epoch_and_keeps_its_ballots(hall: Hall) -> None:
    """Nothing of the old epoch enters, and the last accepted request is answered the same in every state.

    Holds R6, R9, R37, R38, R39, R43.
    """
    round_ = await hall.open()
    item = round_["slate"][0]
    ballot = {"request_id": "first", "ballot_id": "b-first"}
    first = await hall.delegate.cast(round_, {item: "for"}, **ballot)

    async def replayed() -> Json:
        return {**await hall.delegate.cast(round_, {item: "for"}, **ballot), "ref": first["ref"]}

    assert await replayed() == first
    await hall.step(round_, "close")
    assert await replayed() == first
    again = (await hall.step(round_, "reopen"))["round"]
    assert (again["epoch"], again["state"]) == (2, "open")
    assert await replayed() == first
    stale = await hall.delegate.cast(round_, {item: "against"}, base_revision=1)
    assert (stale["code"], stale["current"]["revision"]) == ("stale_epoch", 1)
    changed = await hall.delegate.cast(again, {item: "against"}, base_revision=1)
    assert (changed["epoch"], changed["revision"]) == (2, 2)
    reused = await hall.delegate.cast(again, {item: "for"}, **{**ballot, "request_id": "second"}, base_revision=2)
    other = await hall.delegate.cast(again, {}, **{**ballot, "request_id": "second"}, base_revision=3)
    assert (reused["revision"], other["code"]) == (3, "request_id_reused")
    first = reused
    ballot["request_id"] = "second"
    await hall.step(again, "close")
    await hall.step(again, "publish")
    assert await replayed() == first


async def test_a_void_round_keeps_its_ballots_and_says_why(hall: Hall) -> None:
    """Holds R12, R13."""
    round_ = await hall.open()
    await hall.delegate.cast(round_, {round_["slate"][0]: "for"}, ballot_id="b-kept")
    assert (await hall.chair.ask("void_round", round_id=round_["id"], reason="  "))["code"] == "malformed"
    voided = await hall.step(round_, "void")
    assert voided["round"]["reason"] == "By mistake."
    assert (await hall.delegate.wait_for("round_changed", round__state="void"))["round"]["reason"] == "By mistake."
    await hall.delegate.hello()
    assert hall.delegate.you["ballots"][round_["id"]]["ballot_id"] == "b-kept"
    assert hall.kit.ranked_list(round_["id"])[1]["code"] == "wrong_state"
    assert (await hall.delegate.cast(round_, {}, base_revision=1))["code"] == "round_not_open"


async def test_words_that_ballots_rest_on_are_not_changed(hall: Hall) -> None:
    """Neither edited nor withdrawn nor rejected while a round has them; a void round lets them go. Holds R15."""
    round_ = await hall.open()
    item = round_["slate"][0]
    for act, words in (("edit", {"title": "New"}), ("reject", {}), ("withdraw", {})):
        reply = await hall.chair.act(f"{act}_recommendation", recommendation_id=item, **words)
        assert reply["code"] == "wrong_state", act
    await hall.step(round_, "void")
    edited = await hall.chair.act("edit_recommendation", recommendation_id=item, title="New")
    assert edited["type"] == "done"
    event = await hall.delegate.wait_for("recommendation_changed", recommendation__title="New")
    assert event["recommendation"]["version"] == 2


async def test_a_slate_that_no_longer_stands_does_not_open(hall: Hall) -> None:
    """Holds R14."""
    draft = await hall.bring_to("draft")
    await hall.chair.act("withdraw_recommendation", recommendation_id=draft["slate"][0])
    reply = await hall.step(draft, "open")
    assert reply["code"] == "wrong_state"
    assert reply["current"]["state"] == "draft"


async def test_a_moderated_meeting_shows_what_awaits_and_puts_to_the_vote_what_stands(service: Service) -> None:
    """With moderation "pre" a delegate's proposal awaits; the chair's own stands at once."""
    async with AsyncExitStack() as stack:
        hall = Hall(service.new_meeting(moderation="pre"), stack)
        hall.chair, hall.delegate = await hall.enter("chair"), await hall.enter(hall.kit.a_delegate("AF"))
        question = hall.kit.question("s1")
        mine = (await hall.delegate.act("propose", question_id=question, title="Mine"))["recommendation_id"]
        event = await hall.chair.wait_for("waiting_changed", recommendation__id=mine)
        assert (event["recommendation"]["status"], event["waiting"]) == ("proposed", 1)
        early = await hall.chair.act("prepare_round", method="across_regions", slate=[mine])
        assert early["code"] == "not_found"
        own = await hall.delegate.act("accept_recommendation", recommendation_id=mine)
        assert own["code"] == "not_permitted"
        await hall.chair.act("accept_recommendation", recommendation_id=mine)
        assert await hall.delegate.wait_for("recommendation_changed", recommendation__status="accepted")
        drafted = await hall.chair.act("prepare_round", method="across_regions", slate=[mine])
        assert drafted["type"] == "round_prepared"
        stands = await hall.chair.act("propose", question_id=question, title="The chair's")
        event = await hall.delegate.wait_for("recommendation_changed", recommendation__id=stands["recommendation_id"])
        assert event["recommendation"]["status"] == "accepted"


async def test_nobody_conducts_who_may_not(hall: Hall) -> None:
    """Delegates, observers and screens conduct nothing; a moderator conducts the room of one region. Holds R27."""
    round_ = await hall.open()
    kit = hall.kit
    moderator = await hall.enter(kit.founded["credentials"]["moderators"]["AF"])
    for phone in (hall.delegate, await hall.enter("observer"), await hall.enter("screen"), moderator):
        for step in STEPS:
            assert (await hall.step(round_, step, phone))["code"] == "not_permitted", (phone.you["role"], step)
        assert (await phone.act("prepare_round", method="shortlist", slate=round_["slate"]))["code"] == "not_permitted"
        assert (await phone.act("set_live"))["code"] == "not_permitted"
    lunch = kit.room("lunch", "AF")
    at_home = await hall.enter(kit.founded["credentials"]["moderators"]["AF"], lunch)
    title = await at_home.act("propose", question_id=kit.question("lunch"), title="Ours")
    drafted = await at_home.act("prepare_round", method="shortlist", slate=[title["recommendation_id"]])
    assert (await at_home.ask("open_round", round_id=drafted["round_id"]))["round"]["state"] == "open"
    # A round is conducted from its own room alone, and is not shown to another.
    elsewhere = await hall.chair.ask("close_round", round_id=drafted["round_id"])
    assert elsewhere["code"] == "not_found"


async def test_a_repeat_of_one_request_shows_no_round_of_another_room(hall: Hall) -> None:
    """The answer to a repeated request is about a round of this room, whatever id stands in the repeat."""
    foreign = hall.kit.service.new_meeting()
    async with AsyncExitStack() as stack:
        theirs = await an_open_round(await witness(stack, foreign, foreign.room("s1"), "chair"), foreign)
    draft = await hall.bring_to("draft")
    await hall.chair.ask("open_round", round_id=draft["id"], request_id="again")
    reply = await hall.chair.ask("open_round", round_id=theirs["id"], request_id="again")
    assert reply.get("code") == "not_found"


async def test_a_question_of_another_session_is_put_to_nobody(hall: Hall) -> None:
    """What is live, and what a round is about, is a guiding question of the room's own agenda session."""
    slate = (await hall.bring_to("draft"))["slate"]
    for question in ("no-such-question", hall.kit.question("lunch")):
        asked = {"method": "across_regions", "slate": slate, "question_id": question}
        assert (await hall.chair.act("prepare_round", **asked))["code"] == "not_found"
        assert (await hall.chair.act("set_live", question_id=question))["code"] == "not_found"


async def test_what_is_rejected_with_a_reason_keeps_it_until_it_stands_again(hall: Hall) -> None:
    """Trimmed and bounded; everybody's picture has it, and the phone of its proposer shows it."""
    proposed = await hall.delegate.act("propose", question_id=hall.kit.question("s1"), title="Mine")
    item = proposed["recommendation_id"]
    await hall.chair.act("reject_recommendation", recommendation_id=item, reason="  Outside the mandate. " + "x" * 600)
    event = await hall.delegate.wait_for("recommendation_changed", recommendation__status="rejected")
    assert event["recommendation"]["reason"].startswith("Outside the mandate. xxx")
    assert len(event["recommendation"]["reason"]) == 500
    await hall.chair.act("accept_recommendation", recommendation_id=item)
    fresh = (await hall.delegate.hello())["recommendations"]
    assert [(one["status"], one["reason"]) for one in fresh] == [("accepted", "")]


async def test_a_request_id_of_what_is_live_is_checked_as_any_other(hall: Hall) -> None:
    """An empty one is none; one of ours is recognised; one that no phone makes is refused."""
    for request_id in ("x" * 65, "two words", "né"):
        refused = await hall.chair.ask("set_live", request_id=request_id, question_id="")
        assert refused["code"] == "malformed", request_id
    first = await hall.chair.ask("set_live", request_id="same", question_id="")
    again = await hall.chair.ask("set_live", request_id="same", question_id="")
    assert (first["type"], again["already"]) == ("done", True)


async def test_a_draft_is_in_its_answer_as_it_stands(hall: Hall) -> None:
    """As the event tells it; asked again, as it stands by then."""
    opened = await hall.open()
    asked = {"method": "across_regions", "slate": opened["slate"], "request_id": "once"}
    first = await hall.chair.ask("prepare_round", **asked)
    event = await hall.delegate.wait_for("round_changed", round__id=first["round_id"])
    assert (first["already"], first["round"]) == (False, event["round"])
    await hall.chair.ask("void_round", round_id=first["round_id"], reason="Not needed")
    again = await hall.chair.ask("prepare_round", **asked)
    assert (again["already"], again["round"]["state"]) == (True, "void")


async def test_one_seat_proposes_fifty_times_and_no_more(hall: Hall) -> None:
    """A script crowds nobody out; what was answered before is answered still, and the others go on."""
    asked = {"question_id": hall.kit.question("s1"), "title": "The first"}
    first = await hall.delegate.ask("propose", request_id="first", **asked)
    for number in range(2, 51):
        assert (await hall.delegate.act("propose", **{**asked, "title": f"Number {number}"}))["type"] == "proposed"
    await hall.delegate.act("withdraw_recommendation", recommendation_id=first["recommendation_id"])
    refused = await hall.delegate.act("propose", **{**asked, "title": "One more"})
    assert (refused["code"], "50" in refused["message"]) == ("malformed", True)
    again = await hall.delegate.ask("propose", request_id="first", **asked)
    assert (again["already"], again["recommendation_id"]) == (True, first["recommendation_id"])
    other = await hall.enter(hall.kit.a_delegate("AM"))
    assert (await other.act("propose", **{**asked, "title": "Another's"}))["type"] == "proposed"
