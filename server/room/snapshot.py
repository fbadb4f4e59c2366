"""The whole picture of a room: one set of bytes for everybody in it."""

import json
from dataclasses import dataclass, field

import msgspec

from server.domain.meeting import Proceedings, Room
from server.domain.people import Person
from server.domain.rounds import VOTING, Round
from server.domain.tallies import Tally
from server.protocol.message import LARGEST_LIST, Json
from server.protocol.replies import You
from server.room import views
from server.room.actions.ballots import ballot_view
from server.room.place import Place
from server.store.packing import BallotRecord


@dataclass(frozen=True, slots=True)
class Picture:
    """A room as of one decision: the proceedings, the newest tallies, the published ranked lists.

    Shape:   `tallies` by round: the version and the count.
    """

    room: Room
    proceedings: Proceedings
    tallies: dict[str, tuple[int, Tally]] = field(default_factory=dict)
    ranked_lists: dict[str, str] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """Say which decision of the room this is the picture of."""
        return self.proceedings.room_seqs.get(self.room.id, 0)

    def lasts_as(self, other: "Picture") -> bool:
        """Say whether nothing was decided between two pictures, so that all is the same but counts and countdowns."""
        return self.proceedings is other.proceedings and self.ranked_lists == other.ranked_lists

    @property
    def running(self) -> list[Round]:
        """List the rounds in which ballots are being cast."""
        return [round_ for round_ in views.rounds_in(self.proceedings, self.room) if round_.state in VOTING]


class Shown:
    """A picture as it is shown: written once for all who take it the same way, and what has not changed only once."""

    def __init__(self, picture: Picture, now_ms: int, before: "Shown | None" = None) -> None:
        """Take a picture, when it was taken, and the one before it if there is one."""
        self.picture = picture
        self._now_ms = now_ms
        self._views: dict[bool, bytes] = {}
        self._lasting = b""
        if before is not None and before.picture.lasts_as(picture):
            self._lasting = before._lasting

    def snapshot(self, ref: str, *, outlook: bool) -> bytes:
        """Write the snapshot that answers one asker: the shared bytes, addressed."""
        if outlook not in self._views:
            passing = msgspec.json.encode(passing_view(self.picture, self._now_ms, outlook=outlook))
            self._lasting = self._lasting or msgspec.json.encode(lasting_view(self.picture))[1:]
            self._views[outlook] = passing[1:-1] + b"," + self._lasting
        return b'{"type":"snapshot","ref":' + msgspec.json.encode(ref) + b"," + self._views[outlook]


async def take_picture(place: Place, room: Room) -> Picture:
    """Read a room as it is now."""
    proceedings = await place.read_proceedings(room.id)
    rounds = views.rounds_in(proceedings, room)
    counted = [round_ for round_ in rounds if round_.epoch]
    tallies = await place.store.rounds.read_tallies([(round_, views.columns_of(round_)) for round_ in counted])
    published = [round_ for round_ in rounds if round_.state == "published"]
    return Picture(
        room,
        proceedings,
        {round_.id: count for round_, count in zip(counted, tallies, strict=True)},
        await place.store.rounds.read_ranked_lists(published),
    )


def snapshot_view(picture: Picture, now_ms: int, *, outlook: bool = False) -> Json:
    """Show the picture as a snapshot without its `ref`."""
    return passing_view(picture, now_ms, outlook=outlook) | lasting_view(picture)


def passing_view(picture: Picture, now_ms: int, *, outlook: bool) -> Json:
    """Show what moves without a decision: how much time is left, and the counts."""
    rounds = {round_.id: round_ for round_ in views.rounds_in(picture.proceedings, picture.room)}
    return {
        "seq": picture.seq,
        "rounds": [views.round_view(round_, now_ms) for round_ in rounds.values()],
        "tallies": {
            round_id: views.tally_view(rounds[round_id], version, tally, outlook=outlook)
            for round_id, (version, tally) in picture.tallies.items()
        },
        "more": None,
    }


def lasting_view(picture: Picture) -> Json:
    """Show what stays until something is decided; a very long ranked list is left to its address."""
    proceedings, room = picture.proceedings, picture.room
    plenary = room.kind == "plenary"
    return {
        "room": views.room_view(room),
        "live": views.live_view(proceedings.live),
        "regions": [views.region_view(region) for region in proceedings.meeting.regions],
        "recommendations": [views.recommendation_view(value) for value in views.recommendations_in(proceedings, room)],
        "shortlists": [views.shortlist_view(round_) for round_ in views.submitted_rounds(proceedings)]
        if plenary
        else [],
        "ranked_lists": {
            round_id: json.loads(text) if len(text.encode()) <= LARGEST_LIST else None
            for round_id, text in picture.ranked_lists.items()
        },
    }


async def you_in(place: Place, person: Person, picture: Picture) -> You:
    """Say who a person is in a room, what they proposed there and what their ballots are."""
    mine = [value.id for value in picture.proceedings.recommendations.values() if value.seat_id == person.seat_id]
    rounds = {one.id: one for one in views.rounds_in(picture.proceedings, picture.room) if one.epoch}
    records, personal_s = await place.store.rounds.read_own(person.meeting_id, person.seat_id, list(rounds))
    return You(
        role=person.role,
        seat_id=person.seat_id,
        region_id=person.region_id,
        name=person.name,
        recommendations=mine if person.seat_id else [],
        ballots={one: _own_ballot(place, person, record, rounds[one]) for one, record in records.items()},
        personal_s=personal_s,
    )


def _own_ballot(place: Place, person: Person, record: BallotRecord, round_: Round) -> Json:
    """Show a seat its own ballot, with a proof that it was recorded; an earlier holder's is not proved."""
    shown = ballot_view(record, round_, person.generation)
    proof = place.proofs.make(round_.id, person.seat_id, record.epoch, record.revision)
    return {**shown, "proof": "" if shown["earlier"] else proof}


def event_frame(seq: int, event: bytes) -> bytes:
    """Write one announced decision as its event."""
    return b'{"seq":%d,' % seq + event[1:]
