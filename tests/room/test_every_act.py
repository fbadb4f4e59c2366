"""Role × command × room × whose thing: every cell, foretold by the tables of the domain and tried on a real room.

What is expected is read from `people` (which role, in which room) and `whose` (on whose things); what is tried comes
from the message table, so that a new command without a row, or a row that the code does not follow, fails.
"""

import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from server.domain.errors import NotPermitted, Refusal
from server.domain.procedure.people import CONDUCTING, ROLES, require
from server.domain.procedure.programme import Room
from server.domain.procedure.whose import ON, WHOSE
from server.protocol.commands import AnyCommand, Command, TakenFrom, VoidRound
from server.room.actions import ACTIONS
from server.room.context import Context
from tests.builders import a_request
from tests.room.cells import World, a_world, nothing_of, papers, sessions
from tests.room.cells_signed import signed
from tests.room.day_of_counts import OPEN_FOR, said_by
from tests.room.day_of_positions import UNNAMED
from tests.room.day_of_readings import voted_on
from tests.room.day_of_speaking import ENDS, NOTHING_TO_DO, SPOKEN_OF
from tests.services import Json

WHO, ROOMS = (*ROLES, "seated observer"), ("plenary", "AF", "AM")
COMMANDS: dict[str, type[Command]] = {str(kind.__struct_config__.tag): kind for kind in AnyCommand.__args__}
WITHOUT_A_THING = {
    "list_waiting", "close_joining", "open_joining", "new_join_code", "set_seat_limit", "set_one_seat", "hall_shown",
    "edit_programme", "say_to_all", "rename_delegation", "confirm_set", "publish_report", "withdraw_report", *ENDS,
    *NOTHING_TO_DO,
}  # fmt: skip
STANDS_FOR = {"accept_recommendation": ("waits",), **dict.fromkeys(("prepare_round", "change_round"), ("stands",))}
OF_A_REGION = ("submit_shortlist", "hand_over", "take_back", "ask_confirmation")
STANDS_FOR |= dict.fromkeys((*OF_A_REGION[1::2], "propose_variant"), ("stands",))
LISTED = dict.fromkeys(OF_A_REGION[1:], "recommendation_ids") | {"prepare_round": "slate", "change_round": "slate"}
STATE_FOR = {
    "change_round": "draft", "discard_round": "draft", "set_countdown": "unclocked", "open_round": "draft",
    "close_round": "open", "publish_round": "closed", "reopen_round": "closed", "pause_round": "open",
    "resume_round": "paused", "extend_round": "open", "void_round": "draft", **dict.fromkeys(OPEN_FOR, "open"),
    **dict.fromkeys(("submit_shortlist", "make_findings", "show_in_hall"), "published"),
    **dict.fromkeys(("recount_round", "propose_variant", "prepare_round", "read_wishes"), "closed"),
}  # fmt: skip
MAY_BE_SO = ("open_joining", "set_seat_limit", "set_one_seat", "set_live", "show_in_hall", "take_back", "say_to_all")
SEAT_FOR = {"admit_seat": "waited_for", "refuse_seat": "waited_for", "unbar_seat": "barred"}
SAID: Json = dict.fromkeys(("title", "note", "reason", "to", "name", "region_id"), "A") | {
    "language": "fr", "method": "shortlist", "limit": 9, "minute_ms": 9, "seq": 1, "version": 0, "seconds": 9,
    "on": True, "changes": {}, "asked": 1} | SPOKEN_OF  # fmt: skip
Thing = tuple[str, str, bool, Json]
Cell = tuple[str, str, bool, Command]
"""Which thing it is and whose, whether the floor may know of it, and the command that speaks of it."""


def test_every_command_is_in_the_tables() -> None:
    """What speaks of a thing has a row by its kind, and nothing else has; `hello` is no act."""
    on = {act for acts in ON.values() for act in acts}
    assert set(COMMANDS) - {"hello"} == {str(kind.__struct_config__.tag) for kind in ACTIONS} == on | WITHOUT_A_THING
    assert not on & WITHOUT_A_THING
    for act, by_role in [row for acts in ON.values() for row in acts.items()]:
        assert set(by_role) <= set(ROLES), act
        assert set().union(*by_role.values()) <= set(WHOSE) - {"elsewhere"}, act


