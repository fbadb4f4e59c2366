"""Audience × shape × field: every cell of the table, held against what one listener of each audience is sent in a day.

Nothing more: a field that an audience does not hear is empty, a message that is not for it does not come. Nothing less:
what the table grants is what those who conduct the room have at that decision; and each cell was filled at least once.
What is sent is what the encoder writes of its class, also where it is put together from parts that many share.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import msgspec
import pytest

from server.domain.procedure.people import may_enter
from server.domain.procedure.shapes import ALWAYS, SHAPES, fields_heard
from server.protocol import events, replies, shapes
from server.protocol.message import Message
from server.room.context import Context
from tests.room.cells import a_world
from tests.room.day import Day, Ear
from tests.room.never_filled import NEVER_FILLED
from tests.services import Json

OF_RECOMMENDATIONS = ("recommendation_changed", "waiting_changed", "decided")
PARTS = {name: name for name in SHAPES} | {
    "recommendations": "recommendation", "own": "recommendation", "rounds": "round", "regions": "region",
    "shortlists": "shortlist", "sets": "set", "seats": "seat", "sources": "source", "waiting": "seat",
    "tallies": "tally", "ballots": "ballot", "ranked_lists": "ranked_list", "calls": "call", "changed": "seat",
    "bulletins": "bulletin", "alike": "alike", "parents": "recommendation", "entries": "entry",
    "confirmations": "confirmation", "wishes": "remark", "items": "wished", "groups": "voices", "remarks": "remark",
    "positions": "position", "counts": "count", "entered": "figures", "other": "figures", "agreed": "figures",
    "next": "speaker",
}  # fmt: skip
"""Under which name which shape stands in another; lists and tables by id hold many."""
ITS_OWN_NUMBERS = ("hall_changed", "screens_changed")
STATUS = {
    "": ("", "back"), "proposed": ("waits", "back"), "rejected": ("fell", "stood"), "withdrawn": ("fell", "stood"),
}  # fmt: skip
BY_ID = ("tallies", "ballots", "ranked_lists", "wishes", "positions")
SIGNED = ("signing_changed", "count_changed")  # also by a region's moderator in plenary
OPEN = ("ranked_list", "ballot", "remark", "set", "set_changed")
"""Shapes that may lack some of their fields: of a list those its method does not fill, the proof in a refusal."""


def all_fields(shape: str) -> set[str]:
    """List the fields of a shape, whoever hears them."""
    return {field for row in SHAPES[shape].values() for fields in row.values() for field in fields}


def messages() -> dict[str, type[msgspec.Struct]]:
    """Find the events and replies by their type."""
    kinds = [kind for module in (events, replies) for kind in vars(module).values() if isinstance(kind, type)]
    said = [kind for kind in kinds if issubclass(kind, Message) and not kind.__subclasses__()]
    return {str(kind.__struct_config__.tag): kind for kind in said}


NO_ROWS = {"passing", "lasting", "translation", "close", "outlook", "wayup", "excess"}
NO_ROWS |= {"reading", "fromround", "readingof"}
"""The parts in which a snapshot is written, and what is whole wherever it is."""
KINDS = messages() | {
    kind.__name__.lower(): kind for kind in shapes.Shape.__subclasses__() if kind.__name__.lower() not in NO_ROWS
}


def test_every_field_of_every_message_and_shape_is_in_the_table() -> None:
    for name, kind in KINDS.items():
        assert all_fields(name) == {each.encode_name for each in msgspec.structs.fields(kind)}, name
    assert SHAPES.keys() - KINDS.keys() == {"ranked_list"}


@pytest.fixture
async def day(context: Context) -> AsyncIterator[Day]:
    """A whole day, from the first greeting to the last."""
    day = Day(await a_world(context, americas=8))
    await day.begin()
    await day.live()
    yield day
    await day.hub.close()


async def test_everybody_hears_what_the_table_says_and_nothing_else(day: Day) -> None:
    """Holds R216."""
    check_fields(day)
    check_decisions(day)
    check_calls(day)


def check_fields(day: Day) -> None:
    """Hold each message, and each shape in it, against its row; and ask that each cell was filled."""
    heard: set[tuple[str, str, str, str]] = set()
    for ear in day.ears.values():
        rounds: dict[str, Json] = {}
        for message in (*ear.line.said, *ear.answers):
            learn(rounds, message)
            for shape, standing, audiences, value in shapes_in(ear, message, rounds, day.owned):
                where = f"{ear.name} in {ear.room.title}: {shape} ({standing}) {value}"
                may = fields_heard(audiences, shape, standing)
                assert shape not in messages() or may, f"not for them: {where}"
                same = set(value) - {"type"} == all_fields(shape)
                if shape in KINDS:
                    typed = msgspec.json.decode(msgspec.json.encode(value), type=KINDS[shape])
                    assert msgspec.json.decode(msgspec.json.encode(typed)) == value, f"not as its class: {where}"
                assert same or (shape in OPEN and set(value) - {"type"} <= all_fields(shape)), f"other fields: {where}"
                assert not [name for name in all_fields(shape) - may if value.get(name)], f"more than theirs: {where}"
                filled = {name for name in may if value.get(name)}
                heard |= {(shape, standing, audience, name) for audience in audiences for name in filled}
    rows = [(shape, standing, row) for shape, all_rows in SHAPES.items() for standing, row in all_rows.items()]
    granted = {(*cell, audience, name) for *cell, row in rows for audience, names in row.items() for name in names}
    alike = [cell[2:] for cell in heard if cell[0] == "decided"]  # who hears it cannot know of what
    heard |= {("decided", standing, *cell) for standing in SHAPES["decided"] for cell in alike}
    files = {cell for cell in granted if cell[:2] == ("ranked_list", "closed")}  # read by its address: every address
    unheard = {cell for cell in granted - heard - files if (cell[0], cell[1], cell[3]) not in NEVER_FILLED}
    assert not unheard, "\n".join(map(str, sorted(unheard)))


def check_calls(day: Day) -> None:
    """Hold each call against the rooms that its listener may enter: nobody hears of a foreign round. Holds R93."""
    rooms, heard = {room.id: room for room in day.world.programme.rooms}, set[tuple[str, str]]()
    for (name, where), ear in day.ears.items():
        for message in (*ear.line.said, *ear.answers):
            calls = [message] if message["type"] == "round_called" else message.get("calls", [])
            assert all(may_enter(ear.person, rooms[call["room_id"]]) for call in calls), f"{name} in {where}: {calls}"
            heard |= {(f"{name} in {where}", rooms[call["room_id"]].region_id) for call in calls}
    told_of_africa = {who for who, region in heard if region == "AF"}
    assert {"foreigner in plenary", "observer in plenary"} & told_of_africa == set()
    assert {"delegate in plenary", "chair in plenary", "neighbour in AF"} <= told_of_africa
    assert {who for who, region in heard if not region} == {f"{n} in {where}" for n, where in day.ears if n != "desk"}


def decisions_in(said: list[Json]) -> dict[int, Json]:
    """Find the decisions by their number; the hall has numbers of its own."""
    return {one["seq"]: one for one in said if "seq" in one and "ref" not in one and one["type"] not in ITS_OWN_NUMBERS}


def check_decisions(day: Day) -> None:
    """Hold what each was told of a decision against what those who conduct the room were told of it."""
    for (_, where), ear in day.ears.items():
        whole = day.ears["desk" if where == "desk" else "chair", where].line.said
        truth, told = decisions_in(whole), decisions_in(ear.line.said)
        assert len(told) > (4 if where == "desk" else 20)
        assert set(told) == set(truth)
        for seq, message in [one for one in told.items() if one[1]["type"] != "named_changed"]:
            assert message == as_heard(truth[seq], ear, day.owned), f"{ear.name} in {where} at {seq}"
        own = [one for one in ear.line.said if one["type"] == "snapshot"][-1]
        full = [one for one in whole if one["type"] == "snapshot"][-1]
        kept = [as_part(one, ear.audiences) for one in full["recommendations"]]
        assert own["recommendations"] == [one for one in kept if one]
        assert own["waiting"] == (full["waiting"] if "conducting" in ear.audiences else None)


def as_heard(truth: Json, ear: Ear, owned: set[str]) -> Json:
    """Cut out of what those who conduct heard what somebody hears of the same decision."""
    if "recommendation" not in truth:
        if truth["type"] == "set_changed" and "conducting" not in ear.audiences:
            return {**truth, "confirmed": None}
        hidden = truth["type"] in SIGNED and not ear.audiences & {"conducting", "signing"}
        return {"type": "decided", "seq": truth["seq"]} if hidden else truth
    whole = truth["recommendation"]
    standing, audiences = standing_in("recommendation", whole), as_owner(ear, whole["id"], owned)
    (kind,) = [one for one in OF_RECOMMENDATIONS if fields_heard(audiences, one, standing)]
    fields = fields_heard(audiences, kind, standing)
    heard: Json = {"type": kind, "seq": truth["seq"]}
    if "recommendation" in fields:
        heard["recommendation"] = as_part(whole, audiences)
        heard["waiting"] = truth["waiting"] if "waiting" in fields else None
    return heard


def as_part(whole: Json, audiences: frozenset[str]) -> Json:
    """Show a recommendation to some audiences; nothing where it is not for them."""
    fields = fields_heard(audiences, "recommendation", standing_in("recommendation", whole))
    return {name: value if name in fields else type(value)() for name, value in whole.items()} if fields else {}


def as_owner(ear: Ear, recommendation_id: str, owned: set[str]) -> frozenset[str]:
    """Say as whom somebody hears of a recommendation: of one's own, as its owner."""
    return frozenset({"owner"}) if ear.name == "delegate" and recommendation_id in owned else ear.audiences


