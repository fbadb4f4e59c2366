"""The agenda reader: the real programme of GRCP 8, other ways of writing one, and everything that is none."""

import os
import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from server.domain.agenda import Agenda, AgendaSession, GuidingQuestion, Objective
from server.domain.agenda_text import read_agenda
from server.domain.problems import AgendaProblems

PROJECT = Path(__file__).parents[2]
DATA = Path(os.environ.get("PLENUM_TEST_DATA", PROJECT.parent / "shared" / "data"))
ANNOUNCEMENTS = """
SESSION OBJECTIVES AND GUIDING QUESTIONS FOR DISCUSSION | Meeting Objective | Issues to be addressed during GRCP 8
Session Objectives and Guiding questions for Discussions. | Session 1. | Objectives: | Guiding questions for Discussion
Session 2. | Objectives: | Guiding questions for Discussions: | And | Session 4.
Objectives (Working Lunch and Session 4) | Guiding questions for Discussion: | Working Lunch: Synergies and Partnerships
Session 4. Synergies and Partnerships: Plenary Presentations and Discussion | Session 3. | Objectives:
Guiding questions for Discussion:
"""


def grcp8() -> str:
    return (DATA.parent / "agenda" / "grcp8.txt").read_text(encoding="utf-8")


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(AgendaProblems) as caught:
        read_agenda(text)
    return [(problem.line, problem.code) for problem in caught.value.problems]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\s|]+", text))


def texts_of(agenda: Agenda) -> list[str]:
    texts = [agenda.title, agenda.preamble, *agenda.issues]
    texts += [session.title for session in agenda.sessions] + [session.note for session in agenda.sessions]
    texts += [question.text for _, question in agenda.all_questions()]
    objectives = dict.fromkeys([*agenda.objectives, *(each for one in agenda.sessions for each in one.objectives)])
    return texts + [each.text for each in objectives]


def test_the_real_programme_has_the_shape_its_secretariat_gave_it() -> None:
    """Two objectives, four issues; sessions in document order, each with its objectives and questions."""
    agenda = read_agenda(grcp8())
    assert agenda.title.startswith("Eighth Global Meeting of Chairs and Secretariats")
    assert agenda.title.endswith("(GRCP 8)")
    assert agenda.preamble.startswith("International Organization for Migration (IOM)\nThe UN Migration Agency\n")
    assert "aims to provide a forum" in agenda.preamble
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
    assert lunch.title == "Working Lunch: Synergies and Partnerships"
    assert plenary.questions[1].text == "Which of the recommendations can work across the regions?"


def test_the_first_question_of_session_2_asks_at_three_levels() -> None:
    """National, regional and global governance are sub-questions; the next bullet is a question again."""
    session = read_agenda(grcp8()).sessions[1]
    assert session.questions[0].text == "How an ISCM can contribute to or shape:"
    assert [sub.text.split(" migration")[0] for sub in session.questions[0].sub] == [
        "national",
        "regional",
        "a global policy on",
    ]
    assert session.questions[1].sub == ()


def test_no_word_is_lost_and_no_bullet_is_left() -> None:
    """Words of the tree and words of the headings that announce a section are exactly the words of the document."""
    source = re.sub(r"^ ?- (⇒ |o |\(i+\) )?", "", grcp8(), flags=re.MULTILINE)
    texts = texts_of(read_agenda(grcp8()))
    assert words(" ".join(texts)) + words(ANNOUNCEMENTS) == words(source)
    assert not [text for text in texts if re.match(r"[-⇒o(]\s|\(i", text) or "⇒" in text]


@pytest.mark.parametrize("indent", ["", "  ", "      "])
@pytest.mark.parametrize("at_hyphens", [True, False])
def test_sentences_broken_over_lines_are_whole(indent: str, at_hyphens: bool) -> None:
    """A copy of the programme broken at any width from 57 to 99 columns gives the same tree."""
    expected = read_agenda(grcp8())
    for width in range(57, 100):
        lines: list[str] = []
        for line in grcp8().split("\n"):
            lines += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=at_hyphens) or [""]
        assert read_agenda("\n".join(lines)) == expected, width


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
def test_the_same_programme_with_other_bullets_is_the_same_agenda(top: str, below: str) -> None:
    """Dots, rings, signs of symbol fonts, tabs, a bullet alone on its line: the level is what counts."""
    text = re.sub(r"^- (⇒ |\(i+\) )?", top, grcp8(), flags=re.MULTILINE)
    text = re.sub(r"^ - o ", below if below.strip() != "•" else "  •\n    ", text, flags=re.MULTILINE)
    assert read_agenda(text) == read_agenda(grcp8())


