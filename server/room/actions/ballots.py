"""Casting a ballot: check that it can be counted, then let the casting step decide at one instant."""

from server.domain.errors import REFUSALS, NotPermitted, Refusal, RoundNotOpen
from server.domain.procedure.ballots import Ballot, check_ids, filling, read_marks, receipt
from server.domain.procedure.rounds import Round
from server.domain.procedure.whose import require_reach, whose_round
from server.protocol import commands, replies, shapes
from server.room.opened import Opened
from server.room.place import Asker, Place
from server.room.views import columns_of
from server.store.casting import Told, Verdict
from server.store.packing import BallotRecord, read_record


async def cast_ballot(place: Place, asker: Asker, command: commands.CastBallot) -> replies.BallotCast:
    """Record everything one seat says in one round, and give its receipt.

    Raises:  a refusal with what stands instead (`current`) when another ballot of the seat was there first.
    """
    asker.require("cast_ballot")  # before anything is looked up: who may not vote is not told which rounds there are
    opened = await place.opened(command.round_id)
    ballot = _read_ballot(asker, command, opened)
    casting = place.store_of(command.round_id).casting
    verdict = await casting.cast(ballot, opened.round, len(opened.columns), opened.expires_at_s)
    return answer_to(place, asker, command, opened.round, verdict)


def cast_at_once(place: Place, asker: Asker, command: commands.CastBallot, told: Told) -> bool:
    """Send a ballot on in this very step; false where its round must be read first, and nothing was done.

    Raises:  as `cast_ballot`, but for what the casting step says: that is told.
    """
    opened = place.remembered(command.round_id)
    if opened is None:
        return False
    ballot = _read_ballot(asker, command, opened)
    casting = place.store_of(command.round_id).casting
    casting.send_on(ballot, opened.round, len(opened.columns), opened.expires_at_s, told)
    return True


def answer_to(
    place: Place, asker: Asker, command: commands.CastBallot, round_: Round, verdict: Verdict | Refusal
) -> replies.BallotCast:
    """Answer a ballot with what the casting step said of it.

    Raises:  its refusal.
    """
    if isinstance(verdict, Refusal):
        raise verdict
    if verdict.code != "cast":
        own = asker.person.generation
        current = ballot_view(read_record(verdict.record), round_, own) if verdict.record else None
        raise REFUSALS[verdict.code](current=current)
    return replies.BallotCast(
        ref=command.ref,
        round_id=round_.id,
        epoch=verdict.epoch,
        revision=verdict.revision,
        receipt=receipt(round_.id, verdict.epoch, verdict.revision, verdict.ballot_id, verdict.marks),
        durability=place.store_of(round_.id).durability,
        proof=place.proofs.make(round_.id, asker.person.seat_id, verdict.epoch, verdict.revision),
    )


def _read_ballot(asker: Asker, command: commands.CastBallot, opened: Opened) -> Ballot:
    round_, person = opened.round, asker.person
    asker.require("cast_ballot")
    place = opened.places.get(person.region_id)
    if place is None or round_.room_id != asker.room.id:
        require_reach(person, "cast_ballot", "round", whose_round(person, asker.room, round_))
        raise NotPermitted("cast_ballot")  # whatever the table says: the tally has no place for this region
    if not round_.epoch:
        raise RoundNotOpen(state=round_.state)
    opened.method.check(command.marks, round_.rules)
    check_ids(command.request_id, command.ballot_id)
    return Ballot(
        round_.id,
        person.seat_id,
        place,
        command.epoch,
        command.base_revision,
        command.request_id,
        command.ballot_id,
        opened.marks.write(command.marks),
        person.generation,
    )


def ballot_view(record: BallotRecord, round_: Round, generation: int) -> shapes.Ballot:
    """Show a seat its own ballot.

    Of a ballot that was cast before the seat's link was renewed or handed over, in a round whose marks are nobody's
    business, whoever holds the seat now is told that it stands, and not what it says.
    """
    earlier = record.generation < generation and round_.rules.secrecy != "recorded"
    columns = columns_of(round_)
    marks = {} if earlier else read_marks(record.marks, round_.slate, columns)
    said = receipt(round_.id, record.epoch, record.revision, record.ballot_id, record.marks)
    return shapes.Ballot(
        epoch=record.epoch,
        revision=record.revision,
        earlier=earlier,
        ballot_id="" if earlier else record.ballot_id,
        marks=marks,
        receipt="" if earlier else said,
        fill=filling(marks, round_.slate, columns),
    )
