"""What somebody has said of a line is so, and nothing else moves but what stands below it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.document import document_of
from server.domain.agenda.draft import SUB_LIMIT
from server.domain.agenda.reading import SAYABLE, Reading
from server.domain.agenda.text import read_programme

TEXT = """Forum on mills

Session 1: Water
9:00-10:30
Guiding questions
- Who owns the weir?
- Fish and ladders
Objectives
- To agree on a map
A remark about the hall

The miller's hour
- What is paid?
   - in flour
   - in coin

Session 2: Wind
Is there enough of it?
"""


def read(said: dict[int, str], text: str = TEXT) -> Reading:
    """Read the small programme with what was said of its lines."""
    return read_programme(document_of(text), said=said)


def kinds(reading: Reading) -> dict[int, str]:
    """Say what each line was taken for."""
    return {line.line: line.kind for line in reading.lines}


def words(agenda: Agenda) -> list[str]:
    """Give every text of an agenda, in order."""
    found = [agenda.title, *agenda.preamble.split("\n"), *(one.text for one in agenda.objectives), *agenda.issues]
    for session in agenda.sessions:
        found += [session.title, *session.note.split("\n"), *(one.text for one in session.objectives)]
        for question in session.questions:
            found += [question.text, *(sub.text for sub in question.sub)]
    return found


def test_a_line_that_is_said_to_be_a_session_takes_what_stands_below_it() -> None:
    """The other sessions stay. Holds R183."""
    before, after = read({}), read({12: "session"})
    assert [one.title for one in before.agenda.sessions] == ["Water", "Wind"]
    assert [one.title for one in after.agenda.sessions] == ["Water", "The miller's hour", "Wind"]
    (question,) = after.agenda.sessions[1].questions
    assert (question.text, [sub.text for sub in question.sub]) == ("What is paid?", ["in flour", "in coin"])
    assert next(line for line in after.lines if line.line == 12).certain == 1.0


def test_a_session_that_is_said_to_be_none_gives_what_it_had_to_the_one_above() -> None:
    after = read({17: "note"})
    assert [one.title for one in after.agenda.sessions] == ["Water"]
    assert "Session 2: Wind" in after.agenda.sessions[0].note
    assert "Is there enough of it?" in [one.text for one in after.agenda.sessions[0].questions]


def test_lines_become_objectives_and_questions_where_they_stand() -> None:
    """In the order of the document, and no line around them becomes another."""
    before, after = read({}), read({7: "objective", 9: "question", 10: "issue"})
    (water, _) = after.agenda.sessions
    assert [one.text for one in water.objectives] == ["Fish and ladders"]
    asked = [one.text for one in water.questions]
    assert asked.index("Who owns the weir?") < asked.index("To agree on a map")
    assert after.agenda.issues == ("A remark about the hall",)
    changed = {line for line, kind in kinds(after).items() if kinds(before)[line] != kind}
    assert changed <= {7, 9, 10}


def test_a_sub_question_goes_to_the_question_above_it() -> None:
    (water, _) = read({7: "sub_question"}).agenda.sessions
    question = next(one for one in water.questions if one.text == "Who owns the weir?")
    assert [sub.text for sub in question.sub] == ["Fish and ladders"]


def test_the_title_a_day_and_hours_are_what_they_are_said_to_be() -> None:
    """A line that is said to be hours says when its session is held."""
    text = TEXT.replace("A remark about the hall", "13.00-14.30")
    after = read({1: "not_used", 12: "title", 10: "time", 3: "session"}, text)
    assert after.agenda.title == "The miller's hour"
    assert "Forum on mills" not in words(after.agenda)
    assert after.when_of(after.agenda.sessions[0].id).starts == "13:00"
    days = read({12: "day"})
    assert days.when_of(days.agenda.sessions[1].id).day == "The miller's hour"


def test_a_broken_line_is_divided_where_something_is_said_of_its_second_half() -> None:
    """What was said of it is said of that line alone."""
    text = "Forum\n\nSession 1: Water\n\n- Who owns the weir\n  and who pays for it?\n"
    assert kinds(read({}, text))[6] == "question"
    after = read({6: "note"}, text)
    assert kinds(after)[6] == "note"
    assert "and who pays for it?" in after.agenda.sessions[0].note


def test_a_question_before_the_first_session_has_one_made_for_it() -> None:
    after = read({1: "question"}, "How are you?\nSession 1: A\n")
    assert [one.text for session in after.agenda.sessions for one in session.questions] == ["How are you?"]


def test_what_is_too_long_or_too_much_is_kept_as_a_note() -> None:
    """Nothing that is said of a line has the programme refused."""
    long = "word " * 500
    items = "".join(f"- item {number}\n" for number in range(SUB_LIMIT + 3))
    text = f"Forum\n\nSession 1: A\n\n{long}\n\n- Why?\n{items}"
    said = {5: "question", **{8 + number: "sub_question" for number in range(SUB_LIMIT + 3)}}
    after = read(said, text)
    assert len(after.agenda.sessions[0].questions[0].sub) == SUB_LIMIT
    assert f"item {SUB_LIMIT + 2}" in after.agenda.sessions[0].note
    for kind in ("session", "title"):
        assert long.strip() in "\n".join(words(read({5: kind}, text).agenda))


def test_the_parts_of_an_agenda_say_on_which_line_they_stand() -> None:
    after = read({})
    water = after.agenda.sessions[0]
    assert after.places[water.id] == 3
    assert after.places[water.questions[0].id] == 6
    assert after.places[water.objectives[0].id] == 9


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.integers(0, 20), st.sampled_from(SAYABLE)))
def test_whatever_is_said_holds_and_no_word_is_lost(said: dict[int, str]) -> None:
    """But those of lines that are not used, and of headings that announce a section. Holds R183."""
    before, after = read({}), read(said)
    told, held = kinds(after), "\n".join(words(after.agenda))
    for line in after.lines:
        kind = said.get(line.line)
        if kind in ("title", "session") or told[line.line] in ("not_used", "heading", "time", "session"):
            continue
        assert kind in (None, told[line.line]), (line, kind)
        text = line.text.removeprefix("- ")
        assert text in held, line
    assert len(before.lines) == len(after.lines)
