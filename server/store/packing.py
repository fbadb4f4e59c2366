"""How a tally and a ballot lie in the store: compact, fixed, readable without the service.

A tally is big-endian 32-bit counts: the version (casts accepted so far), then the ballots by region, then the cells
by recommendation, region and column, then by region the ballots of seats that were not there at the opening, and of
those that were made since. A ballot record is `revision epoch request_id ballot_id region marks generation` and, where
the round has a lot and the phone added to it, ` nonce`; where its ballots have words, `~words` stands at the end, as
long in every record (`ballot_words`), behind a blank of its own where there is no nonce. The generation of a seat that
came late ends in `+1`, of one that was made late in `+2`. Older records lack the generation of the credential, and
count as of the first.
`votes.lua` writes both; a test holds the two against each other.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.counting.tallies import CountedBallot, Tally, recount
from server.domain.procedure.ballots import read_marks
from server.domain.procedure.opening import Electorate
from server.domain.procedure.rounds import Round


@dataclass(frozen=True, slots=True)
class BallotRecord:
    """A ballot as it is recorded; `marks` as `domain.ballots.MarkWriter` wrote them, `came` as in `CountedBallot`.

    Invariant: its text has neither the nonce nor when its seat came, for ballots are named by it (`count_sheet`), and a
    name is for ever. Neither has it the words, which need no part in a name: another ballot has another id.
    """

    revision: int
    epoch: int
    request_id: str
    ballot_id: str
    region: int
    marks: str
    generation: int = 1
    nonce: str = field(default="", repr=False)
    came: int = field(default=0, repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """The live count and the recount of one round, from one consistent read.

    Units:   `version` is the number of casts accepted so far.
    Shape:   `packed` is the live tally as it lay in the store.
    """

    version: int
    tally: Tally
    recounted: Tally
    ballots: tuple[CountedBallot, ...]
    packed: bytes = b""

    @property
    def agree(self) -> bool:
        """Say whether the live count and the recount are equal, cell by cell."""
        return self.tally == self.recounted

    @property
    def differ(self) -> str:
        """Say in which cells the two counts differ, and not what they hold: a log must not tell marks."""
        pairs = zip(self.tally.slate, self.tally.cells, self.recounted.cells, strict=True)
        items = [item for item, live, again in pairs if live != again]
        return f"{len(items)} of the slate, turnout {'too' if self.tally.ballots != self.recounted.ballots else 'not'}"


def read_record(text: str) -> BallotRecord:
    """Read one ballot record."""
    revision, epoch, request_id, ballot_id, region, marks, *more = text.split(" ")
    written, nonce = (*more, "") if len(more) == 1 else more or ("1", "")
    generation, _, came = written.partition("+")
    nonce, _, words = nonce.partition("~")
    said = int(revision), int(epoch), request_id, ballot_id, int(region), marks, int(generation)
    return BallotRecord(*said, nonce, int(came or 0), words)


def write_said(said: Mapping[str, int]) -> str:
    """Write what a seat said once, each with the generation of the credential that it was said with."""
    return " ".join(f"{what}+{generation}" for what, generation in said.items())


def read_said(words: str) -> dict[str, int]:
    """Read what a seat said; in an older release no generation was kept, and the first is meant."""
    parted = (one.partition("+") for one in words.split())
    return {what: int(generation or 1) for what, _, generation in parted}


def write_electorate(electorate: Electorate) -> str:
    """Write who may cast in a round as the commit takes it: seat, index of its region, and 1 where it is there."""
    return " ".join(f"{seat_id} {place} {here:d}" for seat_id, place, here in electorate.seats)


def read_tally(packed: bytes, round_: Round, columns: Sequence[str]) -> tuple[int, Tally]:
    """Unpack the version and the tally of a round; what was never written is nought."""
    width, regions = len(columns), len(round_.regions)
    end = 1 + regions + len(round_.slate) * regions * width
    length = end + 2 * regions
    counts = struct.unpack(f">{length}I", packed.ljust(4 * length, b"\0"))
    rows = [counts[at : at + width] for at in range(1 + regions, end, width)]
    cells = tuple(tuple(rows[at : at + regions]) for at in range(0, len(rows), regions))
    ballots, late, new = counts[1 : 1 + regions], counts[end : end + regions], counts[end + regions :]
    return counts[0], Tally(round_.slate, round_.regions, tuple(columns), cells, ballots, late, new)


def pack_tally(version: int, tally: Tally) -> bytes:
    """Pack a tally, to repair the live count from the ballots."""
    cells = (count for item in tally.cells for row in item for count in row)
    counts = [version, *tally.ballots, *cells, *tally.late, *tally.new]
    return struct.pack(f">{len(counts)}I", *counts)


def two_counts(packed: bytes, records: Iterable[str], round_: Round, columns: tuple[str, ...]) -> TwoCounts:
    """Hold the live tally, as it is stored, against a count of every ballot."""
    version, tally = read_tally(packed, round_, columns)
    ballots = tuple(counted(read_record(record), round_, columns) for record in records)
    return TwoCounts(version, tally, recount(round_.slate, round_.regions, columns, ballots), ballots, packed)


def counted(record: BallotRecord, round_: Round, columns: Sequence[str]) -> CountedBallot:
    """See a recorded ballot as a method sees it."""
    return CountedBallot(record.region, read_marks(record.marks, round_.slate, columns), came=record.came)
