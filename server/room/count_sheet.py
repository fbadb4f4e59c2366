"""A count from the ballots of one round to its ranked list: values in, values out, in whichever process.

Refuses to know the store, clocks and who asked. Invariant: the same box gives the same list, so that any process may
count and none needs to be told to.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from server.domain.counting.attendance import count_of, set_aside
from server.domain.counting.lists_read import SLIP, ListRead, as_read
from server.domain.counting.lots import Lot, Nonces, nonces_of
from server.domain.counting.ranking import SlateItem
from server.domain.methods import ranked_list, read_method
from server.domain.procedure.ballot_words import read_remarks
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.readings import ReadAgain
from server.domain.procedure.rounds import Round
from server.record.formats import read_format
from server.record.occasion import Occasion
from server.store.kept_lists import read_list, write_list
from server.store.packing import TwoCounts, read_record, two_counts
from server.words.strings import Strings
from server.words.wording import Wording

_NAME_LETTERS = 20
LARGEST_WORK = 2**31


@dataclass(frozen=True, slots=True)
class Box:
    """What lies in the box of a round, as of one instant.

    Shape:   `packed` is the live tally as it is stored, `records` the ballots by seat; `regions` gives id and name in
             the round's order, `items` the slate in its own; `read` are the lists that were read before, oldest first;
             `nonces` is what phones had added to the lot when the round was closed first; `mandates` says by seat for
             whom it speaks, and is empty in a round that an earlier release opened; `again` is what a later reading
             is of; `named` gives id and name of the regions that take part by their position; `slips` are the seats
             whose ballots stood on paper slips.
    """

    round: Round
    packed: bytes
    records: Mapping[str, str]
    regions: tuple[tuple[str, str], ...] = ()
    items: tuple[SlateItem, ...] = ()
    read: tuple[ListRead, ...] = ()
    nonces: Nonces = ()
    mandates: Mapping[str, Mandate] = field(default_factory=dict)
    again: ReadAgain | None = None
    named: tuple[tuple[str, str], ...] = ()
    slips: frozenset[str] = frozenset()

    @property
    def work(self) -> int:
        """Say how much there is to count: marks times regions; without a bound where a method follows equals."""
        if read_method(self.round.method).CARD.branches:
            return LARGEST_WORK
        return len(self.round.slate) * len(self.round.regions) * len(self.records)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count came to: do both roads agree, the list as it is kept, and what it tells of."""

    agree: bool
    kept: bytes
    told: ListRead


def compare(box: Box) -> TwoCounts:
    """Hold the live tally against a recount."""
    columns = read_method(box.round.method).columns(box.round.rules)
    return replace(two_counts(box.packed, box.records.values(), box.round, columns), ballots=())


def nonces_in(box: Box) -> Nonces:
    """Say what is published of the texts that phones sent with the ballots in a box."""
    return nonces_of(read_record(record).nonce for record in box.records.values())


def count(box: Box) -> Counted:
    """Count every ballot again and rank the slate from the ballots."""
    round_ = box.round
    columns = read_method(round_.method).columns(round_.rules)
    counts = two_counts(box.packed, box.records.values(), round_, columns)
    ballots = tuple(
        replace(
            ballot,
            name=name_of(seat, record, slip=seat in box.slips),
            mandate=box.mandates.get(seat),
            said=_said(round_, record),
        )
        for ballot, (seat, record) in zip(counts.ballots, box.records.items(), strict=True)
    )
    whole = count_of(round_, counts.recounted, ballots)
    listed = ranked_list(
        round_.id,
        round_.method,
        round_.rules,
        regions=box.regions,
        named=box.named,
        count=whole,
        aside=set_aside(round_, counts.recounted),
        recommendations=box.items,
        lot=Lot(round_.nonce, box.nonces, round_.seed),
        read=box.read,
        again=box.again,
    )
    return Counted(counts.agree, write_list(listed), as_read(listed, ballots, whole.by_hand))


def write_file(
    kept: bytes, kind: str, occasion: Occasion | None = None, language: str = "", template: bytes = b""
) -> bytes:
    """Make a file of a list that was kept; with a language, its reasons are said in sentences too."""
    wording = Wording(Strings.read(), language) if language else None
    format_ = read_format(kind)
    ranked = read_list(kept)
    return (
        format_.whole(ranked, occasion, wording, template)
        if format_.whole
        else format_.write(ranked, occasion, wording)
    )


def _said(round_: Round, record: str) -> dict[str, tuple[str, str]]:
    """Read of a ballot's words those that are published with the list."""
    if not round_.rules.reservations:
        return {}
    return {item: (one.kind, one.words) for item, one in read_remarks(read_record(record).words).items()}


def name_of(seat_id: str, record: str, *, slip: bool = False) -> str:
    """Name a ballot: another revision or seat is another ballot; one that is moved to another region is the same."""
    said = replace(read_record(record), region=0)
    name = hashlib.sha256(f"{seat_id} {said}".encode()).hexdigest()[:_NAME_LETTERS]
    return f"{SLIP}:{name}" if slip else name
