"""The programme of a meeting: what it is called, what it asks, by which regions, in which rooms, and how by default.

Refuses to know who may change it, and where it is kept. Invariants: it is part of the proceedings, changed by decisions
alone, each of which raises its version by one; a room is what one agenda session has for everybody or for one region,
and keeps its id as long as the programme has both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from server.domain.agenda.agenda import Agenda
from server.domain.errors import Malformed
from server.domain.procedure.closing_dates import USUAL_ZONE
from server.domain.procedure.defaults import NOTHING_SAID, RoundDefaults
from server.domain.procedure.papers import Paper
from server.domain.procedure.rules import Secrecy

RoomKind = Literal["plenary", "region", "desk"]
Moderation = Literal["post", "pre"]
"""Whether a proposal stands at once, or waits until somebody accepts it."""
MODERATIONS: tuple[Moderation, ...] = get_args(Moderation)
MOST_REGIONS = 60
"""A matrix of more can neither be read nor shown, and what is worked out while a round is live grows with it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the meeting.

    Shape:   `short` is the two or three letters on its chip; `seats` to how many it is entitled where that is given as
             a number, nought where those count that are named or taken.
    """

    id: str
    name: str
    short: str
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Delegation:
    """A body that speaks in the meeting; `short` is what it is called where there is little room."""

    name: str
    region_id: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Where people meet over one agenda session: everybody (plenary) or one region; the desk's is for none."""

    id: str
    kind: RoomKind
    agenda_session_id: str
    title: str
    region_id: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme as of its newest version.

    Shape:   `moderation` and `secrecy` are defaults: how proposals are taken, and how secret a new round is where
             `defaults` say nothing of it; `papers` stand in the order in which they are read; `defaults` are what a new
             round begins with; `zone` is the time zone in which dates are said and chosen.
    Units:   `report_at_ms` is since when everybody of the meeting may have its report; nought where they may not.
    """

    title: str
    agenda: Agenda
    regions: tuple[Region, ...]
    rooms: tuple[Room, ...]
    moderation: Moderation = "post"
    secrecy: Secrecy = "confidential"
    version: int = 1
    papers: tuple[Paper, ...] = ()
    defaults: RoundDefaults = NOTHING_SAID
    delegations: tuple[Delegation, ...] = ()
    zone: str = USUAL_ZONE
    report_at_ms: int = 0

    def region(self, region_id: str) -> Region | None:
        """Find a region by id."""
        return next((region for region in self.regions if region.id == region_id), None)

    def room(self, room_id: str) -> Room | None:
        """Find a room by id."""
        return next((room for room in self.rooms if room.id == room_id), None)

    def counted_with(self, room_id: str) -> tuple[frozenset[str], str]:
        """Say with which rooms the recommendations of one are counted, and what stands before their numbers.

        Shape:   all rooms of a region, with the letters of its chip; a plenary room alone, with nothing.
        """
        room = self.room(room_id)
        region = self.region(room.region_id) if room else None
        if region is None:
            return frozenset({room_id}), ""
        return frozenset(one.id for one in self.rooms if one.region_id == region.id), region.short


def desk_room(meeting_id: str) -> Room:
    """Find the room in which those work who run a meeting; no programme has it, so that none can lose it.

    Invariant: no other id of a meeting is as this one: it would have to be its 625,700th.
    """
    return Room(f"{meeting_id}desk", "desk", "", "")


def check_regions(region_ids: Sequence[str]) -> None:
    """Check how many regions a meeting has.

    Raises:  Malformed.
    """
    if len(region_ids) > MOST_REGIONS:
        raise Malformed("too_many_regions", most=MOST_REGIONS)


def make_rooms(
    agenda: Agenda, regions: Sequence[Region], fresh: Iterator[str], kept: Sequence[Room] = ()
) -> tuple[Room, ...]:
    """Make the rooms an agenda asks for: a plenary for each agenda session, or one room a region.

    Shape:   in agenda order, the regions of an agenda session in the meeting's order; a room that was there before is
             the same, a new one takes the next of the `fresh` ids.
    """
    known = {(room.agenda_session_id, room.region_id): room for room in kept}
    rooms = []
    for session in agenda.sessions:
        for region in regions if session.by_region else (None,):
            region_id = region.id if region else ""
            title = f"{session.title} · {region.name}" if region else session.title
            room = known.get((session.id, region_id))
            if room is None:
                room = Room(next(fresh), "region" if region else "plenary", session.id, title, region_id)
            rooms.append(replace(room, title=title))
    return tuple(rooms)


def read_moderation(text: str) -> Moderation:
    """Read when a proposal stands.

    Raises:  Malformed if there is no such moderation.
    """
    for moderation in MODERATIONS:
        if text == moderation:
            return moderation
    raise Malformed("moderation")
