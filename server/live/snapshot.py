"""The whole picture of a room: one set of bytes for everybody in it."""

from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from server.domain.counting.tallies import Tally
from server.domain.procedure.calls import calls_in, is_called
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import VOTING, Round
from server.domain.procedure.shapes import Audience, hears
from server.live.signed import Signed
from server.protocol import shapes
from server.protocol.message import Json
from server.protocol.replies import You
from server.room import views
from server.room.actions.ballots import ballot_view
from server.room.actions.counting import published_lists
from server.room.bulletins import bulletins_in
from server.room.confirming_views import asked_in
from server.room.context import Context
from server.room.positions import confirmed_by
from server.room.presentation_views import presentation_view
from server.room.programme_views import programme_view
from server.room.set_views import set_view, sets_in, shortlist_view
from server.store.packing import BallotRecord

NO_HALL = b"null"
"""What a picture says of the hall to whoever does not follow it."""
_SNAPSHOT = b'{"type":"snapshot","ref":%b,"own":%b,"calls":%b,"signing":%b,"named":%b,"counts":%b,"hall":%b,%b'


@dataclass(frozen=True, slots=True)
class Picture:
    """A room as of one decision: the proceedings, the newest tallies, the published ranked lists.

    Shape:   `tallies` by round: the version and the count; a list that is left to its address is None.
    """

    room: Room
    proceedings: Proceedings
    tallies: dict[str, tuple[int, Tally]] = field(default_factory=dict)
    ranked_lists: dict[str, bytes | None] = field(default_factory=dict)
    outlooks: dict[str, tuple[shapes.Outlook, ...] | None] = field(default_factory=dict)

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


class Lasting:
    """What stays until something is decided: worked out once for all pictures that show it, and all who see them.

    Shape:   by seat what it sees of its own proposals and others do not, and the ids of all its proposals; the rounds
             of the room in which ballots may have been cast, by id.
    """

    def __init__(self, picture: Picture) -> None:
        """Take the first picture that shows it."""
        self._picture = picture
        self._written: dict[str, bytes] = {}
        self._called: dict[tuple[str, str], Called] = {}

    def write(self, audience: Audience) -> bytes:
        """Write what an audience sees of it, to stand behind what moves."""
        if audience not in self._written:
            self._written[audience] = msgspec.json.encode(lasting_part(self._picture, audience))[1:]
        return self._written[audience]

    @cached_property
    def own(self) -> dict[str, list[shapes.Recommendation]]:
        """Show by seat what others do not see."""
        return views.own_in(self._picture.proceedings, self._picture.room)

    @cached_property
    def proposed(self) -> dict[str, list[str]]:
        """List by seat what it proposed."""
        proposed: dict[str, list[str]] = {}
        for one in self._picture.proceedings.recommendations.values():
            proposed.setdefault(one.seat_id, []).append(one.id)
        return proposed

    @cached_property
    def calls(self) -> list[tuple[Round, Room]]:
        """List the rounds that call from here or from elsewhere, each with its room."""
        return calls_in(self._picture.proceedings, self._picture.room)

    def called(self, person: Person) -> "Called":
        """Find those of them that a person may hear of: all of one role and region hear the same."""
        whose = (person.role, person.region_id)
        if (found := self._called.get(whose)) is None:
            heard = [round_ for round_, about in self.calls if is_called(person, round_, about)]
            found = self._called[whose] = Called({**self.opened, **{one.id: one for one in heard}}, heard)
        return found

    @cached_property
    def signed(self) -> Signed:
        """Show what there is to sign in the room."""
        return Signed(self._picture.proceedings, self._picture.room)

    @cached_property
    def opened(self) -> dict[str, Round]:
        """Find the rounds of the room that were opened."""
        rounds = views.rounds_in(self._picture.proceedings, self._picture.room)
        return {one.id: one for one in rounds if one.epoch}


class Called:
    """The rounds that call somebody, as they are shown; `rounds` has those of the room in which they are, too."""

    def __init__(self, rounds: dict[str, Round], heard: list[Round]) -> None:
        """Take the rounds of which they hear, and those of them that call."""
        self.rounds = rounds
        self.calls = [views.call_view(round_) for round_ in heard]
        self.written = msgspec.json.encode(self.calls)


class Shown:
    """A picture as it is shown: written once for all who take it the same way, and what has not changed only once."""

    def __init__(self, picture: Picture, now_ms: int, before: "Shown | None" = None) -> None:
        """Take a picture, when it was taken, and the one before it if there is one."""
        self.picture, self.seq = picture, picture.seq
        self._now_ms = now_ms
        self._written: dict[tuple[str, bool], bytes] = {}
        self._views: dict[str, Json] = {}
        self.lasting = Lasting(picture)
        if before is not None and before.picture.lasts_as(picture):
            self.lasting = before.lasting

    def snapshot(
        self, ref: str, *, outlook: bool, audience: Audience, person: Person | None, hall: bytes = NO_HALL
    ) -> bytes:
        """Write the snapshot that answers one asker, or nobody: the bytes shared by an audience, addressed to one."""
        way = (audience, outlook)
        if way not in self._written:
            passing = msgspec.json.encode(passing_part(self.picture, self._now_ms, outlook=outlook))
            self._written[way] = passing[1:-1] + b"," + self.lasting.write(audience)
        own = self.own(person.seat_id) if person else []
        theirs = msgspec.json.encode(own) if own else b"[]", self.lasting.called(person).written if person else b"[]"
        signing = self.lasting.signed.all(audience, person)
        return _SNAPSHOT % (msgspec.json.encode(ref), *theirs, *signing, hall, self._written[way])

    def view(self, audience: Audience) -> Json:
        """Show the picture to the pages of an audience, as plain values; made once, and not to be changed."""
        if audience not in self._views:
            snapshot = self.snapshot("", outlook=False, audience=audience, person=None)
            self._views[audience] = msgspec.json.decode(snapshot)
        return self._views[audience]

    def own(self, seat_id: str) -> list[shapes.Recommendation]:
        """Show what a seat sees of its own proposals and others do not."""
        return self.lasting.own.get(seat_id, []) if seat_id else []


