"""Facets in the tree of an agenda: written and read as they are, within their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.facets import ANSWER_KINDS, FACET_KINDS, Facet, Option, id_after
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_from_tree, agenda_tree
from tests.faceted import with_facets
from tests.services import SMALL_AGENDA, Json

NAMES = st.sampled_from(["Level", "Уровень", "مستوى", "层级", "How is it measured?", "level", "x" * 60])


def questions(*asked: Json) -> Json:
    """Write an agenda whose one session asks questions."""
    return {"sessions": [{"title": "Lunch", "questions": [{"text": "What?", **one} for one in asked]}]}


def asked(**fields: Json) -> Agenda:
    """Read an agenda with one question."""
    return agenda_from_tree(questions(fields))


def codes(**fields: Json) -> list[str]:
    """Say what is wrong with what a question asks for."""
    with pytest.raises(AgendaProblems) as refused:
        asked(**fields)
    return [problem.code for problem in refused.value.problems]


def test_a_question_without_facets_is_written_as_ever() -> None:
    agenda = read_agenda(SMALL_AGENDA)
    assert all(one.keys() == {"id", "text", "sub"} for one in agenda_tree(agenda)["sessions"][1]["questions"])


def test_facets_and_kinds_are_read_as_they_were_written() -> None:
    agenda = with_facets(read_agenda(SMALL_AGENDA))
    assert agenda_from_tree(agenda_tree(agenda)) == agenda


def test_an_option_may_be_its_name_alone_and_ids_follow_from_names() -> None:
    facets = [{"name": " Level ", "kind": "one", "options": ["National", "Regional", "National"]}, {"name": "Мера"}]
    (level, measure) = asked(facets=facets, kinds=["lesson", "achievement", "lesson"]).question("q1").facets
    assert level.options == (
        Option("national", "National"), Option("regional", "Regional"), Option("national-2", "National"),
    )  # fmt: skip
    assert (level.id, level.name, level.asked) == ("level", "Level", True)
    assert (measure.kind, measure.name) == ("text", "Мера")
    assert measure.id.startswith("x")


def test_a_question_asks_for_recommendations_unless_it_says_otherwise() -> None:
    assert asked(kinds=[]).question("q1").kinds == ("recommendation",)
    assert asked(kinds=["lesson", "achievement"]).question("q1").kinds == ("achievement", "lesson")


def test_what_is_wrong_is_said_with_its_place() -> None:
    two = ["a", "b"]
    assert codes(facets=[{"name": "Level", "kind": "one", "options": ["a"]}]) == ["facet_without_options"]
    assert codes(facets=[{"name": "Words", "options": two}]) == ["facet_options"]
    assert codes(facets=[{"name": "Level", "kind": "many", "options": two}]) == ["bad_kind", "facet_options"]
    assert codes(facets=[{"name": "Words"}] * 9) == ["too_many_facets"]
    assert codes(facets=[{"name": "L", "kind": "one", "options": [str(one) for one in range(13)]}]) == [
        "too_many_options"
    ]
    assert codes(facets=[{"name": "x" * 61}]) == ["text_too_long"]
    assert codes(facets=[{"name": "\u200b"}]) == ["empty_text"]
    assert codes(facets=[{}]) == ["empty_text"]
    assert codes(facets=[{"name": 3}]) == ["wrong_type"]
    assert codes(facets=[{"name": "a", "id": "a b"}]) == ["bad_id"]
    assert codes(facets=[{"name": "a", "id": "a"}, {"name": "b", "id": "a"}]) == ["duplicate_id"]
    assert codes(facets=[{"name": "a", "asked": 1}]) == ["wrong_type"]
    assert codes(facets={"name": "a"}) == ["wrong_type"]
    assert codes(facets=[1]) == ["wrong_type"]
    assert codes(kinds=["poem"]) == ["bad_kind"]
    assert codes(kinds="lesson") == ["bad_kind"]


def test_a_programme_has_a_bounded_number_of_facets() -> None:
    with pytest.raises(AgendaProblems, match="too_many_facets_in_all"):
        agenda_from_tree(questions(*[{"facets": [{"name": str(one)} for one in range(8)]}] * 51))
    assert agenda_from_tree(questions(*[{"facets": [{"name": str(one)} for one in range(8)]}] * 50))


@given(st.lists(NAMES, min_size=1, max_size=20))
def test_every_name_leads_to_an_id_of_its_own(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(id_after(name, taken))
    assert len(set(taken)) == len(names)
    assert all(1 <= len(one) <= 24 and one.isascii() for one in taken)


@st.composite
def drawn_facets(draw: st.DrawFn) -> list[Json]:
    """Draw what a program may send of facets."""
    found = []
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(FACET_KINDS))
        options = [] if kind == "text" else draw(st.lists(NAMES, min_size=2, max_size=12))
        found.append({"name": draw(NAMES), "kind": kind, "options": options, "asked": draw(st.booleans())})
    return found


@given(drawn_facets(), st.sets(st.sampled_from(ANSWER_KINDS)))
def test_what_was_read_is_written_and_read_again_as_the_same(facets: list[Json], kinds: set[str]) -> None:
    agenda = asked(facets=facets, kinds=sorted(kinds))
    found = agenda.question("q1")
    assert agenda_from_tree(agenda_tree(agenda)) == agenda
    assert [(one.name, one.kind, one.asked) for one in found.facets] == [
        (one["name"], one["kind"], one["asked"]) for one in facets
    ]
    assert all(isinstance(one, Facet) for one in found.facets)
