"""docs/protocol.md says what the service says: message by message, field by field, in both directions.

The tables of the document are read and held against the classes of `server.protocol`, the views of `server.room` and
the tables of the domain. What is in one and not in the other fails.
"""

import ast
import json
import types
import typing

import msgspec
import pytest

from server.domain.counting.ranking import SlateItem
from server.domain.counting.tallies import Count, empty_tally
from server.domain.errors import REFUSALS
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.admission import Listed
from server.domain.procedure.meeting import Live, Region, Room
from server.domain.procedure.people import ROLES, Person, Seat, require
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules, rules_sheet
from server.protocol import commands, events, message, replies
from server.protocol.message import Message
from server.record.ranked_list import write_ranked_list
from server.room import views
from server.room.actions.ballots import ballot_view
from server.room.admission import listed_view
from server.store.packing import BallotRecord
from server.web.refusals import _STATUS
from server.web.routes import LIVE, _routes
from tests.contracts.documents import below, section
from tests.contracts.tree import files

PROTOCOL = "protocol.md"
FAMILIES = {"Commands": commands.Command, "Replies": message.Message, "Events": events.Event}
WORDS = {str: "text", int: "integer", bool: "true or false", typing.Any: "any"}


def messages_of(family: str) -> dict[str, type[Message]]:
    """Find the messages of a family by their type: the classes at the end of every line of descent."""
    module = {"Commands": commands, "Replies": replies, "Events": events}[family]
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    said = [kind for kind in kinds if issubclass(kind, Message) and not kind.__subclasses__()]
    return {str(kind.__struct_config__.tag): kind for kind in said}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_message_has_its_section(family: str) -> None:
    """A message without a section is undocumented; a section without a message is a promise nobody keeps."""
    assert sorted(below(PROTOCOL, family)) == sorted(messages_of(family))


@pytest.mark.parametrize(("family", "kind"), [(family, kind) for family in FAMILIES for kind in messages_of(family)])
def test_every_field_is_documented_with_its_type(family: str, kind: str) -> None:
    """The table of a message has its fields, in their order, each with its type; `?` marks what may be left out."""
    fields = msgspec.structs.fields(messages_of(family)[kind])
    documented = below(PROTOCOL, family)[kind]
    optional = {each.encode_name for each in fields if not each.required}
    assert documented.column == [each.encode_name + "?" * (each.encode_name in optional) for each in fields]
    for each in fields:
        name = each.encode_name + "?" * (each.encode_name in optional)
        assert documented.second(name) == spelled(each.type), f"{kind}.{name}"


