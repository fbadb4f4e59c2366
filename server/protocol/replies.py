"""Replies: what only the one who asked hears."""

from typing import Any

from server.domain.procedure.recommendations import Status
from server.protocol import shapes
from server.protocol.message import Json, Message


class Reply(Message):
    """What only the one who asked hears."""

    ref: str


class You(Message, kw_only=True):
    """Who one is here, what one proposed and supports, and the ballots of one's seat."""

    role: str
    seat_id: str
    region_id: str
    name: str
    recommendations: list[str]
    ballots: dict[str, shapes.Ballot]
    personal_s: int = 0
    supported: list[str] = []
    confirmed_in: dict[str, int] = {}
    positions_confirmed: dict[str, int] = {}
    casts_in: list[str] = []


class Snapshot(Reply, kw_only=True):
    """The whole picture of the room as of `seq`."""

    seq: int
    room: shapes.Room
    live: shapes.Live
    regions: tuple[shapes.Region, ...]
    recommendations: tuple[shapes.Recommendation, ...]
    rounds: tuple[shapes.Round, ...]
    shortlists: tuple[shapes.Shortlist, ...]
    sets: tuple[shapes.Set, ...]
    ranked_lists: dict[str, shapes.RankedListText]
    tallies: dict[str, shapes.Tally]
    programme_version: int
    bulletins: tuple[shapes.Bulletin, ...]
    more: str | None = None
    waiting: int | None = None
    programme: Json | None = None
    own: list[shapes.Recommendation] = []
    signing: list[shapes.Signing] = []
    named: list[shapes.Named] = []
    counts: list[shapes.Count] = []
    confirmations: tuple[shapes.Confirmation, ...] = ()
    calls: list[shapes.Call] = []
    hall: shapes.Hall | None = None
    presentation: shapes.Presentation | None = None
    speakers: shapes.Speakers | None = None


class Proposed(Reply, kw_only=True):
    """The recommendation is known under this id: it stands under its number, or waits and has none yet."""

    seq: int
    recommendation_id: str
    already: bool = False
    number: int = 0
    label: str = ""
    status: Status | None = None


class MergeProposed(Reply, kw_only=True):
    """The merge is known under this id: it waits for the regions that have to agree, or stands under its number."""

    seq: int
    recommendation_id: str
    already: bool = False
    number: int = 0
    label: str = ""
    status: Status | None = None


class Similar(Reply, kw_only=True):
    """What was already proposed, the closest first."""

    recommendations: list[shapes.Close]


class Waiting(Reply, kw_only=True):
    """One page of the proposals that wait, oldest first; `more` is where the next page begins."""

    seq: int
    waiting: int
    recommendations: list[shapes.Recommendation]
    more: int | None = None


class Supported(Reply, kw_only=True):
    """The seat is counted among those that support a recommendation, or no longer."""

    seq: int
    recommendation_id: str
    on: bool
    already: bool = False


class History(Reply, kw_only=True):
    """What was done with a recommendation, newest first."""

    recommendation_id: str
    entries: list[shapes.Entry]


class RoundPrepared(Reply, kw_only=True):
    """The draft stands under this id; `round` is as it stands, null where it was discarded since."""

    seq: int
    round_id: str
    round: shapes.Round | None
    already: bool = False


class Done(Reply, kw_only=True):
    """The act is done, now or `already` before; `round` is as it stands, `removed` how many seats were taken away."""

    seq: int
    round: shapes.Round | None = None
    already: bool = False
    removed: int | None = None


class Seats(Reply, kw_only=True):
    """A page of the seats, how many there are and may vote, and from where they were taken; `more`: the next page."""

    seats: list[shapes.Seat]
    more: str | None
    totals: shapes.Totals
    sources: list[shapes.Source]
    entitled: dict[str, int]
    pool: list[str]
    small: dict[str, int] = {}


class BallotCast(Reply, kw_only=True):
    """The ballot is recorded, as durably as it says."""

    round_id: str
    epoch: int
    revision: int
    receipt: str
    durability: str
    proof: str


class Wishes(Reply, kw_only=True):
    """What ballots of a closed round would change; `withheld`: of some ballots no words are told."""

    round_id: str
    epoch: int
    items: list[shapes.Wished]
    withheld: bool


class Counted(Reply, kw_only=True):
    """The figures of a count of hands or paper: one's own, the other's once both have entered, and what was agreed."""

    round_id: str
    region_id: str
    channel: str
    entered: shapes.Figures | None
    other: shapes.Figures | None
    agreed: shapes.Figures | None


class Refused(Reply, kw_only=True):
    """No, with a code that never changes and words in the caller's language."""

    code: str
    message: str
    current: Any = None
