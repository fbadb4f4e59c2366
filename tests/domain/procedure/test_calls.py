"""Where people are needed: calls into rooms that they may enter, and their own room of what is live."""

from dataclasses import replace

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.procedure.calls import calling, calls_in, is_heard_in, live_room, room_at_hand, turns
from server.domain.procedure.meeting import Live, Meeting, Proceedings
from server.domain.procedure.people import Person, may_enter
from server.domain.procedure.programme import Programme, Room, make_rooms
from server.domain.procedure.rounds import VOTING, Round
from server.domain.procedure.rules import Rules
from tests.builders import SIX
from tests.services import SMALL_AGENDA

AGENDA = read_agenda(SMALL_AGENDA, ["lunch"])
ROOMS = make_rooms(AGENDA, SIX, (f"m0000r{number}" for number in range(99)))
PROGRAMME = Programme("A meeting", AGENDA, SIX, ROOMS)
NOTHING = Live()
STATES = ("draft", "open", "closing", "closed", "published", "void")


def who(role: str, region: str = "") -> Person:
    """Somebody of the meeting."""
    return Person("m0000", role, region, "m00000001" if role == "delegate" else "")


PEOPLE = [who(role) for role in ("chair", "screen", "observer")] + [
    who(role, region.id) for region in SIX for role in ("delegate", "moderator")
]


def room(session: str, region: str = "") -> Room:
    """The plenary of an agenda session, or a region's room."""
    return next(one for one in ROOMS if (one.agenda_session_id, one.region_id) == (session, region))


def a_round(number: int, where: Room, state: str = "open") -> Round:
    """A round in a room."""
    regions = (where.region_id,) if where.region_id else tuple(region.id for region in SIX)
    return Round(
        f"t{number}", where.id, number, "shortlist", ("c1",), regions, Rules(), state=state, opened_at_ms=number
    )


def proceedings(*rounds: Round, live: Live = NOTHING) -> Proceedings:
    """A meeting with some rounds."""
    return Proceedings(Meeting("m0000", "abc"), PROGRAMME, live=live, rounds={one.id: one for one in rounds})


def test_a_call_is_heard_wherever_somebody_may_be_whom_it_calls() -> None:
    """For each person and each room they may enter: every call into any room of theirs is heard there. Holds R92."""
    for person in PEOPLE:
        mine = [one for one in ROOMS if may_enter(person, one)]
        called = mine if person.role == "delegate" else []
        assert all(is_heard_in(here, there) for here in mine for there in called), person


@pytest.mark.parametrize("region", [region.id for region in SIX])
def test_six_lunches_at_once_call_each_region_to_its_own(region: str) -> None:
    lunches = [a_round(number, room("lunch", one.id)) for number, one in enumerate(SIX, start=1)]
    meeting = proceedings(*lunches)
    (called,) = calling(meeting, who("delegate", region))
    assert called.room_id == room("lunch", region).id
    assert room_at_hand(meeting, who("delegate", region)).id == called.room_id
    heard = [about.region_id for _, about in calls_in(meeting, room("s1")) if may_enter(who("delegate", region), about)]
    assert heard == [region]


def test_only_what_is_being_voted_on_calls() -> None:
    for state in STATES:
        meeting = proceedings(a_round(1, room("s1"), state))
        assert bool(calls_in(meeting, room("s2"))) == bool(calling(meeting, who("delegate", "AF"))) == (state in VOTING)


@pytest.mark.parametrize("before", [None, *STATES])
@pytest.mark.parametrize("after", STATES)
def test_a_call_is_told_when_it_begins_changes_or_ends_and_at_no_other_time(before: str | None, after: str) -> None:
    was = a_round(1, room("s1"), before) if before else None
    told = {before, after} & set(VOTING) and before != after
    assert turns(was, a_round(1, room("s1"), after)) == bool(told)
    assert not turns(was, replace(was, frozen=True)) if was else True


def test_each_finds_their_own_room_of_the_live_session() -> None:
    for session, live in (("s1", Live("s1", "", room("s1").id)), ("lunch", Live("lunch"))):
        meeting = proceedings(live=live)
        for region in SIX:
            for role in ("delegate", "moderator"):
                own = room(session) if session == "s1" else room(session, region.id)
                assert live_room(meeting, who(role, region.id)) == own == room_at_hand(meeting, who(role, region.id))
    assert [live_room(meeting, who(role)) for role in ("chair", "screen", "observer")] == [None] * 3


def test_the_hall_stays_where_it_was_while_the_meeting_sits_by_region() -> None:
    """So do the chair and observers: the plenary before the lunch, and not the first room of the day."""
    meeting = proceedings(live=Live("lunch"))
    assert {room_at_hand(meeting, who(role)).id for role in ("chair", "screen", "observer")} == {room("s1").id}
    assert {room_at_hand(proceedings(), who(role)).id for role in ("chair", "screen")} == {room("s1").id}
    assert room_at_hand(proceedings(), who("moderator", "AM")) == room("lunch", "AM")


def test_home_is_where_one_may_cast_then_where_the_meeting_is() -> None:
    """Of several open rounds first those one has not cast in, then that of the live room, then the newest."""
    live = Live("s2", "", room("s2").id)
    lunch, first, second = a_round(3, room("lunch", "AF")), a_round(1, room("s1")), a_round(2, room("s2"))
    delegate = who("delegate", "AF")
    assert room_at_hand(proceedings(lunch, first, live=live), delegate) == room("lunch", "AF")
    assert room_at_hand(proceedings(lunch, first, second, live=live), delegate) == room("s2")
    assert room_at_hand(proceedings(lunch, first, second, live=live), delegate, {"t2"}) == room("lunch", "AF")
    assert room_at_hand(proceedings(lunch, first, second, live=live), delegate, {"t2", "t3"}) == room("s1")
    assert room_at_hand(proceedings(lunch, first, second, live=live), delegate, {"t1", "t2", "t3"}) == room("s2")
    assert room_at_hand(proceedings(lunch, first, live=live), who("observer")) == room("s2")
    closed = replace(first, state="closed")
    assert room_at_hand(proceedings(closed, live=live), delegate) == room("s2")
