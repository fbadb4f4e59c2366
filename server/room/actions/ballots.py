"""Casting a ballot: check that it can be counted, then let the casting step decide at one instant."""

from collections.abc import Mapping
from contextlib import suppress

from msgspec import UNSET

from server.domain.errors import REFUSALS, InvalidBallot, NotPermitted, Refusal, RoundNotOpen
from server.domain.procedure.ballot_words import (
    Remark,
    check_remarks,
    kinds_in,
    read_remarks,
    room_left,
    write_remarks,
)
from server.domain.procedure.ballots import Ballot, check_id, check_ids, filling, read_marks, receipt
from server.domain.procedure.rounds import Round
from server.domain.procedure.whose import require_reach, whose_round
from server.protocol import commands, replies, shapes
from server.room.actions.closing import close_if_over
from server.room.context import Asker, Context
from server.room.terms import RoundTerms
from server.room.views import columns_of
from server.store import StoreFault
from server.store.ballot_words import CastOutcome
from server.store.casting import OnOutcome
from server.store.packing import BallotRecord, read_record


async def cast_ballot(context: Context, asker: Asker, command: commands.CastBallot) -> replies.BallotCast:
    """Record everything one seat says in one round, and give its receipt.

    Raises:  NotPermitted, NotFound, RoundNotOpen, InvalidBallot or Malformed before the casting step; a refusal of the
             casting step, which shows the ballot that is recorded instead (`current`), if there is one.
    """
    asker.require("cast_ballot")  # before anything is looked up: who may not vote is not told which rounds there are
    with suppress(StoreFault):  # nobody may have been in the room to notice; of a store that is away casting tells
        await close_if_over(context, asker.room, command.round_id)
    terms = await context.terms(command.round_id)
    ballot = _read_ballot(asker, command, terms)
    casting = context.store_of(command.round_id).casting
    outcome = await casting.cast(ballot, terms.round, len(terms.columns), terms.expires_at_s)
    return answer_to(context, asker, command, terms.round, outcome)


def cast_at_once(context: Context, asker: Asker, command: commands.CastBallot, on_outcome: OnOutcome) -> bool:
    """Send a ballot on without awaiting anything; false, and nothing is done, where its round is not in memory yet.

    For the many ballots of one moment this saves a task each; `answer_to` makes the answer from the outcome.

    Raises:  as `cast_ballot`, except the refusals of the casting step: those are handed to `on_outcome`.
    """
    terms = context.known_terms(command.round_id)
    if terms is None:
        return False
    ballot = _read_ballot(asker, command, terms)
    casting = context.store_of(command.round_id).casting
    casting.send_on(ballot, terms.round, len(terms.columns), terms.expires_at_s, on_outcome)
    return True


def answer_to(
    context: Context, asker: Asker, command: commands.CastBallot, round_: Round, outcome: CastOutcome | Refusal
) -> replies.BallotCast:
    """Make the answer to a ballot from what came of it in the casting step.

    Raises:  the refusal, where it was refused.
    """
    if isinstance(outcome, Refusal):
        raise outcome
    if outcome.code == "by_position":
        raise NotPermitted("by_position")
    if outcome.code != "cast":
        own = asker.person.generation
        current = ballot_view(read_record(outcome.record), round_, own) if outcome.record else None
        raise REFUSALS[outcome.code](current=current)
    return replies.BallotCast(
        ref=command.ref,
        round_id=round_.id,
        epoch=outcome.epoch,
        revision=outcome.revision,
        receipt=receipt(
            round_.id, outcome.epoch, outcome.revision, outcome.ballot_id, outcome.marks, words=outcome.words
        ),
        durability=context.store_of(round_.id).durability,
        proof=context.proofs.make(round_.id, asker.person.seat_id, outcome.epoch, outcome.revision),
    )


def _read_ballot(asker: Asker, command: commands.CastBallot, terms: RoundTerms) -> Ballot:
    round_, person = terms.round, asker.person
    asker.require("cast_ballot")
    index = terms.indices.get(person.region_id)
    if index is None or round_.room_id != asker.room.id:
        require_reach(person, "cast_ballot", "round", whose_round(person, asker.room, round_))
        raise NotPermitted("cast_ballot")  # even if the table allows it: the tally has no column for this region
    if not round_.epoch:
        raise RoundNotOpen(state=round_.state)
    if command.wishes is None and round_.rules.reservations:
        raise InvalidBallot("old_page")  # it shows an objection as the one thing there is to choose
    terms.method.check(command.marks, round_.rules)
    check_ids(command.request_id, command.ballot_id)
    nonce = command.nonce if round_.nonce else ""  # where nothing is drawn, nothing is kept
    if nonce:
        check_id("nonce", nonce)
    written = terms.marks.write(command.marks)
    wishes = command.wishes or {}
    return Ballot(
        round_.id,
        person.seat_id,
        index,
        command.epoch,
        command.base_revision,
        command.request_id,
        command.ballot_id,
        written,
        person.generation,
        nonce,
        _words(wishes, command.marks, terms) if terms.kinds or wishes else "",
    )


def _words(wishes: Mapping[str, shapes.Remark], marks: Mapping[str, str], terms: RoundTerms) -> str:
    given = {item: Remark(said.kind, said.words, said.quote) for item, said in wishes.items()}
    return write_remarks(check_remarks(given, marks, terms.kinds))


def ballot_view(record: BallotRecord, round_: Round, generation: int) -> shapes.Ballot:
    """Show a seat its own ballot.

    A seat's link may be renewed and given to somebody else. In a round that is not recorded the new holder is told that
    the earlier ballot is recorded, and not what it says.

    Units:   `generation` is that of the credential of whoever asks.
    """
    earlier = record.generation < generation and round_.rules.secrecy != "recorded"
    columns = columns_of(round_)
    marks = {} if earlier else read_marks(record.marks, round_.slate, columns)
    remarks = {} if earlier else read_remarks(record.words)
    told = {item: shapes.Remark(one.kind, one.words, one.quote) for item, one in remarks.items()}
    has_words = bool(kinds_in(round_.rules))
    said = receipt(round_.id, record.epoch, record.revision, record.ballot_id, record.marks, words=record.words)
    return shapes.Ballot(
        epoch=record.epoch,
        revision=record.revision,
        earlier=earlier,
        ballot_id="" if earlier else record.ballot_id,
        marks=marks,
        receipt="" if earlier else said,
        fill=filling(marks, round_.slate, columns) + "." * (room_left(remarks) if has_words else 0),
        wishes=told if has_words else UNSET,
    )
