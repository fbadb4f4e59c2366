"""Who is in a room, kept as they come and go: always what counting everybody would give."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from server.domain.procedure.people import Person
from server.live.attendance import Attendance
from server.live.listener import Listener
from server.live.outbox import Outbox
from server.live.tally import way_of
from tests.live.test_greeting import Connection

_PEOPLE = st.one_of(
    st.builds(Person, meeting_id=st.just("m"), role=st.just("delegate"), region_id=st.sampled_from(("AF", "AM", "EU"))),
    st.builds(Person, meeting_id=st.just("m"), role=st.sampled_from(("chair", "moderator", "observer", "screen"))),
)


@given(st.lists(st.tuples(_PEOPLE, st.integers(0, 5), st.booleans(), st.booleans())))
def test_counts_are_what_counting_everybody_would_give(history: list[tuple[Person, int, bool, bool]]) -> None:
    """One comes in each step and says how they take a tally, and now and then one of those who are here leaves."""
    attendance, here = Attendance(), []
    for person, leaves, steps, outlook in history:
        listener = Listener(person, Outbox(Connection()))
        attendance.enter(listener)
        here.append(listener)
        attendance.take(here[leaves % len(here)], way_of(steps=steps, outlook=outlook))
        if leaves < len(here) // 2:
            gone = here.pop(leaves)
            attendance.leave(gone)
            attendance.take(gone, way_of(steps=steps, outlook=True))  # what they asked for comes too late
        delegates = [one.person for one in here if one.person.role == "delegate"]
        observers = [one.person for one in here if one.person.role == "observer"]
        expected = Counter([*(one.region_id for one in delegates), *("observer" for _ in observers)])
        assert attendance.counts() == expected
        assert attendance.at_podium == {one for one in here if one.person.role in ("chair", "moderator")}
        assert attendance.want_outlook() == any(one.way.outlook for one in here)
        assert set(attendance) == set(here)
        assert len(attendance) == len(here)
