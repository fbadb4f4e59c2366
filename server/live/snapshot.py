"""The whole picture of a room: one set of bytes for everybody in it."""

from functools import cached_property

import msgspec

from server.domain.procedure.calls import calls_in, is_called
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.domain.procedure.shapes import Audience
from server.live.paged import Parts
from server.live.picture import Picture, lasting_part, passing_part
from server.live.signed import Signed
from server.protocol import shapes
from server.protocol.message import Json
from server.protocol.replies import You
from server.room import views
from server.room.actions.ballots import ballot_view
from server.room.confirming_views import asked_in
from server.room.context import Context
from server.room.positions import confirmed_by
from server.store.packing import BallotRecord

NO_HALL = b"null"
"""What a picture says of the hall to whoever does not follow it."""
_SNAPSHOT = b'{"type":"snapshot","ref":%b,"own":%b,"calls":%b,"signing":%b,"named":%b,"counts":%b,"hall":%b,%b'


class Lasting:
    """What stays until something is decided: worked out once for all pictures that show it, and all who see them.

    Shape:   by seat what it sees of its own proposals and others do not, and the ids of all its proposals; the rounds
             of the room in which ballots may have been cast, by id.
    """

    def __init__(self, picture: Picture) -> None:
        """Take the first picture that shows it."""
        self._picture = picture
        self._written: dict[tuple[Audience, bool], bytes] = {}
        self._parts: dict[Audience, Parts] = {}
        self._called: dict[tuple[str, str], Called] = {}

    def parts(self, audience: Audience) -> Parts:
        """Part what an audience sees of the recommendations."""
        if (found := self._parts.get(audience)) is None:
            proceedings, room = self._picture.proceedings, self._picture.room
            found = self._parts[audience] = Parts(proceedings, room, views.shown_in(proceedings, room, audience))
        return found

    def write(self, audience: Audience, *, paged: bool) -> bytes:
        """Write what an audience sees of it, to stand behind what moves; `paged`: only the first of many."""
        way, parts = (audience, paged), self.parts(audience)
        if way not in self._written:
            shown = parts.first if paged else parts.whole
            self._written[way] = msgspec.json.encode(lasting_part(self._picture, audience, shown))[1:]
        return self._written[way]

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
        self._written: dict[tuple[Audience, bool, bool], bytes] = {}
        self._views: dict[str, Json] = {}
        self.lasting = Lasting(picture)
        if before is not None and before.picture.lasts_as(picture):
            self.lasting = before.lasting

    def snapshot(
        self,
        ref: str,
        *,
        outlook: bool,
        audience: Audience,
        person: Person | None,
        hall: bytes = NO_HALL,
        paged: bool = False,
    ) -> bytes:
        """Write the snapshot that answers one asker, or nobody: the bytes shared by an audience, addressed to one."""
        way = (audience, outlook, paged)
        if way not in self._written:
            more = self.lasting.parts(audience).more if paged else None
            passing = msgspec.json.encode(passing_part(self.picture, self._now_ms, outlook=outlook, more=more))
            self._written[way] = passing[1:-1] + b"," + self.lasting.write(audience, paged=paged)
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