async def take_picture(context: Context, room: Room, *, outlook: bool = False) -> Picture:
    """Read a room as it is now; with the outlooks of its live rounds, where anybody wants them."""
    proceedings = await context.read_proceedings(room.id)
    rounds = views.rounds_in(proceedings, room)
    counted = [round_ for round_ in rounds if round_.epoch]
    kept = context.store_of(room.id).rounds
    tallies = await kept.read_tallies([(round_, views.columns_of(round_)) for round_ in counted])
    looked_at = list(zip(counted, tallies, strict=True)) if outlook else []
    published = [round_ for round_ in rounds if round_.state == "published"]
    return Picture(
        room,
        proceedings,
        {round_.id: count for round_, count in zip(counted, tallies, strict=True)},
        await published_lists(context, published),
        {round_.id: await context.outlooks.of(round_, tally) for round_, (_, tally) in looked_at},
    )


def passing_part(picture: Picture, now_ms: int, *, outlook: bool) -> shapes.Passing:
    """Show what moves without a decision: how much time is left, and the counts."""
    rounds = {round_.id: round_ for round_ in views.rounds_in(picture.proceedings, picture.room)}
    outlooks = picture.outlooks if outlook else {}
    kept = picture.proceedings.presentations.get(picture.room.id)
    return shapes.Passing(
        seq=picture.seq,
        rounds=tuple(views.round_view(round_, now_ms) for round_ in rounds.values()),
        tallies={
            round_id: views.tally_view(rounds[round_id], version, tally, outlooks.get(round_id))
            for round_id, (version, tally) in picture.tallies.items()
        },
        more=None,
        presentation=presentation_view(kept, now_ms) if kept else None,
    )


def lasting_part(picture: Picture, audience: Audience) -> shapes.Lasting:
    """Show an audience what stays until something is decided; a very long ranked list is left to its address."""
    proceedings, room = picture.proceedings, picture.room
    sets = sets_in(proceedings, room)
    return shapes.Lasting(
        room=views.room_view(proceedings.programme.room(room.id) or room),
        live=views.live_view(proceedings.live),
        regions=tuple(views.region_view(region) for region in proceedings.programme.regions),
        recommendations=views.shown_in(proceedings, room, audience),
        shortlists=tuple(shortlist_view(one) for one in sets if room.kind == "plenary"),
        sets=tuple(set_view(proceedings, one, room, audience) for one in sets),
        confirmations=tuple(asked_in(proceedings, room)),
        ranked_lists={round_id: views.sent_list(text) for round_id, text in picture.ranked_lists.items()},
        waiting=len(views.waiting_in(proceedings, room)) if hears(audience, "snapshot", "waiting") else None,
        programme_version=proceedings.programme.version,
        bulletins=bulletins_in(proceedings, room),
        programme=programme_view(proceedings.meeting, proceedings.programme) if room.kind == "desk" else None,
    )


async def you_in(context: Context, person: Person, shown: Shown) -> You:
    """Say who a person is in a room, what they proposed and support, and their ballots there and where called."""
    rounds = shown.lasting.called(person).rounds
    kept = context.store_of(person.meeting_id)
    records, personal_s, supported = await kept.rounds.read_own(person.meeting_id, person.seat_id, list(rounds))
    asked = [one.room_id for one in asked_in(shown.picture.proceedings, shown.picture.room)]
    confirmed = await kept.seats.read_confirmed(person.meeting_id, person.seat_id, asked)
    return You(
        role=person.role,
        seat_id=person.seat_id,
        region_id=person.region_id,
        name=person.name,
        recommendations=shown.lasting.proposed.get(person.seat_id, []) if person.seat_id else [],
        ballots={one: _own_ballot(context, person, record, rounds[one]) for one, record in records.items()},
        personal_s=personal_s,
        supported=[one for one, holder in supported.items() if person.has_said(holder)],
        confirmed_in={room_id: number for room_id, (number, holder) in confirmed.items() if person.has_said(holder)},
        positions_confirmed=confirmed_by(rounds.values(), person),
        casts_in=await kept.rounds.read_casts_in(rounds.values(), person),
    )


def _own_ballot(context: Context, person: Person, record: BallotRecord, round_: Round) -> shapes.Ballot:
    """Show a seat its own ballot, with a proof that it was recorded; an earlier holder's is not proved."""
    shown = ballot_view(record, round_, person.generation)
    proof = context.proofs.make(round_.id, person.seat_id, record.epoch, record.revision)
    return msgspec.structs.replace(shown, proof="" if shown.earlier else proof)
