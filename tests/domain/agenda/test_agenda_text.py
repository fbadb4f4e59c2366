"""The agenda reader: many ways of writing a programme, and everything that is none."""

import pytest

from server.domain.agenda.agenda import AgendaSession, GuidingQuestion, Objective
from server.domain.agenda.document import document_of
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.text import read_agenda, read_programme


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(AgendaProblems) as caught:
        read_agenda(text)
    return [(problem.line, problem.code) for problem in caught.value.problems]


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


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "empty")]),
        ("\ufeff \n\t\n", [(1, "empty")]),
        ("\u200b\n\u2060", [(1, "empty")]),
        ("Session 1. Data\n- What?\n\x00\x01PNG\n- \ufffd", [(3, "not_text"), (4, "not_text")]),
        ("- a\n" * 30_000, [(20_000, "too_many_lines")]),
        ("- a\n" * 6_000, [(5_001, "too_many_entries")]),
        ("Session 1. Data\n- " + "why " * 200_000 + "?", [(1, "too_much_text")]),
    ],
)
def test_only_what_holds_no_words_or_far_too_many_is_refused(text: str, problems: list[tuple[int, str]]) -> None:
    assert problems_of(text) == problems


@pytest.mark.parametrize(
    ("text", "sessions", "hints"),
    [
        (
            "\nOnce upon a time\nthere was a meeting.\n",
            [("Once upon a time there was a meeting.", 0)],
            ["no_question", "no_session"],
        ),
        ("Forum\n\nSession 1. Data\n\nSession 2. Skills\n", [("Data", 0), ("Skills", 0)], ["no_question"]),
        ("Session 1. Data\nObjectives\n- Agree\n", [("Data", 0)], ["no_question"]),
        (
            "Guiding questions\n- What?\nSession 1. Data\n- Who?",
            [("What?", 1), ("Data", 1)],
            ["question_outside_session"],
        ),
        ("Session 1. Data\n- What?\nSession 1. Skills\n- Who?", [("Data", 1), ("Skills", 1)], ["duplicate_session"]),
        ("Session 1. Data\n- " + "why " * 600 + "?", [("Data", 0)], ["no_question"]),
        ("Session 1. Data\n- What:\n" + "  - this?\n" * 27, [("Data", 1)], []),
        ("Session 1. Data\n" + "- What?\n" * 1001, [("Data", 1_000)], ["too_many_entries"]),
        ("Session 1. " + "Data " * 70 + "\n- What?", [("Session 1. " + "Data " * 57, 1)], ["no_session"]),
    ],
)
def test_whatever_has_words_is_read_and_what_is_odd_is_told(
    text: str, sessions: list[tuple[str, int]], hints: list[str]
) -> None:
    """Beyond every limit, words are notes; no word is lost."""
    reading = read_programme(document_of(text))
    found = [(each.title, len(each.questions)) for each in reading.agenda.sessions]
    assert found == [(title.strip(), number) for title, number in sessions]
    assert sorted(one.code for one in reading.problems) == hints


def test_more_sessions_than_a_meeting_has_are_notes_of_the_last() -> None:
    reading = read_programme(document_of("".join(f"Session {n}. Data {n}\n- What?\n" for n in range(1, 120))))
    assert (len(reading.agenda.sessions), {one.code for one in reading.problems}) == (100, {"too_many_sessions"})
    assert "Session 119. Data 119" in reading.agenda.sessions[-1].note
