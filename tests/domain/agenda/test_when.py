"""Where and when an agenda session is held: read from a tree and written again; what older data do not say is empty."""

import msgspec
import pytest

from server.domain.agenda.agenda import Agenda, AgendaSession
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.tree import agenda_from_tree, agenda_tree
from server.domain.procedure.editing import wanted_by
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.store.codec import from_json, to_json
from tests.services import Json

REGIONS = (Region("AF", "Africa", "AF"),)
LUNCH = {
    "id": "lunch", "title": "The lunch", "day": "Day One", "starts": "12:30", "ends": "14:00", "kind": "by_region",
    "questions": ["What next?"],
}  # fmt: skip
OPENING = {"id": "open", "title": "Working group: words of welcome", "day": "Day One", "kind": "no_voting"}
LAST = {"id": "last", "title": "The plenary", "day": "Second day", "starts": "09:00"}


def read(*sessions: Json) -> Agenda:
    """Read the agenda of some sessions."""
    return agenda_from_tree({"title": "A meeting", "sessions": list(sessions)})


def test_day_times_and_kind_are_read_and_written_again() -> None:
    """Holds R178."""
    agenda = read(OPENING, LUNCH, LAST)
    assert [(one.day, one.starts, one.ends, one.kind) for one in agenda.sessions] == [
        ("Day One", "", "", "no_voting"), ("Day One", "12:30", "14:00", "by_region"),
        ("Second day", "09:00", "", "plenary"),
    ]  # fmt: skip
    assert agenda.days == ("Day One", "Second day")
    assert agenda_from_tree(agenda_tree(agenda)) == agenda


def test_where_nobody_votes_is_no_region_s_whatever_the_heading_speaks_of() -> None:
    opening = read(OPENING).sessions[0]
    assert (opening.no_voting, opening.by_region) == (True, False)
    assert not agenda_from_tree({"sessions": [OPENING]}, ["open"]).sessions[0].by_region


def test_without_a_kind_by_region_says_it_as_before() -> None:
    for by_region in (True, False):
        (session,) = read({"title": "The lunch", "by_region": by_region}).sessions
        assert (session.by_region, session.kind) == (by_region, "by_region" if by_region else "plenary")
    assert read({"title": "Working lunch in working groups"}).sessions[0].by_region


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("starts", "9:00", "bad_time"), ("ends", "24:00", "bad_time"), ("ends", "noon", "bad_time"),
     ("kind", "lunch", "wrong_type"), ("day", 5, "wrong_type"), ("starts", 900, "wrong_type")],
)  # fmt: skip
def test_what_is_no_time_and_no_kind_is_said_with_its_path(field: str, value: object, code: str) -> None:
    with pytest.raises(AgendaProblems) as refused:
        read({**LAST, field: value})
    assert [(one.code, one.text) for one in refused.value.problems] == [(code, f"sessions[0].{field}")]


def test_what_an_older_release_has_kept_is_read_with_nothing_said() -> None:
    kept = msgspec.json.decode(to_json(read(LAST)))
    older = {
        name: value for name, value in kept["sessions"][0].items() if name not in ("day", "starts", "ends", "no_voting")
    }
    found = from_json(msgspec.json.encode({**kept, "sessions": [older]}), Agenda)
    assert found.sessions == (AgendaSession("last", "The plenary"),)


def test_an_edit_says_where_a_session_is_held_in_either_way() -> None:
    """The other is what follows from it."""
    agenda = read(LUNCH, LAST)
    ids = (f"aaaaa{number:03}" for number in range(9))
    programme = Programme("A meeting", agenda, REGIONS, make_rooms(agenda, REGIONS, ids))
    for said, kind in (
        ({"kind": "no_voting"}, "no_voting"), ({"by_region": False}, "plenary"), ({"title": "Renamed"}, "by_region"),
    ):  # fmt: skip
        wanted = wanted_by(programme, {"sessions": [{"id": "lunch", **said}, "last"]})
        lunch, last = wanted.agenda.sessions
        assert (lunch.kind, lunch.starts, last) == (kind, "12:30", agenda.sessions[1])
