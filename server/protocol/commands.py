"""Commands: what a person asks of the service."""

import msgspec

from server.protocol.message import Json, Message


class Command(Message):
    """What a person asks; `ref` comes back with the reply."""

    ref: str = ""


class Have(msgspec.Struct, frozen=True):
    """What a phone last had acknowledged in one round."""

    epoch: int
    revision: int
    proof: str = ""


class RoundCommand(Command, kw_only=True):
    """What is asked of one round; the request id lets a resent act be recognised."""

    round_id: str
    request_id: str = ""


class RecommendationCommand(Command, kw_only=True):
    """What is asked of one recommendation."""

    request_id: str
    recommendation_id: str


class Hello(Command, kw_only=True):
    """Ask for the whole picture."""

    seen: int = 0
    have: dict[str, Have] = {}
    accepts: list[str] = []


class Propose(Command, kw_only=True):
    """Put a recommendation forward."""

    request_id: str
    question_id: str
    title: str
    text: str = ""
    language: str = ""


class FindSimilar(Command, kw_only=True):
    """Ask what was already proposed under a question that sounds like a title."""

    question_id: str
    title: str


class AcceptRecommendation(RecommendationCommand, kw_only=True):
    """Let a proposal stand."""


class RejectRecommendation(RecommendationCommand, kw_only=True):
    """Take a proposal off the list, with a reason if there is one."""

    reason: str = ""


class EditRecommendation(RecommendationCommand, kw_only=True):
    """Change the words of a recommendation; what is left out stays."""

    title: str | None = None
    text: str | None = None


class TranslateRecommendation(RecommendationCommand, kw_only=True):
    """Say the words of a recommendation in another language; an empty title takes a translation away."""

    language: str
    title: str
    text: str = ""
    version: int = 0


class WithdrawRecommendation(RecommendationCommand, kw_only=True):
    """Take back one's own proposal."""


class PrepareRound(Command, kw_only=True):
    """Draft a round: a method, a slate and a rules sheet."""

    request_id: str
    method: str
    slate: list[str]
    rules: Json = {}
    question_id: str = ""


class OpenRound(RoundCommand, kw_only=True):
    """Open a draft for voting."""


class CloseRound(RoundCommand, kw_only=True):
    """Close the voting; answered after the count."""


class PublishRound(RoundCommand, kw_only=True):
    """Show the ranked list to everybody."""


class ReopenRound(RoundCommand, kw_only=True):
    """Open a closed round again before it is published."""


class PauseRound(RoundCommand, kw_only=True):
    """Stop the countdown; voting goes on."""


class ResumeRound(RoundCommand, kw_only=True):
    """Let the countdown run again."""


class ExtendRound(RoundCommand, kw_only=True):
    """Give more time."""

    seconds: int = 60


class RecountRound(RoundCommand, kw_only=True):
    """Count every ballot again and lift the freeze."""


class VoidRound(RoundCommand, kw_only=True):
    """Void a round with a reason; its ballots are kept and not counted."""

    reason: str


class SubmitShortlist(RoundCommand, kw_only=True):
    """Hand the region's published shortlist to the plenary."""


class SetLive(Command, kw_only=True):
    """Say what the meeting is at: a room, and a guiding question if one is up."""

    request_id: str = ""
    question_id: str = ""


class CastBallot(Command, kw_only=True):
    """Say everything one seat has to say in one round."""

    round_id: str
    epoch: int
    base_revision: int
    request_id: str
    ballot_id: str
    marks: dict[str, str]
    fill: str = ""


AnyCommand = (
    Hello | Propose | FindSimilar
    | AcceptRecommendation | RejectRecommendation | EditRecommendation | TranslateRecommendation
    | WithdrawRecommendation
    | PrepareRound | OpenRound | CloseRound | PublishRound | ReopenRound | PauseRound | ResumeRound | ExtendRound
    | RecountRound | VoidRound | SubmitShortlist | SetLive | CastBallot
)  # fmt: skip