@pytest.mark.parametrize(("who", "room_name"), [*itertools.product(WHO, ROOMS)])
async def test_every_act_on_everybodys_things_ends_as_the_tables_say(
    context: Context, who: str, room_name: str
) -> None:
    """Holds R26, R30."""
    world, other = await a_world(context), await a_world(context)
    other.fresh = False
    room, seen, wrong = world.room(room_name), set[str](), []
    for act in sorted(set(COMMANDS) - {"hello"}):
        world.fresh, tried = may(world, who, room, act), Tried(world, other, act, who, room)
        for kind in [kind for kind in ON if act in ON[kind]] or [""]:
            async for label, whose, known, command in cells(tried, kind):
                foretold = expected(tried, kind, whose, known=known)
                came = await outcome(world, who, room, command)
                seen.add(act)
                if came != foretold:
                    wrong.append(f"{act} on {label} ({whose}): {came}, and the tables say {foretold}")
    assert not wrong, "\n".join(wrong)
    assert seen == set(COMMANDS) - {"hello"}


def expected(tried: "Tried", kind: str, whose: str, *, known: bool) -> str:
    """Read from the tables how an act ends."""
    act, role = tried.act, tried.world.people[tried.who].role
    if not may(tried.world, tried.who, tried.room, act):
        return "not_permitted"
    if kind and whose not in ON[kind][act].get(role, ()):
        if act == "find_similar":
            return "nothing"  # a question: what is elsewhere is not looked at
        told = known or (role in CONDUCTING and kind != "merge")
        return "not_permitted" if told and whose in ("own", "others") else "not_found"
    if act == "support_recommendation" and not known:
        return "not_found"
    wrong = tried.room.kind == "plenary" if act in OF_A_REGION else act in ("read_wishes", "confirm_set")
    edits_own = act == "edit_recommendation" and role == "delegate" and known
    return "wrong_state" if wrong or edits_own else (ENDS | UNNAMED).get(act, "done")


def may(world: World, who: str, room: Room, act: str) -> bool:
    """Say whether the table of roles and acts lets somebody do an act in a room at all."""
    try:
        require(world.people[who], act, room)
    except NotPermitted:
        return False
    return True


async def outcome(world: World, who: str, room: Room, command: Command) -> str:
    """Try a command, and undo what would stand in the way of the next."""
    try:
        reply = await world.do(who, room, command)
    except Refusal as refusal:
        return refusal.code
    if (kind := command.__struct_config__.tag) == "close_joining":
        await world.do("chair", room, COMMANDS["open_joining"]())
    if kind == "find_similar" and not reply.recommendations:
        return "nothing"
    assert not getattr(reply, "already", False) or kind in (*MAY_BE_SO, *NOTHING_TO_DO, "make_findings"), reply
    if kind == "list_seats":
        regions = {one.region_id for one in reply.seats}
        own = ON["seat"][kind][world.people[who].role] == {"own"}
        assert regions == ({world.people[who].region_id} if own else {"AF", "AM"})
    return "done"


@dataclass(slots=True)
class Tried:
    """Who tries an act, in which room, and another meeting beside this one."""

    world: World
    other: World
    act: str
    who: str
    room: Room

    @property
    def region(self) -> str:
        """The region of who tries it."""
        return self.world.people[self.who].region_id

    @property
    def elsewhere(self) -> Room:
        """Another room: of another region, and for the plenary a region's."""
        return self.world.room("AF" if self.room.region_id == "AM" else "AM")


async def cells(tried: Tried, kind: str) -> AsyncIterator[Cell]:
    """Go through all that an act can speak of, each as new as if nothing had been tried on it."""
    makers: dict[str, Callable[[Tried], AsyncIterator[Thing]]] = {
        "recommendation": recommendations, "round": rounds, "question": questions, "seat": seats,
        "session": lambda tried: sessions(tried.room),
        "paper": lambda tried: papers(tried.world, tried.other, tried.room),
    }  # fmt: skip
    world, act = tried.world, tried.act
    made = makers.get(kind, lambda one: signed(kind, world, one.room, world.people[one.who].role, act))
    async for label, whose, known, fields in made(tried):
        if act == "cast_ballot":
            yield label, whose, known, world.a_ballot(tried.room, fields["round_id"])
            continue
        if kind == "round" and act == "prepare_round":  # taken from the list of that one
            fields["taken"] = TakenFrom(fields.pop("round_id"), ["first"], 1)
        elif kind != "recommendation" and act in ("prepare_round", "change_round"):
            fields["slate"] = [await world.a_recommendation("chair", tried.room)]
        if kind != "round" and act in ("change_round", "make_findings"):
            fields["round_id"] = await world.a_round(tried.room, STATE_FOR[act])
        if act == "propose_variant":
            fields.update(await voted_on(world, tried.room, whose, fields))
        said = {**SAID, **said_by(act, tried.room), "request_id": a_request(), **fields}
        names = COMMANDS[act].__struct_fields__
        yield label, whose, known, COMMANDS[act](**{name: value for name, value in said.items() if name in names})
        if kind == "recommendation" and act == "propose_variant" and world.fresh and whose != "elsewhere":
            await world.do("chair", tried.room, VoidRound(round_id=fields["round_id"], reason="Tried."))


