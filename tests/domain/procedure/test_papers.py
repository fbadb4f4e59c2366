"""Papers: added, changed, turned and removed by edits, each of one kind, and never lost in silence."""

from contextlib import suppress
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.text import read_agenda
from server.domain.errors import Bound, LimitReached, Malformed, Refusal
from server.domain.procedure.changing import change_programme
from server.domain.procedure.editing import wanted_by
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.paper_reading import read_number
from server.domain.procedure.papers import (
    MOST_CHARACTERS,
    MOST_OF_SESSION,
    MOST_PAPERS,
    MOST_ROWS,
    Figure,
    KeptFile,
    Paper,
    shares,
)
from server.domain.procedure.programme import Programme, Region, make_rooms
from tests.services import SMALL_AGENDA, Json

AGENDA = read_agenda(SMALL_AGENDA, ["lunch"])
REGIONS = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
IDS = [id_of("aaaaa", number) for number in range(9)]
PROGRAMME = Programme("A meeting", AGENDA, REGIONS, make_rooms(AGENDA, REGIONS, iter(IDS)))
FILE = KeptFile("f" * 64, "application/pdf", 900)
TEXT = {"session_id": "s1", "kind": "text", "title": "A text", "text": "Some words"}
LINK = {"session_id": "", "kind": "link", "title": "A link", "address": "https://example.org/a?b=c#d"}
TABLE = {
    "session_id": "lunch",
    "kind": "figures",
    "title": "What was found",
    "rows": [{"label": "Africa", "value": "62,5"}, {"label": "Americas", "value": 25}],
    "unit": "%",
    "source": "A survey",
}
IN_FILE = {"session_id": "s1", "kind": "file", "title": "A file", "file": FILE.digest, "name": "../a\u202eb.exe"}


def edited(now: Programme, changes: Json) -> Programme:
    """Make the next version of a programme."""
    wanted = wanted_by(now, changes, {FILE.digest: FILE})
    fresh = (id_of("aaaaa", number) for number in count(100 * now.version))
    return change_programme(Proceedings(Meeting("aaaaa", "code"), now), now.version, wanted, fresh=fresh)


def with_papers(*papers: Json) -> Programme:
    """A programme that has some papers."""
    return edited(PROGRAMME, {"papers": list(papers)})


def refused(kind: type[Refusal], changes: Json, now: Programme = PROGRAMME) -> Refusal:
    """Make an edit that is refused, and say the refusal."""
    with pytest.raises(kind) as caught:
        edited(now, changes)
    return caught.value


def test_each_kind_has_what_is_of_its_kind_and_nothing_else() -> None:
    then = with_papers(TEXT, LINK, TABLE, IN_FILE)
    text, link, table, file = then.papers
    assert text == Paper(id_of("aaaaa", 100), "s1", "text", "A text", text="Some words")
    assert (link.address, link.session_id) == ("https://example.org/a?b=c#d", "")
    assert table.rows == (Figure("Africa", "62.5"), Figure("Americas", "25"))
    assert (table.unit, table.source) == ("%", "A survey")
    assert file.file == KeptFile(FILE.digest, FILE.media, FILE.size, "ab.pdf"), "of a file nothing is believed"
    assert len({paper.id for paper in then.papers}) == 4


def test_papers_are_turned_changed_and_removed_and_keep_their_ids() -> None:
    """The id of one stands for it as it is. Holds R190."""
    now = with_papers(TEXT, LINK, TABLE)
    text, link, table = now.papers
    then = edited(now, {"papers": [table.id, {"id": text.id, "title": "Another"}]})
    assert [paper.id for paper in then.papers] == [table.id, text.id]
    assert then.papers[1] == Paper(text.id, "s1", "text", "Another", text="Some words")
    assert edited(then, {"papers": [table.id, text.id]}) is then
    assert link not in then.papers


def test_an_edit_that_does_not_speak_of_papers_leaves_them_where_they_are() -> None:
    """Sessions may take another place, other words or other questions: papers belong to their ids. Holds R190."""
    now = with_papers(TEXT, TABLE)
    ids = [session.id for session in now.agenda.sessions]
    turned = edited(now, {"title": "Another", "sessions": [{"id": "s1", "title": "Other words"}, *ids[:0:-1]]})
    assert turned.papers == now.papers


def test_a_session_with_papers_cannot_go_without_them() -> None:
    """Nothing is lost in silence: who removes it removes or moves its papers in the same edit, or before."""
    now = with_papers(TEXT)
    others = [session.id for session in now.agenda.sessions if session.id != "s1"]
    bound = refused(Bound, {"sessions": others}, now)
    assert (bound.reason, bound.current) == ("papers", {"id": "s1"})
    assert edited(now, {"sessions": others, "papers": []}).papers == ()
    (paper,) = edited(now, {"sessions": others, "papers": [{"id": now.papers[0].id, "session_id": ""}]}).papers
    assert paper.session_id == ""


