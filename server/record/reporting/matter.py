"""What the parts of a report share: what was kept, who reads, and on which acts its sentences rest.

Refuses to compose anything. Invariant: what the reader may not see is not in any of its lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from server.domain.agenda.agenda import AgendaSession
from server.domain.procedure.audiences import fields_for
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import HandedSet
from server.record.document import Sentence
from server.record.phrases import sentence
from server.record.reporting import ledger as acts
from server.record.reporting.kept import Asked, Kept
from server.words.wording import Wording

_FOUNDED, _SEATED, _CHANGED = "found_meeting", "add_seats", "edit_programme"


def held_in(proceedings: Proceedings, room_ids: Sequence[str]) -> list[Round]:
    """List the rounds of rooms that were opened, in the order of rooms and numbers."""
    order = {room_id: at for at, room_id in enumerate(room_ids)}
    among = proceedings.rounds.values()
    found = (one for one in among if one.room_id in order and (one.epoch or one.state != "draft"))
    return sorted(found, key=lambda one: (order[one.room_id], one.called))


@dataclass(frozen=True)
class ReportMatter:
    """One report, to be composed."""

    kept: Kept
    asked: Asked
    wording: Wording

    @property
    def programme(self) -> Programme:
        """Give the programme as it stands."""
        return self.kept.proceedings.programme

    @cached_property
    def sessions(self) -> tuple[AgendaSession, ...]:
        """List the agenda sessions that it is about."""
        among = self.programme.agenda.sessions
        return tuple(one for one in among if not self.asked.sessions or one.id in self.asked.sessions)

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """List the rooms of these sessions, in the order of the programme."""
        known = {one.id for one in self.sessions}
        return tuple(room for room in self.programme.rooms if room.agenda_session_id in known)

    @cached_property
    def texts(self) -> tuple[Recommendation, ...]:
        """List the recommendations of these rooms, and those that were handed to them, that the reader may see."""
        rooms = [room.id for room in self.rooms]
        handed = {one for each in self.sets for one in each.recommendation_ids}
        among = self.kept.proceedings.recommendations.values()
        found = [one for one in among if (one.room_id in rooms or one.id in handed) and self._sees(one)]
        order = {room.id: at for at, room in enumerate(self.programme.rooms)}
        return tuple(sorted(found, key=lambda one: (order.get(one.room_id, len(order)), one.number or 1 << 30, one.id)))

    def _sees(self, text: Recommendation) -> bool:
        return "title" in fields_for("conducting" if self.asked.hidden else "floor", text)

    def in_room(self, room: Room) -> list[Recommendation]:
        """List what was proposed in a room."""
        return [one for one in self.texts if one.room_id == room.id]

    @cached_property
    def sets(self) -> tuple[HandedSet, ...]:
        """List what regions handed over, to these sessions or from their rooms."""
        sessions, rooms = {one.id for one in self.sessions}, {room.id for room in self.rooms}
        every = (one for room in self.programme.rooms for one in self.kept.proceedings.sets_of(room.id))
        return tuple(one for one in every if one.session_id in sessions or one.room_id in rooms)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """List the rounds of these rooms that were opened and are wanted, in the order of rooms and numbers."""
        found = held_in(self.kept.proceedings, [room.id for room in self.rooms])
        return tuple(one for one in found if not self.asked.rounds or one.id in self.asked.rounds)

    @cached_property
    def ledger(self) -> acts.Ledger:
        """Number the acts of all this."""
        return acts.ledger_of(self._acts())

    def _acts(self) -> Iterator[acts.Noted]:
        yield from acts.on_meeting(self.kept.meeting_acts)
        for round_ in self.rounds:
            yield from acts.on_round(round_, self.kept.acts.get(round_.id, ()), self.round_name(round_))
        for text in self.texts:
            entries = self.kept.histories.get(text.id, ())
            yield from acts.on_text(text, entries, self.name(text), self.asked)
            yield from acts.on_merge(text, self.name(text))
        for one in self.sets:
            yield from acts.on_set(one, self.session_name(one.session_id))

    @property
    def founded(self) -> str:
        """Give the mark on which the programme rests: its last change, or the founding of the meeting."""
        return self.ledger.of(_CHANGED, _FOUNDED)

    @property
    def seated(self) -> str:
        """Give the mark on which the seats rest."""
        return self.ledger.of(_SEATED, _FOUNDED)

    def stands(self, text: Recommendation) -> str:
        """Give the mark of the act by which a recommendation stands, or by which it was proposed."""
        return self.ledger.of(f"stands {text.id}", f"text {text.id}", _FOUNDED)

    def name(self, text: Recommendation) -> str:
        """Call a recommendation: by its label and its title in the language of the reader."""
        return " ".join(one for one in (text.called, self.title(text)[0]) if one)

    def title(self, text: Recommendation) -> tuple[str, str]:
        """Say a title in the language of the reader where it is translated, and in which it is."""
        for one in text.translations:
            if one.language == self.wording.language != text.language:
                return one.title, one.language
        return text.title, text.language

    def round_name(self, round_: Round) -> str:
        """Call a round by its room and its number there."""
        room = self.programme.room(round_.room_id)
        return " · ".join([*([room.title] if room else []), self.say("acts.round", n=round_.called)])

    def session_name(self, session_id: str) -> str:
        """Call a session; one that is gone by its id."""
        session = self.programme.agenda.session(session_id)
        return session.title if session else session_id

    def region_name(self, region_id: str) -> str:
        """Call a region; one that is gone by its id."""
        region = self.programme.region(region_id)
        return region.name if region else region_id

    def say(self, key: str, /, **figures: object) -> str:
        """Say a sentence."""
        return self.wording.strings.translate(self.wording.language, key, **figures)

    def named(self, name: str, words: str) -> str:
        """Say what something is called, and what it is."""
        return self.say("facets.words", name=name, words=words)

    def row(self, names: Sequence[str]) -> str:
        """Put names in a row."""
        return self.wording.strings.in_row(self.wording.language, names)

    def when(self, at_ms: int) -> str:
        """Say an instant in the time zone of the meeting."""
        return self.wording.strings.instant(self.wording.language, at_ms, self.programme.zone)

    def fact(self, name: str, words: str, basis: str) -> Sentence:
        """Say a name and what it is as a sentence of the reader's language, whatever that of the names in it is."""
        return sentence(self.named(name, words), basis, self.wording.language)