def shapes_in(
    ear: Ear, message: Json, rounds: dict[str, Json], owned: set[str]
) -> Iterator[tuple[str, str, frozenset[str], Json]]:
    """Go through a message and all that is in it: shape, how it stands, as whom it is heard, and its fields."""
    kind, audiences = message["type"], ear.audiences
    if "recommendation" in message:
        audiences = as_owner(ear, message["recommendation"]["id"], owned)
    if "ref" in message or kind == "you":
        audiences |= {"asker"} | ({"owner"} if ear.name == "delegate" else set())
    standing = ALWAYS
    if kind in OF_RECOMMENDATIONS:
        standing = "named" if kind == "decided" else standing_in("recommendation", message["recommendation"])
    elif kind == "round_called":
        standing = "theirs"
    elif kind.startswith("tally_"):
        standing = standing_in("tally", rounds[message["round_id"]])
    yield kind, standing, audiences, message
    yield from parts_in(message, audiences - {"owner"} if kind == "snapshot" else audiences, rounds)


def parts_in(
    value: Json, audiences: frozenset[str], rounds: dict[str, Json]
) -> Iterator[tuple[str, str, frozenset[str], Json]]:
    """Go through the shapes inside another; a list of ids, or a number, is none."""
    for name, inside in value.items():
        shape, whom = PARTS.get(name, ""), {"owner"} if name == "own" else audiences
        if name == "current" and inside and "sessions" not in inside:  # else a programme
            shape = "round" if "slate" in inside else "named" if "positions" in inside else "ballot"
        for key, one in many(name, inside):
            if not shape or not isinstance(one, dict) or ("score" in one and shape != "alike"):
                continue
            about = rounds[key] if shape == "tally" else value if shape == "lot" else one
            yield shape, standing_in(shape, about), frozenset(whom), one
            if shape != "ranked_list":
                yield from parts_in(one, frozenset(whom), rounds)