ODD = {
    "no such kind": {**TEXT, "kind": "svg"},
    "no title": {**TEXT, "title": " \u200f "},
    "a title of a page": {**TEXT, "title": "x" * 121},
    "no text": {**TEXT, "text": "\n \n"},
    "a script": {**LINK, "address": "javascript:alert(1)"},
    "data": {**LINK, "address": "data:text/html,<script>alert(1)</script>"},
    "a file of this computer": {**LINK, "address": "file:///etc/passwd"},
    "no host": {**LINK, "address": "https://"},
    "a password": {**LINK, "address": "https://somebody:secret@example.org/"},
    "another host than it seems": {**LINK, "address": "https://example.org@evil.example/"},
    "a line": {**LINK, "address": "https://example.org/\nset-cookie: a=b"},
    "a turn of direction": {**LINK, "address": "https://example.org/\u202egpj.exe"},
    "no such session": {**TEXT, "session_id": "s99"},
    "no such file": {**IN_FILE, "file": "0" * 64},
    "no rows": {**TABLE, "rows": []},
    "a row without words": {**TABLE, "rows": [{"label": "", "value": "1"}]},
    "a row without a number": {**TABLE, "rows": [{"label": "Africa", "value": "many"}]},
    "a number below nought": {**TABLE, "rows": [{"label": "Africa", "value": "-1"}]},
    "too many rows": {**TABLE, "rows": [{"label": "Africa", "value": "1"}] * (MOST_ROWS + 1)},
    "an unknown id": {**TEXT, "id": "nobody"},
    "no object": 7,
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_no_paper_can_be_is_refused(odd: str) -> None:
    refused(Malformed, {"papers": [ODD[odd]]})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), st.lists, max_leaves=5))
def test_whatever_is_handed_in_in_a_field_nothing_but_a_refusal_comes_of_it(value: object) -> None:
    for paper in (TEXT, LINK, TABLE, IN_FILE):
        for field in (*paper, "id"):
            with suppress(Refusal):
                edited(PROGRAMME, {"papers": [{**paper, field: value}]})


def test_a_meeting_has_so_many_papers_and_no_more() -> None:
    """A session, a meeting, and the words of all of them together. Holds R190."""
    sessions = [session.id for session in AGENDA.sessions] + [""]
    full = [{**TEXT, "session_id": sessions[0]}] * MOST_OF_SESSION
    assert len(with_papers(*full).papers) == MOST_OF_SESSION
    assert refused(LimitReached, {"papers": [*full, full[0]]}).reason == "papers_here"
    many = [{**TEXT, "session_id": sessions[at % len(sessions)]} for at in range(MOST_PAPERS + 1)]
    assert refused(LimitReached, {"papers": many}).reason == "papers"
    long = {**TEXT, "text": "x" * 2_000}
    spread = [{**long, "session_id": sessions[at % 2]} for at in range(MOST_CHARACTERS // 2_000 + 1)]
    assert refused(LimitReached, {"papers": spread}).reason == "paper_words"


NUMBERS = {"62.5": "62.5", "62,5": "62.5", " 007 ": "7", "10.50": "10.5", "٦٢٫٥": "62.5", "0": "0", "１２": "12"}


@pytest.mark.parametrize("said", NUMBERS)
def test_a_number_is_read_as_people_write_it(said: str) -> None:
    assert read_number(said) == NUMBERS[said]


@pytest.mark.parametrize("said", ["1,200", "1.2.3", "1e9", "", "½", "12%", None, True, 1.5, "9" * 13])
def test_what_could_be_two_numbers_or_none_is_refused(said: object) -> None:
    """1,200 is twelve hundred to some and little more than one to others."""
    with pytest.raises(Malformed):
        read_number(said)


@given(st.lists(st.decimals(0, 10**9, places=4), min_size=1, max_size=16))
def test_bars_are_as_long_as_their_values(values: list[object]) -> None:
    """The longest is whole, and any two are to each other as their values are."""
    rows = [Figure("row", read_number(f"{value:.4f}")) for value in values]
    lengths, numbers = shares(rows), [Fraction(row.value) for row in rows]
    assert max(lengths) == (1 if any(numbers) else 0)
    assert all(one * b == other * a for one, a in zip(lengths, numbers, strict=True)
               for other, b in zip(lengths, numbers, strict=True))  # fmt: skip


def test_marks_that_turn_the_direction_go_from_every_word_of_a_paper() -> None:
    """Nothing that is not seen turns what stands beside it."""
    now = with_papers({**TEXT, "title": "A\u202eB", "text": "C\u2066D\nE"})
    assert [(one.title, one.text) for one in now.papers] == [("AB", "CD\nE")]
