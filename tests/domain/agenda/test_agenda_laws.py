"""Laws of the agenda reader: any style of bullets reads the same, any text gives an agenda or problems, and fast."""

import re
import textwrap
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda, AgendaSession, GuidingQuestion, Objective
from server.domain.agenda.problems import AgendaProblems, Problem
from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_from_tree, agenda_tree


def outcome(text: str) -> tuple[Agenda | None, tuple[Problem, ...]]:
    try:
        return read_agenda(text), ()
    except AgendaProblems as refused:
        return None, refused.problems


WORD = st.sampled_from(
    [
        "Who",
        "may",
        "act",
        "where",
        "borders,",
        "seas",
        "and",
        "(old)",
        "roads",
        "meet;",
        "States/regions",
        "7",
        "data-sets",
    ]
)
PHRASE = st.lists(WORD, min_size=1, max_size=14).map(lambda found: " ".join(["Regions", *found, "Agree"]))
QUESTION = st.tuples(PHRASE, st.lists(PHRASE, max_size=4))
SESSION = st.tuples(PHRASE, st.lists(PHRASE, max_size=3), st.lists(QUESTION, min_size=1, max_size=4))
STYLES = [("- ", " - "), ("- ⇒ ", " - o "), ("• ", "  – "), ("* ", "    * "), ("{n}. ", "   {a}) "), ("({n}) ", "  - ")]


LATE_BREAK = "Regions Who Who Who Who Who Who Who Who borders, meet; Agree"
"""A title whose line is broken just behind its semicolon."""


@example(aims=[], sessions=[(LATE_BREAK, [], [("Regions Who Agree", [])])], style=STYLES[0], broken=True)
@given(st.lists(PHRASE, max_size=3), st.lists(SESSION, min_size=1, max_size=4), st.sampled_from(STYLES), st.booleans())
def test_a_programme_is_read_as_it_was_meant_whatever_its_bullets(
    aims: list[str],
    sessions: list[tuple[str, list[str], list[tuple[str, list[str]]]]],
    style: tuple[str, str],
    broken: bool,
) -> None:
    """Write a generated agenda in several styles of bullets, whole or broken over lines, and read it back equal."""

    def item(text: str, depth: int, number: int) -> str:
        bullet = style[depth].format(n=number + 1, a="abcdefgh"[number])
        return bullet + text

    lines = ["Seventh Meeting", ""]
    lines += ["Meeting objectives", "", *(item(each, 0, n) for n, each in enumerate(aims)), ""] if aims else []
    objectives = iter(range(1, 100))
    questions = iter(range(1, 100))
    expected_aims = tuple(Objective(f"o{next(objectives)}", f"{each}") for each in aims)
    expected: list[AgendaSession] = []
    for number, (title, own, asked) in enumerate(sessions, 1):
        lines += [f"Session {number}. {title}", ""]
        lines += ["Objectives:", *(item(each, 0, n) for n, each in enumerate(own)), ""] if own else []
        lines += ["Guiding questions for discussion"]
        found = []
        for place, (text, subs) in enumerate(asked):
            lines += [item(f"{text}?", 0, place), *(item(f"{sub}?", 1, n) for n, sub in enumerate(subs))]
            name = f"q{next(questions)}"
            below = tuple(GuidingQuestion(f"{name}{'abcdefgh'[n]}", f"{sub}?") for n, sub in enumerate(subs))
            found.append(GuidingQuestion(name, f"{text}?", below))
        lines += [""]
        its = tuple(Objective(f"o{next(objectives)}", each) for each in own)
        expected.append(AgendaSession(f"s{number}", title, str(number), False, its, tuple(found)))
    if broken:
        lines = [part for line in lines for part in textwrap.wrap(line, 70, subsequent_indent="      ") or [""]]
    assert read_agenda("\n".join(lines)) == Agenda("Seventh Meeting", "", expected_aims, (), tuple(expected))


PIECES = st.sampled_from(
    [
        *(
            "Session 1",
            "Session 2. A",
            "And",
            "Working Lunch",
            "Objectives",
            "Objectives (Session 1",
            "Guiding questions",
        ),
        *("- ", "1. ", "a) ", " o ", "⇒", "#", "**", "(", ")", "\n", "\n\n", "?", ":", "-", "\xad\n", "\ufeff", "\x00"),
        *("\ud800", "word", "Issues", "7", "\t", "et", "Objectives and questions"),
    ]
)


@given(st.one_of(st.text(st.characters()), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=600)
def test_no_text_whatever_raises_anything_but_problems(text: str) -> None:
    """An agenda, or problems with lines that exist; never a defect."""
    agenda, problems = outcome(text)
    if agenda is None:
        lines = len(re.split(r"\r\n|\r|\n", text))
        assert problems
        assert all(0 <= problem.line <= lines for problem in problems)
    else:
        ids = [session.id for session in agenda.sessions] + [each.id for _, each in agenda.all_questions()]
        assert len(ids) == len(set(ids))
        assert agenda_from_tree(agenda_tree(agenda)) == agenda


HOSTILE = {
    "brackets": "(" * 2**22,
    "blanks": "Session 1 " + " " * 2**22 + "x",
    "hashes": "# " * 2**21,
    "asterisks": "**" * 2**21,
    "headings in one line": "objectives (" * 350_000,
    "numbers in one line": "1. a) - " * 500_000,
    "long almost-headings": ("session objectives of the " * 8 + "\n") * 20_000,
    "open brackets": "Session 1. a\n" + ("- (" + "a" * 200 + "\n") * 19_000,
    "hyphens": "Session 1\n- " + ("a" * 200 + "-\n") * 19_000,
    "pairs": "".join(f"Session {n}\nAnd\n" for n in range(99)) + "Questions\n" + "- a?\n" * 4_600,
    "no text": "\x00\n" * 2**21,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_four_mebibytes_of_malice_end_quickly(name: str) -> None:
    """Work grows with the length of the text alone: generous seconds, where a quadratic reader would take hours."""
    began = perf_counter()
    with suppress(AgendaProblems):
        read_agenda(HOSTILE[name])
    assert perf_counter() - began < 10
