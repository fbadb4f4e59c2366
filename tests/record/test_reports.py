"""The report of a meeting: all that was kept of it, and the basis of each of its sentences found in it."""

import json
import random
import re
from collections.abc import Iterator

import pytest

from server.record.bases import bases_in, marks_in
from server.record.document import Bullets, Document, Facts, Heading, Original, Paragraph, Part, Sentence, Table
from server.record.html_file import write_html
from server.record.phrases import words_in
from server.record.reporting.kept import Asked
from server.record.reporting.whole import PARTS, compose_report
from server.words.strings import Strings
from server.words.wording import Wording
from tests.record.meetings_kept import a_meeting_kept

KEPT = a_meeting_kept()
LANGUAGES = Strings.read().languages
STATED = 20
(VOID,) = [one.id for one in KEPT.proceedings.rounds.values() if one.state == "void"]
_NO_FACT = ("note",)


def composed(
    language: str = "en", *, session: str = "", parts: tuple[str, ...] = (), whole: bool = False, hidden: bool = False,
    rounds: tuple[str, ...] = (), originals: bool = True,
) -> Document:  # fmt: skip
    sessions = tuple(filter(None, session.split()))
    asked = Asked(sessions, parts, whole, hidden=hidden, rounds=rounds, originals=originals)
    return compose_report(KEPT, asked, Wording(Strings.read(), language))


def said_in(document: Document) -> str:
    return json.dumps(
        document.parts,
        default=lambda part: {name: getattr(part, name) for name in part.__slots__},
        ensure_ascii=False,
    )


def acts_of(document: Document) -> dict[str, str]:
    (acts,) = [part for part in document.parts if isinstance(part, Table) and part.name == "acts"]
    return {row.mark: " ".join(words_in(cell) for cell in row.cells) for row in acts.rows}


