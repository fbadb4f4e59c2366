"""Events: what everybody in the room hears."""

import msgspec

from server.domain.procedure.rounds import RoundState
from server.protocol import shapes
from server.protocol.message import DecisionEvent as DecisionEvent
from server.protocol.message import Event as Event
from server.protocol.message import Json


class LiveChanged(DecisionEvent, kw_only=True):
    """The meeting is at something else."""

    live: shapes.Live


class AgendaChanged(DecisionEvent, kw_only=True):
    """The same under its old name: for those whose hello does not accept `live_changed`."""

    live: shapes.Live


class ProgrammeChanged(DecisionEvent, kw_only=True):
    """The programme is in another version: what it is called, its regions and its rooms."""

    version: int
    title: str
    regions: tuple[shapes.Region, ...]
    rooms: tuple[shapes.Room, ...]
    programme: Json | None = None


class SaidToAll(DecisionEvent, kw_only=True):
    """The desk says something to everybody or in this room; without words it is taken back."""

    bulletin: shapes.Bulletin


class PresentationChanged(DecisionEvent, kw_only=True):
    """The regions present here: in which order, which has the floor, how much time is left."""

    presentation: shapes.Presentation


class SpeakersChanged(DecisionEvent, kw_only=True):
    """The list of speakers of this room: who speaks, who waits in which order, how long each region has spoken."""

    speakers: shapes.Speakers


class RoundCalled(Event, kw_only=True):
    """A round calls those who may enter its room, is about to end, or calls nobody any more."""

    room_id: str
    round_id: str
    state: RoundState


class RecommendationChanged(DecisionEvent, kw_only=True):
    """A recommendation is new or not as it was."""

    recommendation: shapes.Recommendation
    waiting: int | None


class WaitingChanged(DecisionEvent, kw_only=True):
    """A proposal that waits is new or not as it was: for those who conduct the room."""

    recommendation: shapes.Recommendation
    waiting: int


class SigningChanged(DecisionEvent, kw_only=True):
    """What regions are asked to sign is new or not as it was; without `signing` there is nothing to sign any more."""

    recommendation_id: str
    signing: shapes.Signing | None


class NamedChanged(DecisionEvent, kw_only=True):
    """What a region says by name in a round is not as it was, or who has confirmed it."""

    named: shapes.Named


class CountChanged(DecisionEvent, kw_only=True):
    """Somebody has entered what they counted by hands or on paper in a region of a round."""

    count: shapes.Count


class Decided(DecisionEvent, kw_only=True):
    """Something was decided of which this listener may see nothing but its number."""


class RoundChanged(DecisionEvent, kw_only=True):
    """A round is new or not as it was."""

    round: shapes.Round


class RoundDiscarded(DecisionEvent, kw_only=True):
    """A draft is gone, as if it had never been prepared."""

    round_id: str


class RoundPublished(DecisionEvent, kw_only=True):
    """The ranked list is public; too long a list is only pointed to."""

    round_id: str
    ranked_list: shapes.RankedListText
    url: str


class SetChanged(DecisionEvent, kw_only=True):
    """What a region hands to a plenary session is new or not as it was; without recommendations it is taken back."""

    region_id: str
    room_id: str
    session_id: str
    round_id: str
    recommendations: tuple[shapes.Recommendation, ...]
    handed_at_ms: int
    bound: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    confirmed: shapes.Confirmed | None = None


class ConfirmationChanged(DecisionEvent, kw_only=True):
    """What a region is asked to confirm in a room is new or not as it was; null: it is asked nothing any more."""

    room_id: str
    confirmation: shapes.Confirmation | None


class ShortlistSubmitted(DecisionEvent, kw_only=True):
    """The same in plenary under its old name: for those whose hello does not accept `set_changed`."""

    region_id: str
    round_id: str
    recommendations: tuple[shapes.Recommendation, ...]


class HallChanged(Event, kw_only=True):
    """The screens of the room show something else: for those whose hello accepts `hall`; `seq` is the hall's own."""

    seq: int
    room_id: str
    round_id: str
    view: str
    page: int
    item: str
    course: int
    round: shapes.Round | None


class ScreensChanged(Event, kw_only=True):
    """How many screens are connected, and how many of them show what was set: for the podium alone."""

    seq: int
    screens: int
    showing: int


class TallyChanged(Event, kw_only=True):
    """The newest count of a round; cells are null while directions are hidden."""

    round_id: str
    tally_version: int
    turnout: dict[str, shapes.Turnout]
    cells: shapes.Cells | None = None
    outlook: tuple[shapes.Outlook, ...] | None = None


class TallyStepped(Event, kw_only=True):
    """What changed in a count since the version before it: for those whose hello accepts `delta`."""

    round_id: str
    since: int
    tally_version: int
    turnout: dict[str, shapes.Turnout]
    cells: list[tuple[int, int, int, int]]
    outlook: list[shapes.Outlook]


class Pulse(Event, kw_only=True):
    """The line is alive, and this is the last decision that was told on it; with a `ref` it answers a hello."""

    ref: str = ""
    seq: int


class AlarmRaised(Event, kw_only=True):
    """Something the service cannot put right by itself: for the podium alone."""

    code: str
    round_id: str
    times: int


class PresenceChanged(Event, kw_only=True):
    """Who is connected to the room: for the podium alone."""

    connected: dict[str, int]
    total: int


class OverviewChanged(Event, kw_only=True):
    """A room of the meeting is not as it was, among all rooms: for the desk alone."""

    overview: shapes.Overview


class AlikeChanged(Event, kw_only=True):
    """To what recommendations of the room, by id, are alike: all of it, or those that changed; for its conductors."""

    whole: bool
    alike: dict[str, tuple[shapes.Alike, ...]]


class CountingChanged(Event, kw_only=True):
    """How long the count of a round has taken so far, or that it is over: for the podium alone."""

    round_id: str
    seconds: int | None


class SeatsChanged(Event, kw_only=True):
    """How the meeting is joined and who waits to be let in: for the podium, and at the desk which seats changed.

    Shape:   `changed` is null where more changed than is told: the list is read again.
    """

    joining: shapes.Joining
    totals: shapes.Totals
    waiting: list[shapes.Seat]
    changed: list[shapes.Seat] | None
    gone: list[str]
    personal_s: dict[str, int]


class JoiningChanged(Event, kw_only=True):
    """The meeting is joined in another way, or not any more: for the podium and the screens."""

    open: bool
    code: str
    url: str
