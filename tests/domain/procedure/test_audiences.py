"""The table of audiences, cell by cell: what a view shows is what its row allows, and nothing else."""

import itertools
from dataclasses import replace

import pytest
from msgspec.structs import asdict

from server.domain.procedure.audiences import STANDINGS, audience_of, fields_for, standing_of, standing_of_tally
from server.domain.procedure.people import ROLES, Person
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, Translation, move, send_back
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import SECRECIES, VISIBILITIES, Rules
from server.domain.procedure.shapes import AUDIENCES, SHAPES
from server.domain.procedure.signatures import Merge, Parent, asks
from server.room.views import recommendation_view

PLENARY, AFRICA = Room("m1", "plenary", "s1", "Plenary"), Room("m2", "region", "s1", "Africa", "AF")
WAITS = Recommendation(
    "a", 3, "m1", "q1", "Title", "Text", "en", ("AF",), "seat", translations=(Translation("fr", "Titre", "Texte"),)
)
ONE_OF_EACH = {
    "waits": WAITS,
    "stands": move(WAITS, "accept"),
    "fell": move(WAITS, "reject", "Why"),
    "back": send_back(move(WAITS, "accept"), "Say how"),
    "stood": move(move(WAITS, "accept"), "reject", "Why"),
    "signed": replace(WAITS, merge=Merge((Parent("b", 1), Parent("c", 1)), asks(("AF",), 0))),
}


READERS = ("conducting", "owner", "floor", "signing")


def test_the_table_names_the_standings_and_audiences_that_there_are() -> None:
    assert set(STANDINGS) == set(ONE_OF_EACH)
    heard = {audience for shape in SHAPES.values() for row in shape.values() for audience in row}
    assert heard == set(AUDIENCES)


@pytest.mark.parametrize(("standing", "audience"), [*itertools.product(STANDINGS, READERS)])
def test_a_view_shows_the_fields_of_its_cell_and_no_other(standing: str, audience: str) -> None:
    """A field that may not be seen is there and empty; the test has something in every field to be hidden."""
    one = ONE_OF_EACH[standing]
    whole, view = recommendation_view(one, "conducting"), recommendation_view(one, audience)
    assert standing_of(one) == standing
    for name, value in asdict(whole).items():
        assert getattr(view, name) == (value if name in fields_for(audience, one) else type(value)()), name


def test_the_floor_sees_no_reason_and_nothing_that_never_stood() -> None:
    """Said in words once, so that a slip of the table is not copied by the tests that are made from it. Holds R63."""
    for standing, one in ONE_OF_EACH.items():
        assert recommendation_view(one, "floor").reason == ""
        assert bool(fields_for("floor", one)) == (standing in ("stands", "stood", "back"))
        if standing == "back":
            assert fields_for("floor", one) == {"id", "number", "label", "question_id", "room_id", "region_ids"}
        assert fields_for("a role there is not", one) == frozenset()


def test_who_conducts_a_room_is_its_only_conducting_audience() -> None:
    """The chair everywhere, a moderator in the room of their region; in plenary a moderator is the floor."""
    conducting = {
        (role, room.kind)
        for role, room in itertools.product(ROLES, (PLENARY, AFRICA))
        if audience_of(Person("m", role, "AF" if role in ("delegate", "moderator") else ""), room) == "conducting"
    }
    assert conducting == {("chair", "plenary"), ("chair", "region"), ("moderator", "region")}
    assert audience_of(Person("m", "moderator", "AM"), AFRICA) == "floor"


def test_a_restored_proposal_that_falls_again_has_stood() -> None:
    again = move(move(move(WAITS, "reject"), "accept"), "withdraw")
    assert standing_of(again) == "stood"


@pytest.mark.parametrize(("visibility", "secrecy"), [*itertools.product(VISIBILITIES, SECRECIES)])
def test_directions_are_shown_only_where_marks_are_nobodys_secret(visibility: str, secrecy: str) -> None:
    """In recorded rounds that say so; a hidden round hides who has cast as well, until its end. Holds R58, R59."""
    rules = Rules(visibility=visibility, secrecy=secrecy)
    for state in ("open", "closing", "closed", "void"):
        shown = standing_of_tally(Round("r", "m", 1, "across_regions", ("a",), ("AF",), rules, state=state))
        assert (shown == "live") == (visibility == "live" and secrecy == "recorded")
        assert (shown == "hidden") == (visibility == "hidden")
    published = Round("r", "m", 1, "across_regions", ("a",), ("AF",), rules, state="published")
    assert standing_of_tally(published) == ("turnout" if visibility == "hidden" else shown)
