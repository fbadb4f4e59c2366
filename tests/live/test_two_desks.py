"""Two desks edit one programme, whatever else is decided meanwhile: nothing is lost in silence, and all of it is heard.

In one process on the real store, where a history costs milliseconds.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Bound, Overtaken, Refusal
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room, desk_room
from server.live.heard import Heard
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_acts
from server.store.shards import Shards
from tests.builders import a_delegate, a_meeting, a_request
from tests.pictures import differences, picture_of, reduce
from tests.services import Json

EDITS = (
    "title",
    "retitle",
    "turn",
    "ask",
    "open",
    "drop",
    "name",
    "add_region",
    "lose_region",
    "by_region",
    "defaults",
    "papers",
    "delegations",
)
STEPS = st.tuples(
    st.sampled_from(("edit", "edit", "edit", "read", "propose", "say")), st.integers(0, 1), st.integers(0, 10**6)
)
_words = count(1)


@dataclass(slots=True)
class Desk:
    """One of those who edit: the programme as they last read it."""

    asker: Asker
    read: Json


def changes_of(read: Json, luck: int) -> tuple[str, Json]:
    """Write an edit of what somebody has read, each with words that nobody has used; `luck` decides which."""
    dice, words = random.Random(luck), f"Words {next(_words)}"
    kind, sessions, regions = dice.choice(EDITS), read["sessions"], read["regions"]
    ids, one = [session["id"] for session in sessions], dice.choice(sessions)
    otherwise: dict[str, Json] = {
        "title": {"title": words},
        "retitle": {"sessions": [{"id": one["id"], "title": words} if id_ == one["id"] else id_ for id_ in ids]},
        "turn": {"sessions": dice.sample(ids, len(ids))},
        "ask": {
            "sessions": [
                {"id": id_, "questions": [*one["questions"], words]} if id_ == one["id"] else id_ for id_ in ids
            ]
        },
        "open": {"sessions": [*ids, {"title": words, "questions": [words]}]},
        "drop": {"sessions": [id_ for id_ in ids if id_ != one["id"]]},
        "name": {"regions": [{**regions[0], "name": words}, *regions[1:]]},
        "add_region": {"regions": [*regions, {"id": f"N{next(_words)}", "name": words}]},
        "lose_region": {"regions": regions[:-1]},
        "by_region": {
            "sessions": [{"id": id_, "by_region": not one["by_region"]} if id_ == one["id"] else id_ for id_ in ids]
        },
        "delegations": {"delegations": [*read["delegations"], {"name": words, "region_id": regions[0]["id"]}]},
        "defaults": {"defaults": {"moderation": dice.choice(["pre", "post"])}},
        "papers": {
            "papers": [
                *dice.sample(papers := [paper["id"] for paper in read["papers"]][:9], dice.randint(0, len(papers))),
                {"session_id": dice.choice(["", one["id"]]), "kind": "text", "title": words, "text": words},
            ]
        },
    }
    return kind, otherwise[kind]


async def a_picture(context: Context, room: Room, audience: str = "conducting") -> Json:
    """Show the room as a fresh hello would."""
    shown = Shown(await take_picture(context, room), 0)
    return picture_of(json.loads(shown.snapshot("1", outlook=False, audience=audience, person=None)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=4, max_size=25), after=st.integers(0, 10))
async def test_no_edit_is_lost_in_silence_and_each_is_in_the_log_once(
    shards: Shards, steps: Sequence[tuple[str, int, int]], after: int
) -> None:
    """An edit that was made on an older version changes nothing and says what stands; one that was answered is there
    until another one that has read it takes its place. Snapshot + events = fresh snapshot, for the desk too.

    Holds R173, R174, R175.
    """
    clock = count(1_000_000, 60_000)
    context = Context(shards, lambda: next(clock))
    meeting = await a_meeting(context)
    room, plenary = desk_room(meeting.id), (await context.programme(meeting.id)).rooms[0]
    delegate = Asker(await a_delegate(context, meeting), plenary)
    first = (await a_picture(context, room))["programme"]
    roles = ("desk", "secretariat")
    desks = [Desk(Asker(Person(meeting.id, role), room), first) for role in roles]
    stands, told, logged = first, {}, []
    for number, (step, who, luck) in enumerate(steps):
        if number == min(after, len(steps) - 1):
            told = {one.id: await a_picture(context, one) for one in (room, plenary)}
        desk = desks[who]
        if step == "read":
            desk.read = (await a_picture(context, room))["programme"]
        elif step in OTHERWISE:
            await OTHERWISE[step](context, desk.asker if step == "say" else delegate, stands, luck)
        else:
            kind, changes = changes_of(desk.read, luck)
            request = {"request_id": a_request(), "version": desk.read["version"], "changes": changes}
            came = await outcome(context, desk, request)
            now = (await a_picture(context, room))["programme"]
            if isinstance(came, Refusal):
                assert now == stands, kind
                check_refused(came, desk.read, stands, kind)
                continue
            assert desk.read["version"] == stands["version"], kind
            if came:
                assert now == stands, kind
            else:
                assert now["version"] == stands["version"] + 1
                said = f"version {now['version']}: {next(iter(changes))}"
                logged.append(("edit_programme", desk.asker.person.role, said))
            check_said(now, kind, changes)
            assert await outcome(context, desk, request) is True, kind
            desk.read = stands = now
    acts = [(one.act, one.actor, one.detail) for one in await read_acts(context, SECRETARY, meeting.id)]
    assert [one for one in acts if one[0] == "edit_programme"] == logged
    proceedings = await context.read_proceedings(meeting.id)
    for proposed in proceedings.recommendations.values():
        assert proceedings.programme.room(proposed.room_id)
        assert proceedings.programme.agenda.session_of(proposed.question_id)
    there = [one for one in (room, plenary) if proceedings.has_room(one)]
    for one in there:  # who is in a room that is gone hears that it went, and of nothing after it
        announced = await shards.of(one.id).decisions.read_announced(meeting.id, one.id, told[one.id]["seq"], most=999)
        picture = told[one.id]
        for event in announced:
            picture = reduce(picture, json.loads(Heard(event).frame("conducting", "")))
        assert not differences(picture, await a_picture(context, one))


async def outcome(context: Context, desk: Desk, request: Json) -> bool | Refusal:
    """Edit, and say whether that was so already, or why not."""
    try:
        return bool((await perform(context, desk.asker, commands.EditProgramme(**request))).already)
    except Refusal as refusal:
        return refusal


def check_refused(refusal: Refusal, read: Json, stands: Json, kind: str) -> None:
    """Look that whoever read an older version is told what stands, and others that something rests on it."""
    if read["version"] != stands["version"]:
        assert isinstance(refusal, Overtaken), kind
        assert json.loads(json.dumps(refusal.current)) == stands
    else:  # or it would be a programme without regions or sessions
        last = {"lose_region": "regions", "drop": "sessions"}.get(kind, "")
        assert isinstance(refusal, Bound) or len(stands.get(last, ())) == 1, (kind, refusal)


async def propose(context: Context, delegate: Asker, stands: Json, luck: int) -> None:
    """Put something on which the programme then rests, if the room and its question are still there."""
    session = next((one for one in stands["sessions"] if one["id"] == delegate.room.agenda_session_id), None)
    if session is None or delegate.room.id not in session["room_ids"] or not session["questions"]:
        return
    question = random.Random(luck).choice(session["questions"])["id"]
    await perform(context, delegate, commands.Propose(request_id=a_request(), question_id=question, title="A proposal"))


async def say(context: Context, desk: Asker, stands: Json, luck: int) -> None:
    """Say something to everybody or in a room, or take it back."""
    dice = random.Random(luck)
    rooms = [room_id for session in stands["sessions"] for room_id in session["room_ids"]]
    words = {"text": dice.choice(["", "It begins.", "It ends."]), "room_id": dice.choice(["", *rooms])}
    await perform(context, desk, commands.SayToAll(request_id=a_request(), **words))


OTHERWISE = {"propose": propose, "say": say}
"""What is done besides edits."""


def check_said(now: Json, kind: str, changes: Json) -> None:
    """Look that an edit that was answered is there as it was said."""
    if "title" in changes:
        assert now["title"] == changes["title"]
    if "defaults" in changes:
        assert now["defaults"]["moderation"] == changes["defaults"]["moderation"]
    if "delegations" in changes:
        assert [one["name"] for one in now["delegations"]] == [one["name"] for one in changes["delegations"]]
    if "regions" in changes:
        assert [one["name"] for one in now["regions"]] == [one["name"] for one in changes["regions"]]
    for shown, said in zip(now["papers"], changes.get("papers", ()), strict=False):
        assert (shown["id"] if isinstance(said, str) else shown["title"]) == (
            said if isinstance(said, str) else said["title"]
        )
    for place, said in enumerate(changes.get("sessions", ())):
        shown = now["sessions"][place]
        if isinstance(said, str):
            assert shown["id"] == said, kind
            continue
        assert shown["title"] == said.get("title", shown["title"])
        assert shown["by_region"] == said.get("by_region", shown["by_region"])
        asked = [one if isinstance(one, str) else one["text"] for one in said.get("questions", ())]
        assert not asked or [one["text"] for one in shown["questions"]] == asked