def test_every_event_is_written_with_the_fields_of_its_class() -> None:
    """Events are put together as plain values, once for everybody; their classes say what has to be in them."""
    written: dict[str, set[str]] = {}
    for path in files("server/room/**/*.py", "server/live/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Dict):
                continue
            keys = [getattr(key, "value", None) for key in node.keys]
            if "type" in keys and None not in keys:
                kind = node.values[keys.index("type")]
                written[str(getattr(kind, "value", ""))] = set(map(str, keys)) - {"type"}
    kinds = messages_of("Events")
    # A tally's fields are its view; the number of a decision is put in front by `snapshot.Heard`.
    assert set(written) == set(kinds) - {"tally_changed"}
    assert written == {kind: set(kinds[kind].__struct_fields__) - {"seq"} for kind in written}


def spelled(kind: object) -> str:
    """Spell a type as the document does."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return " or ".join("null" if one is type(None) else spelled(one) for one in inner)
    if origin is list:
        return f"list of {spelled(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(spelled(one) for one in inner)}]"
    if kind == message.Json:
        return "object"
    if origin is dict:
        return f"object of {spelled(inner[1])}"
    return WORDS.get(kind, getattr(kind, "__name__", "any"))  # type: ignore[call-overload]


def test_every_refusal_code_is_documented() -> None:
    """The codes never change, so the table is complete; each has the status that a call over HTTP gets."""
    documented = section(PROTOCOL, "Refusal codes")
    assert sorted(documented.column) == sorted([*REFUSALS, "unexpected"])
    statuses = {code: str(_STATUS.get(code, 409)) for code in REFUSALS} | {"unexpected": "500"}
    assert {code: documented.second(code) for code in documented.column} == statuses


def test_every_close_code_is_documented() -> None:
    """A phone decides by the close code whether it comes back."""
    codes = {str(code) for name, code in vars(message).items() if name.startswith("CLOSE_")}
    assert set(section(PROTOCOL, "Close codes").column) == codes


def test_the_table_of_roles_and_acts_is_the_service_s() -> None:
    """`yes`: wherever they may enter; `own region`: in the room of their own region alone; `–`: refused."""
    documented = section(PROTOCOL, "Who may do what")
    acts = sorted({each for family in ("Commands",) for each in messages_of(family)} - {"hello"})
    assert sorted(documented.column) == acts
    for row in documented.rows:
        for role, said in zip(ROLES, row[1:], strict=True):
            assert said == allowed(role, row[0].strip("`")), f"{role} {row[0]}"


def allowed(role: str, act: str) -> str:
    """Ask the domain what a role may do."""
    person = Person("m", role, "" if role in ("chair", "screen", "observer") else "AF")
    may = []
    for room in (Room("m1", "plenary", "s1", "Plenary"), Room("m2", "region", "s1", "Africa", "AF")):
        try:
            require(person, act, room)
            may.append(room.kind)
        except tuple(REFUSALS.values()):
            continue
    return {("plenary", "region"): "yes", ("region",): "own region"}.get(tuple(may), "–")


A_RECOMMENDATION = Recommendation("a", 1, "m1", "q1", "Title", "", "en", ("AF",))
A_ROUND = Round("r", "m", 1, "shortlist", ("a",), ("AF",), Rules())
SHAPES = {
    "room": views.room_view(Room("m1", "plenary", "s1", "Plenary")),
    "live": views.live_view(Live()),
    "region": views.region_view(Region("AF", "Africa", "AF")),
    "recommendation": views.recommendation_view(A_RECOMMENDATION, "conducting"),
    "round": views.round_view(A_ROUND, 0),
    "clock": views.round_view(A_ROUND, 0)["clock"],
    "shortlist": views.shortlist_view(A_ROUND),
    "tally": views.tally_view(A_ROUND, 0, empty_tally(("a",), ("AF",), ("approve",))),
    "ballot": ballot_view(BallotRecord(1, 1, "request", "ballot", 0, "0"), A_ROUND, 1),
    "rules": rules_sheet(Rules()),
    "seat": listed_view(Listed(Seat("m100000001", "A", "D", "AF"), "named")),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_documented(name: str) -> None:
    """What a message calls an object has a table of its own, with exactly the fields that are sent."""
    assert below(PROTOCOL, "Shapes")[name].column == list(SHAPES[name])


def test_no_shape_is_documented_that_is_not_sent() -> None:
    """A table that belongs to nothing misleads."""
    assert sorted(below(PROTOCOL, "Shapes")) == sorted(SHAPES)


def test_the_defaults_of_the_rules_sheet_are_documented() -> None:
    """A chair who says nothing gets what the table says."""
    documented = below(PROTOCOL, "Shapes")["rules"]
    for rule, default in rules_sheet(Rules()).items():
        assert documented.second(rule) == json.dumps(default).strip('"'), rule


def test_every_method_is_documented_with_its_marks() -> None:
    """A ballot is made of marks, and each method has its own."""
    documented = section(PROTOCOL, "Methods and marks")
    assert sorted(documented.column) == sorted(METHODS)
    for name, method in METHODS.items():
        assert documented.second(name) == " · ".join(method.columns(Rules(with_changes=True)))


def a_list(method: str, regions: int = 2) -> dict[str, typing.Any]:
    """Write the ranked list of a small round, as a phone hears it."""
    named = [("AF", "Africa"), ("AM", "Americas")][:regions]
    here = tuple(region_id for region_id, _ in named)
    two = (2,) * regions
    translations = (("fr", "Premier"),)[: regions - 1]
    columns = METHODS[method].columns(Rules(with_changes=True))
    count = Count(empty_tally(("a", "b"), here, columns), (), two, two)
    recommendations = [SlateItem("a", 1, "First", (), translations), SlateItem("b", 2, "Second")]
    listed = ranked_list("r", method, Rules(), regions=named, count=count, recommendations=recommendations)
    written: dict[str, typing.Any] = json.loads(msgspec.json.encode(write_ranked_list(listed)))
    return written


@pytest.mark.parametrize("name", ["list", "region of a list", "item", "line", "tie_break"])
def test_the_ranked_list_is_documented(name: str) -> None:
    """What any method fills has a row; what not every method fills is marked as such."""
    lists = {(method, regions): a_list(method, regions) for method in METHODS for regions in (1, 2)}
    parts = {
        "list": [set(listed) for listed in lists.values()],
        "region of a list": [set(listed["regions"][0]) for listed in lists.values()],
        "item": [set(listed["items"][0]) for listed in lists.values()],
        "line": [
            set(listed["items"][0]["line"]) - set(METHODS[method].columns(Rules()))
            for (method, _), listed in lists.items()
        ],
        "tie_break": [set(listed["tie_break"]) for listed in lists.values()],
    }[name]
    always = set.intersection(*parts)
    documented = below(PROTOCOL, "The ranked list")[name].column
    assert set(documented) == always | {f"{field}?" for field in set.union(*parts) - always}


def test_every_address_is_documented() -> None:
    """Every route that the service answers has a row, and no row leads nowhere."""
    routed = {LIVE}
    for route in _routes("{version}"):
        methods = getattr(route, "methods", None)
        routed |= {f"{method} {route.path}" for method in methods - {"HEAD"}} if methods else {route.path}
    documented = {*section(PROTOCOL, "Calls").column, *section(PROTOCOL, "Pages and files").column}
    assert documented == routed