def test_without_blank_lines_the_sessions_are_the_same() -> None:
    assert read_agenda(re.sub(r"\n+", "\n", grcp8())).sessions == read_agenda(grcp8()).sessions


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_will_do(newline: str) -> None:
    assert read_agenda("\ufeff" + grcp8().replace("\n", newline)) == read_agenda(grcp8())


def test_a_sentence_goes_on_after_a_page_break_and_its_page_number() -> None:
    text = "Session 1. Data\nQuestions\n• What can the regions\n\n7\n\n\fdo about data?\n• Who pays?\n"
    assert [each.text for each in read_agenda(text).sessions[0].questions] == [
        "What can the regions do about data?",
        "Who pays?",
    ]


def test_a_word_broken_at_a_hyphen_is_put_together_when_the_text_knows_it() -> None:
    text = "Session 1. Governance\nQuestions\n- Which gover-\nnance, inter-\nState or short-\nand long-term?\n"
    assert read_agenda(text).sessions[0].questions[0].text == "Which governance, inter-State or short- and long-term?"


def test_markdown_and_french_are_read_as_well() -> None:
    """Signs of Markdown, French headings, guillemets and spaces before a colon."""
    agenda = read_agenda(
        "# Huitième réunion mondiale\n\nUn forum.\n\n## Objectifs de la réunion :\n\n* Faire le point\n\n"
        "## Thèmes à aborder\n* Durée\n\n"
        "## Séance 1 : Bilan\n\n### Objectifs\n\n* Informer\n\n### Questions directrices\n\n1. Quel bilan ?\n"
        "   * national ?\n   * régional ?\n2. Et après ?\n\n"
        "## Déjeuner de travail : Synergies\n\nEt\n\n## Séance 2. Plénière\n\n**Objectifs (Déjeuner de travail et "
        "séance 2)**\n\n* Partager\n\n### Questions pour la discussion\n\n## Déjeuner de travail\n\n* Lesquelles ?\n\n"
        "## Séance 2\n\na) Pourquoi ?\nb) Quand ?\n"
    )
    assert agenda.title == "Huitième réunion mondiale"
    assert agenda.preamble == "Un forum."
    assert agenda.objectives == (Objective("o1", "Faire le point"),)
    assert agenda.issues == ("Durée",)
    subs = (GuidingQuestion("q1a", "national ?"), GuidingQuestion("q1b", "régional ?"))
    assert agenda.sessions == (
        AgendaSession(
            "s1", "Bilan", "1", False, (Objective("o2", "Informer"),),
            (GuidingQuestion("q1", "Quel bilan ?", subs), GuidingQuestion("q2", "Et après ?")),
        ),
        AgendaSession(
            "lunch", "Déjeuner de travail : Synergies", "", True, (Objective("o3", "Partager"),),
            (GuidingQuestion("q3", "Lesquelles ?"),),
        ),
        AgendaSession(
            "s2", "Plénière", "2", False, (Objective("o3", "Partager"),),
            (GuidingQuestion("q4", "Pourquoi ?"), GuidingQuestion("q5", "Quand ?")),
        ),
    )  # fmt: skip


def test_a_session_needs_neither_number_nor_objectives_nor_bullets() -> None:
    """What stands over questions is a session; what is neither question nor objective is its note."""
    agenda = read_agenda(
        "Annual forum\n\nSession 1: Data\nChair: Ghana\n\nQuestions for discussion:\nWhat is known?\nWhat is not?\n\n"
        "Skills and mobility\n\nGuiding questions\n- Which skills?\n\nSpeakers\n- One from each region\n\n"
        "Break-out groups\n- Who is here?\n"
    )
    assert [(each.id, each.title, each.by_region) for each in agenda.sessions] == [
        ("s1", "Data", False),
        ("part1", "Skills and mobility", False),
        ("group", "Break-out groups", True),
    ]
    assert [len(each.questions) for each in agenda.sessions] == [2, 1, 1]
    assert [each.note for each in agenda.sessions] == ["Chair: Ghana", "Speakers\nOne from each region", ""]


