"""Commands by which a round is conducted, from its draft to its list."""

import msgspec

from server.protocol.asking import Command, ReadingOf, RoundCommand, TakenFrom
from server.protocol.message import Json


class PrepareRound(Command, kw_only=True):
    """Draft a round: a method, a slate or where it is taken from, and a rules sheet."""

    request_id: str
    method: str
    slate: list[str] = []
    rules: Json = {}
    question_id: str = ""
    taken: TakenFrom | None = msgspec.field(name="from", default=None)
    reading_of: ReadingOf | None = None


class ChangeRound(RoundCommand, kw_only=True):
    """Put another method, slate, rules sheet and question in the place of those of a draft."""

    version: int
    method: str
    slate: list[str] = []
    rules: Json = {}
    question_id: str = ""
    taken: TakenFrom | None = msgspec.field(name="from", default=None)
    reading_of: ReadingOf | None = None


class DiscardRound(RoundCommand, kw_only=True):
    """Throw a draft away: nothing of it stays."""

    version: int = 0


class OpenRound(RoundCommand, kw_only=True):
    """Open a draft for voting."""

    version: int = 0


class CloseRound(RoundCommand, kw_only=True):
    """Close the voting; answered after the count."""


class PublishRound(RoundCommand, kw_only=True):
    """Show the ranked list to everybody."""


class ReopenRound(RoundCommand, kw_only=True):
    """Open a closed round again before it is published, for a while, until a date or until it is closed."""

    seconds: int | None = None
    closes_at: str = ""


class PauseRound(RoundCommand, kw_only=True):
    """Stop the countdown; voting goes on."""


class ResumeRound(RoundCommand, kw_only=True):
    """Let the countdown run again."""


class ExtendRound(RoundCommand, kw_only=True):
    """Add time to the countdown."""

    seconds: int = 60


class SetCountdown(RoundCommand, kw_only=True):
    """Start a countdown in a round that has none, have it close at a date, or take that away."""

    seconds: int | None = None
    closes_at: str = ""


class RecountRound(RoundCommand, kw_only=True):
    """Count every ballot again and lift the freeze."""


class VoidRound(RoundCommand, kw_only=True):
    """Void a round with a reason; its ballots are kept and not counted."""

    reason: str


class SubmitShortlist(RoundCommand, kw_only=True):
    """Hand the region's published shortlist to the plenary."""


class SetLive(Command, kw_only=True):
    """Say what the meeting is at: an agenda session, and a guiding question if one is up."""

    request_id: str = ""
    question_id: str = ""
    session_id: str = ""
