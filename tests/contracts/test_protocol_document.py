"""docs/protocol.md says what the service says: message by message, field by field, in both directions.

The tables of the document are read and held against the classes of `server.protocol` and the tables of
the domain. What is in one and not in the other fails.
"""

import json
import re
import types
import typing

import msgspec
import pytest

from server.domain.counting.ranking import SlateItem
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.errors import REFUSALS
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.people import ROLES, Person, require
from server.domain.procedure.programme import Room, desk_room
from server.domain.procedure.rules import Rules, rules_sheet
from server.protocol import commands, events, message, replies, shapes
from server.protocol.message import Message
from server.record.ranked_list import write_ranked_list
from server.web.refusals import _STATUS
from server.web.routes import LIVE, _routes
from tests.contracts.documents import below, section
from tests.contracts.tree import ROOT

PROTOCOL = "protocol.md"
FAMILIES = {"Commands": commands.Command, "Replies": message.Message, "Events": events.Event}
WORDS = {str: "text", int: "integer", bool: "true or false", typing.Any: "any", msgspec.Raw: "object or null"}


def messages_of(family: str) -> dict[str, type[Message]]:
    """Find the messages of a family by their type: the classes at the end of every line of descent."""
    if family == "Commands":
        return {str(kind.__struct_config__.tag): kind for kind in commands.AnyCommand.__args__}
    module = {"Replies": replies, "Events": events}[family]
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
    optional = {each.encode_name for each in fields if not each.required and each.default is not msgspec.UNSET}
    assert documented.column == [each.encode_name + "?" * (each.encode_name in optional) for each in fields]
    for each in fields:
        name = each.encode_name + "?" * (each.encode_name in optional)
        assert documented.second(name) == spelled(each.type), f"{kind}.{name}"


def spelled(kind: object) -> str:
    """Spell a type as the document does."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        said = [one for one in inner if one is not msgspec.UnsetType]
        return " or ".join("null" if one is type(None) else spelled(one) for one in said)
    if origin is list or inner[1:] == (...,):
        return f"list of {spelled(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(spelled(one) for one in inner)}]"
    if kind == message.Json or (isinstance(kind, type) and issubclass(kind, shapes.Shape)):
        return "object"
    if origin is dict:
        return f"object of {spelled(inner[1])}".removesuffix(" of object").removesuffix(" of object or null")
    if origin is typing.Literal:
        kind = type(inner[0])
    return WORDS.get(kind) or getattr(kind, "__name__", "any")  # type: ignore[call-overload]


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
    """`yes`: wherever they may enter; `own region`, `its room`, `plenary`: in such a room alone; `–`: refused."""
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
    for room in (Room("m1", "plenary", "s1", "Plenary"), Room("m2", "region", "s1", "Africa", "AF"), desk_room("m")):
        try:
            require(person, act, room)
            may.append(room.kind)
        except tuple(REFUSALS.values()):
            continue
    return {
        ("plenary", "region"): "yes",
        ("region",): "own region",
        ("desk",): "its room",
        ("plenary",): "plenary",
    }.get(tuple(may), "–")


SHAPES = {kind.__name__.lower(): kind for kind in shapes.Shape.__subclasses__()}
TOLD_IN_THEIR_PLACE = {
    "translation", "close", "lot", "excess", "wayup", "outlook", "source", "totals", "joining", "reading", "fromround",
    "readingof",
}  # fmt: skip
"""What is so small that the document says its fields where it stands."""
PARTS_OF_A_SNAPSHOT = {"passing", "lasting"}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_documented(name: str) -> None:
    """What a message calls an object has a table of its own, with exactly the fields that are sent."""
    fields = msgspec.structs.fields(SHAPES[name])
    written = below(PROTOCOL, "Shapes")
    if name in TOLD_IN_THEIR_PLACE:
        told = "[^{}]*".join(f'"{each.encode_name}"' for each in fields)
        assert re.search(r"\{" + told, (ROOT / "docs" / PROTOCOL).read_text("utf-8")), name
    elif name not in PARTS_OF_A_SNAPSHOT:
        assert written[name].column == [each.encode_name + "?" * (not each.required) for each in fields]


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - TOLD_IN_THEIR_PLACE - PARTS_OF_A_SNAPSHOT - {"rules"}))
def test_every_type_of_a_shape_is_documented(name: str) -> None:
    """A program reads a field as what the table says that it is."""
    written = below(PROTOCOL, "Shapes")[name]
    for each in msgspec.structs.fields(SHAPES[name]):
        field = each.encode_name + "?" * (not each.required)
        assert written.second(field) == spelled(each.type), f"{name}.{field}"


def test_a_snapshot_is_what_its_two_parts_say_and_what_is_the_asker_s_own() -> None:
    """It is written in parts, which are shared; no field is in both, and none in neither."""
    parts = [field for part in PARTS_OF_A_SNAPSHOT for field in SHAPES[part].__struct_fields__]
    own = ["ref", "own", "calls", "signing", "named", "counts", "hall"]
    assert sorted([*parts, *own]) == sorted(replies.Snapshot.__struct_fields__)


def test_no_shape_is_documented_that_is_not_sent() -> None:
    """A table that belongs to nothing misleads."""
    assert sorted(below(PROTOCOL, "Shapes")) == sorted(SHAPES.keys() - TOLD_IN_THEIR_PLACE - PARTS_OF_A_SNAPSHOT)


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
    state = Mandate("AF", "Kenya", "", 1)
    ballots = tuple(CountedBallot(region, {"a": columns[0]}, mandate=state) for region in range(regions))
    count = Count(recount(("a", "b"), here, columns, ballots), ballots, two, two)
    recommendations = [SlateItem("a", 1, "First", (), translations), SlateItem("b", 2, "Second")]
    open_ = Rules(secrecy="recorded")
    listed = ranked_list("r", method, open_, regions=named, count=count, recommendations=recommendations)
    written: dict[str, typing.Any] = json.loads(msgspec.json.encode(write_ranked_list(listed)))
    return written


@pytest.mark.parametrize("name", ["list", "region of a list", "item", "line", "tie_break"])
def test_the_ranked_list_is_documented(name: str) -> None:
    """What any method fills has a row; what not every method fills is marked as such."""
    lists = {(method, regions): a_list(method, regions) for method in METHODS for regions in (1, 2)}
    parts = {
        "list": [set(listed) for listed in lists.values()],
        "region of a list": [set(listed["regions"][0]) for listed in lists.values()],
        "item": [set(each) for listed in lists.values() for each in listed["items"]],
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
