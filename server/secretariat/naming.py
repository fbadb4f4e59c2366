"""What somebody means who names a meeting, a round, a region or a seat: by its id, its number, its title or a part.

Refuses to guess: whoever fits alone is meant, and of several nobody is. Invariant: what is named by its id, or by a
whole name, is meant whatever else has those letters in its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, Literal, TypeVar

from server.domain.agenda.agenda import AgendaSession
from server.domain.errors import NotFound
from server.domain.procedure.admission import Roll, plain, read_join_code
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme, Region
from server.domain.procedure.rounds import Round

Kind = Literal["meeting", "round", "region", "seat", "session"]
Thing = TypeVar("Thing")
MOST_NEAR = 3
_ALIKE = 0.5
_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named(Generic[Thing]):
    """Something that can be named.

    Shape:   `names` are those that mean it as a whole; `about` is what else is known of it, so that a part of it fits;
             `line` shows it to whoever has to choose.
    """

    thing: Thing
    id: str
    names: tuple[str, ...]
    line: str
    about: str = ""


class NotOne(NotFound):
    """Nothing, or more than one thing, has the name that was said; nothing was done.

    Shape:   `lines` show those that fit or, where none does, those that come nearest.
    """

    def __init__(self, kind: Kind, words: str, count: int, lines: Sequence[str]) -> None:
        super().__init__(kind)
        self.kind, self.words, self.count, self.lines = kind, words, count, tuple(lines)


def choose(kind: Kind, words: str, among: Sequence[Named[Thing]], *, whole: bool = False) -> Thing:
    """Find the one thing that words name; `whole`: a part of a name is not enough.

    Raises:  NotOne.
    """
    wanted = plain(words)
    found = [one for one in among if one.id == words]
    found = found or [one for one in among if wanted and wanted in map(plain, one.names)]
    fitting = [one for one in among if _holds(one, wanted)]
    if not found and not whole:
        found = fitting
    if len(found) == 1:
        return found[0].thing
    near = found or fitting or _nearest(wanted, among)
    raise NotOne(kind, words, len(found), [one.line for one in near])


def _holds(one: Named[Thing], wanted: str) -> bool:
    """Say whether every word, or part of one, stands somewhere in what is known; a number only as a whole."""
    text = plain(f"{' '.join(one.names)} {one.about}")
    numbers = set(re.findall(r"\d+", text))
    words = _WORD.findall(wanted)
    return bool(words) and all(word in (numbers if word.isdecimal() else text) for word in words)


def _nearest(wanted: str, among: Sequence[Named[Thing]]) -> list[Named[Thing]]:
    known: dict[str, Named[Thing]] = {}
    for one in among:
        for name in (*one.names, one.id):
            known.setdefault(plain(name), one)
    near = [known[name] for name in get_close_matches(wanted, known, MOST_NEAR, _ALIKE)]
    return list(dict.fromkeys(near))


def named_meeting(programme: Programme, meeting_id: str, code: str) -> Named[str]:
    """Name a meeting: by its title, or by the code that joins it."""
    line = f"  {meeting_id:<14} {programme.title}   (join code {code})"
    return Named(meeting_id, meeting_id, (programme.title, code, read_join_code(code)), line)


def named_rounds(proceedings: Proceedings) -> list[Named[Round]]:
    """Name the rounds of a meeting: by their room and their number in it, in the order of rooms."""
    programme = proceedings.programme
    questions = {question.id: question.text for _, question in programme.agenda.all_questions()}
    places = {room.id: at for at, room in enumerate(programme.rooms)}
    ordered = sorted(proceedings.rounds.values(), key=lambda one: (places[one.room_id], one.called))
    named = []
    for one in ordered:
        room = next(room for room in programme.rooms if room.id == one.room_id)
        titles = (room.title, f"{room.agenda_session_id} {room.region_id}".strip())
        names = tuple(f"{title}{between}{one.called}" for title in titles for between in (" ", " round ", " · "))
        question = questions.get(one.question_id, "")
        facts = f"{one.state} · {one.method} · {len(one.slate)} recommendations"
        line = f"  {one.id:<14} {room.title} · round {one.called}   {facts}"
        named.append(Named(one, one.id, names, line, f"{programme.title} {one.method} {question}"))
    return named


def named_regions(programme: Programme) -> list[Named[Region]]:
    """Name the regions of a meeting: by name, or by the letters on the chip."""
    return [
        Named(one, one.id, (one.name, one.short, one.id), f"  {one.id:<14} {one.name}") for one in programme.regions
    ]


def named_sessions(programme: Programme) -> list[Named[AgendaSession]]:
    """Name the agenda sessions of a meeting: by number or title."""
    return [
        Named(one, one.id, (one.title, one.number, f"{one.number} {one.title}"), f"  {one.id:<14} {one.title}")
        for one in programme.agenda.sessions
    ]


def named_seats(roll: Roll) -> list[Named[Seat]]:
    """Name the seats of a meeting: by name or number; a part of the name or of the delegation may fit too."""
    return [
        Named(
            one.seat,
            one.seat.id,
            (one.seat.name or f"Delegate {one.seat.number}", str(one.seat.number)),
            f"  {one.seat.id:<14} {one.state:<9} {one.seat.region_id:<4} no. {one.seat.number} "
            f"{one.seat.name} · {one.seat.delegation}".rstrip(" ·"),
            one.seat.delegation,
        )
        for one in roll.listed
    ]
