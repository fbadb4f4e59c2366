"""Events: what everybody in the room hears."""

from typing import Any

from server.protocol.message import Json, Message


class Event(Message):
    """What everybody in the room hears."""


class AgendaChanged(Event, kw_only=True):
    """The meeting is at something else."""

    seq: int
    live: Json


class RecommendationChanged(Event, kw_only=True):
    """A recommendation is new or not as it was."""

    seq: int
    recommendation: Json
    waiting: int | None


class WaitingChanged(Event, kw_only=True):
    """A proposal that waits is new or not as it was: for those who conduct the room."""

    seq: int
    recommendation: Json
    waiting: int


class Decided(Event, kw_only=True):
    """Something was decided of which this listener may see nothing but its number."""

    seq: int


class RoundChanged(Event, kw_only=True):
    """A round is new or not as it was."""

    seq: int
    round: Json


class RoundPublished(Event, kw_only=True):
    """The ranked list is public; too long a list is only pointed to."""

    seq: int
    round_id: str
    ranked_list: Json | None
    url: str


class ShortlistSubmitted(Event, kw_only=True):
    """A region handed its shortlist to the plenary."""

    seq: int
    region_id: str
    round_id: str
    recommendations: list[Json]


class TallyChanged(Event, kw_only=True):
    """The newest count of a round; cells are null while directions are hidden."""

    round_id: str
    tally_version: int
    turnout: dict[str, tuple[int, int, int]]
    cells: Any = None
    outlook: Any = None


class TallyStepped(Event, kw_only=True):
    """What changed in a count since the version before it: for those whose hello accepts `delta`."""

    round_id: str
    since: int
    tally_version: int
    turnout: dict[str, tuple[int, int, int]]
    cells: list[tuple[int, int, int, int]]
    outlook: list[Json]


class AlarmRaised(Event, kw_only=True):
    """Something the service cannot put right by itself: for the podium alone."""

    code: str
    round_id: str
    times: int


class PresenceChanged(Event, kw_only=True):
    """Who is connected to the room: for the podium alone."""

    connected: dict[str, int]
    total: int


class CountingChanged(Event, kw_only=True):
    """How long the count of a round has taken so far, or that it is over: for the podium alone."""

    round_id: str
    seconds: int | None


class SeatsChanged(Event, kw_only=True):
    """How the meeting is joined and who waits to be let in: for the podium alone."""

    joining: Json
    totals: Json
    waiting: list[Json]


class JoiningChanged(Event, kw_only=True):
    """The meeting is joined in another way, or not any more: for the podium and the screens."""

    open: bool
    code: str
    url: str
