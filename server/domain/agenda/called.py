"""By what a session is called again: its number, its title in full, shortened or as continued, with others in brackets.

Refuses to know what a session holds. Invariant: a number or title that begins again on another day is another session.
"""

import re
from collections.abc import Sequence

from server.domain.agenda.draft import DraftSession
from server.domain.agenda.headings import Heading
from server.domain.agenda.hours import clock, read_hours
from server.domain.agenda.reading import When

_SCOPES_LIMIT = 100  # sessions that a heading's brackets are compared with
_CALLED = r"session|séance|item|sesión|заседание|сессия|جلسة|الجلسة"


class Called:
    """The sessions so far, by what they are called."""

    def __init__(self) -> None:
        """Begin with none."""
        self.when: dict[DraftSession, When] = {}
        self._numbered: dict[str, DraftSession] = {}
        self._titled: dict[str, DraftSession] = {}

    def add(self, session: DraftSession, heading: Heading, day: str) -> None:
        """Remember a new session."""
        hours = heading.hours
        self.when[session] = When(day, *(map(clock, (hours.starts, hours.ends)) if hours else ()))
        self._titled[heading.title.casefold()] = session

    def is_held(self, session: DraftSession, text: str) -> None:
        """Remember when a session is held, where a line says so."""
        if hours := read_hours(text):
            before = self.when.get(session, When())
            self.when[session] = When(before.day, *map(clock, (hours.starts, hours.ends)))

    def number(self, session: DraftSession, day: str) -> bool:
        """Remember a session by its number, and say whether another one of that day had it."""
        before = self._numbered.get(session.number, session)
        self._numbered[session.number] = session
        return before is not session and self.when[before].day == day

    def known(
        self, heading: Heading, title: str, continued: str, day: str, paired: Sequence[DraftSession]
    ) -> DraftSession | None:
        """Find the session whose heading is repeated, in full, shortened or as continued; numbers begin again."""
        title = title.strip(" –—-:").casefold()
        if heading.number:
            session = self._numbered.get(heading.number)
            same = session is not None and (not title or title == session.title.casefold())
            began_again = session is not None and not continued and self.when[session].day != day
            return session if same and not (began_again and not title) else None
        if (session := self._titled.get(title)) and not continued and self._is_another(session, heading, day):
            return None
        if not title or title in self._titled:
            return self._titled.get(title) if title else None
        return next((each for each in paired if not each.number and each.title.casefold().startswith(title)), None)

    def _is_another(self, session: DraftSession, heading: Heading, day: str) -> bool:
        """Say whether a heading that is repeated on another day, or at other hours, heads another session."""
        when = self.when[session]
        return when.day != day or bool(heading.hours and when.starts and when.starts != clock(heading.hours.starts))

    def named_in(self, scope: str, sessions: Sequence[DraftSession]) -> list[DraftSession]:
        """Find the sessions that a heading names in brackets."""
        words = f" {scope.casefold()} "
        return [
            session
            for session in sessions[:_SCOPES_LIMIT]
            if (session.number and re.search(_among(session.number.casefold()), words))
            or (scope and not session.number and f" {session.title.partition(':')[0].strip().casefold()} " in words)
        ]


def _among(number: str) -> str:
    """Write the pattern of a number that is named with others, as in `Sessions 1 and 2`."""
    return rf"(?:{_CALLED})s? (?:[\w,]+ ){{0,4}}?{re.escape(number)}\b"
