"""How much of a programme is read as a person reads it: sessions found, questions right, words lost.

`python -m tests.domain.agenda.scoring` writes the table for the programmes that were handed over and for ours.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from server.domain.agenda.agenda import Agenda, AgendaSession
from server.domain.agenda.document import document_of
from server.domain.agenda.headings import read_section
from server.domain.agenda.lexicon import PLAIN_SESSION
from server.domain.agenda.reading import Reading
from server.domain.agenda.text import read_programme

_TOLD = re.compile(rf"\d{{1,2}}|[a-z]|[ivx]+|agenda|{PLAIN_SESSION}|第[一二三四五六七八九十][场次节]会议")
OURS = Path(__file__).parent / "programmes"


@dataclass(frozen=True)
class Wanted:
    """A session as a person reads it; a question has its text, empty where nobody wrote it down, and how many below."""

    title: str
    by_region: bool
    objectives: int
    questions: Sequence[tuple[str, int]] | None


@dataclass(frozen=True)
class Score:
    """What was found of what is there."""

    sessions: int
    wanted_sessions: int
    questions: int
    wanted_questions: int
    lost: Counter[str]
    wrong: Sequence[str]


def ours() -> dict[str, tuple[Sequence[Wanted], Sequence[str]]]:
    """Read what is expected of our own lay-outs."""
    expected = json.loads((OURS / "expected.json").read_text("utf-8"))
    return {
        name: ([Wanted(title, bool(by_region), objectives, None if subs is None else [("", sub) for sub in subs])
                for title, by_region, objectives, subs in sessions], may)
        for name, (_, sessions, may) in expected.items()
    }  # fmt: skip


def handed_over(file: Path) -> tuple[Sequence[Wanted], Sequence[str]]:
    """Read what is expected of a programme that was handed over."""
    tree = json.loads(file.read_text("utf-8"))
    sessions = [
        Wanted(one["title"], one["by_region"], len(one["objectives"]),
               [(question["text"], len(question["sub"])) for question in one["questions"]])
        for one in tree["sessions"]
    ]  # fmt: skip
    return sessions, tree["may"]


def score(text: str, wanted: Sequence[Wanted], may: Sequence[str]) -> Score:
    """Compare what is read with what a person reads."""
    reading = read_programme(document_of(text))
    left = list(reading.agenda.sessions)
    found = right = 0
    wrong: list[str] = []
    for one in wanted:
        session = next((each for each in left if spelled(one.title) in spelled(each.title)), None)
        session = session or next((each for each in left if spelled(each.title) in spelled(one.title)), None)
        if session is None:
            wrong.append(f"no session: {one.title}")
            continue
        left.remove(session)
        found += 1
        right += _right(session, one, wrong)
        if (session.by_region, len(session.objectives)) != (one.by_region, one.objectives):
            wrong.append(f"region or objectives: {one.title}")
    called = [spelled(each) for each in may]
    wrong += [
        f"no session there: {each.title}"
        for each in left
        if not any(each_may in spelled(each.title) for each_may in called)
    ]
    asked = sum(len(one.questions or ()) for one in wanted)
    return Score(found, len(wanted), right, asked, lost_words(text, reading), wrong)


def _right(session: AgendaSession, wanted: Wanted, wrong: list[str]) -> int:
    if wanted.questions is None:
        return 0
    read = [(spelled(each.text), len(each.sub)) for each in session.questions]
    pairs = list(zip(read, wanted.questions, strict=False))
    right = sum(subs == sub and (not text or spelled(text) == said) for (said, subs), (text, sub) in pairs)
    if len(read) != len(wanted.questions) or right < len(wanted.questions):
        wrong.append(f"questions: {wanted.title}: {read}")
    return right


def spelled(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def lost_words(text: str, reading: Reading) -> Counter[str]:
    """Find words that are in no part of what was read: neither in the agenda, nor in a line that announces a section.

    The number of a bullet and the word before a session's number are told by what they number; a hyphen at the end of a
    line is none.
    """
    announced = [line.text for line in reading.lines if line.kind in {"heading", "not_used"}]
    in_cells = [line.text for line in document_of(text).lines if read_section(" ".join(line.text.split()))]
    before_a_colon = [
        re.split("[:：]", line.text)[0] for line in reading.lines if line.kind in {"objective", "question"}
    ]
    lost = words(re.sub(r"-\n\s*(?=[a-z])", "", text)) - words(" ".join([*texts_of(reading.agenda), *announced]))
    lost -= words(" ".join([*before_a_colon, *in_cells]))
    return Counter({word: number for word, number in lost.items() if not _TOLD.fullmatch(word)})


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def texts_of(agenda: Agenda) -> Iterator[str]:
    yield from (agenda.title, agenda.preamble, *agenda.issues)
    yield from (
        one.text for one in dict.fromkeys([*agenda.objectives, *(o for s in agenda.sessions for o in s.objectives)])
    )
    for session in agenda.sessions:
        yield from (session.number, session.title, session.note)
    yield from (question.text for _, question in agenda.all_questions())


def _table() -> None:
    from tests.handed import BESIDE

    files = sorted((BESIDE / "cases/programmes").glob("*.json"))
    handed = {file.stem: (file.with_suffix(".txt"), *handed_over(file)) for file in files}
    own = {name: (OURS / f"{name}.txt", *expected) for name, expected in ours().items()}
    sums = [0, 0, 0, 0]
    for name, (path, wanted, may) in {**handed, **own}.items():
        one = score(path.read_text("utf-8"), wanted, may)
        figures = (one.sessions, one.wanted_sessions, one.questions, one.wanted_questions)
        sums = [a + b for a, b in zip(sums, figures, strict=True)]
        found, asked = f"{figures[0]:3}/{figures[1]:<3}", f"{figures[2]:3}/{figures[3]:<3}"
        print(f"{name:34} sessions {found} questions {asked} lost {sum(one.lost.values())}")
        for wrong in [*one.wrong, *one.lost]:
            print("      ", wrong)
    print(f"{'all':34} sessions {sums[0]:3}/{sums[1]:<3} questions {sums[2]:3}/{sums[3]:<3}")


if __name__ == "__main__":
    _table()