def stated(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """Give every statement of fact with its basis: sentences, lines of facts and tables.

    Of somebody's words the basis stands behind the last line.
    """
    lines: list[str] = []
    for part in parts:
        match part:
            case Paragraph(sentences, style) if style not in _NO_FACT:
                for words, basis in map(_of, sentences):
                    lines.append(words)
                    if basis:
                        yield " ".join(lines), basis
                        lines = []
                continue
            case Bullets(entries):
                yield from stated(entries)
            case Facts(facts):
                yield from ((line.name, line.said.basis) for line in facts)
            case Table() if part.name != "acts":
                yield part.caption, part.basis
            case Original():
                yield from stated(part.paragraphs)
        if lines:
            yield " ".join(lines), ""
            lines = []
    if lines:
        yield " ".join(lines), ""


def _of(said: Sentence) -> tuple[str, str]:
    return said.words, said.basis


def test_the_report_says_all_that_was_kept() -> None:
    """Programme, participation, answers, fate, merges, rounds with their figures, papers, acts."""
    document = composed()
    said = said_in(document)
    for words in (
        *("Why we meet.", "Session of all", "What can be done?", "National", "Ghana", "Seats by region", "Lesson"),
        *("Agreement to a merge given aloud, recorded", "Handed over to a plenary session: Session of all"),
        *("Merged into 5", "Declared void: A wrong slate", "No list is published", "Delegation 5", "62.5"),
        *("https://example.org/study", "Source: A survey", "Rank"),
    ):
        assert words in said, words
    names = [part.name for part in document.parts if isinstance(part, Table)]
    assert {"participation", "delegations", "answers", "list", "matrix", "roll", "findings", "acts"} <= set(names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("whole", [True, False])
def test_a_report_refers_only_to_acts_that_are_in_it(language: str, *, whole: bool) -> None:
    """In every language, for either reader, whatever is left out; and the same twice."""
    assert composed(language, whole=whole) == composed(language, whole=whole)
    for parts in ((), ("proposals",), ("rounds", "papers")):
        for session in ("", "s1", "s4", "s1 s4"):
            for rounds in ((), (VOID,)):
                document = composed(language, session=session, parts=parts, whole=whole, rounds=rounds)
                assert bases_in(document.parts) <= marks_in(document.parts)


@pytest.mark.parametrize("seed", range(10))
def test_a_rapporteur_finds_the_basis_of_twenty_sentences(seed: int) -> None:
    """From the report alone: each leads to the row of an act that was done, with its time."""
    document = composed(parts=tuple(one for one in PARTS if one != "method"), whole=bool(seed % 2))
    acts, facts = acts_of(document), list(stated(document.parts))
    for words, basis in random.Random(seed).sample(facts, STATED):
        assert acts.get(basis), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rapporteur_finds_them_on_the_page_too(language: str) -> None:
    """Behind a sentence stands a link, and what it leads to is the row of its act."""
    page = write_html(composed(language)).decode()
    links = re.findall(r'<a class="basis" href="#(A\d+)">\[(A\d+)\]</a>', page)
    assert len(links) > STATED
    for to, shown in random.Random(language).sample(links, STATED):
        assert to == shown
        assert (
            len(re.findall(f'<tr id="{to}"><th scope="row">[^/]*{to}(?:</span>)?</th><td class="figure"><time', page))
            == 1
        )


def test_nothing_of_a_proposal_that_never_stood_is_for_everybody() -> None:
    """Neither words nor reason nor acts, nor for the desk; those who conduct find them, without an author."""
    public, conducting = said_in(composed()), said_in(composed(whole=True, hidden=True))
    for words in ("Secret thought", "Waiting thought", "Off the question"):
        assert words not in public
        assert words not in said_in(composed(whole=True))
        assert words in conducting
    assert "Sent back" not in public
    for document in (public, conducting):
        assert "maaaa0001" not in document
    assert len(acts_of(composed())) < len(acts_of(composed(whole=True, hidden=True)))


def test_nothing_of_a_list_that_is_not_published_is_told() -> None:
    """Of a closed round its state alone, of one that is being prepared not even that."""
    said = said_in(composed(whole=True))
    assert "Session of all · Round 2" in said
    assert "Session of all · Round 4" not in said
    assert len([part for part in composed().parts if isinstance(part, Table) and part.name == "list"]) == 1


def test_what_is_left_out_is_said() -> None:
    """By the names of its parts; the acts stay."""
    document = composed(parts=("programme", "rounds"))
    heads = [words_in(part.runs) for part in document.parts if isinstance(part, Heading) and part.level == 2]
    assert heads == ["Programme", "Rounds", "Acts of the meeting"]
    said = said_in(document)
    assert "Left out of this copy: Participation, Answers by question" in said
    assert "Left out" not in said_in(composed(parts=tuple(PARTS)))


def test_rounds_and_sessions_that_are_left_out_are_said() -> None:
    """By their names; what is left out is in no other part either."""
    held = [one.id for one in KEPT.proceedings.rounds.values() if one.state != "draft"]
    assert len(held) > 1
    document = composed(rounds=(VOID,))
    said = said_in(document)
    assert "Declared void: A wrong slate" in said
    assert "Left out of this copy: Session of all · Round 1" in said
    assert not [part for part in document.parts if isinstance(part, Table) and part.name == "list"]
    some = said_in(composed(session="s1 s4", parts=("proposals",)))
    others = [one.title for one in KEPT.proceedings.programme.agenda.sessions if one.id not in ("s1", "s4")]
    for title in others:
        assert title in some.partition("Left out of this copy")[2].partition(".")[0]
    assert "Of Africa" in some


def test_a_session_by_itself_has_what_is_of_it_alone() -> None:
    """Its rooms, its rounds, and what was handed to it."""
    of_regions, of_all = said_in(composed(session="s1")), said_in(composed(session="s4"))
    assert "Wells" not in of_regions
    assert "Of Africa" in of_regions
    assert "Session of all · Round 2" in of_all
    assert "Of Africa" in of_all
    assert "A long study" not in of_all


def test_a_reader_has_the_translation_and_the_original_beside_it() -> None:
    """Where there is one in the language of the reader."""
    document = composed("ar", parts=("proposals",))
    assert [part.language for part in document.parts if isinstance(part, Original)] == ["en"]
    assert "آبار" in said_in(document)
    alone = composed("ar", parts=("proposals",), originals=False)
    assert [part for part in alone.parts if isinstance(part, Original)] == []
    assert "آبار" in said_in(alone)


def test_a_sentence_runs_as_its_language_does_whatever_names_are_in_it() -> None:
    """In Arabic from the right, also where it begins with a name in Latin letters."""
    document = composed("ar", parts=("proposals",))
    bullets = [part for part in document.parts if isinstance(part, Bullets)]
    runs = [run for part in bullets for entry in part.entries for one in entry.sentences for run in one.runs]
    voted = [run for run in runs if run.words.startswith("Session of all")]
    assert voted
    assert {run.direction for run in voted} == {"rtl"}
