"""A long room in two parts: together they are the whole, and what somebody votes on is in the first."""

import asyncio
import json
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.text import read_agenda
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme, make_rooms
from server.domain.procedure.recommendations import Recommendation, Status
from server.domain.procedure.rounds import Round, RoundState
from server.domain.procedure.rules import Rules
from server.live.paged import FIRST, LONG, Parts
from server.room import views
from tests.builders import SIX
from tests.services import SMALL_AGENDA, Json, Service

STATUSES: tuple[Status, ...] = ("accepted", "accepted", "accepted", "merged", "rejected")
STATES: tuple[RoundState, ...] = ("draft", "open", "closing", "closed", "published", "void")
AGENDA = read_agenda(SMALL_AGENDA, ["lunch"])
ROOMS = make_rooms(AGENDA, SIX, (f"room{n:04}" for n in count()))
PLENARY = next(room for room in ROOMS if room.kind == "plenary")
QUESTIONS = [question.id for _, question in AGENDA.all_questions()]
TEXT = "What is meant by it, and who does what until when, in some sentences that people have written. " * 4


@st.composite
def long_rooms(draw: st.DrawFn) -> Proceedings:
    """Fill a plenary room with recommendations of every standing, and have rounds about some of them."""
    many = draw(st.integers(0, 2 * LONG))
    drawn = [
        Recommendation(
            f"aaaaa{n:03}", n + 1, PLENARY.id, draw(st.sampled_from(QUESTIONS)), f"Title {n}", "", "en", ("AF",),
            status=draw(st.sampled_from(STATUSES)), stood=True,
        )
        for n in range(many)
    ]  # fmt: skip
    ids = [one.id for one in drawn]
    rounds = [
        Round(f"bbbbb{n}", PLENARY.id, n + 1, "shortlist", tuple(slate), ("AF",), Rules(), state=state)
        for n, (slate, state) in enumerate(draw(st.lists(st.tuples(slates(ids), st.sampled_from(STATES)), max_size=3)))
    ]
    programme = Programme("Consultation", AGENDA, SIX, ROOMS)
    of = {one.id: one for one in drawn}
    return Proceedings(Meeting("aaaaa", ""), programme, recommendations=of, rounds={one.id: one for one in rounds})


def slates(ids: list[str]) -> st.SearchStrategy[list[str]]:
    """Choose some of them."""
    return st.lists(st.sampled_from(ids), max_size=9, unique=True) if ids else st.just([])


@given(long_rooms())
def test_both_parts_are_the_whole_and_what_matters_now_is_in_the_first(meeting: Proceedings) -> None:
    """Whatever stands, and whichever rounds there are: a slate that is not over is never read later. Holds R274."""
    shown = views.shown_in(meeting, PLENARY, "floor")
    parts = Parts(meeting, PLENARY, shown)
    rest = json.loads(parts.rest)["recommendations"]
    first = [one.id for one in parts.first]
    assert sorted([*first, *(one["id"] for one in rest)]) == sorted(one.id for one in shown)
    assert first == [one.id for one in shown if one.id in set(first)]
    assert (parts.more is None) == (rest == [])
    assert rest == [] or len(shown) > LONG
    named = {item for one in meeting.rounds.values() if one.state in STATES[:4] for item in one.slate}
    assert named <= set(first)
    if rest:
        assert FIRST <= len(first) <= FIRST + len(named)


@pytest.mark.parametrize("who", ["chair", "screen", "delegate"])
async def test_who_reads_more_has_what_all_others_have_at_once(service: Service, who: str) -> None:
    """And an older page, which does not know that there is more, gets everything. Holds R274."""
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    person = await asyncio.to_thread(kit.a_delegate) if who == "delegate" else who
    question = await asyncio.to_thread(kit.question, "s1")
    async with kit.phone(room, "chair") as chair:
        for n in range(LONG + 5):
            await chair.act("propose", question_id=question, title=f"Title {n}", text=TEXT, language="en")
        async with kit.phone(room, person) as old, kit.phone(room, person, ["more"]) as new:
            credential = kit.founded["credentials"].get(who) or person["credential"]  # type: ignore[index]
            status, rest = await asyncio.to_thread(service.call, "GET", new.snapshot["more"], None, credential)
    assert status == 200
    assert old.snapshot["more"] is None
    assert len(new.snapshot["recommendations"]) == FIRST
    both = [*new.snapshot["recommendations"], *rest["recommendations"]]
    assert sorted(both, key=number) == sorted(old.snapshot["recommendations"], key=number)
    assert rest["seq"] == new.snapshot["seq"] == old.snapshot["seq"]


def number(one: Json) -> int:
    """Say the number of a recommendation."""
    return int(one["number"])