async def recommendations(tried: Tried) -> AsyncIterator[Thing]:
    """One's own, somebody else's of both regions and the chair's, one handed over, and those of other places."""
    world, room, who = tried.world, tried.room, tried.who
    named = LISTED.get(tried.act, "")
    by_chair = () if tried.act == "return_recommendation" else ("", "AF", "AM")
    owners: dict[str, tuple[str, ...]] = {"neighbour": ("", "AF"), "foreigner": ("", "AM"), "chair": by_chair}
    found: list[tuple[str, str, bool, str]] = []
    if who == "delegate":
        owners[who] = ("", "AF")
    for owner, standing in itertools.product(owners, STANDS_FOR.get(tried.act, ("stands", "waits"))):
        if room.region_id in owners[owner] and (owner, standing) != ("chair", "waits"):
            whose = "own" if owner == who == "delegate" else "others"
            one = await world.a_recommendation(owner, room, standing)
            found.append((f"{owner}'s that {standing}", whose, standing == "stands", one))
    if room.kind == "plenary":
        found.append(("one handed over", "handed", True, await world.a_handed_one()))
    if who == "delegate" and room.region_id != "AM":
        mine = await world.a_recommendation(who, world.room("plenary" if room.region_id else "AF"), fresh=False)
        found.append(("one's own in another room", "elsewhere", True, mine))
    there = await world.a_recommendation("chair", tried.elsewhere, fresh=False)
    theirs = await tried.other.a_recommendation("chair", tried.other.room("plenary"))
    found.append(("one of another room", "elsewhere", True, there))
    found.append(("one of another meeting", "elsewhere", True, theirs))
    found.append(("none", "elsewhere", True, nothing_of(world)))
    for label, whose, known, one in found:
        yield label, whose, known, {named: [one]} if named else {"recommendation_id": one}


async def rounds(tried: Tried) -> AsyncIterator[Thing]:
    """One of this room, and those of other rooms and of another meeting."""
    world, other, room, state = tried.world, tried.other, tried.room, STATE_FOR[tried.act]
    there_is = "handed" if state == "published" else "elsewhere"
    takes_part = bool(tried.region) and room.region_id in ("", tried.region)
    yield "a round here", "own" if takes_part else "others", True, {"round_id": await world.a_round(room, state)}
    for label, there, where in (
        ("a round of another room", world, tried.elsewhere),
        ("a round of the own region", world, world.room("plenary" if room.region_id == "AF" else "AF")),
        ("a round of another meeting", other, other.room("plenary")),
    ):
        whose = there_is if there is world else "elsewhere"
        yield label, whose, True, {"round_id": await there.a_round(where, state, fresh=False)}
    unpublished = await world.a_round(tried.elsewhere, "closed", fresh=False)
    yield "one of another room that is not published", "elsewhere", True, {"round_id": unpublished}
    yield "no round", "elsewhere", True, {"round_id": nothing_of(world)}


async def questions(tried: Tried) -> AsyncIterator[Thing]:
    """A guiding question of this agenda session, one of another, and none that there is."""
    world, words = tried.world, {}
    if tried.act == "find_similar":  # so that something is found
        await world.a_recommendation("chair", tried.room)
        words = {"title": "A proposal"}
    for label, whose, found in (
        ("a question of this room", "others", world.question(tried.room)),
        ("a question of another room", "elsewhere", world.question_elsewhere()),
        ("a question there is not", "elsewhere", "q99"),
    ):
        yield label, whose, True, {"question_id": found, **words}


async def seats(tried: Tried) -> AsyncIterator[Thing]:
    """Seats of both regions and of another meeting; a list of seats holds those that its reader reaches."""
    if tried.act in ("list_seats", "remove_joins"):
        yield "all seats", "own" if tried.region and tried.act == "list_seats" else "others", True, {}
        return
    for region in ("AF", "AM"):
        seat_id = await tried.world.a_seat(region, SEAT_FOR.get(tried.act, "free"))
        yield f"a seat of {region}", "own" if tried.region == region else "others", True, {"seat_id": seat_id}
    yield "a seat of another meeting", "elsewhere", True, {"seat_id": await tried.other.a_seat("AF")}
    yield "no seat", "elsewhere", True, {"seat_id": nothing_of(tried.world)}
