"""Frames by chance: half right, half wrong, as a broken client or a curious one might send them."""

import asyncio
import json
from contextlib import AsyncExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.protocol.commands import AnyCommand
from tests.pictures import Witness
from tests.room.halls import an_open_round, witness
from tests.services import Json, Kit, Service
from tests.web.socket.frames import CODES

pytestmark = pytest.mark.usefixtures("no_defect")
COMMANDS = sorted(kind.__struct_config__.tag for kind in AnyCommand.__args__)
FIELDS = {
    "ref": st.text('abc\u0000é"', max_size=5),
    "request_id": st.sampled_from(["a", "b", "", " ", "\u0000", "é"]) | st.text(max_size=70),
    "title": st.text(max_size=130),
    "text": st.text(max_size=20) | st.none(),
    "language": st.sampled_from(["en", "xx", ""]),
    "marks": st.dictionaries(st.text(max_size=4), st.sampled_from(["for", "approve", ""]), max_size=3),
    "rules": st.dictionaries(
        st.sampled_from(["k", "theta", "visibility", "quorum", "places", "closes_after_s"]),
        st.integers() | st.text(max_size=3) | st.none() | st.sampled_from(["1/2", "live"]) | st.lists(st.integers()),
        max_size=3,
    ),
    "have": st.dictionaries(st.text(max_size=3), st.fixed_dictionaries({"epoch": st.integers()}), max_size=2),
    "slate": st.lists(st.text(max_size=9), max_size=3),
    "method": st.sampled_from(["shortlist", "across_regions", "", "x"]),
    "reason": st.text(max_size=9),
}
IDS = ("round_id", "recommendation_id", "question_id", "ballot_id")
NUMBERS = ("seen", "epoch", "base_revision", "seconds")
NEEDED = {kind.__struct_config__.tag: kind.__struct_fields__ for kind in AnyCommand.__args__}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def service(roomy_service: Service) -> Service:
    """Send as much as one likes: what is read, not how much of it, is tested here."""
    return roomy_service


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Draw a command as anybody might write it: fields missing, wrong or strange, at times a letter out of place.

    Shape:   `@round`, `@one`, `@question` and `@room` stand for what there is.
    """
    said: Json = {"type": draw(st.sampled_from(COMMANDS))}
    known = st.sampled_from(["@round", "@one", "@question", "@room"]) | st.text(max_size=9)
    fields = {**FIELDS, **dict.fromkeys(IDS, known), **dict.fromkeys(NUMBERS, st.integers(-2, 3) | st.integers())}
    for name in NEEDED[said["type"]]:
        if name in fields and draw(st.integers(0, 9)):
            said[name] = draw(fields[name])
    if not draw(st.integers(0, 3)):
        said[draw(st.sampled_from([*said, "ref", "extra"]))] = draw(ANYTHING)
    frame = json.dumps(said, ensure_ascii=draw(st.booleans()))
    if not draw(st.integers(0, 9)):
        at = draw(st.integers(0, len(frame)))
        frame = frame[:at] + draw(st.sampled_from(["", '"', "\\", "{", "\u0000", "\\ud800"])) + frame[at + 1 :]
    return frame


@pytest.fixture
async def people(kit: Kit, hall: AsyncExitStack) -> tuple[Witness, Witness, dict[str, str]]:
    """Let the chair and a delegate in, open a round, and say what there is to speak of."""
    room, question = kit.room("s1"), kit.question("s1")
    chair, delegate = await witness(hall, kit, room, "chair"), await witness(hall, kit, room, kit.a_delegate())
    round_ = await an_open_round(chair, kit)
    return (
        chair,
        delegate,
        {"@round": round_["id"], "@one": round_["slate"][0], "@question": question, "@room": room["id"]},
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(frame=frames(), conducts=st.booleans())
async def test_whatever_is_sent_is_answered_or_refused_with_a_code(
    people: tuple[Witness, Witness, dict[str, str]], frame: str, conducts: bool
) -> None:
    """Half-right frames of every kind: no `unexpected`, no silence, and the next hello is served as ever."""
    chair, delegate, there_is = people
    phone = chair if conducts else delegate
    for name, real in there_is.items():
        frame = frame.replace(name, real)
    before = len(phone.told)
    try:
        frame.encode()
    except UnicodeEncodeError:
        frame = frame.encode(errors="replace").decode()
    await phone.send(frame)
    # One frame is answered before the next is read: after this hello the one before it was answered.
    async with asyncio.timeout(10):
        assert (await phone.hello())["type"] == "snapshot"
    assert {one["code"] for one in phone.told[before:] if one["type"] == "refused"} <= CODES
    assert not phone.fault
