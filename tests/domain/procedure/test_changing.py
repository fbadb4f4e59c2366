"""Changing the programme: the next version keeps whatever something stands on."""

from dataclasses import replace
from itertools import count

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.errors import Bound, Malformed, Overtaken
from server.domain.procedure.changing import ProgrammeWanted, change_programme, live_after
from server.domain.procedure.meeting import Live, Meeting, Proceedings, id_of
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from tests.services import SMALL_AGENDA

AGENDA = read_agenda(SMALL_AGENDA, ["lunch"])
REGIONS = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
IDS = [id_of("aaaaa", number) for number in range(9)]
PROGRAMME = Programme("A meeting", AGENDA, REGIONS, make_rooms(AGENDA, REGIONS, iter(IDS)), version=4)
BEFORE = Proceedings(Meeting("aaaaa", "code"), PROGRAMME)
WANTED = ProgrammeWanted("A meeting", AGENDA, REGIONS)


def changed(
    before: Proceedings = BEFORE, version: int = 4, seated: tuple[str, ...] = (), **wanted: object
) -> Programme:
    """Change what is said of the programme."""
    fresh = (id_of("aaaaa", number) for number in count(100))
    return change_programme(before, version, replace(WANTED, **wanted), fresh=fresh, seated=seated)


def test_what_is_wanted_already_is_the_version_that_there_is() -> None:
    assert changed() is PROGRAMME


def test_a_change_is_the_next_version() -> None:
    assert changed(title="Another") == replace(PROGRAMME, title="Another", version=5)


def test_whoever_read_an_older_version_is_told_the_newest() -> None:
    """Nothing is silently written over."""
    with pytest.raises(Overtaken) as refused:
        changed(version=3, title="Another")
    assert refused.value.current == 4


def test_rooms_keep_their_ids_and_take_the_new_names() -> None:
    """A region that is new has a room of its own with a fresh id, whatever the order."""
    renamed = replace(REGIONS[0], name="All of Africa")
    then = changed(regions=(Region("AP", "Asia", "AP"), REGIONS[1], renamed))
    was = {(room.agenda_session_id, room.region_id): room.id for room in PROGRAMME.rooms}
    now = {(room.agenda_session_id, room.region_id): room.id for room in then.rooms}
    assert now == {**was, ("lunch", "AP"): id_of("aaaaa", 100)}
    assert next(room.title for room in then.rooms if room.region_id == "AF").endswith("All of Africa")


def test_without_a_region_there_is_no_programme() -> None:
    for regions in ((), (REGIONS[0], REGIONS[0])):
        with pytest.raises(Malformed, match="regions"):
            changed(regions=regions)


def test_a_region_that_has_seats_stays() -> None:
    with pytest.raises(Bound, match="programme") as refused:
        changed(regions=REGIONS[:1], seated=("AM",))
    assert refused.value.current == {"id": "AM"}
    assert changed(regions=REGIONS[:1], seated=("AF",)).regions == REGIONS[:1]


def test_what_an_open_round_votes_in_stays() -> None:
    """Its regions, its room and its guiding question."""
    plenary = next(room for room in PROGRAMME.rooms if room.agenda_session_id == "s2")
    question = AGENDA.session("s2").questions[0].id
    round_ = Round("aaaaa00z", plenary.id, 1, "across_regions", ("aaaaa00y",), ("AF", "AM"), Rules(), question)
    before = replace(BEFORE, rounds={round_.id: round_})
    for wanted in ({"regions": REGIONS[:1]}, {"agenda": replace(AGENDA, sessions=AGENDA.sessions[:-1])}):
        with pytest.raises(Bound, match="programme"):
            changed(before, **wanted)
    assert changed(before, agenda=replace(AGENDA, sessions=AGENDA.sessions[::-1])).version == 5


def test_what_was_proposed_keeps_its_room_and_its_question() -> None:
    room = next(room for room in PROGRAMME.rooms if room.region_id == "AM")
    one = Recommendation(
        "aaaaa00y", 1, room.id, AGENDA.session("lunch").questions[0].id, "Title", "", "", ("AM",), "", "proposed"
    )
    before = replace(BEFORE, recommendations={one.id: one})
    lunch = replace(AGENDA.session("lunch"), questions=())
    sessions = tuple(lunch if session.id == "lunch" else session for session in AGENDA.sessions)
    with pytest.raises(Bound, match="programme") as refused:
        changed(before, agenda=replace(AGENDA, sessions=sessions))
    assert refused.value.current == {"id": one.question_id}


def test_what_is_live_goes_with_its_session_or_its_question() -> None:
    lunch, question = AGENDA.session("lunch"), AGENDA.session("lunch").questions[0]
    live = Live("lunch", question.id)
    assert live_after(live, PROGRAMME) == live
    asked = replace(PROGRAMME, agenda=replace(AGENDA, sessions=(replace(lunch, questions=()),)))
    assert live_after(live, asked) == Live("lunch")
    assert live_after(live, replace(PROGRAMME, agenda=replace(AGENDA, sessions=AGENDA.sessions[:1]))) == Live()
