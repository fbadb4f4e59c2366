"""The agenda reader on two whole programmes of one shape: the sample's, and the published one of GRCP 8."""

import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.text import read_agenda
from tests.handed import ROOT, handed

SAMPLE = ROOT / "server" / "sample" / "agenda.txt"
TOP, BELOW = r"^(?:• |- (?:⇒ |\(i+\) )?)", r"^(?:  – | - o )"
ANNOUNCEMENTS = {
    "sample": """
Meeting objectives | Issues for the day
Session 1. | Objectives | Guiding questions | Session 2. | Objectives | Guiding questions | And | Session 4.
Objectives (Session 4 and Working Lunch) | Guiding questions | Working Lunch: Joining Forces
Session 4. Joining Forces: Regions Report to the Plenary | Session 3. | Objectives | Guiding questions
""",
    "published": """
SESSION OBJECTIVES AND GUIDING QUESTIONS FOR DISCUSSION | Meeting Objective | Issues to be addressed during GRCP 8
Session Objectives and Guiding questions for Discussions. | Session 1. | Objectives: | Guiding questions for Discussion
Session 2. | Objectives: | Guiding questions for Discussions: | And | Session 4.
Objectives (Working Lunch and Session 4) | Guiding questions for Discussion: | Working Lunch: Synergies and Partnerships
Session 4. Synergies and Partnerships: Plenary Presentations and Discussion | Session 3. | Objectives:
Guiding questions for Discussion:
""",
}


of_each = pytest.mark.parametrize("whose", ANNOUNCEMENTS)


def programme_of(whose: str) -> str:
    """Read a programme as its secretariat wrote it."""
    path: Path = SAMPLE if whose == "sample" else handed("agenda/grcp8.txt")
    return path.read_text(encoding="utf-8")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\s|]+", text))


def texts_of(agenda: Agenda) -> list[str]:
    texts = [agenda.title, agenda.preamble, *agenda.issues]
    texts += [session.title for session in agenda.sessions] + [session.note for session in agenda.sessions]
    texts += [question.text for _, question in agenda.all_questions()]
    objectives = dict.fromkeys([*agenda.objectives, *(each for one in agenda.sessions for each in one.objectives)])
    return texts + [each.text for each in objectives]


@of_each
def test_a_programme_has_the_shape_its_secretariat_gave_it(whose: str) -> None:
    """Two objectives, four issues; sessions in document order, each with its objectives and questions."""
    agenda = read_agenda(programme_of(whose))
    assert (len(agenda.objectives), len(agenda.issues)) == (2, 4)
    shape = [(s.id, s.number, s.by_region, len(s.objectives), len(s.questions)) for s in agenda.sessions]
    assert shape == [
        ("s1", "1", False, 2, 2),
        ("s2", "2", False, 2, 2),
        ("lunch", "", True, 2, 2),
        ("s4", "4", False, 2, 4),
        ("s3", "3", False, 2, 3),
    ]
    assert [question.id for _, question in agenda.all_questions()] == [
        "q1", "q2", "q3", "q3a", "q3b", "q3c", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12", "q13",
    ]  # fmt: skip
    lunch, plenary = agenda.sessions[2:4]
    assert lunch.objectives == plenary.objectives
    assert [objective.id for objective in lunch.objectives] == ["o7", "o8"]


def test_the_published_programme_keeps_its_words_where_they_belong() -> None:
    """Title, preamble, and the question that the whole service is about."""
    agenda = read_agenda(programme_of("published"))
    assert agenda.title.startswith("Eighth Global Meeting of Chairs and Secretariats")
    assert agenda.title.endswith("(GRCP 8)")
    assert agenda.preamble.startswith("International Organization for Migration (IOM)\nThe UN Migration Agency\n")
    assert "aims to provide a forum" in agenda.preamble
    lunch, plenary = agenda.sessions[2:4]
    assert lunch.title == "Working Lunch: Synergies and Partnerships"
    assert plenary.questions[1].text == "Which of the recommendations can work across the regions?"