def test_a_title_may_follow_its_number_or_be_missing() -> None:
    """The next line is the title; without one the number's own words are."""
    agenda = read_agenda("Session 1\n\nData and maps\n\n- What?\n\nSession 2:\n- Who?\n")
    assert [(each.number, each.title) for each in agenda.sessions] == [("1", "Data and maps"), ("2", "Session 2")]


def test_the_hours_before_a_heading_are_kept_in_its_note() -> None:
    session = read_agenda(
        "09:00 - 10:30  Session 1: Rivers\nObjective: to compare notes.\nQuestions:\n1) Why?"
    ).sessions[0]
    assert (session.title, session.note, session.objectives[0].text) == ("Rivers", "09:00 - 10:30", "to compare notes.")


def test_a_number_that_ends_a_sentence_is_no_bullet() -> None:
    """`(GRCP` / `8) aims` and `item` / `5. Then` go on; `1.` and the number that follows begin an item."""
    text = "Session 1. A\nQuestions\n1. What did (GRCP\n8) say of item\n5. Then what?\n2. And now?\n"
    found = [each.text for each in read_agenda(text).sessions[0].questions]
    assert found == ["What did (GRCP 8) say of item 5. Then what?", "And now?"]


def test_a_question_asked_in_two_sessions_is_each_sessions_own() -> None:
    """Objectives are shared, questions are not: they are answered in each room."""
    agenda = read_agenda("Working Lunch\nAnd\nSession 2. Plenary\nObjectives\n- Agree\nQuestions\n- What?\n")
    assert [(each.objectives[0].id, each.questions[0].id) for each in agenda.sessions] == [("o1", "q1"), ("o1", "q2")]


def test_the_secretariat_may_say_which_sessions_are_held_by_region() -> None:
    agenda = read_agenda(grcp8(), by_region=["s3"])
    assert [session.id for session in agenda.sessions if session.by_region] == ["s3"]
    with pytest.raises(AgendaProblems) as caught:
        read_agenda(grcp8(), by_region=["s3", "s9"])
    assert [(each.line, each.code, each.text) for each in caught.value.problems] == [(0, "unknown_session", "s9")]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "empty")]),
        ("\ufeff \n\t\n", [(1, "empty")]),
        ("\nOnce upon a time\nthere was a meeting.\n", [(2, "no_session")]),
        ("Forum\n\nSession 1. Data\n\nSession 2. Skills\n", [(3, "no_question")]),
        ("Session 1. Data\nObjectives\n- Agree\n", [(1, "no_question")]),
        ("Guiding questions\n- What?\nSession 1. Data\n- Who?", [(2, "question_outside_session")]),
        ("Session 1. Data\n- What?\nSession 1. Skills\n- Who?", [(3, "duplicate_session")]),
        ("Session 1. Data\n- What?\n\x00\x01PNG\n- \ufffd", [(3, "not_text"), (4, "not_text")]),
        ("Session 1. Data\n- " + "why " * 600 + "?", [(2, "text_too_long")]),
        ("Session 1. Data\n- What:\n" + "  - this?\n" * 27, [(29, "too_many_sub_questions")]),
        ("Session 1. Data\n" + "- What?\n" * 1001, [(1002, "too_many_entries")]),
        ("".join(f"Session {n}. Data\n- What?\n" for n in range(1, 120)), [(201, "too_many_sessions")]),
        ("- a\n" * 30_000, [(20_000, "too_many_lines")]),
        ("Session 1. " + "Data " * 70 + "\n- What?", [(1, "no_session")]),
    ],
)
def test_a_text_that_is_no_agenda_gives_its_problems_line_by_line(text: str, problems: list[tuple[int, str]]) -> None:
    assert problems_of(text) == problems