def many(name: str, inside: Any) -> Iterable[tuple[Any, Any]]:
    """Go through what stands under a name, which may be one thing, a list, or a table by id."""
    if name in BY_ID and isinstance(inside, dict):  # of a rules sheet `wishes` is a choice
        return inside.items()
    if name == "alike":
        return enumerate(one for near in inside.values() for one in near)
    return enumerate(inside) if isinstance(inside, list) else [("", inside)]


def standing_in(shape: str, about: Json) -> str:
    """Say how a thing stands by what a listener can see of it."""
    found = ALWAYS
    if shape == "recommendation":
        signed = about["status"] == "proposed" and about["parents"]
        found = "signed" if signed else STATUS.get(about["status"], ("stands", "stands"))[about["number"] > 0]
    elif shape == "tally":
        rules = about["rules"]
        shown = "live" if (rules["visibility"], rules["secrecy"]) == ("live", "recorded") else "turnout"
        found = "hidden" if rules["visibility"] == "hidden" and about["state"] != "published" else shown
    elif shape == "lot":
        found = "counted" if about["state"] in ("closed", "published") else "votable"
    elif shape == "ballot":
        found = "earlier" if about["earlier"] else "later"
    elif shape == "ranked_list":
        found = "published"
    elif shape in ("call", "round_called"):
        found = "theirs"
    return found


def learn(rounds: dict[str, Json], message: Json) -> None:
    """Remember the rounds as they stand by now."""
    for round_ in (*message.get("rounds", ()), *([message["round"]] if message.get("round") else ())):
        rounds[round_["id"]] = round_
