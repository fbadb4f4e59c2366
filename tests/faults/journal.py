"""What a phone remembers: everything it sent, what was acknowledged, what was refused; and what the store says of it.

Invariant: the two are compared only when nothing is under way any more. `lost`, `double`, `wrong` and `ghost` are the
four ways in which the promise of docs/faults.md can be broken; nought is the only figure that keeps it.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from server.store.packing import BallotRecord, TwoCounts


@dataclass(frozen=True, slots=True)
class Sent:
    """One ballot as it left the phone, whole; what it says is in the letters of the store."""

    request_id: str
    ballot_id: str
    base_revision: int
    letters: str


@dataclass(slots=True)
class Journal:
    """The journal of one seat in one round.

    Shape:   `worth` is what an acknowledgement is to be worth.
    Units:   instants in seconds of the loop's clock; `waits` are (when asked, how long, code of the refusal).
    """

    seat_id: str
    worth: str = "disk"
    sent: dict[str, Sent] = field(default_factory=dict)
    sendings: Counter[str] = field(default_factory=Counter)
    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    acknowledged_s: list[float] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    waits: list[tuple[float, float, str]] = field(default_factory=list)
    closed: Counter[int] = field(default_factory=Counter)
    rests_s: list[float] = field(default_factory=list)
    unanswered: int = 0
    rewound: int = 0
    disputes: list[str] = field(default_factory=list)

    @property
    def revision(self) -> int:
        """The revision that was last acknowledged."""
        return self.acknowledged[-1][0] if self.acknowledged else 0

    @property
    def longest_gap_s(self) -> float:
        """The longest wait between two acknowledged ballots, but for those in which the phone had nothing to say."""
        pairs = itertools.pairwise(self.acknowledged_s)
        return max((b - a for a, b in pairs if not any(a < rest < b for rest in self.rests_s)), default=0.0)

    def rewind(self, revision: int) -> Sent | None:
        """Forget what the store has lost, and return the ballot that has to be cast again; None if nothing was lost."""
        if revision >= self.revision:
            return None
        last = self.sent[self.acknowledged[-1][1]]
        self.acknowledged = [one for one in self.acknowledged if one[0] <= revision]
        self.rewound += 1
        return last

    def acknowledge(self, sent: Sent, revision: int, durability: str, now_s: float) -> None:
        """Write down what the service said is recorded; an answer that cannot be true is a dispute."""
        if revision != sent.base_revision + 1:
            self.disputes.append(f"{sent.request_id} on {sent.base_revision} became {revision}")
        if durability != self.worth:
            self.disputes.append(f"acknowledged in {durability}")
        self.acknowledged.append((revision, sent.request_id))
        self.acknowledged_s.append(now_s)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the store and the journals say of each other."""

    acknowledged: int = 0
    lost: int = 0
    double: int = 0
    wrong: int = 0
    ghost: int = 0
    disputes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether the promise was kept."""
        return not (self.lost or self.double or self.wrong or self.ghost or self.disputes)

    def __add__(self, other: "Judgement") -> "Judgement":
        """Add up."""
        return Judgement(
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.double + other.double,
            self.wrong + other.wrong,
            self.ghost + other.ghost,
            self.disputes + other.disputes,
        )


def judge(
    journals: Iterable[Journal], counts: TwoCounts, records: dict[str, BallotRecord], repairs: int = 0
) -> Judgement:
    """Hold every journal against what the store holds; each repair of a tally has made it one version newer."""
    known = list(journals)
    doubled = _doubled(counts, records, repairs)
    verdict = Judgement(double=doubled, ghost=len(records.keys() - {one.seat_id for one in known}))
    for journal in known:
        verdict += _judge_one(journal, records.get(journal.seat_id))
    return verdict


def _judge_one(journal: Journal, record: BallotRecord | None) -> Judgement:
    acknowledged = len({request_id for _, request_id in journal.acknowledged})
    disputes = tuple(f"{journal.seat_id}: {one}" for one in journal.disputes)
    if record is None:
        return Judgement(acknowledged, lost=journal.revision, disputes=disputes)
    lost = max(0, journal.revision - record.revision)
    sent = journal.sent.get(record.request_id)
    ghost = int(sent is None or record.request_id in journal.refused or record.revision > journal.revision + 1)
    wrong = 0
    if sent is not None and (sent.ballot_id, sent.letters, sent.base_revision + 1) != (
        record.ballot_id,
        record.marks,
        record.revision,
    ):
        wrong = 1
    if record.revision == journal.revision and record.request_id != journal.acknowledged[-1][1]:
        wrong = 1
    return Judgement(acknowledged, lost=lost, wrong=wrong, ghost=ghost, disputes=disputes)


def _doubled(counts: TwoCounts, records: dict[str, BallotRecord], repairs: int) -> int:
    """Add up by how much the tally differs from the recount, and the casts counted from the revisions that stand."""
    live = [*counts.tally.ballots, *(count for item in counts.tally.cells for row in item for count in row)]
    again = [*counts.recounted.ballots, *(count for item in counts.recounted.cells for row in item for count in row)]
    differing = sum(abs(one - other) for one, other in zip(live, again, strict=True))
    return differing + abs(counts.version - repairs - sum(record.revision for record in records.values()))
