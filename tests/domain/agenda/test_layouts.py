"""Programmes as people write them, in six languages: of each, every session, every question and every word."""

import json
import re
from collections import Counter

import pytest

from server.domain.agenda.document import document_of
from server.domain.agenda.reading import KINDS
from server.domain.agenda.text import read_agenda, read_programme
from tests.domain.agenda.scoring import OURS, handed_over, ours, score
from tests.handed import handed

LEAST = 0.95


@pytest.mark.parametrize("name", ours())
def test_a_lay_out_of_ours_is_read_as_a_person_reads_it(name: str) -> None:
    one = score((OURS / f"{name}.txt").read_text("utf-8"), *ours()[name])
    assert (one.wrong, dict(one.lost)) == ([], {})


def test_of_the_programmes_of_real_meetings_nearly_every_session_and_question_is_found_and_no_word_lost() -> None:
    found = []
    for file in sorted(handed("cases/programmes").glob("*.json")):
        one = score(file.with_suffix(".txt").read_text("utf-8"), *handed_over(file))
        assert dict(one.lost) == {}, file.name
        found.append(one)
    assert sum(one.sessions for one in found) >= LEAST * sum(one.wanted_sessions for one in found)
    assert sum(one.questions for one in found) >= LEAST * sum(one.wanted_questions for one in found)


def test_every_kind_of_lay_out_has_the_shape_that_a_person_gave_it() -> None:
    kinds = handed("cases/kinds")
    expected = json.loads((kinds / "expected.json").read_text("utf-8"))
    read = {name: read_agenda((kinds / name).read_text("utf-8")) for name in expected}
    shapes = {
        name: [[len(each.objectives), [len(one.sub) for one in each.questions]] for each in agenda.sessions]
        for name, agenda in read.items()
    }
    assert shapes == expected


@pytest.mark.parametrize("name", ours())
def test_of_every_line_with_words_it_is_known_what_it_was_taken_for(name: str) -> None:
    text = (OURS / f"{name}.txt").read_text("utf-8")
    lines = read_programme(document_of(text)).lines
    said = re.findall(r"\w+", " ".join(one.text for one in lines))
    assert Counter(said) == Counter(re.findall(r"\w+", text))
    assert [one.line for one in lines] == sorted({one.line for one in lines})
    assert {one.kind for one in lines} <= set(KINDS)
    assert all(0 < one.certain <= 1 for one in lines)


def test_what_a_line_was_taken_for_is_told_line_by_line() -> None:
    text = (
        "Forum on mills\n4 May 2026\n\nObjective\n- Agree\n\n09:00 Session 1: Water\nVenue: Hall\nModerator: Ann\n"
        "Guiding questions\n1. Who owns\n   the weir?\n   a) in summer?\n10:00 Coffee\n---\n11:00\nSession 2: Flour\n"
        "It is ground.\n"
    )
    lines = read_programme(document_of(text)).lines
    assert [one.kind for one in lines] == [
        "title", "day", "heading", "objective", "session", "place", "person", "heading", "question", "question",
        "sub_question", "break", "not_used", "time", "session", "note",
    ]  # fmt: skip


def test_days_and_hours_of_sessions_are_understood() -> None:
    reading = read_programme(document_of((OURS / "zh-changci.txt").read_text("utf-8")))
    first = reading.when_of(reading.agenda.sessions[0].id)
    assert (first.day, first.starts, first.ends) == ("第一天（5月12日，星期二）", "09:30", "11:00")
    reading = read_programme(document_of("Forum\nSession 1: A\n2:00 – 4:30 p.m.\n- Who?\nSession 2: B (10h-11h30)\n"))
    when = [reading.when_of(each.id) for each in reading.agenda.sessions]
    assert [(each.starts, each.ends) for each in when] == [("14:00", "16:30"), ("10:00", "11:30")]
