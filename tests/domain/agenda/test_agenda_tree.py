"""The agenda as mappings and lists: written, read back equal, and refused with a path when it is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_from_tree, agenda_tree

PROGRAMME = """Forum\nAbout it\n\nMeeting objectives\n- Agree\n\nIssues\n- Time\n\nSession 1. Data\nChair: Ghana\n
Working Lunch\nAnd\nSession 4. Plenary\nObjectives\n- Share\n- Learn\n
Questions\n- What:\n  - here?\n  - there?\n- Who?\n"""


def problems_of(tree: object, by_region: list[str] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(AgendaProblems) as caught:
        agenda_from_tree(tree, by_region)
    return [(problem.code, problem.text) for problem in caught.value.problems]


def test_what_is_written_is_read_back_equal() -> None:
    """Through JSON as well; an objective shared by two sessions is one value with one id again."""
    agenda = read_agenda(PROGRAMME)
    again = agenda_from_tree(json.loads(json.dumps(agenda_tree(agenda))))
    assert again == agenda
    assert again.sessions[1].objectives[0] is again.sessions[2].objectives[0]
    assert agenda_tree(agenda)["issues"] == ["Time"]


def test_a_tree_may_leave_out_what_can_be_found() -> None:
    """Ids come from numbers and places, sessions by region from their titles, texts may stand alone."""
    agenda = agenda_from_tree(
        {
            "objectives": ["Agree", {"text": " Learn\nmore "}],
            "sessions": [
                {"title": "Data", "number": 2, "questions": ["What?", {"text": "Who:", "sub": ["here?", "there?"]}]},
                {"title": "Working lunch"},
                {"id": "last", "title": "Skills", "by_region": True},
            ],
        }
    )
    assert [each.text for each in agenda.objectives] == ["Agree", "Learn more"]
    assert [(each.id, each.number, each.by_region) for each in agenda.sessions] == [
        ("s2", "2", False),
        ("lunch", "", True),
        ("last", "", True),
    ]
    assert [question.id for _, question in agenda.all_questions()] == ["q1", "q2", "q2a", "q2b"]


def test_ids_that_were_given_are_kept_and_others_give_way() -> None:
    agenda = agenda_from_tree({"sessions": [{"title": "A", "questions": ["a?", {"id": "q1", "text": "b?"}, "c?"]}]})
    assert [question.id for question in agenda.sessions[0].questions] == ["q2", "q1", "q3"]


def deep(levels: int) -> dict[str, Any]:
    question: dict[str, Any] = {"text": "a?"}
    for _ in range(levels):
        question = {"text": "a?", "sub": [question]}
    return {"sessions": [{"title": "A", "questions": [question]}]}


@pytest.mark.parametrize(
    ("tree", "problems"),
    [
        (None, [("wrong_type", "agenda"), ("no_session", "")]),
        ([], [("wrong_type", "agenda"), ("no_session", "")]),
        ({}, [("no_session", "")]),
        ({"sessions": [{"title": "A", "questions": [{}]}]}, [("empty_text", "sessions[0].questions[0].text")]),
        ({"sessions": [{"title": " ", "questions": ["a?"]}]}, [("empty_text", "sessions[0].title")]),
        ({"sessions": [{"title": "A", "questions": ["a\x00?"]}]}, [("not_text", "sessions[0].questions[0]")]),
        ({"title": "\ud800", "sessions": [{"title": "A", "questions": ["a?"]}]}, [("not_text", "title")]),
        ({"title": "x" * 301, "sessions": [{"title": "A", "questions": ["a?"]}]}, [("title_too_long", "title")]),
        (
            {"title": "\u200b", "sessions": [{"title": "\u3164", "questions": ["a?", "\u200b\u2060"]}]},
            [("empty_text", "title"), ("empty_text", "sessions[0]"), ("empty_text", "sessions[0].questions[1]")],
        ),
        (
            {"sessions": [{"title": "A", "id": "a b", "number": 1.5, "by_region": "no", "questions": ["a?"]}]},
            [(code, f"sessions[0].{code.split('_')[1]}") for code in ("bad_id", "bad_number")]
            + [("wrong_type", "sessions[0].by_region")],
        ),
        (
            {"sessions": [{"id": "x", "title": "A", "questions": ["a?"]}, {"id": "x", "title": "B"}]},
            [("duplicate_id", "sessions[1]")],
        ),
        (
            {"sessions": [{"title": "A", "objectives": [{"id": "o1", "text": t} for t in "ab"], "questions": ["a?"]}]},
            [("duplicate_id", "sessions[0].objectives[1]")],
        ),
        ({"sessions": [7, {"title": "A", "questions": "a?"}]},
         [("wrong_type", "sessions[0]"), ("wrong_type", "sessions[1].questions")]),
        (deep(2), [("too_deep", "sessions[0].questions[0].sub[0].sub")]),
        (deep(100_000), [("too_deep", "sessions[0].questions[0].sub[0].sub")]),
    ],
)  # fmt: skip
def test_a_wrong_tree_gives_its_problems_path_by_path(tree: object, problems: list[tuple[str, str]]) -> None:
    assert problems_of(tree) == problems


def test_a_session_that_does_not_exist_cannot_be_held_by_region() -> None:
    tree = {"sessions": [{"title": "A", "number": "1", "questions": ["a?"], "by_region": True}]}
    assert problems_of(tree, ["s1", "s9"]) == [("unknown_session", "s9")]
    assert not agenda_from_tree(tree, []).sessions[0].by_region


KEYS = st.sampled_from(
    ["title", "sessions", "questions", "objectives", "issues", "sub", "text", "id", "number", "note"]
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("x" * 3000))
TREES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6))
)


@given(TREES)
def test_no_tree_whatever_raises_anything_but_problems(tree: object) -> None:
    """And what is read is written and read back equal."""
    try:
        agenda = agenda_from_tree(tree)
    except AgendaProblems:
        return
    assert agenda_from_tree(agenda_tree(agenda)) == agenda