@pytest.mark.parametrize(
    ("whose", "question", "below"),
    [
        ("sample", "In what ways can a mechanism give shape to:", ["the national", "policies shared", "global policy"]),
        ("published", "How an ISCM can contribute to or shape:", ["national", "regional", "a global policy on"]),
    ],
)
def test_the_first_question_of_session_2_asks_at_three_levels(whose: str, question: str, below: list[str]) -> None:
    """National, regional and global governance are sub-questions; the next bullet is a question again."""
    session = read_agenda(programme_of(whose)).sessions[1]
    assert session.questions[0].text == question
    for sub, begins in zip(session.questions[0].sub, below, strict=True):
        assert sub.text.startswith(f"{begins} ")
    assert session.questions[1].sub == ()


@of_each
def test_no_word_is_lost_and_no_bullet_is_left(whose: str) -> None:
    """Words of the tree and words of the headings that announce a section are exactly the words of the document."""
    source = re.sub(rf"{TOP}|{BELOW}|^\d\. ", "", programme_of(whose), flags=re.MULTILINE)
    texts = texts_of(read_agenda(programme_of(whose)))
    assert words(" ".join(texts)) + words(ANNOUNCEMENTS[whose]) == words(source)
    assert not [text for text in texts if re.match(r"[-–•⇒o(]\s|\(i|\d\.", text) or "⇒" in text or "•" in text]


@of_each
@pytest.mark.parametrize("indent", ["", "  ", "      "])
@pytest.mark.parametrize("at_hyphens", [True, False])
def test_sentences_broken_over_lines_are_whole(whose: str, indent: str, at_hyphens: bool) -> None:
    """A copy of the programme broken at any width from 57 to 99 columns gives the same tree."""
    programme = programme_of(whose)
    expected = read_agenda(programme)
    for width in range(57, 100):
        lines: list[str] = []
        for line in programme.split("\n"):
            lines += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=at_hyphens) or [""]
        assert read_agenda("\n".join(lines)) == expected, width


@of_each
@pytest.mark.parametrize(
    ("top", "below"),
    [
        ("• ", "   ◦ "),
        ("\uf0b7\t", "o\t"),
        ("*   ", "    * "),
        ("– ", "    – "),
        ("→", "\t- "),
        ("- - ", "  a) "),
        ("• ", "•\n"),
    ],
)
def test_the_same_programme_with_other_bullets_is_the_same_agenda(whose: str, top: str, below: str) -> None:
    """Dots, rings, signs of symbol fonts, tabs, a bullet alone on its line: the level is what counts."""
    programme = programme_of(whose)
    text = re.sub(TOP, top, programme, flags=re.MULTILINE)
    text = re.sub(BELOW, below if below.strip() != "•" else "  •\n    ", text, flags=re.MULTILINE)
    assert text != programme
    assert read_agenda(text) == read_agenda(programme)


@of_each
def test_without_blank_lines_the_sessions_are_the_same(whose: str) -> None:
    programme = programme_of(whose)
    assert read_agenda(re.sub(r"\n+", "\n", programme)).sessions == read_agenda(programme).sessions


@of_each
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_will_do(whose: str, newline: str) -> None:
    programme = programme_of(whose)
    assert read_agenda("\ufeff" + programme.replace("\n", newline)) == read_agenda(programme)


@of_each
def test_the_secretariat_may_say_which_sessions_are_held_by_region(whose: str) -> None:
    programme = programme_of(whose)
    agenda = read_agenda(programme, by_region=["s3"])
    assert [session.id for session in agenda.sessions if session.by_region] == ["s3"]
    with pytest.raises(AgendaProblems) as caught:
        read_agenda(programme, by_region=["s3", "s9"])
    assert [(each.line, each.code, each.text) for each in caught.value.problems] == [(0, "unknown_session", "s9")]
