"""What a recommendation says beside its words: in one line, the same as scripts say (tests/js/page/facets.test.mjs)."""

from server.words.answers import about, asked_in
from server.words.strings import Strings
from tests.services import Json

OPTIONS = [{"id": "national", "name": "National"}, {"id": "regional", "name": "Regional"}]
PARTNERS = [{"id": "un", "name": "The UN"}, {"id": "funds", "name": "Funds"}]
FACETS = [
    {"id": "level", "name": "Level", "kind": "one", "options": OPTIONS, "asked": True},
    {"id": "partners", "name": "Partners", "kind": "several", "options": PARTNERS, "asked": False},
    {"id": "measure", "name": "How it is measured", "kind": "text", "options": [], "asked": True},
]
MEETING: Json = {
    "sessions": [{"questions": [{"id": "q1", "facets": FACETS, "sub": [{"id": "q1a", "kinds": ["lesson"]}]}]}]
}
SAID: Json = {"level": "national", "partners": ["un", "funds"], "measure": "By a count"}


def said(**fields: Json) -> str:
    """Say it of a recommendation, in English."""
    return about(Strings.read(), "en", asked_in(MEETING), {"question_id": "q1", "facets": {}, **fields})


def test_kind_and_facets_are_said_in_the_order_of_the_question() -> None:
    assert said(facets=SAID, kind="recommendation") == "National · The UN, Funds · How it is measured: By a count"


def test_what_is_asked_for_and_missing_is_marked() -> None:
    """Holds R233."""
    marked = "Lesson learned · Regional · Not said: How it is measured"
    assert said(kind="lesson", facets={"level": "regional"}) == marked
    assert said() == "Not said: Level, How it is measured"
    assert said(question_id="q2") == ""
    assert about(Strings.read(), "en", {}, None) == ""


def test_a_question_that_asks_nothing_is_left_out() -> None:
    assert asked_in(MEETING) == {"q1": {"facets": FACETS}, "q1a": {"kinds": ["lesson"]}}
    assert asked_in({}) == {}
